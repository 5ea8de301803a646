// Reads lines of JSON, {"parser", "text"}, and writes for each what a parser of
// Markdown makes of the text, {"html"} or {"error"}. GALLEY_NODE_MODULES says
// where the parsers are.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import path from "node:path";

const require = createRequire(path.join(process.env.GALLEY_NODE_MODULES, "x.js"));
const load = (name) => {
  const folder = path.join(process.env.GALLEY_NODE_MODULES, name);
  const about = require(path.join(folder, "package.json"));
  const entry = about.exports?.["."] ?? about.exports ?? about.main ?? "index.js";
  const file = typeof entry === "string" ? entry : entry.import?.default ?? entry.import ?? entry.default;
  return import(pathToFileURL(path.join(folder, file)).href);
};

const escaped = (s) => s.replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c]);
const math = (tex, display) => display
  ? `<div class="math-display">${escaped(tex)}</div>`
  : `<span class="math-inline">${escaped(tex)}</span>`;

async function markdownIt() {
  const MarkdownIt = (await load("markdown-it")).default;
  const { tasklist } = await load("@mdit/plugin-tasklist");
  const { alert } = await load("@mdit/plugin-alert");
  const { mark } = await load("@mdit/plugin-mark");
  const { tex } = await load("@mdit/plugin-tex");
  // GitHub makes links of addresses with a scheme, www and mail only.
  const gfm = new MarkdownIt({ html: true, linkify: true }).use(tasklist).use(alert).use(tex, { render: math });
  const obsidian = new MarkdownIt({ html: true, linkify: true }).use(tasklist).use(mark).use(tex, { render: math });
  for (const parser of [gfm, obsidian]) parser.linkify.set({ fuzzyLink: false });
  const commonmark = new MarkdownIt("commonmark", { maxNesting: 100 });
  return {
    gfm: (text) => gfm.render(text),
    obsidian: (text) => obsidian.render(text),
    commonmark: (text) => commonmark.render(text),
  };
}

// Docusaurus makes boxes of the directives that it knows.
function admonitions() {
  return (tree) => {
    const visit = (node) => {
      if (node.type === "containerDirective") {
        node.data = { hName: "div", hProperties: { className: ["admonition", node.name] } };
      } else if (node.type === "textDirective" || node.type === "leafDirective") {
        throw new Error(`a text is read as the directive ${node.name}`);
      }
      node.children?.forEach(visit);
    };
    visit(tree);
  };
}

async function mdx() {
  const { evaluate, compile } = await load("@mdx-js/mdx");
  const remarkGfm = (await load("remark-gfm")).default;
  const remarkMath = (await load("remark-math")).default;
  const remarkDirective = (await load("remark-directive")).default;
  const runtime = require("react/jsx-runtime");
  const { createElement } = require("react");
  const { renderToStaticMarkup } = require("react-dom/server");
  const render = (remarkPlugins) => async (text) => {
    const { default: Content } = await evaluate(text, { ...runtime, remarkPlugins });
    return renderToStaticMarkup(createElement(Content));
  };
  return {
    mdx: render([remarkGfm, remarkMath]),
    docusaurus: render([remarkGfm, remarkMath, remarkDirective, admonitions]),
    "mdx without plugins": async (text) => { await compile(text); return ""; },
  };
}

// React complains of attributes that JSX calls otherwise.
let complaints = [];
console.error = (...args) => complaints.push(args.join(" "));

const parsers = {};
const loaders = [markdownIt, mdx];
for await (const line of createInterface({ input: process.stdin })) {
  const { parser, text } = JSON.parse(line);
  while (!parsers[parser] && loaders.length > 0) Object.assign(parsers, await loaders.shift()());
  complaints = [];
  let answer;
  try {
    answer = { html: await parsers[parser](text) };
    if (complaints.length > 0) answer = { error: complaints.join("; ") };
  } catch (error) {
    answer = { error: `${error}` };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
