package render

import (
	"strings"

	"galley/notion"
	"galley/render/tex"

	"github.com/yuin/goldmark/ast"
)

// kindEquation is TeX on lines of its own. Its data is a *formula.
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
	return from(newBlock(kindEquation, &formula{tex: clean(or(block.Equation).Expression), mode: tex.Display}), block, "")
}

func equationHTML(w *writer, n ast.Node) {
	f := data[*formula](n)
	if strings.TrimSpace(f.tex) == "" {
		return
	}
	if w.doc.options.Plain {
		w.open("pre", n, "")
		w.WriteString("<code>")
		_, _ = markEscaper.WriteString(w, f.tex)
		w.WriteString("</code></pre>")
		return
	}
	w.start("div", n, "math")
	w.WriteString(` tabindex="0">`)
	if math, err := f.set(w.doc.options.Cache); err == nil {
		w.WriteString(math)
	} else {
		w.WriteString("<code>")
		_, _ = markEscaper.WriteString(w, f.tex)
		w.WriteString("</code>")
	}
	w.WriteString("</div>")
}

// equationMarkdown leaves out empty lines, which end a paragraph and mean
// nothing in TeX's math. What dollars cannot hold is code with the name by which
// GitHub knows an equation.
func equationMarkdown(w *writer, n ast.Node) {
	var lines strings.Builder
	for line := range strings.SplitSeq(data[*formula](n).tex, "\n") {
		if strings.TrimSpace(line) != "" {
			lines.WriteString(line + "\n")
		}
	}
	source := lines.String()
	switch {
	case source == "":
	case w.dialect.isJSX():
		fence := strings.Repeat("$", max(2, longestRun(source, '$')+1))
		w.print(fence, "\n", apart(source), fence)
	case w.dialect == CommonMark || strings.Contains(source, "$$"):
		w.fenced("math", source)
	default:
		w.print("$$\n", apart(source), "$$")
	}
}
