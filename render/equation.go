package render

import (
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// kindEquation is TeX on lines of its own.
var kindEquation = ast.NewNodeKind("Equation")

func equations() family {
	return family{
		types: []string{"equation"},
		build: single(newEquation),
		kinds: []kind{{node: kindEquation, html: equationHTML, markdown: equationMarkdown, text: formulaText}},
	}
}

func newEquation(b *builder, block *notion.Block) ast.Node {
	b.doc.math = true
	return from(newBlock(kindEquation, clean(or(block.Equation).Expression)), block, "")
}

func equationHTML(w *writer, n ast.Node) {
	w.start("div", n, "math")
	w.WriteString(` role="math" tabindex="0"><code>`)
	_, _ = markEscaper.WriteString(w, data[string](n))
	w.WriteString("</code></div>")
}

// equationMarkdown leaves out empty lines, which end a paragraph and mean
// nothing in TeX's math. What dollars cannot hold is code with the name by which
// GitHub knows an equation.
func equationMarkdown(w *writer, n ast.Node) {
	var tex strings.Builder
	for line := range strings.SplitSeq(data[string](n), "\n") {
		if strings.TrimSpace(line) != "" {
			tex.WriteString(line + "\n")
		}
	}
	switch {
	case tex.Len() == 0:
	case w.dialect.isJSX():
		fence := strings.Repeat("$", max(2, longestRun(tex.String(), '$')+1))
		w.print(fence, "\n", tex.String(), fence)
	case w.dialect == CommonMark || strings.Contains(tex.String(), "$$"):
		w.fenced("math", tex.String())
	default:
		w.print("$$\n", tex.String(), "$$")
	}
}
