package render

import (
	"math"
	"strconv"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// columnUnits is how many parts the width of a page has, for widths of columns:
// halves, thirds, quarters and eighths are whole numbers of them.
const columnUnits = 24

// Columns stand beside each other; the data of one is its share of the width, 0
// when all are equal.
var (
	kindColumns = ast.NewNodeKind("Columns")
	kindColumn  = ast.NewNodeKind("Column")
)

func columns() family {
	return family{
		types: []string{"column_list", "column"},
		build: single(newColumns),
		kinds: []kind{
			{node: kindColumns, html: columnsHTML, markdown: childrenMarkdown, text: childrenText},
			{node: kindColumn, html: columnHTML, markdown: childrenMarkdown, text: childrenText},
		},
	}
}

func newColumns(b *builder, block *notion.Block) ast.Node {
	if block.Type == "column_list" {
		n := newBlock(kindColumns, struct{}{})
		b.children(n, block)
		return from(n, block, "")
	}
	n := newBlock(kindColumn, or(block.Column).WidthRatio)
	b.children(n, block)
	return from(n, block, "")
}

func columnsHTML(w *writer, n ast.Node) {
	w.open("div", n, "columns")
	w.lines(n.FirstChild())
	w.WriteString("</div>")
}

func columnHTML(w *writer, n ast.Node) {
	class := "column"
	if ratio := data[float64](n); ratio > 0 && ratio < 1 {
		units := min(max(int(math.Round(ratio*columnUnits)), 1), columnUnits-1)
		class += " w" + strconv.Itoa(units)
	}
	w.open("div", n, class)
	w.lines(n.FirstChild())
	w.WriteString("</div>")
}
