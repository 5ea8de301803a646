// What a script finds in a browser besides the document. There is nothing to load
// and nobody to wait for: what is put off happens next.
"use strict";

const nowhere = { href: "", protocol: "", host: "", hostname: "", origin: "", pathname: "", search: "", hash: "" };

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function btoa(text) {
  let out = "";
  for (let i = 0; i < text.length; i += 3) {
    const [a, b, c] = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)];
    const bits = (a << 16) | ((b || 0) << 8) | (c || 0);
    out += letters[bits >> 18] + letters[(bits >> 12) & 63] + (isNaN(b) ? "=" : letters[(bits >> 6) & 63]) + (isNaN(c) ? "=" : letters[bits & 63]);
  }
  return out;
}

function atob(text) {
  let out = "";
  let bits = 0;
  let count = 0;
  for (const c of text.replace(/=+$/, "")) {
    bits = (bits << 6) | letters.indexOf(c);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += String.fromCharCode((bits >> count) & 255);
    }
  }
  return out;
}

// URL takes an address apart, and changes nothing.
class URL {
  constructor(text) {
    const parts = /^([a-z][a-z0-9+.-]*:)(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/i.exec(String(text).trim());
    if (!parts) throw new TypeError("this is not an address");
    const [href, protocol, host = "", pathname = "", search = "", hash = ""] = parts;
    Object.assign(this, { href, protocol: protocol.toLowerCase(), host, hostname: host.replace(/:\d+$/, ""), pathname, search, hash, origin: `${protocol}//${host}` });
  }
  static canParse(text) { return /^[a-z][a-z0-9+.-]*:/i.test(String(text).trim()); }
  toString() { return this.href; }
}

const nothing = () => undefined;

Object.assign(globalThis, {
  window: globalThis, self: globalThis, global: globalThis,
  Node, Element, Text, Document, EventTarget, DocumentFragment: Node, SVGElement: Element, HTMLElement: Element, CSSStyleSheet, URL,
  location: nowhere, navigator: { userAgent: "", platform: "", language: "en" }, screen: { width: page.width, height: page.height, availWidth: page.width, availHeight: page.height },
  innerWidth: page.width, innerHeight: page.height, devicePixelRatio: 1,
  requestAnimationFrame: (f) => setTimeout(() => f(0), 0), cancelAnimationFrame: nothing, clearTimeout: nothing, setInterval: () => 0, clearInterval: nothing,
  queueMicrotask: (f) => { Promise.resolve().then(f); },
  addEventListener: nothing, removeEventListener: nothing, matchMedia: () => ({ matches: false, addEventListener: nothing, addListener: nothing }),
  getComputedStyle: (e) => e.style, structuredClone: (v) => JSON.parse(JSON.stringify(v)), performance: { now: () => 0 }, btoa, atob,
  console: { log: nothing, info: nothing, debug: nothing, trace: nothing, warn: nothing, error: nothing },
});
globalThis.document = new Document();
