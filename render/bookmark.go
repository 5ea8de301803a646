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
		w.cardHTML(raw, url)
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

// cardHTML writes what is known of a page as one link.
func (w *writer) cardHTML(raw, url string) {
	card, line := w.card(raw, url)
	w.WriteString("<a")
	w.attr("href", url)
	w.WriteByte('>')
	w.span("bookmark-title", card.Title)
	if card.Description != "" {
		w.WriteByte(' ')
		w.span("bookmark-text", card.Description)
	}
	w.WriteString(` <span class="bookmark-url">`)
	w.cardPicture("bookmark-icon", card.Icon)
	w.escaped(line)
	w.WriteString("</span>")
	w.cardPicture("bookmark-image", card.Image)
	w.WriteString("</a>")
}

func emptyBookmark(n ast.Node) placeholder {
	return placeholder{block: originOf(n).block, word: "link-empty"}
}

func bookmarkMarkdown(w *writer, n ast.Node) {
	raw := data[string](n)
	url, ok := w.href(raw)
	switch {
	case ok:
		line := cmp.Or(address(url), url)
		if web, known := w.to.Card(url); known {
			line = cmp.Or(web.Title, line)
		}
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
