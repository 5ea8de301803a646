package render

import (
	"strings"

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

// markdownLine writes the text of a block. MDX takes away the paragraph around a
// text that is nothing but tags, so that it needs a tag of its own; in an item of
// a list there is none to lose.
func markdownLine(w *writer, n ast.Node) {
	line := w.line(n)
	if w.dialect.isJSX() && n.Parent().Kind() != ast.KindListItem && isTagged(line) {
		line = "<p>" + line + "</p>"
	}
	w.WriteString(line)
}

// isTagged tells whether a line may be nothing but tags and what is in them.
func isTagged(line string) bool {
	return strings.HasPrefix(line, "<") && strings.HasSuffix(line, ">") && !strings.Contains(line, "\n")
}
