package render

import (
	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// Failure is a source that HTML shows as it is, since nothing could be made of it.
type Failure struct {
	Block  notion.ID // that it stands in; "" in a text that is no block
	Kind   string    // "equation" or "diagram"
	Reason string
}

// Failures lists the equations that cannot be set and the diagrams that cannot be
// drawn, in their order. It sets and draws them all: ask when the document is
// written as HTML.
func (d *Document) Failures() []Failure {
	var list []Failure
	if d.options.Plain {
		return nil
	}
	d.each(func(n ast.Node, block *notion.Block) {
		switch {
		case n.Kind() == kindFormula || n.Kind() == kindEquation:
			if _, err := data[*formula](n).set(d.options.Cache); err != nil {
				list = append(list, Failure{block.ID, "equation", err.Error()})
			}
		case isDiagram(n):
			if err := d.undrawn(n); err != nil {
				list = append(list, Failure{block.ID, "diagram", err.Error()})
			}
		}
	})
	return list
}
