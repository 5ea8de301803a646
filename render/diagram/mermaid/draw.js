// Draws with Mermaid, and takes what it gives out of its stylesheet: every element
// has its own look, so that the drawing needs no styles in the page.
"use strict";

require("./entry.js"); // which leaves mermaid in the global object

// The colours of a light page. Tidy knows these, and what they are on a dark one.
const ink = "#1f2326";
const soft = "#f6f7f7";
const edge = "#868d92";
const muted = "#565d63";
const paper = "#ffffff";

// Pastels for what comes in many colours; text on all of them is ink.
const pastels = ["#bcdde1", "#f1d6ad", "#d8c9ec", "#c4e2cd", "#f0c8da", "#c5dcf2", "#ede0a2", "#e2cfc0", "#d5d8da", "#f3c4bd", "#cfe0b0", "#c3cdf0"];

function tints(name, first, count, kind) {
  const all = {};
  for (let i = 0; i < count; i++) {
    const colour = pastels[i % pastels.length];
    all[name + (first + i)] = colour;
    if (kind === "scale") Object.assign(all, { ["cScaleLabel" + i]: ink, ["cScalePeer" + i]: edge, ["cScaleInv" + i]: edge });
    if (kind === "git") Object.assign(all, { ["gitBranchLabel" + i]: ink, ["gitInv" + i]: paper });
  }
  return all;
}

let dice = 1;
Math.random = () => {
  dice = (dice * 48271) % 2147483647; // the same at each drawing
  return dice / 2147483647;
};

mermaid.initialize({
  startOnLoad: false, suppressErrorRendering: true, deterministicIds: true, securityLevel: "strict", htmlLabels: false,
  secure: ["secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "htmlLabels", "layout", "look", "deterministicIds", "suppressErrorRendering", "fontFamily"],
  look: "classic", layout: "dagre", theme: "base", fontFamily: "sans-serif",
  themeVariables: {
    background: paper, primaryColor: soft, primaryTextColor: ink, primaryBorderColor: edge, lineColor: muted, textColor: ink, titleColor: ink,
    secondaryColor: "#e4f1f2", tertiaryColor: "#f1f2f2", secondaryTextColor: ink, tertiaryTextColor: ink, secondaryBorderColor: edge, tertiaryBorderColor: edge,
    mainBkg: soft, nodeBorder: edge, clusterBkg: paper, clusterBorder: edge, edgeLabelBackground: paper,
    noteBkgColor: "#fbf5dc", noteTextColor: ink, noteBorderColor: edge, activationBkgColor: "#e4f1f2", activationBorderColor: edge,
    pieStrokeColor: paper, pieOuterStrokeColor: edge, pieOpacity: "1",
    ...tints("pie", 1, 12, "color"), ...tints("cScale", 0, 12, "scale"), ...tints("git", 0, 8, "git"), ...tints("fillType", 0, 8, "fill"),
    quadrant1Fill: soft, quadrant2Fill: paper, quadrant3Fill: soft, quadrant4Fill: paper, quadrantPointFill: muted,
    xyChart: { backgroundColor: "transparent", plotColorPalette: "#5d9ba5,#b7791f,#8a63b8,#4f9a6b,#b95d86,#4a83b8" },
  },
});

const looks = new Set(`display dominant-baseline fill fill-opacity font-size font-style font-weight marker-end marker-mid marker-start opacity stop-color
  stop-opacity stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity stroke-width text-anchor text-decoration visibility`.split(/\s+/));

// centre puts a label that begins in the middle of its node around the middle.
function centre(label) {
  const y = transformOf(label)[5];
  label.setAttribute("transform", `translate(0, ${y})`);
  for (const text of label.querySelectorAll("text")) text.setAttribute("style", "text-anchor: middle");
}

// draw gives the drawing of a source, as SVG.
async function draw(source) {
  dice = 1;
  document.body.textContent = "";
  const { svg } = await mermaid.render("drawing", source);
  const holder = document.createElement("div");
  holder.innerHTML = svg;
  const drawing = holder.querySelector("svg");
  for (const e of drawing.querySelectorAll("switch")) e.replaceWith(e.lastElementChild); // in HTML, or else as text
  for (const e of drawing.querySelectorAll(".today")) e.remove(); // it is another day when somebody looks
  drawing.querySelectorAll(".statediagram-state > .label").forEach(centre);
  const rules = rulesOf(drawing.querySelectorAll("style").map((e) => e.textContent).join("\n"));
  const all = [drawing, ...drawing.descendants()];
  const found = all.map((e) => declared(e, rules, (name) => looks.has(name)));
  all.forEach((e, i) => {
    e.removeAttribute("style");
    e.removeAttribute("class");
    for (const name of Object.keys(found[i])) e.setAttribute(name, found[i][name].value);
  });
  for (const e of drawing.querySelectorAll("style")) e.remove();
  return drawing.outerHTML;
}
