// A link to something in a folded part, or behind another tab, opens what it is in.
{
  const unfold = () => {
    const target = document.getElementById(location.hash.slice(1));
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
