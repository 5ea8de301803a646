package render

import (
	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

func quotes() family {
	return family{
		types: []string{"quote"},
		build: single(newQuote),
		kinds: []kind{{node: ast.KindBlockquote, html: quoteHTML, markdown: quoteMarkdown, text: indentedText}},
	}
}

func newQuote(b *builder, block *notion.Block) ast.Node {
	n := ast.NewBlockquote()
	b.text(n, or(block.Quote).RichText)
	b.children(n, block)
	return from(n, block, or(block.Quote).Color)
}

func quoteHTML(w *writer, n ast.Node) {
	w.open("blockquote", n, "")
	w.textAndBlocks(n)
	w.WriteString("</blockquote>")
}

func quoteMarkdown(w *writer, n ast.Node) {
	w.indented(w.framedBody(func() { w.siblings(n.FirstChild(), "\n\n") }), "> ", "> ")
}
