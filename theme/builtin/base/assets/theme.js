// The button that switches between light and dark. The choice is remembered as
// long as it differs from what the reader's system asks for.
{
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

  // Browsers colour their own bar like the page.
  const paint = () => {
    const color = getComputedStyle(root).backgroundColor;
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.content = color;
  };

  const choose = (theme) => {
    const same = (theme === "dark") === system.matches;
    if (same) delete root.dataset.theme;
    else root.dataset.theme = theme;
    try {
      if (same) localStorage.removeItem("theme");
      else localStorage.setItem("theme", theme);
    } catch {
      // storage may be forbidden: the choice then lasts for this page
    }
    paint();
  };

  document.querySelector("button.theme")?.addEventListener("click", () => choose(dark() ? "light" : "dark"));
  if (root.dataset.theme) paint();
}
