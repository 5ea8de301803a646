// Sizes of text and of shapes, as they will be, more or less: no font is at hand,
// so text has the widths of a common sans serif.
"use strict";

const page = { width: 760, height: 600 };

// Widths of characters in thousandths of the size of the font.
const widths = {
  " ": 280, "!": 290, '"': 380, "'": 210, "(": 330, ")": 330, ",": 280, "-": 350, ".": 280, "/": 350, ":": 280, ";": 280, "@": 980, "[": 330, "]": 330,
  "|": 270, "%": 880, "—": 1000, "…": 1000, I: 290, J: 480, M: 880, W: 980, f: 330, i: 250, j: 260, l: 250, m: 870, r: 380, t: 350, w: 780,
};

function charWidth(c) {
  const code = c.codePointAt(0);
  if (widths[c]) return widths[c];
  if ((code >= 0x300 && code < 0x370) || code === 0x200d || (code >= 0xfe00 && code < 0xfe10)) return 0; // joins the one before
  const wide = (code >= 0x1100 && code < 0x1160) || (code >= 0x2e80 && code < 0xa4d0) || (code >= 0xac00 && code < 0xd7a4) ||
    (code >= 0xf900 && code < 0xfb00) || (code >= 0xff00 && code < 0xff61) || code >= 0x1f000;
  if (wide) return 1020;
  return c !== c.toLowerCase() ? 690 : 580;
}

function textWidth(text, font) {
  let width = 0;
  for (const c of String(text).replace(/\s+/g, " ")) width += charWidth(c);
  return (width / 1000) * font.size * (font.bold ? 1.07 : 1);
}

// fontOf gives size and weight of the text in an element.
function fontOf(element) {
  const size = inherited(element, "font-size") || "16px";
  const weight = inherited(element, "font-weight");
  const number = parseFloat(size);
  return { size: isNaN(number) ? 16 : /em$/.test(size) ? number * 16 : number, bold: weight === "bold" || weight === "bolder" || +weight >= 600 };
}

// inherited gives a property of an element, from itself or from those around it.
function inherited(element, name) {
  const rules = drawingRules(element);
  for (let e = element; e && e.nodeType === 1; e = e.parentNode) {
    const own = e.getAttribute("style");
    let value = own && own.includes(name) ? declarations(own)[name] : undefined;
    let weight = -1;
    if (!value) {
      for (const rule of rules.of(e)) {
        if (rule.weight > weight && rule.values[name]) {
          value = rule.values[name];
          weight = rule.weight;
        }
      }
    }
    value = (value || e.getAttribute(name) || "inherit").replace(/\s*!important$/, "");
    if (value !== "inherit") return value;
  }
  return "";
}

// drawingRules gives the rules about text in the stylesheet of a drawing.
function drawingRules(element) {
  let root = element;
  while (root.parentNode && root.parentNode.nodeType === 1 && root.localName !== "svg") root = root.parentNode;
  const style = root.children.find((e) => e.localName === "style");
  if (!style) return new Rules([]);
  const rules = rulesOf(style.textContent);
  if (!rules.text) rules.text = rules.about(/^(?:font-|text-anchor|dominant-)/);
  return rules.text;
}

const none = () => ({ left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity });

function include(box, x, y) {
  box.left = Math.min(box.left, x);
  box.top = Math.min(box.top, y);
  box.right = Math.max(box.right, x);
  box.bottom = Math.max(box.bottom, y);
  return box;
}

const rectangle = (x, y, width, height) => include(include(none(), x, y), x + width, y + height);

// boxOf gives what getBBox does.
function boxOf(element) {
  const b = extent(element);
  if (b.left > b.right) return { x: 0, y: 0, width: 0, height: 0 };
  return { x: b.left, y: b.top, width: b.right - b.left, height: b.bottom - b.top };
}

const unseen = /^(?:clipPath|defs|desc|filter|linearGradient|marker|mask|metadata|radialGradient|script|style|symbol|title)$/;

function extent(e) {
  const n = (name) => parseFloat(e.getAttribute(name)) || 0;
  switch (e.localName) {
    case "rect": case "image": case "foreignObject": return rectangle(n("x"), n("y"), n("width"), n("height"));
    case "circle": return rectangle(n("cx") - n("r"), n("cy") - n("r"), 2 * n("r"), 2 * n("r"));
    case "ellipse": return rectangle(n("cx") - n("rx"), n("cy") - n("ry"), 2 * n("rx"), 2 * n("ry"));
    case "line": return include(include(none(), n("x1"), n("y1")), n("x2"), n("y2"));
    case "polygon": case "polyline": return around(pairs(numbers(e.getAttribute("points"))));
    case "path": return around(pathPoints(e.getAttribute("d") || ""));
    case "text": case "tspan": return textExtent(e);
  }
  if (e.namespaceURI === HTML) return htmlExtent(e);
  const box = none();
  for (const child of e.children) {
    if (unseen.test(child.localName)) continue;
    const b = extent(child);
    if (b.left > b.right) continue;
    const m = transformOf(child);
    for (const [x, y] of [[b.left, b.top], [b.right, b.top], [b.left, b.bottom], [b.right, b.bottom]]) {
      include(box, m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]);
    }
  }
  return box;
}

const numbers = (text) => ((text || "").match(/[-+]?(?:\d*\.\d+|\d+\.?)(?:e[-+]?\d+)?/gi) || []).map(Number);
const pairs = (list) => list.flatMap((x, i) => (i % 2 === 0 && i + 1 < list.length ? [[x, list[i + 1]]] : []));
const around = (points) => points.reduce((box, [x, y]) => include(box, x, y), none());

// textExtent gives the box of a text: of its lines, when it has any.
function textExtent(e) {
  const box = none();
  const place = { x: 0, y: 0 };
  const move = (line, font) => {
    const at = (name) => { const v = line.getAttribute(name); const n = parseFloat(v); return isNaN(n) ? null : /em$/.test(v) ? n * font.size : n; };
    if (at("x") !== null) place.x = at("x");
    if (at("y") !== null) place.y = at("y");
    place.x += at("dx") || 0;
    place.y += at("dy") || 0;
  };
  const put = (line, font) => {
    if (line.textContent === "") return;
    const width = textWidth(line.textContent, font);
    const anchor = inherited(line, "text-anchor");
    const left = place.x - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
    const baseline = inherited(line, "dominant-baseline") || line.getAttribute("alignment-baseline");
    const y = place.y + font.size * (/middle|central/.test(baseline) ? 0.34 : /hanging|before-edge/.test(baseline) ? 0.8 : 0);
    include(include(box, left, y - font.size * 0.93), left + width, y + font.size * 0.25);
  };
  move(e, fontOf(e));
  const lines = e.children.filter((c) => c.localName === "tspan");
  if (lines.length === 0) put(e, fontOf(e));
  for (const line of lines) {
    move(line, fontOf(line));
    if (line.children.some((c) => c.localName === "tspan" && (c.hasAttribute("x") || c.hasAttribute("dy")))) {
      const b = textExtent(line);
      if (b.left <= b.right) include(include(box, b.left, b.top), b.right, b.bottom);
    } else {
      put(line, fontOf(line));
    }
  }
  return box;
}

// htmlExtent gives the box of a label in HTML: its lines, one below the other.
function htmlExtent(e) {
  const lines = [""];
  const collect = (n) => {
    for (const c of n.childNodes) {
      if (c.nodeType === 3) lines[lines.length - 1] += c.data;
      if (c.nodeType !== 1) continue;
      if (c.localName === "br" || (/^(?:p|div|li)$/.test(c.localName) && lines[lines.length - 1])) lines.push("");
      collect(c);
    }
  };
  collect(e);
  const font = fontOf(e);
  return rectangle(0, 0, Math.max(...lines.map((l) => textWidth(l, font))), lines.length * font.size * 1.5);
}

// pathPoints gives the points of a path, the control points among them.
function pathPoints(d) {
  const points = [];
  let x = 0;
  let y = 0;
  let start = [0, 0];
  for (const [, letter, rest] of d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const command = letter.toUpperCase();
    const [ox, oy] = letter === command ? [() => 0, () => 0] : [() => x, () => y];
    const size = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7 }[command];
    const list = numbers(rest);
    if (!size) { // Z
      [x, y] = start;
      points.push([x, y]);
      continue;
    }
    for (let i = 0; i + size <= list.length; i += size) {
      const p = list.slice(i, i + size);
      if (command === "H") x = ox() + p[0];
      else if (command === "V") y = oy() + p[0];
      else {
        const ends = command === "A" ? [p.slice(5)] : pairs(p);
        const moved = ends.map(([px, py]) => [ox() + px, oy() + py]);
        points.push(...moved.slice(0, -1));
        [x, y] = moved[moved.length - 1];
      }
      if (command === "M" && i === 0) start = [x, y];
      points.push([x, y]);
    }
  }
  return points;
}

// alongPath gives the point at a length of a path, and the whole length.
function alongPath(d, at) {
  const points = pathPoints(d);
  let length = 0;
  let found = null;
  for (let i = 1; i < points.length; i++) {
    const [ax, ay] = points[i - 1];
    const [bx, by] = points[i];
    const step = Math.hypot(bx - ax, by - ay);
    if (!found && step > 0 && length + step >= at) {
      const share = (at - length) / step;
      found = { x: ax + (bx - ax) * share, y: ay + (by - ay) * share };
    }
    length += step;
  }
  const [x, y] = points[points.length - 1] || [0, 0];
  return { ...(found || { x, y }), length };
}

// transformOf gives the matrix of an element's transform: a, b, c, d, e, f.
function transformOf(element) {
  let m = [1, 0, 0, 1, 0, 0];
  for (const [, name, list] of (element.getAttribute("transform") || "").matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
    const [a = 0, b, c, d = 0, e = 0, f = 0] = numbers(list);
    let n = [1, 0, 0, 1, 0, 0];
    if (name === "translate") n = [1, 0, 0, 1, a, b || 0];
    if (name === "scale") n = [a, 0, 0, b === undefined ? a : b, 0, 0];
    if (name === "matrix") n = [a, b, c, d, e, f];
    if (name === "rotate") {
      const [cos, sin, x, y] = [Math.cos((a * Math.PI) / 180), Math.sin((a * Math.PI) / 180), b || 0, c || 0];
      n = [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
    }
    m = [m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1], m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3],
      m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5]];
  }
  return m;
}
