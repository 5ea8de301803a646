// The page tree opens, and its branches fold, without this script. It remembers
// which branches were opened or closed by hand and which page was on top of what was
// seen of it, since the tree of a large site is not the same on each page: the inline
// script "tree" reads that before the next page is painted.
{
  const pages = document.getElementById("_pages");
  if (pages) {
    const state = {};
    try {
      Object.assign(state, JSON.parse(sessionStorage.getItem("tree")));
    } catch {
      // storage may be forbidden, or hold something else
    }

    // A branch is known by the page above it, or by its title.
    const key = (branch) => branch.previousElementSibling?.href ?? branch.firstElementChild.textContent;

    pages.addEventListener("click", (event) => {
      const summary = event.target.closest("summary");
      if (summary) state[key(summary.parentNode)] = !summary.parentNode.open;
    });
    addEventListener("pagehide", () => {
      const below = (link) => link.getBoundingClientRect().top - pages.getBoundingClientRect().top;
      const link = [...pages.querySelectorAll("a")].find((a) => a.checkVisibility() && below(a) >= 0);
      if (link) state[""] = [link.href, below(link)];
      try {
        sessionStorage.setItem("tree", JSON.stringify(state));
      } catch {
        // then it is forgotten
      }
    });

    // What is current comes into view, also in the drawer.
    const reveal = () => {
      const link = pages.querySelector("[aria-current]");
      if (!link) return;
      const top = link.getBoundingClientRect().top - pages.getBoundingClientRect().top;
      if (top < 0 || top > pages.clientHeight - link.offsetHeight) pages.scrollTop += top - pages.clientHeight / 3;
    };
    pages.addEventListener("toggle", reveal);
    matchMedia("(min-width: 60rem)").addEventListener("change", () => {
      if (pages.matches(":popover-open")) pages.hidePopover();
    });
    reveal();
  }
}
