package render

import (
	"cmp"
	"slices"
	"strconv"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// columnUnits is how many parts the width of a page has, for widths of columns:
// halves, thirds, quarters and eighths are whole numbers of them.
const columnUnits = 24

// columnWidth is how wide a column is.
type columnWidth struct {
	ratio float64 // Notion's width_ratio; of the columns in a list together, 1
	units int     // of columnUnits
}

// Columns stand beside each other; the data of one is its columnWidth. Those of a list
// are columnUnits wide together: each has its place before the next one is there, so
// that none moves when a page comes in slowly.
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
		shareWidth(n)
		return from(n, block, "")
	}
	n := newBlock(kindColumn, columnWidth{ratio: or(block.Column).WidthRatio, units: columnUnits})
	b.children(n, block)
	return from(n, block, "")
}

// shareWidth gives each column of a list its units: they add up to columnUnits, and
// each is as near to its ratio as that allows.
func shareWidth(list ast.Node) {
	var columns []*blockNode[columnWidth]
	for child := list.FirstChild(); child != nil; child = child.NextSibling() {
		if c, ok := child.(*blockNode[columnWidth]); ok {
			columns = append(columns, c)
		}
	}
	if len(columns) == 0 {
		return
	}
	var whole float64
	for _, c := range columns {
		if !(c.data.ratio > 0 && c.data.ratio < 1) {
			c.data.ratio = 1 / float64(len(columns))
		}
		whole += c.data.ratio
	}
	rest := columnUnits
	for _, c := range columns {
		c.data.ratio /= whole
		c.data.units = max(1, int(c.data.ratio*columnUnits))
		rest -= c.data.units
	}
	for ; rest > 0; rest-- {
		slices.MinFunc(columns, func(a, b *blockNode[columnWidth]) int { return cmp.Compare(a.data.excess(), b.data.excess()) }).data.units++
	}
	for ; rest < 0 && len(columns) <= columnUnits; rest++ {
		slices.MaxFunc(columns, func(a, b *blockNode[columnWidth]) int { return cmp.Compare(a.data.units, b.data.units) }).data.units--
	}
}

// excess is how many units a column has more than its ratio says.
func (w columnWidth) excess() float64 { return float64(w.units) - w.ratio*columnUnits }

func columnsHTML(w *writer, n ast.Node) {
	w.open("div", n, "columns")
	w.lines(n.FirstChild())
	w.WriteString("</div>")
}

func columnHTML(w *writer, n ast.Node) {
	class := "column"
	if units := data[columnWidth](n).units; units < columnUnits {
		class += " w" + strconv.Itoa(units)
	}
	w.open("div", n, class)
	w.lines(n.FirstChild())
	w.WriteString("</div>")
}
