package render

import (
	"github.com/yuin/goldmark/ast"
)

// structure writes the whole document and lines of text without a block around
// them.
func structure() family {
	return family{kinds: []kind{
		{node: ast.KindDocument, html: documentBlocks, markdown: documentBlocks, text: documentBlocks},
		{node: ast.KindTextBlock, html: (*writer).children, markdown: markdownLine, text: (*writer).children},
	}}
}

// documentBlocks writes the blocks of a document. A document of inlines has
// nothing but a line, which is not ended.
func documentBlocks(w *writer, n ast.Node) {
	first := n.FirstChild()
	if first != nil && first.Kind() == ast.KindTextBlock {
		if w.format == formatMarkdown {
			w.WriteString(w.oneLine(first))
			return
		}
		w.children(n)
		return
	}
	separator := "\n"
	if w.format == formatMarkdown {
		separator = "\n\n"
	}
	if w.siblings(first, separator) {
		w.WriteByte('\n')
	}
}

func markdownLine(w *writer, n ast.Node) { w.WriteString(w.line(n)) }
