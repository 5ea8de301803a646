package render

import (
	"strings"

	extast "github.com/yuin/goldmark/extension/ast"
)

// grid is what a table is made of in Markdown. Each cell is what writes its text.
type grid struct {
	columns   int
	header    []func() // nil when there is none
	rows      [][]func()
	rowHeader bool               // the first column is a header
	align     []extast.Alignment // of columns, as an author says; nil for none
}

// grid writes a table.
func (w *writer) grid(g grid) {
	switch {
	case g.columns == 0:
	case w.dialect.hasGitHub():
		w.gridPipes(g)
	default:
		w.gridTags(g)
	}
}

// gridPipes writes a table of GitHub's, which must have a header: an empty one
// when there is none. It has no headers of rows.
func (w *writer) gridPipes(g grid) {
	if g.header == nil {
		w.WriteString("|" + strings.Repeat("  |", g.columns))
	} else {
		w.rowPipes(g.header)
	}
	w.WriteString("\n|")
	for i := range g.columns {
		w.print(" ", g.rule(i), " |")
	}
	for _, row := range g.rows {
		w.WriteByte('\n')
		w.rowPipes(row)
	}
}

// rule is the line below the header of a column.
func (g grid) rule(column int) string {
	if column >= len(g.align) {
		return "---"
	}
	switch g.align[column] {
	case extast.AlignLeft:
		return ":---"
	case extast.AlignCenter:
		return ":---:"
	case extast.AlignRight:
		return "---:"
	}
	return "---"
}

func (w *writer) rowPipes(cells []func()) {
	w.WriteByte('|')
	for _, cell := range cells {
		w.print(" ", w.cell(cell), " |")
	}
}

// cell gives what f writes as the one line of a cell between bars.
func (w *writer) cell(f func()) string {
	outer := w.inCell
	w.inCell = true
	s := w.broken(f, cellStart, "<br/>")
	w.inCell = outer
	return s
}

// gridTags writes a table as HTML. No line in it is empty, which would end the
// HTML.
func (w *writer) gridTags(g grid) {
	w.WriteString("<table>\n")
	if g.header != nil {
		w.WriteString("<thead>\n")
		w.rowTags(g.header, func(int) (string, string) { return `<th scope="col">`, "</th>" })
		w.WriteString("</thead>\n")
	}
	w.WriteString("<tbody>\n")
	for _, row := range g.rows {
		w.rowTags(row, func(column int) (string, string) {
			if column == 0 && g.rowHeader {
				return `<th scope="row">`, "</th>"
			}
			return "<td>", "</td>"
		})
	}
	w.WriteString("</tbody>\n</table>")
}

func (w *writer) rowTags(cells []func(), tags func(column int) (open, end string)) {
	w.WriteString("<tr>")
	for i, cell := range cells {
		open, end := tags(i)
		w.print(open, w.inTagsOnly(cell), end)
	}
	w.WriteString("</tr>\n")
}
