package site

import (
	"html/template"
	"io"
	"maps"
	"slices"
	"strings"

	"galley/fetch"
	"galley/notion"
	"galley/render"
	"galley/theme"
)

// pageWriter answers what a document asks while it is written as a part of one
// page. It is the render.Resolver of that page, and used by one goroutine.
type pageWriter struct {
	site *Site
	run  *run
	node *node // the page being written; nil for lists
	feed bool  // URLs are absolute

	language, dir string // of the text; both "" for those of the site

	// file is the Markdown that is being written, from which links lead to other
	// files; "" where they lead to addresses.
	file string

	links    []render.Link    // what has been found on the page so far
	shown    []theme.Property // what stands below the title, for the search
	failures []render.Failure
	math     bool // there are equations around the body
}

// renderOptions are those for documents in the language of the page.
func (w *pageWriter) renderOptions() render.Options {
	language, dir := w.language, w.dir
	if language == "" {
		language = w.site.config.Site.Language
		dir = direction(language)
	}
	options := w.site.renderOptions(language, dir)
	options.Plain = w.feed
	return options
}

// absolute is the address of a file or folder: root-relative, or absolute in a
// feed, which is read elsewhere.
func (w *pageWriter) absolute(name string) string {
	if w.feed {
		return w.site.permalink(name)
	}
	return w.site.url(name)
}

// place is the address of a page, or its file.
func (w *pageWriter) place(n *node) string {
	if w.file != "" && n.page != nil {
		return relative(w.file, w.site.contentFile(n))
	}
	return w.absolute(n.path)
}

// Page gives the place of a page or database. Of what is held back it does not
// even tell the title. See render.Resolver.
func (w *pageWriter) Page(id notion.ID) (render.Target, bool) {
	if n := w.site.find(id); n != nil {
		return render.Target{Title: n.title, URL: w.place(n), Icon: n.icon()}, true
	}
	if w.site.config.URLs.Outside == outsideText {
		return render.Target{}, false
	}
	if page, ok := w.site.snapshot.Pages[id]; ok {
		if u := webURL(page.PublicURL); u != "" {
			return render.Target{Title: w.site.titleOf(page.Title()), URL: u, Icon: page.Icon}, false
		}
	} else if db, ok := w.site.snapshot.Databases[id]; ok {
		if u := webURL(db.PublicURL); u != "" {
			return render.Target{Title: w.site.titleOf(db.Title), URL: u, Icon: db.Icon}, false
		}
	}
	return render.Target{}, false
}

// find gives the node of a page, a database, or a view of a database that lives
// elsewhere.
func (s *Site) find(id notion.ID) *node {
	if n := s.nodes[id]; n != nil {
		return n
	}
	db, ok := s.snapshot.Databases[id]
	if !ok {
		return nil
	}
	for _, table := range db.Sources {
		if n := s.nodes[table.ID]; n != nil {
			return n
		}
	}
	for _, ref := range db.DataSources {
		if n := s.nodes[ref.ID]; n != nil {
			return n
		}
	}
	return nil
}

// User gives the name of a user. See render.Resolver.
func (w *pageWriter) User(id notion.ID) string { return w.site.snapshot.Users[id].Name }

// Breadcrumb gives the pages above the one being written. See render.Resolver.
func (w *pageWriter) Breadcrumb() []render.Target {
	if w.node == nil {
		return nil
	}
	var targets []render.Target
	for _, n := range w.node.above() {
		targets = append(targets, render.Target{Title: n.title, URL: w.place(n), Icon: n.icon()})
	}
	return targets
}

// Self is needed in a feed, where many pages stand together. See
// render.Resolver.
func (w *pageWriter) Self() string {
	if w.feed {
		return w.site.permalink(w.node.path)
	}
	return ""
}

// Linked tells whether a block needs an anchor. See render.Resolver.
func (w *pageWriter) Linked(block notion.ID) bool {
	if !w.site.snapshot.Targets[block] {
		return false
	}
	w.run.reach(block)
	return true
}

// Override gives the theme's own template for a kind of block. See
// render.Resolver.
func (w *pageWriter) Override(kind string) func(io.Writer, render.BlockView) error {
	if w.site.opts.Theme == nil {
		return nil
	}
	block, ok := w.site.opts.Theme.Block(kind)
	if !ok {
		return nil
	}
	return func(to io.Writer, v render.BlockView) error {
		return block(to, theme.BlockView{
			Kind: v.Kind, ID: v.ID, Text: v.Text, Attrs: v.Attrs,
			HTML: template.HTML(v.HTML), Default: template.HTML(v.Default), // made by render, which escapes
		})
	}
}

// Database gives a database as a table of the rows that are on the site. One
// that is a page of its own in Notion is a link to its list here. See
// render.Resolver.
func (w *pageWriter) Database(id notion.ID) (*render.Database, bool) {
	db, ok := w.site.snapshot.Databases[id]
	if !ok || len(db.Sources) == 0 || !db.IsInline && !db.Linked && w.site.find(id) != nil {
		return nil, false
	}
	d := &render.Database{Title: oneLine(notion.PlainText(db.Title)), Icon: db.Icon, Columns: viewColumns(w.site.columns(db.Sources), db.View)}
	if n := w.site.find(id); n != nil {
		d.URL = w.place(n)
		d.Title = orDefault(d.Title, n.title)
	}
	for _, table := range db.Sources {
		for _, n := range w.site.tableRows(table, db.View) {
			d.Rows = append(d.Rows, w.row(n, d.Columns))
		}
	}
	return d, true
}

// row gives a page as a row of a table.
func (w *pageWriter) row(n *node, columns []notion.Property) render.Row {
	return render.Row{
		Page:   render.Target{Title: n.title, URL: w.place(n), Icon: n.icon()},
		Values: w.site.cells(n.page, columns),
	}
}

// tableRows gives the rows of a table that are on the site.
func (s *Site) tableRows(table *fetch.DataSource, view *notion.View) []*node {
	var rows []*node
	for _, id := range table.Rows {
		if n := s.nodes[id]; n != nil && n.page != nil {
			rows = append(rows, n)
		}
	}
	sortRows(rows, table, view)
	return rows
}

// columns gives the properties of tables: the title first, then by name, since
// the order that people see is kept in views.
func (s *Site) columns(tables []*fetch.DataSource) []notion.Property {
	byName := map[string]notion.Property{}
	var title notion.Property
	for _, table := range tables {
		for name, property := range table.Properties {
			if property.Type == "title" {
				title = property
				continue
			}
			if property.Type != "button" {
				byName[name] = s.formatted(property, table.Properties)
			}
		}
	}
	list := []notion.Property{title}
	for _, name := range slices.SortedFunc(maps.Keys(byName), compareFold) {
		list = append(list, byName[name])
	}
	return list
}

func compareFold(a, b string) int {
	if c := strings.Compare(strings.ToLower(a), strings.ToLower(b)); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

// cells gives a page's values for columns. The title is found by its type: the
// tables of one database may call theirs differently.
func (s *Site) cells(page *fetch.Page, columns []notion.Property) []notion.PropertyValue {
	values := make([]notion.PropertyValue, len(columns))
	for i, column := range columns {
		if column.Type == "title" {
			values[i] = notion.PropertyValue{Type: "title", Title: page.Title()}
			continue
		}
		if v, ok := page.Properties[column.Name]; ok && v.Type == column.Type {
			values[i] = s.visible(v)
		}
	}
	return values
}

// visible leaves out of a value the relations to pages that are not on the
// site: nothing is known of them that everybody may know.
func (s *Site) visible(v notion.PropertyValue) notion.PropertyValue {
	if len(v.Relation) > 0 {
		v.Relation = slices.DeleteFunc(slices.Clone(v.Relation), func(r notion.Reference) bool { return s.find(r.ID) == nil })
	}
	if v.Rollup != nil && len(v.Rollup.Array) > 0 {
		rollup := *v.Rollup
		rollup.Array = slices.Clone(rollup.Array)
		for i, element := range rollup.Array {
			rollup.Array[i] = s.visible(element)
		}
		v.Rollup = &rollup
	}
	return v
}

func (w *pageWriter) userName(id notion.ID) string { return w.User(id) }

func (w *pageWriter) pagePlace(id notion.ID) (title, url string) {
	if n := w.site.find(id); n != nil {
		return n.title, w.absolute(n.path)
	}
	return "", ""
}
