// The files of the index: see the package site/search for what is in them.

const MOST = 2048; // pages that a word is listed with

let folder;
export const from = (root) => (folder = root.replace(/[^/]*$/, ""));

const kept = new Map();

const fetched = async (name, options) => {
  const response = await fetch(`${folder}${name}.bin`, options);
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return new Response(response.body.pipeThrough(new DecompressionStream("deflate-raw")));
};

// What was read once stays. What fails may be tried again.
const once = (name, read, options) => {
  if (!kept.has(name)) {
    const result = fetched(name, options).then(read);
    result.catch(() => kept.delete(name));
    kept.set(name, result);
  }
  return kept.get(name);
};

const json = (response) => response.json();

// The root has the same name in every build, so it is asked for each time.
const rootOf = () => once("root", json, { cache: "no-cache" });

const nameAt = (names, i) => names.slice(8 * i, 8 * i + 8);

const list = (text) => {
  let word = "";
  return text.trimEnd().split("\n").map((line) => {
    const code = line.charCodeAt(0) - 33;
    word = word.slice(0, code >> 2) + line.slice(1);
    return { word, rank: code & 3 };
  });
};

// A shelf of words knows for each in which leaf its pages are, and where.
const readShelf = async (response) => {
  const [names, ...leaves] = (await response.text()).split("\n\n");
  return leaves.flatMap((leaf, i) => list(leaf).map((w, at) => ({ ...w, leaf: nameAt(names, i), at })));
};

// Words stand backwards in the shelves of endings, and have a digit for a suffix.
const SUFFIXES = ["es", "en", "s", "n", "e"];
const reverse = (word) => [...word].reverse().join("");
const stem = (word) => /^(.{3,}?)(e[sn]|[sne])?$/su.exec(word)?.[1] ?? word;
const readEndings = async (response) =>
  list(await response.text()).map(({ word }) => {
    const suffix = SUFFIXES[word.at(-1)];
    return suffix ? reverse(word.slice(0, -1)) + suffix : reverse(word);
  });

const shelfOf = ({ first }, word) => Math.max(0, first.findLastIndex((f) => f <= word));

// The words of some shelves.
const shelves = async (table, places, read) => {
  const names = [...new Set(places)].map((i) => nameAt(table.names, i)).filter(Boolean);
  return (await Promise.all(names.map((name) => once(name, read)))).flat();
};

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

const lookUp = async (root, word) => {
  return (await shelves(root.words, [shelfOf(root.words, word)], readShelf)).find((w) => w.word === word);
};

// The pages of the words of a leaf, by their places in it: how many there are, and
// of each its number and the weight.
const leafReader = (width) => async (response) => {
  const bytes = new Uint8Array(await response.arrayBuffer());
  let at = 0;
  const bits = (n) => {
    let value = 0;
    for (let i = 0; i < n; i++, at++) value |= ((bytes[at >> 3] >> (at & 7)) & 1) << i;
    return value;
  };
  const unary = (end) => {
    let n = 0;
    while (bits(1) !== end) n++;
    return n;
  };
  const next = () => {
    const size = unary(1);
    const count = bits(size) | (1 << size);
    const listed = count > MOST && !bits(1) ? MOST : count;
    const low = Math.max(0, 31 - Math.clz32((11 * 2 ** width) / (16 * listed)));
    const pages = [];
    for (let i = 0, number = -1; i < listed; i++) {
      number += 1 + unary(0) * 2 ** low + bits(low);
      pages.push([number, bits(4)]);
    }
    return { count, pages };
  };
  const rows = [];
  return (place) => {
    while (rows.length <= place) rows.push(next());
    return rows[place];
  };
};

export const card = async (root, number) => {
  const rows = await once(nameAt(root.cards, number >> 5), json);
  const [, url, title, text, section, tags, lang] = rows.find((row) => row[0] === (number & 31));
  return { url, title, text, section, tags, lang };
};
