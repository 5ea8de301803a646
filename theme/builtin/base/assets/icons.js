// Icons may be images from anywhere: one that does not load is taken away,
// rather than shown as broken.
for (const icon of document.querySelectorAll("img.icon")) icon.decode().catch(() => icon.remove());
