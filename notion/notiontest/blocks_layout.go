package notiontest

// Divider is a line.
func Divider() *Block { return newBlock("divider", JSON{}) }

// Breadcrumb is the path to the page.
func Breadcrumb() *Block { return newBlock("breadcrumb", JSON{}) }

// TableOfContents lists the headings of the page.
func TableOfContents() *Block { return newBlock("table_of_contents", JSON{"color": "default"}) }

// Table is a simple table of rows made by TableRow; the first gives its width.
func Table(rows ...*Block) *Block {
	width := 0
	if len(rows) > 0 {
		width = rowWidth(rows[0])
	}
	b := newBlock("table", JSON{"table_width": width, "has_column_header": false, "has_row_header": false})
	return b.Children(rows...)
}

func rowWidth(row *Block) int {
	cells, _ := row.payload["cells"].([]any)
	return len(cells)
}

// TableRow is a row of a table. Each argument is one cell: a string, a Rich or a []Rich.
func TableRow(cells ...any) *Block {
	list := make([]any, len(cells))
	for i, cell := range cells {
		list[i] = richOf(cell)
	}
	return newBlock("table_row", JSON{"cells": list})
}

// ColumnHeader makes the first row of a table its header.
func (b *Block) ColumnHeader() *Block { return b.Set("has_column_header", true) }

// RowHeader makes the first column of a table its header.
func (b *Block) RowHeader() *Block { return b.Set("has_row_header", true) }

// Columns stands columns made by Column side by side.
func Columns(columns ...*Block) *Block { return newBlock("column_list", JSON{}).Children(columns...) }

// Column is one of Columns. Set("width_ratio", 0.25) gives it a width.
func Column(blocks ...*Block) *Block { return newBlock("column", JSON{}).Children(blocks...) }

// Tabs is a set of tabs made by Tab.
func Tabs(tabs ...*Block) *Block { return newBlock("tab", JSON{}).Children(tabs...) }

// Tab is one of Tabs: a paragraph with the label, whose children are the content. Icon sets the
// icon of the label.
func Tab(label string, blocks ...*Block) *Block { return Paragraph(label).Children(blocks...) }

// SyncedOriginal is a synced block that others may copy.
func SyncedOriginal(blocks ...*Block) *Block {
	return newBlock("synced_block", JSON{"synced_from": nil}).Children(blocks...)
}

// SyncedCopy shows the content of an original, which may be placed later.
func SyncedCopy(original *Block) *Block {
	b := newBlock("synced_block", JSON{})
	b.original = original
	return b
}
