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

// markdownLine writes the text of a block. In an item of a list it is no
// paragraph by itself.
func markdownLine(w *writer, n ast.Node) {
	if n.Kind() == ast.KindTextBlock && n.Parent().Kind() == ast.KindListItem {
		w.itemLine(n)
		return
	}
	w.paragraph(w.line(n))
}

// headed writes a paragraph in Markdown, which begins with an icon when there is
// one, and blocks below it.
func (w *writer) headed(icon, text string, below ast.Node) {
	if icon != "" && text != "" {
		icon += " "
	}
	if icon+text != "" {
		w.paragraph(icon + text)
	}
	if body := w.capture(func() { w.siblings(below, "\n\n") }); body != "" {
		if icon+text != "" {
			w.WriteString("\n\n")
		}
		w.WriteString(body)
	}
}

// paragraph writes a text as a paragraph. MDX takes the paragraph away around a
// text that is nothing but tags, which then needs a tag for it.
func (w *writer) paragraph(line string) {
	w.WriteString(w.together(line, "p"))
}

// together puts a tag around a text of MDX that may be nothing but tags and what
// is in them.
func (w *writer) together(line, tag string) string {
	isTags := strings.HasPrefix(line, "<") && strings.HasSuffix(line, ">")
	if w.dialect.isJSX() && isTags {
		return "<" + tag + ">" + line + "</" + tag + ">"
	}
	return line
}
