// A button on code that copies it.
{
  const words = document.currentScript.dataset;

  const add = (figure) => {
    const code = figure.querySelector("pre code");
    if (!code) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent.replace(/\n$/, ""));
      button.textContent = words.copied;
      setTimeout(() => (button.textContent = words.copy), 2000);
    });
    figure.append(button);
  };

  // Browsers give the clipboard to secure pages only.
  if (navigator.clipboard) document.querySelectorAll("figure.code").forEach(add);
}
