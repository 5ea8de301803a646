// A selection with equations is copied as text with their LaTeX between dollars.
{
  const around = (node) => (node.closest ? node : node.parentElement)?.closest("math");

  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (selection.isCollapsed) return;
    const range = selection.getRangeAt(0).cloneRange();
    const first = around(range.startContainer);
    const last = around(range.endContainer);
    if (first) range.setStartBefore(first);
    if (last) range.setEndAfter(last);
    const copy = document.createElement("div");
    copy.append(range.cloneContents());
    const equations = copy.querySelectorAll("math");
    if (!equations.length) return;
    event.clipboardData.setData("text/html", copy.innerHTML);
    for (const math of equations) {
      const mark = math.getAttribute("display") ? "$$" : "$";
      math.replaceWith(mark + math.querySelector("annotation").textContent + mark);
    }
    for (const block of copy.querySelectorAll("p, li, h2, h3, h4, h5, pre, tr, .math, br")) block.append("\n");
    event.clipboardData.setData("text/plain", copy.textContent.trim());
    event.preventDefault();
  });
}
