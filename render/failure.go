package render

import (
	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// Failure is a source that HTML shows as it is, since nothing could be made of it.
type Failure struct {
	Block  notion.ID // that it stands in; "" in a text that is no block
	Kind   string    // "equation"
	Reason string
}

// Failures lists the equations that cannot be set, in their order. It sets them
// all: ask when the document is written as HTML.
func (d *Document) Failures() []Failure {
	var list []Failure
	if d.options.Plain {
		return nil
	}
	d.each(func(n ast.Node, block *notion.Block) {
		if n.Kind() != kindFormula && n.Kind() != kindEquation {
			return
		}
		if _, err := data[*formula](n).set(d.options.Cache); err != nil {
			list = append(list, Failure{block.ID, "equation", err.Error()})
		}
	})
	return list
}
