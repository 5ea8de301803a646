package render

import (
	"cmp"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// reference gives what is found of a block that stands for something else.
func (e *expectation) reference(n ast.Node) []passage {
	var l line
	switch n.Kind() {
	case kindPlaceholder:
		e.notice(&l, data[placeholder](n))
		return paragraphOf(l)
	case kindPageLink:
		e.target(&l, e.w.linked(data[pageLink](n)))
		return paragraphOf(l)
	case kindBreadcrumb:
		for i, c := range e.w.crumbs() {
			if i > 0 {
				l.add(" / ", 0, "")
			}
			e.target(&l, c)
		}
		return paragraphOf(l)
	case kindContents:
		return e.contents()
	case kindDatabase:
		return e.database(n)
	case kindRows:
		return []passage{e.rows(data[*Database](n))}
	case kindImage:
		if source := e.w.source(data[*notion.File](n)); source.URL != "" {
			l.whole("image", decodedURL(source.URL)+" "+e.w.captionOf(n), 0, "")
		} else {
			e.notice(&l, missing(n, "image", data[*notion.File](n)))
		}
	case kindVideo, kindAudio, kindPDF, kindAttachment:
		file := data[*notion.File](n)
		if source := e.w.loadable(file); source.URL != "" {
			what := map[ast.NodeKind]string{kindVideo: "video", kindAudio: "audio file", kindPDF: "document", kindAttachment: "file"}
			l.add(fileName(source, what[n.Kind()]), 0, source.URL)
		} else {
			e.notice(&l, missing(n, "file", file))
		}
	case kindBookmark, kindEmbed:
		e.bookmark(&l, n)
	default:
		e.t.Fatalf("what readers find of %s in Markdown is not said", n.Kind())
	}
	return append(paragraphOf(l), e.caption(n.FirstChild())...)
}

func (e *expectation) notice(l *line, p placeholder) {
	l.add(e.w.doc.options.sentence(p.word, p.about)+" ", 0, "")
	if p.block.ID != "" {
		l.add(e.w.word("open-notion"), 0, p.block.ID.URL())
	}
}

func (e *expectation) target(l *line, t Target) {
	if t.Icon != nil && t.Icon.Emoji != "" {
		l.add(t.Icon.Emoji+" ", 0, t.URL)
	}
	l.add(t.Title, 0, t.URL)
}

func (e *expectation) bookmark(l *line, n ast.Node) {
	raw := data[string](n)
	address, ok := e.w.href(raw)
	frame, known := e.w.doc.options.Providers.find(raw)
	switch {
	case known && n.Kind() == kindEmbed:
		card, _ := e.w.to.Card(frame.page)
		l.add(cmp.Or(card.Title, frame.Name), 0, frame.page)
	case ok:
		card, _ := e.w.to.Card(address)
		_, text := e.w.card(raw, address)
		l.add(cmp.Or(card.Title, text), 0, address)
	case strings.TrimSpace(raw) != "":
		l.add(clean(raw), 0, "")
	default:
		e.notice(l, emptyBookmark(n))
	}
}

// contents gives lists within lists: each heading in one below that of the last
// heading with a higher level.
func (e *expectation) contents() []passage {
	depths := e.w.doc.entries()
	var below func(i, depth int) ([]passage, int)
	below = func(i, depth int) ([]passage, int) {
		list := passage{kind: "ul"}
		for i < len(depths) && depths[i] == depth {
			var l line
			l.add(e.w.doc.headings[i].Text, 0, "#"+e.w.doc.headings[i].ID)
			item := passage{kind: "item", inner: paragraphOf(l)}
			if i++; i < len(depths) && depths[i] > depth {
				var inner []passage
				inner, i = below(i, depth+1)
				item.inner = append(item.inner, inner...)
			}
			list.inner = append(list.inner, item)
		}
		return []passage{list}, i
	}
	if len(depths) == 0 {
		return nil
	}
	list, _ := below(0, 0)
	return list
}

func (e *expectation) database(n ast.Node) []passage {
	db, ok := e.w.table(n)
	var l line
	if ok {
		e.target(&l, Target{Title: db.Title, URL: db.URL, Icon: db.Icon})
		return append(paragraphOf(l), e.rows(db))
	}
	link := data[pageLink](n)
	if target, ok := e.w.to.Page(link.id); ok || target.URL != "" {
		e.target(&l, e.w.linked(link))
	} else {
		e.notice(&l, newPlaceholder(originOf(n).block, "database-unshown", e.w.linked(link).Title).data)
	}
	return paragraphOf(l)
}

func (e *expectation) rows(db *Database) passage {
	header := passage{kind: "header"}
	for i := range db.Columns {
		var l line
		l.add(clean(db.Columns[i].Name), 0, "")
		header.inner = append(header.inner, passage{kind: "cell", text: l})
	}
	table := passage{kind: "table", inner: []passage{header}}
	for i := range db.Rows {
		row := passage{kind: "row"}
		for column := range db.Columns {
			row.inner = append(row.inner, passage{kind: "cell", text: e.value(db, &db.Rows[i], column)})
		}
		table.inner = append(table.inner, row)
	}
	return table
}

func (e *expectation) value(db *Database, row *Row, column int) line {
	var value notion.PropertyValue
	if column < len(row.Values) {
		value = row.Values[column]
	}
	b := newBuilder(e.w.doc.options, e.w.doc.words)
	b.value(b.doc.root, &value, &db.Columns[column])
	l := e.cell().line(b.doc.root.FirstChild())
	if column > 0 {
		return l
	}
	if len(l) == 0 {
		l.add(cmp.Or(strings.TrimSpace(row.Page.Title), e.w.word("untitled")), 0, "")
	}
	if row.Page.URL != "" {
		for i := range l {
			l[i].link = row.Page.URL
		}
	}
	return l
}
