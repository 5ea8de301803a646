// The dialog: see partials/search.html for its parts.

const PAUSE = 120; // milliseconds after a key, before pages are looked for
const REST = 250; // after that, before their texts are
const BATCH = 10;

export const start = (dialog) => {
  const { index, home, results, none, failed } = dialog.dataset;
  from(index);
  const input = dialog.querySelector("input");
  const box = dialog.querySelector("[role=listbox]");
  const status = dialog.querySelector("[role=status]");
  const selects = [...dialog.querySelectorAll("select")];
  let turn = 0;
  let found, shown, timer;

  const element = (name, kind, ...content) => {
    const e = document.createElement(name);
    e.className = kind;
    e.append(...content);
    return e;
  };

  const choose = (option) => {
    for (const o of box.children) o.ariaSelected = o === option;
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const chosen = () => box.querySelector("[aria-selected=true]");

  const say = (text, ...args) => {
    status.textContent = text.replace(/%[ds]/g, () => args.shift());
    box.hidden = !box.firstChild;
    input.ariaExpanded = String(!box.hidden);
  };

  // The text of a page is read when its result comes into view.
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      target.show();
    }
  }, { root: box });

  const option = ({ url, title, text, section, tags, lang }, number) => {
    const a = element("a", "result", element("span", "result-title", ...marked(title, hits(title, found.marks))));
    Object.assign(a, { id: `_result-${number}`, href: home + url, role: "option", tabIndex: -1, ariaSelected: "false" });
    if (lang) a.lang = lang;
    const where = [section !== title && section, ...tags.map((tag) => `#${tag}`)].filter(Boolean);
    const place = element("span", "result-place", where.join(" · "));
    if (where.length) a.append(place);
    const words = element("span", "result-text");
    a.append(words);
    const { marks } = found;
    a.show = async () => {
      const { id, title, nodes } = excerpt(await once(text, json), marks);
      if (id) a.hash = id;
      if (title) place.prepend(`${title}${where.length ? " · " : ""}`);
      if (title && !where.length) words.before(place);
      words.append(...nodes);
    };
    return a;
  };

  const more = async () => {
    const mine = turn;
    const numbers = found.numbers.slice(shown, (shown += BATCH));
    const cards = await Promise.all(numbers.map((number) => card(found.root, number)));
    if (mine !== turn) return;
    const options = cards.map((c, i) => option(c, numbers[i]));
    box.append(...options);
    timer = setTimeout(() => options.forEach((o) => seen.observe(o)), REST);
    if (shown < found.numbers.length) {
      const last = options.at(-1);
      const { show } = last;
      last.show = () => (show(), more());
    }
  };

  const search = async () => {
    const mine = ++turn;
    clearTimeout(timer);
    const query = input.value.trim();
    try {
      const result = await find(query, selects.map((s) => s.value));
      if (mine !== turn) return;
      found = result;
      shown = 0;
      seen.disconnect();
      box.replaceChildren();
      if (found.numbers.length) await more();
      if (mine !== turn) return;
      if (box.firstChild) choose(box.firstChild);
      else choose();
      box.scrollTop = 0;
      say(query && (found.numbers.length ? results : none), found.numbers.length || query);
    } catch {
      if (mine === turn) say(failed);
    }
  };

  const fill = async () => {
    const names = await facets();
    selects.forEach((select, i) => {
      const mark = "/#"[i];
      select.append(...names[i].map((name) => new Option(name, mark + name)));
      select.hidden = names[i].length < 2;
    });
  };

  let wait;
  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(search, PAUSE);
  });
  selects.forEach((select) => select.addEventListener("change", search));

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const options = [...box.children];
    const at = options.indexOf(chosen());
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: Math.min(at + 5, options.length - 1), PageUp: Math.max(at - 5, 0) }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      choose(options.at(to % options.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      chosen()?.click();
    }
  });
  // A result may lead to a place on the page that is open.
  box.addEventListener("click", () => setTimeout(() => dialog.close()));

  fill();
  return (query) => {
    if (!dialog.open) dialog.showModal();
    if (query) {
      input.value = query;
      search();
    }
    input.select();
  };
};
