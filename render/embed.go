package render

import (
	"cmp"
	"slices"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// kindEmbed is a page of a service that can be shown in a frame, or a bookmark
// where the service is not known. Its data is the address of the page.
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

// Frames lists the origins, such as "https://player.vimeo.com", of the frames
// that the document may open when somebody asks for them, sorted: what the
// directive frame-src of a Content Security Policy has to name.
func (d *Document) Frames() []string {
	var origins []string
	d.each(func(n ast.Node, _ *notion.Block) {
		if n.Kind() != kindEmbed {
			return
		}
		if f, ok := d.options.Providers.find(data[string](n)); ok {
			origins = append(origins, f.origin())
		}
	})
	slices.Sort(origins)
	return slices.Compact(origins)
}

// embedHTML writes a facade: a link to the page, which a script can put a frame
// in the place of. Nothing is asked of the service before that.
func embedHTML(w *writer, n ast.Node) {
	f, ok := w.doc.options.Providers.find(data[string](n))
	if !ok {
		bookmarkHTML(w, n)
		return
	}
	w.open("figure", n, "embed")
	w.WriteString(`<a class="facade"`)
	w.attr("href", f.page)
	w.attr("data-frame", f.url)
	aspect, height := f.size()
	for _, data := range [...]struct{ name, value string }{
		{"data-aspect", aspect}, {"data-height", height}, {"data-allow", strings.Join(f.Allow, "; ")},
	} {
		if data.value != "" {
			w.attr(data.name, data.value)
		}
	}
	w.WriteByte('>')
	card, _ := w.to.Card(f.page)
	w.cardPicture("facade-image", card.Image)
	w.span("facade-name", cmp.Or(card.Title, f.Name))
	w.WriteString(` <span class="bookmark-url">`)
	w.escaped(address(f.page))
	w.WriteString("</span></a>")
	w.figcaption(n.FirstChild())
	w.WriteString("</figure>")
}

// embedMarkdown writes a link to the page: Markdown has no frames.
func embedMarkdown(w *writer, n ast.Node) {
	f, ok := w.doc.options.Providers.find(data[string](n))
	if !ok {
		bookmarkMarkdown(w, n)
		return
	}
	card, _ := w.to.Card(f.page)
	w.linkTo(cmp.Or(card.Title, f.Name), f.page)
	w.captionMarkdown(n.FirstChild())
}
