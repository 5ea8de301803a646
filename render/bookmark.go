package render

import (
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
		host, _, _ := strings.Cut(address(url), "/")
		w.WriteString("<a")
		w.attr("href", url)
		w.WriteString(`><span class="bookmark-title">`)
		w.escaped(host)
		w.WriteString(`</span> <span class="bookmark-url">`)
		w.escaped(address(url))
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

func emptyBookmark(n ast.Node) placeholder {
	return newPlaceholder(originOf(n).block, "This link has no address.").data
}

func bookmarkMarkdown(w *writer, n ast.Node) {
	raw := data[string](n)
	url, ok := w.href(raw)
	switch {
	case ok:
		w.linkTo(address(url), url)
	case strings.TrimSpace(raw) != "":
		w.WriteString(w.broken(func() { w.escape(clean(raw)) }, blockStart, "<br/>"))
	default:
		w.notice(emptyBookmark(n))
	}
	w.captionMarkdown(n.FirstChild())
}

func bookmarkText(w *writer, n ast.Node) {
	w.WriteString(strings.TrimSpace(clean(data[string](n))))
	w.captionText(n.FirstChild())
}
