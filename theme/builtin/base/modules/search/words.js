// The words of a text, as the index has them: the same as Words in the package
// site/search, which says why. Both are tested with its testdata/words.json.

const DENSE =
  "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\u{20000}-\u{3ffff}";
const dense = new RegExp(`[${DENSE}]`, "u");
const pieces = new RegExp(`[${DENSE}]+|[^${DENSE}]+`, "gu");
const runs = /[\p{L}\p{M}\p{N}]+/gu;

const LETTERS = { ß: "ss", ς: "σ", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", ł: "l", þ: "th", ŧ: "t", ى: "ي", ی: "ي", ة: "ه", ک: "ك" };
const letters = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g, "")
    .toLowerCase()
    .replace(letters, (c) => LETTERS[c])
    .replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt() - 96))
    .normalize("NFC");

// The characters of a text, each with the marks that stand on it.
const split = (text) => text.match(/.\p{M}*/gsu);

// Every two characters that follow each other, and the last one.
const pairs = (text) => split(text).map((c, i, all) => c + (all[i + 1] ?? ""));

const cut = (word) => [...word].slice(0, 32).join("");

const parts = (text) => (fold(text).match(runs) ?? []).flatMap((run) => run.match(pieces));

export const words = (text) => parts(text).flatMap((part) => (dense.test(part) ? pairs(part) : cut(part)));

// The words to look for when a text was typed. The last one may go on.
const asked = (text) => {
  const list = parts(text).flatMap((part) => {
    if (!dense.test(part)) return { word: cut(part) };
    const all = pairs(part).map((word) => ({ word, dense: true }));
    if (all.length < 2) all[0].open = true;
    return all.slice(0, all.length - 1 || 1);
  });
  const last = list.at(-1);
  if (last && !last.dense) last.open = true;
  return list;
};
