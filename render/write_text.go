package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// below writes blocks on lines of their own, after a line of text, each line
// with a prefix.
func (w *writer) below(first ast.Node, prefix string) {
	if first == nil {
		return
	}
	if body := w.capture(func() { w.siblings(first, "\n") }); body != "" {
		w.WriteByte('\n')
		w.indented(body, prefix, prefix)
	}
}

// indented writes lines, the first with a prefix of its own. Empty lines get the
// prefix without its trailing spaces.
func (w *writer) indented(body, first, rest string) {
	prefix := first
	for line := range strings.SplitAfterSeq(body, "\n") {
		if strings.TrimSpace(line) == "" {
			prefix = strings.TrimRight(prefix, " ")
		}
		w.print(prefix, line)
		prefix = rest
	}
}

// childrenText writes blocks one after the other, as they are.
func childrenText(w *writer, n ast.Node) { w.siblings(n.FirstChild(), "\n") }

// childrenMarkdown does so in Markdown.
func childrenMarkdown(w *writer, n ast.Node) { w.siblings(n.FirstChild(), "\n\n") }
