package render

import (
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// kindContents is the list of the document's headings.
var kindContents = ast.NewNodeKind("Contents")

func contents() family {
	return family{
		types: []string{"table_of_contents"},
		build: single(func(_ *builder, block *notion.Block) ast.Node {
			return from(newBlock(kindContents, struct{}{}), block, or(block.TableOfContents).Color)
		}),
		kinds: []kind{{node: kindContents, html: contentsHTML, markdown: contentsMarkdown, text: contentsText}},
	}
}

// entries gives the depth of each heading in the list: one below another of a
// higher level is one step deeper, however many levels that are.
func (d *Document) entries() []int {
	depths := make([]int, len(d.headings))
	var open []int // levels of the headings that contain the next one
	for i := range d.headings {
		for len(open) > 0 && open[len(open)-1] >= d.headings[i].Level {
			open = open[:len(open)-1]
		}
		depths[i] = len(open)
		open = append(open, d.headings[i].Level)
	}
	return depths
}

func contentsHTML(w *writer, n ast.Node) {
	if len(w.doc.headings) == 0 {
		return
	}
	w.start("nav", n, "toc")
	w.attr("aria-label", w.word("toc"))
	w.WriteByte('>')
	depth := -1
	for i, d := range w.doc.entries() {
		switch {
		case d > depth:
			w.WriteString("<ul>")
		default:
			w.WriteString("</li>" + strings.Repeat("</ul></li>", depth-d))
		}
		depth = d
		h := &w.doc.headings[i]
		w.WriteString("\n<li><a")
		w.attr("href", w.to.Self()+"#"+h.ID)
		w.WriteByte('>')
		w.escaped(h.Text)
		w.WriteString("</a>")
	}
	w.WriteString(strings.Repeat("</li></ul>", depth+1) + "</nav>")
}

const markerName = "marker" // attribute of a list of headings, as lists have it in Markdown

func contentsMarkdown(w *writer, n ast.Node) {
	marker := string(attribute[byte](n, markerName))
	for i, depth := range w.doc.entries() {
		if i > 0 {
			w.WriteByte('\n')
		}
		w.print(strings.Repeat("  ", depth), marker, " ")
		w.linkTo(w.doc.headings[i].Text, "#"+w.doc.headings[i].ID)
	}
}

// contentsText has nothing: the headings are in the text.
func contentsText(*writer, ast.Node) {}
