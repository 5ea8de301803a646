package render

import (
	"cmp"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// kindBreadcrumb is the line of pages that are above this one.
var kindBreadcrumb = ast.NewNodeKind("Breadcrumb")

func breadcrumbs() family {
	return family{
		types: []string{"breadcrumb"},
		build: single(func(_ *builder, block *notion.Block) ast.Node {
			return from(newBlock(kindBreadcrumb, struct{}{}), block, "")
		}),
		kinds: []kind{{node: kindBreadcrumb, html: breadcrumbHTML, markdown: breadcrumbMarkdown, text: func(*writer, ast.Node) {}}},
	}
}

func (w *writer) crumbs() []Target {
	crumbs := w.to.Breadcrumb()
	named := make([]Target, len(crumbs))
	for i, c := range crumbs {
		c.Title = cmp.Or(strings.TrimSpace(clean(c.Title)), w.word("untitled"))
		named[i] = c
	}
	return named
}

func breadcrumbHTML(w *writer, n ast.Node) {
	crumbs := w.crumbs()
	if len(crumbs) == 0 {
		return
	}
	w.start("nav", n, "crumbs")
	w.attr("aria-label", w.word("breadcrumb"))
	w.WriteString("><ol>")
	for _, c := range crumbs {
		w.WriteString("<li>")
		w.titleHTML(c)
		w.WriteString("</li>")
	}
	w.WriteString("</ol></nav>")
}

func breadcrumbMarkdown(w *writer, _ ast.Node) {
	for i, c := range w.crumbs() {
		if i > 0 {
			w.WriteString(" / ")
		}
		w.targetMarkdown(c)
	}
}
