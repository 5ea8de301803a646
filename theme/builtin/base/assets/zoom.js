// A picture that links to itself opens over the page; without this script the
// link leads to it.
{
  const words = document.currentScript.dataset;
  const dialog = document.createElement("dialog");

  const open = (link) => {
    const picture = link.querySelector("picture, img").cloneNode(true);
    const image = picture.querySelector("img") ?? picture;
    for (const part of [image, ...picture.children]) {
      if (part.srcset) part.sizes = `min(100vw, ${image.getAttribute("width")}px)`;
    }
    for (const name of ["width", "height", "loading", "class"]) image.removeAttribute(name);
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = words.close;
    dialog.replaceChildren(picture, close);
    dialog.ariaLabel = image.alt || link.ariaLabel;
    document.body.append(dialog);
    dialog.showModal();
    dialog.focus(); // and not its button, which would get the rest of the Enter that opened it
  };

  dialog.className = "lightbox";
  dialog.tabIndex = -1;
  dialog.addEventListener("click", () => dialog.close());
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.zoom");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(link);
  });
}
