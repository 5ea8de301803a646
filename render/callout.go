package render

import (
	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// kindCallout is a box with an icon. Its data is the icon, or nil.
var kindCallout = ast.NewNodeKind("Callout")

func callouts() family {
	return family{
		types: []string{"callout"},
		build: single(newCallout),
		kinds: []kind{{node: kindCallout, html: calloutHTML, markdown: calloutMarkdown, text: indentedText}},
	}
}

func newCallout(b *builder, block *notion.Block) ast.Node {
	payload := or(block.Callout)
	n := newBlock(kindCallout, payload.Icon)
	b.text(n, payload.RichText)
	b.children(n, block)
	return from(n, block, payload.Color)
}

func calloutHTML(w *writer, n ast.Node) {
	w.start("div", n, "callout")
	w.WriteString(` role="note">`)
	icon := data[*notion.Icon](n)
	if icon != nil && icon.Emoji != "" {
		w.icon(icon, "callout-icon")
	} else if src := w.iconURL(icon); src != "" {
		w.WriteString(`<span class="callout-icon" aria-hidden="true">`)
		w.image("icon", "", src)
		w.WriteString("</span>")
	}
	w.WriteString(`<div class="callout-body">`)
	if n.FirstChild().HasChildren() {
		w.WriteString("<p>")
		w.node(n.FirstChild())
		w.WriteString("</p>")
	}
	w.lines(after(n.FirstChild()))
	w.WriteString("</div></div>")
}

// calloutMarkdown writes a box that begins with the icon.
func calloutMarkdown(w *writer, n ast.Node) {
	payload := data[*notion.Icon](n)
	icon := ""
	if !attribute[bool](n, impliedName) || w.dialect != GFM || w.framed {
		icon = w.iconMarkdown(payload)
	}
	text := w.line(n.FirstChild())
	w.box(alertOf(payload, originOf(n).color), icon+text != "", func() {
		w.headed(icon, text, after(n.FirstChild()))
	})
}
