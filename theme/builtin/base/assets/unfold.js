// A link to something in a folded part, or behind another tab, opens what it is in.
{
  const unfold = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // a per cent sign that says nothing
    }
    const target = document.getElementById(id);
    let opened = false;
    for (let e = target; e; e = e.parentElement) {
      const folded = e.localName === "details" && !e.open;
      if (folded) e.open = true;
      const hidden = e.hasAttribute("hidden");
      if (hidden) e.dispatchEvent(new Event("beforematch"));
      opened ||= folded || hidden;
    }
    if (opened) target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
}
