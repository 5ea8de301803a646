// Beside the link that sends a post by e-mail: one that copies its address, and
// the way to share that the device has, where it has one.
{
  const copied = document.currentScript.dataset.copied;
  const share = document.querySelector(".share");

  const add = (word, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = word;
    button.addEventListener("click", () => act(button));
    share.append(button);
  };

  if (share) {
    const url = document.querySelector("link[rel=canonical]").href;
    const { link: linkWord, share: shareWord } = share.dataset;
    if (navigator.clipboard) {
      add(linkWord, async (button) => {
        await navigator.clipboard.writeText(url);
        button.textContent = copied;
        setTimeout(() => (button.textContent = linkWord), 2000);
      });
    }
    // that the reader thinks better of it is no mistake
    if (navigator.share) add(shareWord, () => navigator.share({ title: document.title, url }).catch(() => {}));
  }
}
