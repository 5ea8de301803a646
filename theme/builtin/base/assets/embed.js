// A facade becomes the frame of its service when somebody asks for it. Nothing is
// loaded from there before; with a key held down, the link is a link.
{
  const words = document.currentScript.dataset;
  const may = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-presentation allow-downloads";

  const add = (tag, className, text) => {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  };

  const enliven = (link) => {
    const { frame, aspect, height, allow } = link.dataset;
    const fit = (element) => {
      if (aspect) element.style.aspectRatio = aspect;
      if (height) Object.assign(element.style, { aspectRatio: "auto", blockSize: `${height}px` });
    };

    const open = () => {
      const box = document.createElement("iframe");
      const caption = link.parentNode.querySelector("figcaption") ?? link.querySelector(".facade-name");
      box.title = caption.textContent;
      box.allow = allow ? `fullscreen; ${allow}` : "fullscreen";
      box.loading = "lazy";
      box.referrerPolicy = "strict-origin-when-cross-origin"; // some services show nothing without it
      box.setAttribute("sandbox", may);
      box.src = frame;
      fit(box);
      const source = add("a", "facade-source", link.querySelector(".bookmark-url").textContent);
      source.href = link.href;
      link.replaceWith(box, source);
      box.focus();
    };

    fit(link);
    link.append(add("span", "facade-hint", words.load.replace("%s", new URL(frame).host)));
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open();
    });
  };

  document.querySelectorAll("a.facade").forEach(enliven);
}
