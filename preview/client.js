(() => {
  "use strict";
  const script = document.currentScript;
  let since = script.dataset.since;
  let source, retry, badge, overlay;

  // pathOf is the path of a URL of this server, in one spelling.
  const pathOf = (url) => {
    const u = new URL(url, location.origin);
    let path = u.pathname;
    try { path = decodeURIComponent(path); } catch { /* as it is */ }
    return u.origin === location.origin ? path.replace(/\/index\.html$/, "/") : "";
  };

  const sheets = () => [...document.querySelectorAll("link[rel~=stylesheet][href]:not([data-galley-old])")];

  // used are the paths of what this page loaded or would have loaded.
  const used = () => new Set([
    ...performance.getEntriesByType("resource").map((entry) => entry.name),
    ...[...document.querySelectorAll("[src]")].map((element) => element.currentSrc || element.src || ""),
    ...[...document.querySelectorAll("link[rel~=icon][href]")].map((link) => link.href),
    ...sheets().map((link) => link.href),
  ].map(pathOf));

  // swap loads a style sheet anew and takes the old one away once it is there.
  const swap = (old) => {
    const link = old.cloneNode();
    const url = new URL(old.href);
    url.searchParams.set("galley", since);
    link.removeAttribute("integrity");
    link.href = url;
    link.onload = link.onerror = () => old.remove();
    old.dataset.galleyOld = "";
    old.after(link);
  };

  const update = ({ all, changed = [] }) => {
    const own = [location.href, script.dataset.page || location.href].map(pathOf);
    const loaded = used();
    const mine = changed.map(pathOf).filter((path) => own.includes(path) || loaded.has(path));
    if (!all && mine.length === 0) return;
    const links = sheets();
    const isSheet = (path) => links.some((link) => pathOf(link.href) === path);
    if (all || !mine.every((path) => !own.includes(path) && isSheet(path))) {
      location.reload();
      return;
    }
    links.filter((link) => mine.includes(pathOf(link.href))).forEach(swap);
  };

  // Styles are set through the object model, which no Content-Security-Policy
  // forbids. A box is out of reach of the page's own style sheets.
  const element = (name, style, text = "") => {
    const e = document.createElement(name);
    e.style.cssText = style;
    e.textContent = text;
    return e;
  };
  const box = (style, ...children) => {
    const host = element("galley-preview", "all:initial;position:fixed;z-index:2147483647;" + style);
    host.attachShadow({ mode: "open" }).append(...children);
    document.documentElement.append(host);
    return host;
  };

  const hideBadge = () => { clearTimeout(badge?.timer); badge?.box?.remove(); badge = undefined; };
  const hideOverlay = () => { overlay?.remove(); overlay = undefined; };

  // A build that is done at once is not announced.
  const showBadge = () => {
    hideBadge();
    const next = badge = {};
    next.timer = setTimeout(() => {
      next.box = box("right:12px;bottom:12px", element("div",
        "font:13px/1 system-ui,sans-serif;color:#fff;background:#333;padding:8px 12px;border-radius:6px", "building…"));
      next.box.setAttribute("role", "status");
    }, 300);
  };

  const showOverlay = ({ message, file, line, hint }) => {
    hideOverlay();
    const panel = element("div", "font:15px/1.5 system-ui,sans-serif;color:#222;background:#fff;max-width:44rem;" +
      "max-height:80vh;overflow:auto;margin:8vh auto;padding:24px;border-top:6px solid #c22;border-radius:6px;" +
      "box-sizing:border-box;width:92vw;box-shadow:0 8px 40px #0008");
    panel.setAttribute("role", "alert");
    panel.append(element("div", "font-weight:600;font-size:18px;margin-bottom:12px", "The build failed"));
    if (file) panel.append(element("div", "font-family:ui-monospace,monospace;color:#555", line ? `${file}:${line}` : file));
    panel.append(element("div", "font-family:ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin:8px 0", message));
    if (hint) panel.append(element("div", "margin:12px 0;white-space:pre-wrap", hint));
    panel.append(element("div", "color:#555;margin:12px 0", "You see the last good build. This goes away with the next one."));
    const dismiss = element("button", "font:inherit;padding:4px 14px;cursor:pointer", "Dismiss");
    dismiss.onclick = hideOverlay;
    panel.append(dismiss);
    overlay = box("inset:0;overflow:auto;background:#0007", panel);
  };
  addEventListener("keydown", (event) => { if (event.key === "Escape") hideOverlay(); });

  const handlers = {
    building: showBadge,
    error(event) { hideBadge(); showOverlay(event); },
    reload(event) { hideBadge(); hideOverlay(); update(event); },
  };

  const disconnect = () => { clearTimeout(retry); source?.close(); source = undefined; };
  const connect = () => {
    disconnect();
    if (document.hidden) return;
    source = new EventSource(location.origin + "/_galley/events?since=" + encodeURIComponent(since));
    source.onmessage = (message) => {
      since = message.lastEventId || since;
      const event = JSON.parse(message.data);
      handlers[event.type]?.(event);
    };
    // A lost connection is tried again by itself, a refused one is not.
    source.onerror = () => {
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(connect, 1000);
    };
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
  connect();
})();
