// Behind the page tree: which branches are open and how far it was scrolled, as
// assets/tree.js remembers it. The branch of the page itself stays open.
try {
  let p = document.getElementById("_pages"), s = JSON.parse(sessionStorage.getItem("tree"));
  for (let d of p.querySelectorAll("details")) {
    let o = s[d.previousElementSibling?.href ?? d.firstElementChild.textContent];
    if (o != null) d.open = o || !!d.querySelector("[aria-current]");
  }
  p.scrollTop = s[""];
} catch {}
