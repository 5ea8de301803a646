// Selectors, inline styles, and the cascade of a stylesheet within a drawing.
"use strict";

const hyphened = (name) => (name.startsWith("--") ? name : name.replace(/[A-Z]/g, (c) => "-" + c.toLowerCase()));

// declarations reads "fill: red; stroke: none" into an object.
function declarations(text) {
  const all = {};
  for (const part of (text || "").split(";")) {
    const colon = part.indexOf(":");
    if (colon > 0) all[part.slice(0, colon).trim().toLowerCase()] = part.slice(colon + 1).trim();
  }
  return all;
}

// styleOf gives what scripts know as element.style.
function styleOf(element) {
  const change = (edit) => {
    const all = declarations(element.getAttribute("style"));
    edit(all);
    const text = Object.keys(all).map((name) => `${name}: ${all[name]};`).join(" ");
    if (text) element.setAttribute("style", text);
    else element.removeAttribute("style");
  };
  const methods = {
    setProperty: (name, value) => change((all) => {
      if (value === null || value === undefined || value === "") delete all[name];
      else all[name] = String(value);
    }),
    removeProperty: (name) => change((all) => { delete all[name]; }),
    getPropertyValue: (name) => declarations(element.getAttribute("style"))[name] || "",
  };
  return new Proxy(methods, {
    get: (_, name) => {
      if (name in methods) return methods[name];
      if (name === "cssText") return element.getAttribute("style") || "";
      if (name === "length") return Object.keys(declarations(element.getAttribute("style"))).length;
      return typeof name === "string" ? methods.getPropertyValue(hyphened(name)) : undefined;
    },
    set: (_, name, value) => {
      if (name === "cssText") element.setAttribute("style", value);
      else methods.setProperty(hyphened(name), value);
      return true;
    },
  });
}

// CSSStyleSheet is a list of rules that are put in as text.
class CSSStyleSheet {
  constructor() { this.cssRules = []; }
  insertRule(text, at = 0) {
    const brace = text.indexOf("{");
    const element = new Element("style", HTML, null);
    element.setAttribute("style", text.slice(brace + 1, text.lastIndexOf("}")).trim());
    const selectorText = text.slice(0, brace).trim();
    this.cssRules.splice(at, 0, {
      selectorText,
      style: element.style,
      get cssText() { return `${selectorText} { ${element.getAttribute("style") || ""} }`; },
    });
    return at;
  }
  replaceSync(text) {
    this.cssRules = [];
    for (const [rule] of text.matchAll(/[^{}]+\{[^{}]*\}/g)) this.insertRule(rule, this.cssRules.length);
  }
}

const selectors = new Map();

// selecting gives a function that tells whether a selector has an element, within
// a scope. Of pseudo-classes it knows those that depend on the tree.
function selecting(text) {
  let parsed = selectors.get(text);
  if (!parsed) {
    parsed = splitOutside(text, ",").map(complexSelector);
    selectors.set(text, parsed);
  }
  return (element, scope) => parsed.some((steps) => reaches(element, steps, steps.length - 1, scope));
}

function splitOutside(text, separator) {
  const parts = [""];
  let depth = 0;
  for (const c of text) {
    if (c === "(" || c === "[") depth++;
    if (c === ")" || c === "]") depth--;
    if (c === separator && depth === 0) parts.push("");
    else parts[parts.length - 1] += c;
  }
  return parts;
}

// complexSelector gives the steps of "a > b c": each has a test, and how it is
// below the step before.
function complexSelector(text) {
  const steps = [];
  let combinator = " ";
  for (const word of splitOutside(text.trim().replace(/\s*([>+~])\s*(?![^[]*\])/g, " $1 "), " ").filter(Boolean)) {
    if (/^[>+~]$/.test(word)) combinator = word;
    else {
      steps.push({ ...compoundSelector(word), combinator });
      combinator = " ";
    }
  }
  return steps;
}

function reaches(element, steps, i, scope) {
  if (!element || element.nodeType !== 1 || !steps[i].test(element, scope)) return false;
  const { combinator } = steps[i];
  if (i === 0) return combinator !== ">" || element.parentNode === scope;
  if (combinator === ">") return reaches(element.parentNode, steps, i - 1, scope);
  if (combinator === "+") return reaches(element.previousElementSibling, steps, i - 1, scope);
  const next = combinator === "~" ? "previousElementSibling" : "parentNode";
  for (let e = element[next]; e; e = e[next]) if (reaches(e, steps, i - 1, scope)) return true;
  return false;
}

const simplePattern =
  /^(?:(\*)|([\w-]+)|#((?:[^\s.#[:>\\]|\\.)+)|\.((?:[^\s.#[:>\\]|\\.)+)|\[\s*([\w:-]+)\s*(?:([~^$*|]?=)\s*(?:"([^"]*)"|'([^']*)'|([^\]]*)))?\s*\]|::?([\w-]+)(?:\(([^)]*)\))?)/;

// compoundSelector gives the test of "rect.a#b[c]", and its specificity.
function compoundSelector(text) {
  const tests = [];
  let weight = 0;
  let key = ""; // what an element must have: "#id", ".class" or "tag"
  for (let rest = text, m; rest && (m = simplePattern.exec(rest)); rest = rest.slice(m[0].length)) {
    const [, all, tag, id, name, attribute, operator, a, b, c, pseudo, argument] = m;
    const plain = (s) => s.replace(/\\(.)/g, "$1");
    if (all) continue;
    weight += id ? 10000 : tag ? 1 : 100;
    if (id) key = "#" + plain(id);
    else if (name && !key.startsWith("#")) key = "." + plain(name);
    else if (tag && !key) key = tag.toLowerCase();
    if (tag) tests.push((e) => e.localName.toLowerCase() === tag.toLowerCase());
    else if (id) tests.push((e) => e.id === plain(id));
    else if (name) tests.push((e) => e.classList.contains(plain(name)));
    else if (attribute) tests.push((e) => compares(e.getAttribute(attribute), operator, a !== undefined ? a : b !== undefined ? b : c));
    else tests.push(pseudoTest(pseudo, argument));
  }
  return { test: (e, scope) => tests.every((t) => t(e, scope)), weight, key };
}

function compares(value, operator, want) {
  if (value === null) return false;
  switch (operator) {
    case undefined: return true;
    case "=": return value === want;
    case "^=": return value.startsWith(want);
    case "$=": return value.endsWith(want);
    case "*=": return value.includes(want);
  }
  return value.split(/\s+/).includes(want);
}

function pseudoTest(name, argument) {
  switch (name) {
    case "scope": return (e, scope) => e === scope;
    case "first-child": return (e) => !e.previousElementSibling;
    case "last-child": return (e) => !e.nextElementSibling;
    case "not": { const { test } = compoundSelector(argument); return (e, scope) => !test(e, scope); }
  }
  return () => false; // hover and the like
}

// Rules are found by what their elements must have, since there are many.
class Rules {
  constructor(all) {
    this.all = all;
    this.byKey = new Map();
    for (const rule of all) {
      if (!this.byKey.has(rule.key)) this.byKey.set(rule.key, []);
      this.byKey.get(rule.key).push(rule);
    }
  }
  of(element) {
    const keys = ["", "#" + element.id, element.localName.toLowerCase(), ...element.classList.all.map((c) => "." + c)];
    return keys.flatMap((key) => this.byKey.get(key) || []).filter((rule) => rule.match(element, null));
  }
  about(pattern) { return new Rules(this.all.filter((rule) => Object.keys(rule.values).some((name) => pattern.test(name)))); }
}

const sheets = new Map();

// rulesOf gives the rules of a stylesheet, one for each selector.
function rulesOf(css) {
  let found = sheets.get(css);
  if (!found) {
    const rules = [];
    const flat = css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/@[\w-]+[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, "");
    for (const [, head, body] of flat.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
      const values = declarations(body);
      for (const selector of splitOutside(head, ",").map((s) => s.trim()).filter(Boolean)) {
        const steps = complexSelector(selector);
        const weight = steps.reduce((sum, step) => sum + step.weight, 0) + rules.length * 1e-6; // of equals, the last counts
        rules.push({ match: selecting(selector), key: steps[steps.length - 1].key, values, weight });
      }
    }
    found = new Rules(rules);
    sheets.clear(); // of other drawings
    sheets.set(css, found);
  }
  return found;
}

// declared gives the style that an element has by itself, without what it
// inherits: attributes, then the rules of its drawing, then its own.
function declared(element, rules, wanted) {
  const found = {};
  const put = (values, weight) => {
    for (const name of Object.keys(values)) {
      if (!wanted(name)) continue;
      const important = /\s*!important$/.test(values[name]);
      const rank = weight + (important ? 1e9 : 0);
      if (!found[name] || rank >= found[name].rank) found[name] = { rank, value: values[name].replace(/\s*!important$/, "") };
    }
  };
  const attributes = {};
  for (const [name, value] of element.values) attributes[name] = value;
  put(attributes, -1);
  for (const rule of rules.of(element)) put(rule.values, rule.weight);
  put(declarations(element.getAttribute("style")), 1e6);
  return found;
}
