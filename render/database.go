package render

import (
	"cmp"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// Databases: within a page, where what one shows is known when it is written; and
// as a document of their own, whose data is the Database.
var (
	kindDatabase = ast.NewNodeKind("Database")
	kindRows     = ast.NewNodeKind("Rows")
)

func databases() family {
	return family{
		types: []string{"child_database"},
		build: single(func(_ *builder, block *notion.Block) ast.Node {
			return from(newBlock(kindDatabase, pageLink{id: block.ID, title: clean(or(block.ChildDatabase).Title)}), block, "")
		}),
		kinds: []kind{
			{node: kindDatabase, html: databaseHTML, markdown: databaseMarkdown, text: databaseText},
			{node: kindRows, html: rowsHTML,
				markdown: func(w *writer, n ast.Node) { w.rowsMarkdown(data[*Database](n)) },
				text:     func(w *writer, n ast.Node) { w.rowsText(data[*Database](n)) }},
		},
	}
}

// Table makes a document of a database: the table that it would be within a
// page, without its title.
func Table(db *Database, options Options) *Document {
	b := newBuilder(options, sharedVocabulary())
	b.doc.root.AppendChild(b.doc.root, newBlock(kindRows, db))
	return b.doc
}

func rowsHTML(w *writer, n ast.Node) {
	w.WriteString(`<div class="database">`)
	w.rowsHTML(data[*Database](n))
	w.WriteString("</div>")
}

// table finds the database of a node; ok is false when it can only be a link.
func (w *writer) table(n ast.Node) (db *Database, ok bool) {
	link := data[pageLink](n)
	db, ok = w.to.Database(link.id)
	if !ok || db == nil || len(db.Columns) == 0 {
		return nil, false
	}
	shown := *db
	shown.Title = cmp.Or(strings.TrimSpace(clean(db.Title)), strings.TrimSpace(link.title), w.word("untitled"))
	return &shown, true
}

// target is the link to the database.
func (db *Database) target() Target { return Target{Title: db.Title, URL: db.URL, Icon: db.Icon} }

// databaseHTML writes the table, or a link, or says that the database cannot be
// shown.
func databaseHTML(w *writer, n ast.Node) {
	db, ok := w.table(n)
	if !ok {
		w.databaseLink(n, pageLinkHTML, placeholderHTML)
		return
	}
	w.open("div", n, "database")
	w.WriteString(`<p class="database-title">`)
	w.titleHTML(db.target())
	w.WriteString("</p>\n")
	w.rowsHTML(db)
	w.WriteString("</div>")
}

// rowsHTML writes the table of a database.
func (w *writer) rowsHTML(db *Database) {
	w.WriteString(`<div class="table"`)
	w.tableRegion(cmp.Or(db.Title, w.word("table")))
	w.WriteString("<thead>\n<tr>")
	classes := make([]string, len(db.Columns))
	for i := range db.Columns {
		if db.hasNumbers(i) {
			classes[i] = ` class="number"`
		}
		w.print(`<th scope="col"`, classes[i], ">")
		w.escaped(clean(db.Columns[i].Name))
		w.WriteString("</th>")
	}
	w.WriteString("</tr>\n</thead>\n<tbody>\n")
	for i := range db.Rows {
		w.WriteString("<tr>")
		for column := range db.Columns {
			open, end := "td", "</td>" // the title is what the row is about
			if column == 0 {
				open, end = `th scope="row"`, "</th>"
			}
			w.print("<", open, classes[column], ">")
			w.databaseCell(db, &db.Rows[i], column)
			w.WriteString(end)
		}
		w.WriteString("</tr>\n")
	}
	w.WriteString("</tbody>\n</table></div>")
}

// hasNumbers tells whether a column has numbers, whose digits are to stand below
// each other: those of formulas and rollups may be anything.
func (db *Database) hasNumbers(column int) bool {
	found := db.Columns[column].Type == "number"
	for i := range db.Rows {
		if column >= len(db.Rows[i].Values) {
			continue
		}
		v := &db.Rows[i].Values[column]
		switch {
		case v.Formula != nil && v.Formula.Number != nil, v.Rollup != nil && v.Rollup.Number != nil:
			found = true
		case v.Formula != nil && v.Formula.Type != "number", v.Rollup != nil && v.Rollup.Type != "number":
			return false
		}
	}
	return found
}

// databaseLink writes a database that cannot be a table: as a link to the page
// that it is on, or as a placeholder.
func (w *writer) databaseLink(n ast.Node, link, other func(*writer, ast.Node)) {
	place := data[pageLink](n)
	if target, ok := w.to.Page(place.id); ok || target.URL != "" {
		link(w, n)
		return
	}
	block := originOf(n).block
	p := newPlaceholder(block, "database-unshown", w.linked(place).Title)
	other(w, from(p, block, ""))
}

// databaseCell writes the value of a row in a column, in the first one as a link
// to the row's page.
func (w *writer) databaseCell(db *Database, row *Row, column int) {
	var value notion.PropertyValue
	if column < len(row.Values) {
		value = row.Values[column]
	}
	b := newBuilder(w.doc.options, w.doc.words)
	b.value(b.doc.root, &value, &db.Columns[column])
	line := b.doc.root.FirstChild()
	if column > 0 {
		w.children(line)
		return
	}
	if !line.HasChildren() {
		line.AppendChild(line, newText(cmp.Or(strings.TrimSpace(row.Page.Title), w.word("untitled"))))
	}
	w.linkRow(line, row.Page.URL)
}

// linkRow writes a line as a link; links in it are text.
func (w *writer) linkRow(line ast.Node, url string) {
	if url == "" || w.format == formatText {
		w.children(line)
		return
	}
	w.inLink = true
	inner := w.inside("[", func() { w.children(line) })
	w.inLink = false
	if w.format == formatMarkdown {
		w.linkAround(strings.TrimFunc(inner, isEdge), url)
		return
	}
	w.WriteString("<a")
	w.attr("href", url)
	w.print(">", inner, "</a>")
}

func databaseMarkdown(w *writer, n ast.Node) {
	db, ok := w.table(n)
	if !ok {
		w.databaseLink(n, pageLinkMarkdown, placeholderMarkdown)
		return
	}
	w.targetMarkdown(db.target())
	w.WriteString("\n\n")
	w.rowsMarkdown(db)
}

func (w *writer) rowsMarkdown(db *Database) {
	g := grid{columns: len(db.Columns)}
	for i := range db.Columns {
		g.header = append(g.header, func() { w.escape(clean(db.Columns[i].Name)) })
	}
	for i := range db.Rows {
		var cells []func()
		for column := range db.Columns {
			cells = append(cells, func() { w.databaseCell(db, &db.Rows[i], column) })
		}
		g.rows = append(g.rows, cells)
	}
	w.grid(g)
}

func databaseText(w *writer, n ast.Node) {
	db, ok := w.table(n)
	if !ok {
		pageLinkText(w, n)
		return
	}
	w.WriteString(db.Title)
	if len(db.Rows) > 0 {
		w.WriteByte('\n')
		w.rowsText(db)
	}
}

func (w *writer) rowsText(db *Database) {
	for i := range db.Rows {
		if i > 0 {
			w.WriteByte('\n')
		}
		for column := range db.Columns {
			if column > 0 {
				w.WriteByte('\t')
			}
			w.databaseCell(db, &db.Rows[i], column)
		}
	}
}
