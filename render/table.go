package render

import (
	"regexp"
	"strconv"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// maxColumns bounds a width that no cell fills.
const maxColumns = 100

// tables are made of rows. Rows without a table are one without headers.
func tables() family {
	return family{
		types: []string{"table", "table_row"},
		build: buildTable,
		joins: func(block, next *notion.Block) bool { return block.Type == "table_row" && next.Type == "table_row" },
		kinds: []kind{
			{node: extast.KindTable, html: tableHTML, markdown: tableMarkdown, text: childrenText},
			{node: extast.KindTableHeader, html: headerHTML, markdown: (*writer).children, text: rowText},
			{node: extast.KindTableRow, html: rowHTML, markdown: (*writer).children, text: rowText},
			{node: extast.KindTableCell, html: (*writer).children, markdown: (*writer).children, text: cellText},
		},
	}
}

const rowHeaderName = "row-header" // attribute of a table whose first column is a header

func buildTable(b *builder, to ast.Node, run []notion.Block) {
	block := &run[0]
	if block.Type == "table_row" {
		to.AppendChild(to, newTable(b, new(notion.Table), run))
		return
	}
	var rows, others []notion.Block
	for _, child := range block.Children {
		if child.Type == "table_row" {
			rows = append(rows, child)
		} else {
			others = append(others, child)
		}
	}
	if len(rows) > 0 {
		payload := or(block.Table)
		to.AppendChild(to, from(newTable(b, &payload, rows), block, ""))
	}
	b.children(to, &notion.Block{ID: block.ID, Type: block.Type, HasChildren: block.HasChildren && len(rows) == 0, Children: others})
}

func newTable(b *builder, payload *notion.Table, rows []notion.Block) ast.Node {
	n := extast.NewTable()
	width := min(max(payload.TableWidth, 0), maxColumns)
	for i := range rows {
		width = max(width, len(or(rows[i].TableRow).Cells))
	}
	n.Alignments = make([]extast.Alignment, width)
	n.SetAttributeString(rowHeaderName, payload.HasRowHeader)
	for i := range rows {
		row := extast.NewTableRow(n.Alignments)
		for _, cell := range or(rows[i].TableRow).Cells {
			c := extast.NewTableCell()
			b.inlines(c, cell)
			row.AppendChild(row, c)
		}
		for row.ChildCount() < width {
			row.AppendChild(row, extast.NewTableCell())
		}
		if i == 0 && payload.HasColumnHeader {
			n.AppendChild(n, from(extast.NewTableHeader(row), &rows[i], ""))
		} else {
			n.AppendChild(n, from(row, &rows[i], ""))
		}
	}
	alignNumbers(n)
	return n
}

// number is a cell that holds a number, with a sign, a currency or a percent sign;
// a date or a version is none.
var number = regexp.MustCompile(`^[-+−–±~≈]?\s?(?:\p{Sc}|[A-Z]{1,3}\p{Sc}?)?\s?[-+−]?(?:\d{1,3}(?:[ .,'’\x{a0}\x{202f}]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[.,]\d+)\s?(?:[%‰]|\p{Sc}|[A-Z]{3})?$`)

// alignNumbers aligns the columns whose cells are numbers, or empty, or a dash, so
// that their digits stand below each other.
func alignNumbers(table *extast.Table) {
	numbers, others := make([]int, len(table.Alignments)), make([]int, len(table.Alignments))
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() != extast.KindTableHeader {
			countNumbers(row, numbers, others)
		}
	}
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		i := 0
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if numbers[i] > 0 && others[i] == 0 && (i > 0 || !attribute[bool](table, rowHeaderName)) {
				table.Alignments[i] = extast.AlignRight
			}
			cell.(*extast.TableCell).Alignment = table.Alignments[i]
			i++
		}
	}
}

func countNumbers(row ast.Node, numbers, others []int) {
	i := 0
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		text, plain := plainCell(cell)
		switch {
		case plain && number.MatchString(text):
			numbers[i]++
		case !plain || strings.Trim(text, "-–—−/") != "":
			others[i]++
		}
		i++
	}
}

// plainCell gives the text of a cell; ok is false when it has something else than
// text.
func plainCell(cell ast.Node) (text string, ok bool) {
	var b strings.Builder
	ok = true
	_ = ast.Walk(cell, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.String:
			if entering {
				b.Write(n.Value)
			}
		case *inlineNode[mention], *inlineNode[moment]:
			ok = false
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String()), ok
}

func tableHTML(w *writer, n ast.Node) {
	w.start("div", n, "table")
	w.tableRegion(w.word("table"))
	row := n.FirstChild()
	if row.Kind() == extast.KindTableHeader {
		w.WriteString("<thead>\n")
		w.node(row)
		w.WriteString("\n</thead>\n")
		row = row.NextSibling()
	}
	if row != nil {
		w.WriteString("<tbody>")
		w.lines(row)
		w.WriteString("</tbody>\n")
	}
	w.WriteString("</table></div>")
}

// tableRegion writes the rest of the tag around a table: who cannot use a mouse
// must be able to scroll it. Regions of a page have different names.
func (w *writer) tableRegion(name string) {
	if w.tables[name]++; w.tables[name] > 1 {
		name += " " + strconv.Itoa(w.tables[name])
	}
	w.WriteString(` tabindex="0" role="region"`)
	w.attr("aria-label", name)
	w.WriteString("><table>\n")
}

func headerHTML(w *writer, n ast.Node) {
	w.row(n, func(bool) (string, string) { return `th scope="col"`, "th" })
}

func rowHTML(w *writer, n ast.Node) {
	header := n.Parent() != nil && attribute[bool](n.Parent(), rowHeaderName)
	w.row(n, func(first bool) (string, string) {
		if first && header {
			return `th scope="row"`, "th"
		}
		return "td", "td"
	})
}

// row writes a row of a table as HTML; tags gives those around a cell. An empty
// cell is no header.
func (w *writer) row(n ast.Node, tags func(first bool) (open, end string)) {
	w.open("tr", n, "")
	for cell := n.FirstChild(); cell != nil; cell = cell.NextSibling() {
		open, end := "td", "td"
		if cell.HasChildren() {
			open, end = tags(cell == n.FirstChild())
		}
		w.print("<", open)
		switch cell.(*extast.TableCell).Alignment {
		case extast.AlignRight:
			w.WriteString(` class="number"`)
		case extast.AlignCenter:
			w.WriteString(` class="center"`)
		}
		w.turn(cell)
		w.WriteByte('>')
		w.node(cell)
		w.print("</", end, ">")
	}
	w.WriteString("</tr>")
}

func tableMarkdown(w *writer, n ast.Node) {
	g := grid{columns: len(n.(*extast.Table).Alignments), rowHeader: attribute[bool](n, rowHeaderName), align: attribute[[]extast.Alignment](n, alignName)}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []func()
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, func() { w.node(cell) })
		}
		if row.Kind() == extast.KindTableHeader {
			g.header = cells
		} else {
			g.rows = append(g.rows, cells)
		}
	}
	w.grid(g)
}

func rowText(w *writer, n ast.Node) {
	for cell := n.FirstChild(); cell != nil; cell = cell.NextSibling() {
		if cell != n.FirstChild() {
			w.WriteByte('\t')
		}
		w.node(cell)
	}
}

func cellText(w *writer, n ast.Node) {
	w.WriteString(strings.ReplaceAll(w.capture(func() { w.children(n) }), "\n", " "))
}
