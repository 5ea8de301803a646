package render

import (
	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// kindEmbed is a page of a service that is shown in a frame, or a bookmark where
// the service is not known. Its data is the address of the page.
var kindEmbed = ast.NewNodeKind("Embed")

func embeds() family {
	return family{
		types: []string{"embed"},
		build: single(func(b *builder, block *notion.Block) ast.Node {
			link := or(block.Embed)
			n := newBlock(kindEmbed, link.URL)
			b.caption(n, link.Caption)
			return from(n, block, "")
		}),
		kinds: []kind{{node: kindEmbed, html: embedHTML, markdown: embedMarkdown, text: bookmarkText}},
	}
}

func embedHTML(w *writer, n ast.Node) {
	frame, title, ok := provider(tidyURL(data[string](n)))
	if !ok {
		bookmarkHTML(w, n)
		return
	}
	if caption := w.captionOf(n); caption != "" {
		title = caption
	}
	w.open("figure", n, "embed")
	w.WriteString("<iframe")
	w.attr("src", frame)
	w.attr("title", title)
	w.WriteString(` loading="lazy" allowfullscreen></iframe>`)
	w.figcaption(n.FirstChild())
	w.WriteString("</figure>")
}

// embedMarkdown writes a link to the page: Markdown has no frames.
func embedMarkdown(w *writer, n ast.Node) {
	page, linked := w.href(data[string](n))
	_, title, ok := provider(page)
	if !ok || !linked {
		bookmarkMarkdown(w, n)
		return
	}
	w.linkTo(title, page)
	w.captionMarkdown(n.FirstChild())
}
