// Keeps the store of Galley between builds on Netlify, also after one that failed:
// pages that have not changed cost no request. And tells the function galley-due when
// the next post is due.
const fs = require("fs");
const store = ".galley";

module.exports = {
  async onPreBuild({ utils }) {
    console.log((await utils.cache.restore(store)) ? `restored ${store}` : `there is no ${store} yet`);
  },
  async onBuild() {
    const { due } = JSON.parse(fs.readFileSync(store + "/report.json"));
    fs.writeFileSync("netlify/functions/galley-due/due.mjs", `export default ${JSON.stringify(due ?? null)};\n`);
    console.log(due ? `the next post is due at ${due}` : "no post is due");
  },
  async onEnd({ utils }) {
    await utils.cache.save(store);
  },
};
