package render

import (
	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// kindIndented is a paragraph with blocks indented below it.
var kindIndented = ast.NewNodeKind("Indented")

func paragraphs() family {
	return family{
		types: []string{"paragraph"},
		build: single(newParagraph),
		kinds: []kind{
			{node: ast.KindParagraph, html: paragraphHTML, markdown: markdownLine, text: (*writer).children},
			{node: kindIndented, html: indentedHTML, markdown: indentedMarkdown, text: indentedText},
		},
	}
}

func newParagraph(b *builder, block *notion.Block) ast.Node {
	p := or(block.Paragraph)
	if len(block.Children) == 0 && !block.HasChildren {
		n := ast.NewParagraph()
		b.inlines(n, p.RichText)
		return from(n, block, p.Color)
	}
	n := newBlock(kindIndented, struct{}{})
	b.text(n, p.RichText)
	b.children(n, block)
	return from(n, block, p.Color)
}

func paragraphHTML(w *writer, n ast.Node) {
	w.open("p", n, "")
	w.children(n)
	w.WriteString("</p>")
}

func indentedHTML(w *writer, n ast.Node) {
	w.open("p", n, "")
	w.node(n.FirstChild())
	w.WriteString("</p>\n<div class=\"indent\">")
	w.lines(after(n.FirstChild()))
	w.WriteString("</div>")
}

// indentedMarkdown writes the blocks below without their indentation: Markdown
// would take it for code.
func indentedMarkdown(w *writer, n ast.Node) { w.siblings(n.FirstChild(), "\n\n") }

func indentedText(w *writer, n ast.Node) {
	start := w.Len()
	w.node(n.FirstChild())
	if w.Len() > start {
		w.below(after(n.FirstChild()), "  ")
	} else {
		w.siblings(after(n.FirstChild()), "\n")
	}
}
