package render

import (
	"cmp"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// kindBookmark is a card for a page on the web. Its data is the address.
var kindBookmark = ast.NewNodeKind("Bookmark")

func bookmarks() family {
	return family{
		types: []string{"bookmark", "link_preview"},
		build: single(func(b *builder, block *notion.Block) ast.Node {
			link := or(linkBlockOf(block))
			n := newBlock(kindBookmark, link.URL)
			b.caption(n, link.Caption)
			return from(n, block, "")
		}),
		kinds: []kind{{node: kindBookmark, html: bookmarkHTML, markdown: bookmarkMarkdown, text: bookmarkText}},
	}
}

func bookmarkHTML(w *writer, n ast.Node) {
	raw := data[string](n)
	url, ok := w.href(raw)
	w.open("figure", n, "bookmark")
	switch {
	case ok:
		title, line := w.card(raw, url)
		w.WriteString("<a")
		w.attr("href", url)
		w.WriteString(`><span class="bookmark-title">`)
		w.escaped(title)
		w.WriteString(`</span> <span class="bookmark-url">`)
		w.escaped(line)
		w.WriteString("</span></a>")
	case strings.TrimSpace(raw) != "":
		w.WriteString(`<span class="bookmark-url">`)
		w.escaped(clean(raw))
		w.WriteString("</span>")
	default:
		w.missingHTML(emptyBookmark(n))
	}
	w.figcaption(n.FirstChild())
	w.WriteString("</figure>")
}

// card gives what a bookmark shows: the title of a page of the site, or the
// host, and the address.
func (w *writer) card(raw, url string) (title, line string) {
	line = cmp.Or(address(url), url)
	title, _, _ = strings.Cut(line, "/")
	if link, ok := notion.ParseLink(raw); ok {
		title = clean(w.place(link.Page).Title)
	}
	return cmp.Or(title, line), line
}

func emptyBookmark(n ast.Node) placeholder {
	return placeholder{block: originOf(n).block, word: "link-empty"}
}

func bookmarkMarkdown(w *writer, n ast.Node) {
	raw := data[string](n)
	url, ok := w.href(raw)
	switch {
	case ok:
		_, line := w.card(raw, url)
		w.linkTo(line, url)
	case strings.TrimSpace(raw) != "":
		w.WriteString(w.broken(func() { w.escape(clean(raw)) }, blockStart, "<br/>"))
	default:
		w.notice(emptyBookmark(n))
	}
	w.captionMarkdown(n.FirstChild())
}

func bookmarkText(w *writer, n ast.Node) {
	raw := strings.TrimSpace(clean(data[string](n)))
	url, _ := safeURL(raw)
	w.WriteString(cmp.Or(url, raw))
	w.captionText(n.FirstChild())
}
