// Behind the page tree: which branches are open and which page was on top of what is
// seen of it, as assets/tree.js remembers it. The branch of the page itself stays open.
try {
  let p = document.getElementById("_pages"), s = JSON.parse(sessionStorage.getItem("tree"));
  for (let d of p.querySelectorAll("details")) {
    let o = s[d.previousElementSibling?.href ?? d.firstElementChild.textContent];
    if (o != null) d.open = o || !!d.querySelector("[aria-current]");
  }
  let [href, top] = s[""], a = [...p.querySelectorAll("a")].find((a) => a.href == href);
  p.scrollTop = a.getBoundingClientRect().top - p.getBoundingClientRect().top - top;
} catch {}
