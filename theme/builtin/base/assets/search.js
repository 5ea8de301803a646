// Opens the search: by a button, by Ctrl-K or Cmd-K, by a slash, and by ?q= in the
// address. What searches is loaded then, and not before.
{
  const dialog = document.querySelector("dialog.search");
  let client;

  const open = async (query) => {
    const input = dialog.querySelector("input");
    if (query) input.value = query;
    if (!dialog.open) {
      dialog.showModal();
      input.select();
    }
    try {
      client ??= import(dialog.dataset.client).then(({ start }) => start(dialog));
      const search = await client;
      if (input.value) search(); // it may have been typed meanwhile
    } catch {
      client = undefined;
      dialog.querySelector("[role=status]").textContent = dialog.dataset.failed;
    }
  };

  const isTyped = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

  if (dialog) {
    for (const button of document.querySelectorAll("[data-search]")) {
      // One that looks for the words of the address, for pages that are gone.
      if (button.dataset.search === "path") {
        try {
          button.dataset.search = decodeURIComponent(location.pathname.slice(dialog.dataset.home.length)).replace(/\.\w+$|[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
        } catch {
          button.dataset.search = ""; // no address that can be read
        }
      }
      button.addEventListener("click", () => open(button.dataset.search));
    }
    addEventListener("keydown", (event) => {
      const { key, ctrlKey, metaKey, altKey } = event;
      const opens = key === "/" ? !ctrlKey && !metaKey && !altKey && !isTyped(event.target) : key.toLowerCase() === "k" && (ctrlKey || metaKey) && !altKey;
      if (!opens || event.isComposing) return;
      event.preventDefault();
      open();
    });
    const asked = new URLSearchParams(location.search).get("q");
    if (asked !== null) open(asked);
  }
}
