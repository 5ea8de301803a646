package render

import (
	"math"
	"strconv"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

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
	w.start("div", n, "column")
	if ratio := data[float64](n); ratio > 0 && ratio <= 1 {
		w.attr("style", "--ratio:"+strconv.FormatFloat(math.Round(ratio*1e4)/1e4, 'f', -1, 64))
	}
	w.WriteByte('>')
	w.lines(n.FirstChild())
	w.WriteString("</div>")
}
