// A document that is enough for a library that draws: elements, their attributes
// and their order. Nothing in it is ever shown; styles.js finds elements by
// selectors and knows their styles, boxes.js knows their sizes.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const HTML = "http://www.w3.org/1999/xhtml";

const escapeText = (s) => s.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const escapeValue = (s) => escapeText(s).replace(/"/g, "&quot;");

const names = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };
const unescape = (s) =>
  s.replace(/&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(\w+));/g, (all, decimal, hex, name) => {
    if (name) return names[name] || all;
    const code = decimal ? +decimal : parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });

class EventTarget {
  addEventListener() {}
  removeEventListener() {}
  dispatchEvent() { return true; }
}

class Node extends EventTarget {
  constructor(type, document) {
    super();
    this.nodeType = type;
    this.ownerDocument = document;
    this.parentNode = null;
    this.childNodes = [];
  }

  get parentElement() { return this.parentNode && this.parentNode.nodeType === 1 ? this.parentNode : null; }
  get firstChild() { return this.childNodes[0] || null; }
  get lastChild() { return this.childNodes[this.childNodes.length - 1] || null; }
  get children() { return this.childNodes.filter((n) => n.nodeType === 1); }
  get firstElementChild() { return this.children[0] || null; }
  get lastElementChild() { const all = this.children; return all[all.length - 1] || null; }
  get childElementCount() { return this.children.length; }
  get nextSibling() { return this.sibling(1); }
  get previousSibling() { return this.sibling(-1); }
  get nextElementSibling() { return this.elementSibling(1); }
  get previousElementSibling() { return this.elementSibling(-1); }
  get isConnected() { return this.getRootNode() === this.ownerDocument; }

  sibling(step) {
    const all = this.parentNode ? this.parentNode.childNodes : [this];
    return all[all.indexOf(this) + step] || null;
  }
  elementSibling(step) {
    let n = this.sibling(step);
    while (n && n.nodeType !== 1) n = n.sibling(step);
    return n;
  }
  getRootNode() { let n = this; while (n.parentNode) n = n.parentNode; return n; }
  contains(n) { while (n && n !== this) n = n.parentNode; return n === this; }
  hasChildNodes() { return this.childNodes.length > 0; }
  toJSON() { return {}; }

  appendChild(n) { return this.insertBefore(n, null); }
  insertBefore(n, before) {
    if (n.nodeType === 11) {
      for (const c of n.childNodes.slice()) this.insertBefore(c, before);
      return n;
    }
    if (n.parentNode) n.parentNode.removeChild(n);
    const at = before ? this.childNodes.indexOf(before) : -1;
    if (at < 0) this.childNodes.push(n);
    else this.childNodes.splice(at, 0, n);
    n.parentNode = this;
    return n;
  }
  removeChild(n) {
    const at = this.childNodes.indexOf(n);
    if (at >= 0) {
      this.childNodes.splice(at, 1);
      n.parentNode = null;
    }
    return n;
  }
  replaceChild(n, old) { this.insertBefore(n, old); return this.removeChild(old); }
  remove() { if (this.parentNode) this.parentNode.removeChild(this); }
  append(...all) { for (const n of all) this.appendChild(this.asNode(n)); }
  prepend(...all) { const first = this.firstChild; for (const n of all) this.insertBefore(this.asNode(n), first); }
  before(n) { this.parentNode.insertBefore(this.asNode(n), this); }
  after(n) { this.parentNode.insertBefore(this.asNode(n), this.nextSibling); }
  replaceWith(n) { this.parentNode.replaceChild(this.asNode(n), this); }
  replaceChildren(...all) { this.textContent = ""; this.append(...all); }
  asNode(n) { return typeof n === "object" ? n : this.ownerDocument.createTextNode(n); }

  get textContent() { return this.childNodes.map((n) => (n.nodeType === 8 ? "" : n.textContent)).join(""); }
  set textContent(text) {
    for (const n of this.childNodes) n.parentNode = null;
    this.childNodes = [];
    if (text !== null && text !== undefined && String(text) !== "") this.append(String(text));
  }

  compareDocumentPosition(other) {
    const path = (n) => (n ? path(n.parentNode).concat([n]) : []);
    const here = path(this);
    const there = path(other);
    let i = 0;
    while (i < here.length && i < there.length && here[i] === there[i]) i++;
    if (i === here.length) return 20; // it is inside
    if (i === there.length) return 10; // it is around
    if (i === 0) return 1;
    const all = here[i - 1].childNodes;
    return all.indexOf(here[i]) < all.indexOf(there[i]) ? 4 : 2;
  }

  descendants(found = []) {
    for (const n of this.childNodes) {
      if (n.nodeType === 1) {
        found.push(n);
        n.descendants(found);
      }
    }
    return found;
  }
  querySelectorAll(selector) { const match = selecting(selector); return this.descendants().filter((e) => match(e, this)); }
  querySelector(selector) { const match = selecting(selector); return this.descendants().find((e) => match(e, this)) || null; }
  getElementsByTagName(name) { return this.querySelectorAll(name); }
  getElementsByClassName(name) { return this.querySelectorAll("." + name); }
}

class Text extends Node {
  constructor(data, document) { super(3, document); this.data = data; }
  get nodeName() { return "#text"; }
  get textContent() { return this.data; }
  set textContent(text) { this.data = String(text); }
  get nodeValue() { return this.data; }
  set nodeValue(text) { this.data = String(text); }
  get length() { return this.data.length; }
  get outerHTML() { return escapeText(this.data); }
  cloneNode() { return new Text(this.data, this.ownerDocument); }
}

class Comment extends Text {
  constructor(data, document) { super(data, document); this.nodeType = 8; }
  get outerHTML() { return ""; }
}

class Element extends Node {
  constructor(name, namespace, document) {
    super(1, document);
    this.localName = name;
    this.namespaceURI = namespace;
    this.values = new Map();
  }

  get tagName() { return this.namespaceURI === HTML ? this.localName.toUpperCase() : this.localName; }
  get nodeName() { return this.tagName; }
  get attributes() { return [...this.values].map(([name, value]) => ({ name, value, localName: name })); }
  getAttributeNames() { return [...this.values.keys()]; }
  getAttribute(name) { const v = this.values.get(name); return v === undefined ? null : v; }
  getAttributeNS(_, name) { return this.getAttribute(name); }
  setAttribute(name, value) { this.values.set(name, String(value)); }
  setAttributeNS(_, name, value) { this.setAttribute(name, value); }
  removeAttribute(name) { this.values.delete(name); }
  removeAttributeNS(_, name) { this.values.delete(name); }
  hasAttribute(name) { return this.values.has(name); }
  hasAttributes() { return this.values.size > 0; }

  get id() { return this.getAttribute("id") || ""; }
  set id(v) { this.setAttribute("id", v); }
  get className() { return this.getAttribute("class") || ""; }
  set className(v) { this.setAttribute("class", v); }
  get classList() { return new Classes(this); }
  get style() { return styleOf(this); }
  set style(v) { this.setAttribute("style", v); }
  get dataset() {
    const name = (key) => "data-" + hyphened(String(key));
    return new Proxy({}, {
      get: (_, key) => { const v = this.getAttribute(name(key)); return v === null ? undefined : v; },
      set: (_, key, v) => { this.setAttribute(name(key), v); return true; },
    });
  }

  matches(selector) { return selecting(selector)(this, this); }
  closest(selector) {
    const match = selecting(selector);
    let e = this;
    while (e && e.nodeType === 1 && !match(e, this)) e = e.parentNode;
    return e && e.nodeType === 1 ? e : null;
  }
  cloneNode(deep) {
    const copy = this.ownerDocument.createElementNS(this.namespaceURI, this.localName);
    for (const [name, value] of this.values) copy.values.set(name, value);
    if (deep) for (const n of this.childNodes) copy.appendChild(n.cloneNode(true));
    return copy;
  }

  get innerHTML() { return this.childNodes.map((n) => n.outerHTML).join(""); }
  set innerHTML(markup) { this.textContent = ""; read(this, String(markup)); }
  get outerHTML() {
    let tag = this.localName;
    for (const [name, value] of this.values) tag += ` ${name}="${escapeValue(value)}"`;
    return `<${tag}>${this.innerHTML}</${this.localName}>`;
  }
  get innerText() { return this.textContent; }
  set innerText(text) { this.textContent = text; }
  insertAdjacentHTML(_, markup) { read(this, markup); }
  insertAdjacentElement(place, e) {
    const insert = { beforebegin: "before", afterend: "after", afterbegin: "prepend" }[place] || "append";
    this[insert](e);
    return e;
  }

  get ownerSVGElement() { return this.parentElement && this.parentElement.closest("svg"); }
  get sheet() { return new CSSStyleSheet(); }
  get content() { return this; }
  focus() {}
  getContext() { return canvas; }

  get clientWidth() { return page.width; }
  get clientHeight() { return page.height; }
  get offsetWidth() { return page.width; }
  get offsetHeight() { return page.height; }
  getBBox() { return boxOf(this); }
  getBoundingClientRect() { const b = boxOf(this); return { ...b, left: b.x, top: b.y, right: b.x + b.width, bottom: b.y + b.height }; }
  getComputedTextLength() { return textWidth(this.textContent, fontOf(this)); }
  getTotalLength() { return alongPath(this.getAttribute("d") || "", Infinity).length; }
  getPointAtLength(at) { return alongPath(this.getAttribute("d") || "", at); }
  getCTM() { return identity; }
  getScreenCTM() { return identity; }
  createSVGPoint() { return { x: 0, y: 0, matrixTransform() { return this; } }; }
}

const identity = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0, inverse() { return this; }, multiply() { return this; } };

// What is drawn on a canvas is not seen, but measured.
const canvas = new Proxy({}, {
  get: (_, name) => (name === "measureText" ? (text) => ({ width: textWidth(text, { size: 16, bold: false }) }) : () => ({ addColorStop() {} })),
  set: () => true,
});

class Classes {
  constructor(e) { this.element = e; }
  get all() { return this.element.className.split(/\s+/).filter(Boolean); }
  get length() { return this.all.length; }
  add(...names) { this.element.className = [...new Set(this.all.concat(names))].join(" "); }
  remove(...names) { this.element.className = this.all.filter((n) => !names.includes(n)).join(" "); }
  contains(name) { return this.all.includes(name); }
  toggle(name, on = !this.contains(name)) { if (on) this.add(name); else this.remove(name); return on; }
  [Symbol.iterator]() { return this.all[Symbol.iterator](); }
}

class Document extends Node {
  constructor() {
    super(9, null);
    this.ownerDocument = this;
    this.documentElement = this.appendChild(this.createElement("html"));
    this.head = this.documentElement.appendChild(this.createElement("head"));
    this.body = this.documentElement.appendChild(this.createElement("body"));
    this.compatMode = "CSS1Compat";
    this.readyState = "complete";
    this.location = nowhere;
  }
  get nodeName() { return "#document"; }
  get defaultView() { return globalThis; }
  get activeElement() { return this.body; }
  createElement(name) { return new Element(name.toLowerCase(), HTML, this); }
  createElementNS(namespace, name) { return new Element(name, namespace || HTML, this); }
  createTextNode(data) { return new Text(String(data), this); }
  createComment(data) { return new Comment(String(data), this); }
  createDocumentFragment() { return new Node(11, this); }
  importNode(n, deep) { return n.cloneNode(deep); }
  getElementById(id) { return this.descendants().find((e) => e.id === id) || null; }
}

const markupPattern =
  /<!--[\s\S]*?-->|<\/([\w:-]+)\s*>|<([\w:-]+)((?:\s+[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*(\/?)>|([^<]+|<)/g;
const attributePattern = /([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const voidElements = /^(?:br|hr|img|input|link|meta)$/i;

// read adds the nodes of some markup to an element.
function read(root, markup) {
  let at = root;
  for (const [, end, start, attributes, closed, text] of markup.matchAll(markupPattern)) {
    if (end) {
      let e = at;
      while (e !== root && e.localName.toLowerCase() !== end.toLowerCase()) e = e.parentNode;
      if (e !== root) at = e.parentNode;
    } else if (start) {
      const namespace = start === "svg" ? SVG : at.localName === "foreignObject" ? HTML : at.namespaceURI;
      const e = root.ownerDocument.createElementNS(namespace, start);
      for (const [, name, a = "", b = "", c = ""] of attributes.matchAll(attributePattern)) e.setAttribute(name, unescape(a || b || c));
      at.appendChild(e);
      if (!closed && !voidElements.test(start)) at = e;
    } else if (text) {
      at.append(unescape(text));
    }
  }
}
