// The dialog: see partials/search.html for its parts.

const PAUSE = 120; // milliseconds after a key, before pages are looked for
const REST = 250; // after that, before their texts are
const BATCH = 8; // results whose titles are read at once

export const start = (dialog) => {
  const { index, home, results, none, failed } = dialog.dataset;
  from(index);
  const input = dialog.querySelector("input");
  const box = dialog.querySelector("[role=listbox]");
  const status = dialog.querySelector("[role=status]");
  const selects = [...dialog.querySelectorAll("select")];
  let turn = 0;
  let timer;

  const element = (name, kind, ...content) => {
    const e = document.createElement(name);
    e.className = kind;
    e.append(...content);
    return e;
  };

  const choose = (option) => {
    for (const o of box.children) o.ariaSelected = String(o === option);
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
      target.show().catch(() => {}); // it then has no text
    }
  }, { root: box });

  const option = ({ url, title, text, section, tags, lang }, number, marks) => {
    const a = element("a", "result", element("span", "result-title", ...marked(title, hits(title, marks))));
    Object.assign(a, { id: `_result-${number}`, href: home + url, role: "option", tabIndex: -1, ariaSelected: "false" });
    if (lang) a.lang = lang;
    const names = [section !== title && section, ...tags.map((tag) => `#${tag}`)].filter(Boolean);
    const place = element("span", "result-place", names.join(" · "));
    const words = element("span", "result-text");
    a.append(place, words);
    a.show = async () => {
      const { id, title, nodes } = excerpt(await once(text, json), marks);
      if (id) a.hash = id;
      if (title) place.textContent = [title, ...names].join(" · ");
      words.append(...nodes);
    };
    return a;
  };

  // The results from one on, until there are enough for now. When the last of them
  // comes into view, there are more.
  const options = async (result, from) => {
    const { root, numbers, marks } = result;
    const some = numbers.slice(from, from + BATCH);
    const all = (await Promise.all(some.map((number) => card(root, number)))).map((c, i) => option(c, some[i], marks));
    if (numbers.length > from + BATCH) {
      const { show } = all.at(-1);
      all.at(-1).show = async () => {
        const mine = turn;
        await show();
        const next = await options(result, from + BATCH);
        if (mine === turn) add(next);
      };
    }
    return all;
  };

  const add = (all) => {
    box.append(...all);
    timer = setTimeout(() => all.forEach((o) => seen.observe(o)), REST);
  };

  const search = async () => {
    const mine = ++turn;
    clearTimeout(timer);
    const query = input.value.trim();
    try {
      const result = await find(query, selects.map((s) => s.value));
      const all = await options(result, 0);
      if (mine !== turn) return;
      seen.disconnect();
      box.replaceChildren();
      add(all);
      choose(all[0]);
      box.scrollTop = 0;
      say(query && (all.length ? results : none), result.numbers.length || query);
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

  fill().catch(() => {}); // there is no choice then
  return search;
};
