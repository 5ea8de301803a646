// Which pages match, and how well.

const ENDINGS = /^(e?[smn]?|er[sn]?|ed|d|ing|ies|y|ly|i)$/;

const shared = (a, b) => {
  let n = 0;
  while (n < a.length && a[n] === b[n]) n++;
  return n;
};

// Two forms of one word: what is behind the beginning that they share could be
// endings, and is shorter than that beginning.
const related = (a, b) => {
  const n = shared(a, b);
  return n > 2 && ENDINGS.test(a.slice(n)) && ENDINGS.test(b.slice(n));
};

// How many letters to change, add, leave out or swap with the next to make a word
// of what was typed, or, when that may go on, the beginning of a word.
const distance = (typed, word, open) => {
  let before, row = [...Array(word.length + 1).keys()];
  for (let i = 1; i <= typed.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= word.length; j++) {
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (typed[i - 1] !== word[j - 1]));
      if (before && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    before = above;
  }
  return open ? Math.min(...row) : row[word.length];
};

// Words of the site that what was typed may stand for: itself, other forms of it,
// and words that begin with it.
const near = async (root, { word, open, dense }) => {
  const own = shelfOf(root.words, word);
  const first = dense ? own : Math.max(own - 1, shelfOf(root.words, word.slice(0, Math.max(3, word.length - 3))));
  const last = open ? Math.min(own + 2, shelfOf(root.words, word + "\uffff")) : own;
  const list = [];
  for (const w of await shelves(root.words, range(first, last), readShelf)) {
    if (w.word === word) list.push({ ...w, quality: 1 });
    else if (open && w.word.startsWith(word)) list.push({ ...w, quality: 0.4 + (0.5 * word.length) / w.word.length });
    else if (!dense && related(word, w.word)) list.push({ ...w, quality: 0.7 });
  }
  return list.sort((a, b) => (b.quality === 1) - (a.quality === 1) || b.rank + b.quality - a.rank - a.quality);
};

// Words that end with it, as compounds do, and words that it may be misspelt for.
// A slip is in the first half of a word or in the second, so the word stands
// beside what was typed in one of two orders: by beginnings or by ends.
const far = async (root, { word, open }, compounds) => {
  const slips = compounds ? 0 : word.length > 7 ? 2 : 1;
  const half = word.length >> 1;
  const beside = (table, w) => [shelfOf(table, w), shelfOf(table, w.slice(0, slips ? half : 99))];
  const [list, ends] = await Promise.all([
    slips ? shelves(root.words, beside(root.words, word), readShelf) : [],
    shelves(root.endings, beside(root.endings, reverse(stem(word))), readEndings),
  ]);
  const found = new Map(list.map((w) => [w.word, w]));
  const all = [...new Set([...found.keys(), ...ends])].flatMap((w) => {
    if (w.includes(word)) return { word: w, quality: stem(w).endsWith(stem(word)) ? 0.65 : 0.45 };
    if (Math.abs(w.length - word.length) > slips && !(open && w.length > word.length)) return [];
    const d = slips ? distance(word, w, open) : 9;
    return d <= slips ? { word: w, quality: 0.6 / d - (w[0] !== word[0]) / 10 - Math.abs(w.length - word.length) / 50 } : [];
  });
  all.sort((a, b) => b.quality - a.quality);
  const best = await Promise.all(all.filter((w) => w.quality > all[0].quality - 0.2).slice(0, 2).map(async (w) => ({ ...(found.get(w.word) ?? (await lookUp(root, w.word))), quality: w.quality })));
  return best.filter((w) => w.leaf);
};

// The pages that have one of these words: for each the weight of the best. Gives on
// how many pages the word itself is; if it is on none, any of them. Only so many
// files are read for one word, fewer when there are more words.
const gather = async (root, candidates, pages, marks, files) => {
  const leaves = new Set();
  const chosen = candidates.filter(({ leaf }) => leaves.has(leaf) || (leaves.size < files && leaves.add(leaf)));
  const rows = await Promise.all(chosen.map(async ({ leaf, at }) => (await once(leaf, leafReader(root.bits)))(at)));
  rows.forEach((row, i) => {
    marks.add(chosen[i].word);
    for (const [number, weight] of row.pages) pages.set(number, Math.max(pages.get(number) ?? 0, weight * chosen[i].quality));
  });
  return chosen[0]?.quality === 1 ? rows[0].count : Math.max(pages.size, ...rows.map(({ count }) => count));
};

// One word of a query: the pages that match it, and how much it tells.
const matchWord = async (root, asked, files) => {
  const pages = new Map();
  const marks = new Set();
  let sure = 1;
  let count = await gather(root, await near(root, asked), pages, marks, files);
  if (!asked.dense && asked.word.length > 3) {
    if (!count) {
      count = await gather(root, await far(root, asked), pages, marks, files);
      sure = 0.5;
    } else if (count < 3) await gather(root, await far(root, asked, true), pages, marks, files);
  }
  return { pages, marks, tells: sure * Math.log(1 + (root.pages - count + 0.5) / (count + 0.5)) };
};

// The pages that have a section or tag; all when none is chosen.
const having = async (root, facet) => {
  if (!facet) return { has: () => true };
  const { leaf, at } = (await lookUp(root, facet)) ?? {};
  return new Map(leaf ? (await once(leaf, leafReader(root.bits)))(at).pages : []);
};

// find gives the pages that match, the best first, and the words to mark in them.
// A page may lack words that tell little, and no page needs words that are nowhere
// together.
const look = async (query, facets) => {
  const root = await rootOf();
  const typed = asked(query);
  const words = (await Promise.all(typed.map((word) => matchWord(root, word, typed.length > 2 ? 2 : 3)))).filter(({ pages }) => pages.size);
  const filters = await Promise.all(facets.map((facet) => having(root, facet)));
  const all = words.reduce((sum, { tells }) => sum + tells, 0);
  const pages = [];
  let most = 0;
  for (const number of new Set(words.flatMap(({ pages }) => [...pages.keys()]))) {
    if (!filters.every((f) => f.has(number))) continue;
    let score = 0, covered = 0;
    for (const { pages, tells } of words) {
      if (!pages.has(number)) continue;
      score += tells * pages.get(number);
      covered += tells / all;
    }
    most = Math.max(most, covered);
    pages.push([number, score * covered, covered]);
  }
  pages.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return { root, numbers: pages.filter((p) => p[2] > 0.75 * most || p[1] > 0.75 * pages[0][1]).map(([number]) => number), marks: words.map(({ marks }) => marks) };
};

// When the site was published anew meanwhile, old files are gone: the second time
// it is the new root that is read.
export const find = async (query, facets = []) => {
  try {
    return await look(query, facets);
  } catch {
    kept.clear();
    return look(query, facets);
  }
};

// The sections and tags that there are: they stand before all words.
const facets = async () => {
  const root = await rootOf();
  const names = (await shelves(root.words, range(0, shelfOf(root.words, "/\uffff")), readShelf)).map(({ word }) => word);
  return ["/", "#"].map((mark) => names.filter((name) => name[0] === mark).map((name) => name.slice(1)));
};
