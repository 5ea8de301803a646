package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// kindFormula is TeX within a line.
var kindFormula = ast.NewNodeKind("Formula")

// barEscaper writes bars, single and double, by their names.
var barEscaper = strings.NewReplacer(`\\`, `\\`, `\|`, `\Vert `, "|", `\vert `)

func formulas() family {
	return family{kinds: []kind{
		{node: kindFormula, html: formulaHTML, markdown: formulaMarkdown, text: formulaText},
	}}
}

func formulaHTML(w *writer, n ast.Node) {
	w.WriteString(`<code class="math">`)
	_, _ = markEscaper.WriteString(w, data[string](n))
	w.WriteString("</code>")
}

func formulaMarkdown(w *writer, n ast.Node) {
	tex := strings.Join(strings.Fields(data[string](n)), " ")
	switch {
	case w.inTags:
		w.WriteString("<code>")
		w.escape(tex)
		w.WriteString("</code>")
		return
	case w.inCell:
		// Parsers differ on whether the backslash before a bar is part of the TeX.
		tex = barEscaper.Replace(tex)
	}
	w.print("$", tex, "$")
}

func formulaText(w *writer, n ast.Node) { w.WriteString(data[string](n)) }
