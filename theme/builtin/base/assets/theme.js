// The button that switches between automatic, light and dark, and tells which
// it is. The first step always changes what is seen. The choice is remembered;
// the inline script "paint" reads it before the next page is painted.
{
  const root = document.documentElement;
  const button = document.querySelector("button.theme");
  const system = matchMedia("(prefers-color-scheme: dark)");

  // Browsers colour their own bar like the page.
  const paint = () => {
    const color = getComputedStyle(root).backgroundColor;
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.content = color;
  };

  if (button) {
    const words = { auto: button.ariaLabel, ...button.dataset };
    const tell = () => (button.ariaLabel = button.title = words[root.dataset.theme ?? "auto"]);

    button.addEventListener("click", () => {
      const order = system.matches ? [undefined, "light", "dark"] : [undefined, "dark", "light"];
      const next = order[(order.indexOf(root.dataset.theme) + 1) % 3];
      if (next) root.dataset.theme = next;
      else delete root.dataset.theme;
      try {
        if (next) localStorage.setItem("theme", next);
        else localStorage.removeItem("theme");
      } catch {
        // storage may be forbidden: the choice then lasts for this page
      }
      tell();
      paint();
    });
    tell();
  }
  if (root.dataset.theme) paint();
}
