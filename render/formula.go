package render

import (
	"bytes"
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

// formulaMarkdown writes TeX between dollars. Two formulas that touch have an
// empty comment between them, or the dollars there would be one mark.
func formulaMarkdown(w *writer, n ast.Node) {
	tex := strings.Join(strings.Fields(data[string](n)), " ")
	fence, padding, ok := w.dollars(tex)
	if w.inTags || !ok {
		w.code(tex)
		return
	}
	if w.inCell {
		// Parsers differ on whether the backslash before a bar is part of the TeX.
		tex = barEscaper.Replace(tex)
	}
	if w.afterFormula() {
		w.WriteString(map[bool]string{true: "{/**/}", false: "<!-- -->"}[w.dialect.isJSX()])
	}
	w.print(fence, padding, tex, padding, fence)
}

// dollars gives what stands around TeX in a line; ok is false when it can only be
// code: CommonMark has no formulas, and in others a dollar would end it, where MDX
// takes more dollars, as it does backticks.
func (w *writer) dollars(tex string) (fence, padding string, ok bool) {
	switch {
	case w.dialect == CommonMark:
		return "", "", false
	case w.dialect.isJSX() && strings.Contains(tex, "$"):
		return strings.Repeat("$", longestRun(tex, '$')+1), " ", true
	}
	return "$", "", w.dialect.isJSX() || !strings.Contains(tex, "$") && !strings.HasSuffix(tex, `\`)
}

// afterFormula tells whether the dollar that ends a formula was written last.
func (w *writer) afterFormula() bool {
	text := w.Bytes()
	return bytes.HasSuffix(text, []byte("$")) && !bytes.HasSuffix(text, []byte(`\$`)) || len(text) == 0 && w.before == '$'
}

func formulaText(w *writer, n ast.Node) { w.WriteString(data[string](n)) }
