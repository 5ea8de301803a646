// In the head: light or dark, as assets/theme.js remembers it.
try {
  let t = localStorage.getItem("theme");
  if (t) document.documentElement.dataset.theme = t;
} catch {}
