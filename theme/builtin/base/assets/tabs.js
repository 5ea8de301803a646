// Parts that stand under each other become tabs, after the pattern of the
// ARIA Authoring Practices: arrows move between tabs, and choose.
{
  let count = 0;

  const build = (box) => {
    const panels = [...box.children].filter((e) => e.matches(".tab"));
    if (panels.length === 0) return;
    const list = document.createElement("div");
    list.setAttribute("role", "tablist");

    const tabs = panels.map((panel) => {
      const tab = document.createElement("button");
      const label = panel.querySelector(".tab-label");
      tab.type = "button";
      tab.id = `_tab-${++count}`;
      tab.append(...(label ? label.cloneNode(true).childNodes : [String(count)]));
      tab.setAttribute("role", "tab");
      panel.id ||= `_panel-${count}`;
      tab.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      panel.tabIndex = 0;
      return tab;
    });

    const choose = (at, focus) => {
      tabs.forEach((tab, i) => {
        tab.setAttribute("aria-selected", i === at);
        tab.tabIndex = i === at ? 0 : -1;
        // "until-found" lets the browser's search and links reach hidden panels
        if (i === at) panels[i].removeAttribute("hidden");
        else panels[i].setAttribute("hidden", "until-found");
      });
      if (focus) tabs[at].focus();
    };

    const step = (key, at) => {
      const rtl = getComputedStyle(box).direction === "rtl";
      const last = tabs.length - 1;
      switch (key) {
        case rtl ? "ArrowLeft" : "ArrowRight":
          return at === last ? 0 : at + 1;
        case rtl ? "ArrowRight" : "ArrowLeft":
          return at === 0 ? last : at - 1;
        case "Home":
          return 0;
        case "End":
          return last;
      }
    };

    tabs.forEach((tab, i) => {
      tab.addEventListener("click", () => choose(i));
      tab.addEventListener("keydown", (event) => {
        const to = step(event.key, i);
        if (to === undefined) return;
        event.preventDefault();
        choose(to, true);
      });
      panels[i].addEventListener("beforematch", () => choose(i));
    });
    list.append(...tabs);
    box.prepend(list);
    box.classList.add("live");
    choose(0);
  };

  document.querySelectorAll(".tabs").forEach(build);
}
