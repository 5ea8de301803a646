// Excerpts: where in a page the words are, and the text around the best place.

const AROUND = 170; // characters

// The ranges of a text that have a word to mark: [start, end, which].
const hits = (text, marks) => {
  const list = [];
  const add = (word, start, end) => {
    const which = marks.findIndex((m) => m.has(word));
    if (which >= 0) list.push([start, end, which]);
    return which >= 0;
  };
  for (const run of text.matchAll(runs)) {
    for (const piece of run[0].matchAll(pieces)) {
      let start = run.index + piece.index;
      if (!dense.test(piece[0])) {
        add(cut(fold(piece[0])), start, start + piece[0].length);
        continue;
      }
      const characters = split(piece[0]);
      characters.forEach((c, i) => {
        const next = characters[i + 1] ?? "";
        if (!add(fold(c + next), start, start + c.length + next.length)) add(fold(c), start, start + c.length);
        start += c.length;
      });
    }
  }
  return list;
};

// Where most of the words stand close together.
const best = (list) => {
  let most = 0, start = 0;
  list.slice(0, 300).forEach(([from], i) => {
    const near = new Set();
    for (let j = i; j < list.length && list[j][1] < from + AROUND; j++) near.add(list[j][2]);
    if (near.size > most) [most, start] = [near.size, from];
  });
  return [most, start];
};

// A text with <mark> in it, as nodes.
const marked = (text, list, from = 0, to = text.length) => {
  const nodes = [];
  let at = from;
  for (const [start, end] of list) {
    if (end <= at || start < from || end > to) continue;
    const begin = Math.max(start, at);
    const mark = document.createElement("mark");
    mark.textContent = text.slice(begin, end);
    nodes.push(text.slice(at, begin), mark);
    at = end;
  }
  return [...nodes, text.slice(at, to)];
};

// The part of a page that has most of the words: its heading, and what to show.
const excerpt = (parts, marks) => {
  let chosen = { most: -1 };
  for (const [id, title, text] of parts) {
    const list = hits(text, marks);
    const [most, start] = best(list);
    const all = most + 0.6 * new Set(hits(title, marks).map(([, , which]) => which)).size;
    if (all > chosen.most) chosen = { most: all, id, title, text, list, start };
  }
  if (chosen.most <= 0) chosen = { text: parts.find(([, , text]) => text)?.[2] };
  const { id, title, text = "", list = [], start = 0 } = chosen;
  const before = text.lastIndexOf(" ", start - 30);
  const from = start < 40 ? 0 : before > start - 60 ? before + 1 : start - 20;
  const after = text.indexOf(" ", from + AROUND);
  const to = after > 0 && after < from + AROUND + 20 ? after : from + AROUND;
  return { id, title, nodes: [from > 0 ? "… " : "", ...marked(text, list, from, Math.min(to, text.length)), to < text.length ? " …" : ""] };
};
