// "On this page": unfolded where it stands beside the text, folded where it
// stands above it; the heading that is being read is marked.
{
  const details = document.querySelector(".contents details");
  if (details) {
    const beside = matchMedia("(min-width: 76rem)");
    const fold = () => (details.open = beside.matches);
    beside.addEventListener("change", fold);
    fold();

    const links = new Map();
    for (const link of details.querySelectorAll("a")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    }

    let current;
    const mark = () => {
      // the last headings of a page never come near the top of the window
      const end = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
      let reached;
      for (const heading of links.keys()) {
        if (heading.getClientRects().length === 0) continue; // in a folded toggle
        if (!end && heading.getBoundingClientRect().top > innerHeight / 4) break;
        reached = heading;
      }
      const link = links.get(reached);
      if (link === current) return;
      current?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      current = link;
    };

    let waiting = false;
    addEventListener(
      "scroll",
      () => {
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          mark();
        });
      },
      { passive: true },
    );
    mark();
  }
}
