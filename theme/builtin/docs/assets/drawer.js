// The page tree opens as a drawer without this script; it only brings the
// current page into view, and shuts the drawer when the window becomes wide.
{
  const pages = document.getElementById("_pages");
  if (pages) {
    const reveal = () => {
      const link = pages.querySelector("[aria-current]");
      if (link) pages.scrollTop = link.offsetTop - pages.clientHeight / 2;
    };
    pages.addEventListener("toggle", reveal);
    matchMedia("(min-width: 60rem)").addEventListener("change", () => {
      if (pages.matches(":popover-open")) pages.hidePopover();
    });
    reveal();
  }
}
