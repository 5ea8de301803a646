// Runs the client of the search without a browser, for the tests in Go:
//   node client.mjs MODULE words          texts on standard input, their words out
//   node client.mjs MODULE find FOLDER    queries in, for each what was found out
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [module, task, folder] = process.argv.slice(2);
const { words, find, card, from } = await import(module);
const input = JSON.parse(readFileSync(0));

let bytes = 0;
globalThis.fetch = async (url) => {
  const data = readFileSync(url);
  bytes += data.length;
  return new Response(data);
};

const tasks = {
  words: () => input.map(words),
  find: async () => {
    from(join(folder, "root.bin"));
    const found = [];
    for (const { Text, Facets } of input) {
      bytes = 0;
      const { root, numbers } = await find(Text, Facets ?? []);
      const cards = await Promise.all(numbers.slice(0, 10).map((number) => card(root, number)));
      found.push({ Total: numbers.length, URLs: cards.map(({ url }) => url), Bytes: bytes });
    }
    return found;
  },
};
process.stdout.write(JSON.stringify(await tasks[task]()));
