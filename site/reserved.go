package site

import "slices"

// isReserved tells whether a segment of an address is taken by something other
// than a page: at the top of the site by what Galley writes there, and at any
// depth by the parts of lists and by names that some file systems refuse.
func isReserved(segment string, top bool) bool {
	if top && slices.Contains(reservedTop, segment) {
		return true
	}
	return slices.Contains(reservedAnywhere, segment)
}

// Folders and files at the top of the output: assets of themes, files from
// Notion, the tree of Markdown, lists of Galley's own, feeds.
var reservedTop = []string{
	"404", "404.html", "_headers", "_redirects", "archive", "assets", "authors", "content", "files", "llms.txt", "robots.txt",
	"series", "sitemap.xml", "static", "tags", "urls.json",
	"apple-touch-icon.png", "favicon.ico", "favicon.svg", "icon-192.png", "icon-512.png", "icon-maskable-512.png", "site.webmanifest",
}

var reservedAnywhere = []string{
	"page", "index", "index.html", "index.md", "feed.xml", "atom.xml", "feed.json",
	// Devices of Windows, whatever their extension.
	"aux", "con", "nul", "prn",
	"com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
}
