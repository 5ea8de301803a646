package render

import (
	"bytes"
	"regexp"
	"strings"
	"sync"

	"galley/render/tex"

	"github.com/yuin/goldmark/ast"
)

// kindFormula is TeX within a line. Its data is a *formula.
var kindFormula = ast.NewNodeKind("Formula")

// barEscaper writes bars, single and double, by their names.
var barEscaper = strings.NewReplacer(`\\`, `\\`, `\|`, `\Vert `, "|", `\vert `)

func formulas() family {
	return family{kinds: []kind{
		{node: kindFormula, html: formulaHTML, markdown: formulaMarkdown, text: formulaText},
	}}
}

// formula is TeX, within a line or on lines of its own. Setting it is slow, and
// done once.
type formula struct {
	tex  string
	mode tex.Mode

	once sync.Once
	math string // MathML
	err  error
}

func newFormula(source string) ast.Node {
	return newInline(kindFormula, &formula{tex: clean(source), mode: tex.Inline})
}

// set gives the formula as MathML.
func (f *formula) set(kept Cache) (math string, err error) {
	f.once.Do(func() {
		markup, err := made(kept, "math", tex.Version+"\x00"+string(f.mode)+"\x00"+f.tex, func() (string, error) {
			return tex.Convert(f.tex, f.mode)
		})
		if err == nil {
			markup, err = tex.Tidy(markup, f.tex)
		}
		f.math, f.err = markup, err
	})
	return f.math, f.err
}

// formulaHTML writes what cannot be set as its source, and what is for readers
// that may not know MathML.
func formulaHTML(w *writer, n ast.Node) {
	f := data[*formula](n)
	if !w.doc.options.Plain {
		if math, err := f.set(w.doc.options.Cache); err == nil {
			w.WriteString(math)
			return
		}
	}
	w.WriteString(`<code class="math">`)
	_, _ = markEscaper.WriteString(w, f.tex)
	w.WriteString("</code>")
}

// formulaMarkdown writes TeX between dollars. Two formulas that touch have an
// empty comment between them, or the dollars there would be one mark.
func formulaMarkdown(w *writer, n ast.Node) {
	source := oneLine(data[*formula](n).tex)
	fence, padding, ok := w.dollars(source)
	if w.inTags || !ok {
		w.code(source)
		return
	}
	if w.inCell {
		// Parsers differ on whether the backslash before a bar is part of the TeX.
		source = strings.TrimRight(barEscaper.Replace(source), " ")
	}
	source = apart(source)
	if w.afterFormula() {
		w.WriteString(map[bool]string{true: "{/**/}", false: "<!-- -->"}[w.dialect.isJSX()])
	}
	w.print(fence, padding, source, padding, fence)
}

// touching are characters that TeX reads the same with a space between them.
var touching = regexp.MustCompile(`(<)([A-Za-z/!?])|(\])(\()`)

// apart keeps apart what readers of Markdown that know no dollars would take for a
// tag, or for a link to an address that nobody has checked.
func apart(source string) string { return touching.ReplaceAllString(source, "$1$3 $2$4") }

// dollars gives what stands around TeX in a line; ok is false when it can only be
// code: CommonMark has no formulas, and in others a dollar would end it, where MDX
// takes more dollars, as it does backticks.
func (w *writer) dollars(source string) (fence, padding string, ok bool) {
	switch special := strings.Contains(source, "$") || strings.HasSuffix(source, `\`); {
	case w.dialect == CommonMark:
		return "", "", false
	case special && w.dialect.isJSX():
		return strings.Repeat("$", max(2, longestRun(source, '$')+1)), " ", true
	default:
		return "$", "", !special
	}
}

// afterFormula tells whether the dollar that ends a formula was written last.
func (w *writer) afterFormula() bool {
	text := w.Bytes()
	return bytes.HasSuffix(text, []byte("$")) && !bytes.HasSuffix(text, []byte(`\$`))
}

func formulaText(w *writer, n ast.Node) { w.WriteString(data[*formula](n).tex) }
