package render

import (
	"strconv"

	"galley/render/diagram"

	"github.com/yuin/goldmark/ast"
)

// diagramLanguage is the language of code that is drawn.
const diagramLanguage = "mermaid"

// draw gives code as Mermaid draws it. That is slow, and done once.
func (l *listing) draw(code string, kept Cache) (markup string, err error) {
	l.drawOnce.Do(func() {
		l.drawing, l.drawError = made(kept, "diagram", diagram.Version+"\x00"+code, func() (string, error) { return diagram.Draw(code) })
	})
	return l.drawing, l.drawError
}

// isDiagram tells whether a block of code is to be drawn.
func isDiagram(n ast.Node) bool {
	if n.Kind() != ast.KindFencedCodeBlock {
		return false
	}
	l := attribute[*listing](n, listingName)
	return l.language == diagramLanguage && len(l.pieces) > 0
}

// undrawn gives the reason why a diagram is shown as its source; nil when it is
// not.
func (d *Document) undrawn(n ast.Node) error {
	code := string(n.(*ast.FencedCodeBlock).Lines().Value(d.source))
	markup, err := attribute[*listing](n, listingName).draw(code, d.options.Cache)
	if err == nil {
		_, err = diagram.Tidy(markup, diagram.Place{})
	}
	return err
}

// diagramHTML writes a diagram, with its source below it, folded. It writes
// nothing when it cannot be drawn, and says so.
func (w *writer) diagramHTML(n ast.Node, code string, l *listing) (ok bool) {
	markup, err := l.draw(code, w.doc.options.Cache)
	if err != nil {
		return false
	}
	label := w.word("diagram")
	if caption := w.captionOf(n); caption != "" {
		label = caption
	}
	svg, err := diagram.Tidy(markup, diagram.Place{ID: "drawing-" + strconv.Itoa(w.drawings+1), Label: label, Link: w.href})
	if err != nil {
		return false
	}
	w.drawings++
	w.open("figure", n, "diagram")
	w.print(`<div class="drawing" tabindex="0">`, svg, "</div><details><summary>")
	w.escaped(w.word("diagram-source"))
	w.WriteString(`</summary><figure class="code"`)
	w.listing(diagramLanguage, code, l)
	w.WriteString("</figure></details>")
	w.figcaption(n.FirstChild())
	w.WriteString("</figure>")
	return true
}
