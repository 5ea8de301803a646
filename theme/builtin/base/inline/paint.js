// Before anything is painted: light or dark, as assets/theme.js remembers it; and
// the page waits for its title, so that the bar on top and the page tree are there
// whole when they are seen first, and nothing moves.
try {
  let t = localStorage.getItem("theme");
  if (t) document.documentElement.dataset.theme = t;
} catch {}
{
  let l = document.createElement("link");
  l.rel = "expect";
  l.href = "#_title";
  l.blocking = "render";
  document.head.append(l);
}
