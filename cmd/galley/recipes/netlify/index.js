// Keeps the store of Galley between builds on Netlify, also after one that failed:
// pages that have not changed cost no request.
const store = ".galley";

module.exports = {
  async onPreBuild({ utils }) {
    console.log((await utils.cache.restore(store)) ? `restored ${store}` : `there is no ${store} yet`);
  },
  async onEnd({ utils }) {
    await utils.cache.save(store);
  },
};
