package site

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"galley/fetch"
	"galley/notion"
)

// planner holds what is known while a site is planned.
type planner struct {
	*Site
	claims  map[notion.ID]int // pages, databases and data sources that have a source of their own
	tables  map[notion.ID]*fetch.DataSource
	homes   map[notion.ID]*fetch.Database // of data sources
	matches map[matchKey]Matches
}

type matchKey struct {
	table  notion.ID
	source int
}

// grow finds every page and database that belongs on the site, and its parent.
// What a source names belongs to that source, wherever it lies; then to the
// first source whose tree reaches it.
func (p *planner) grow() error {
	p.index()
	for pass := range 2 { // searches last: they find what may belong to others
		for i := range p.config.Source {
			if (p.config.Source[i].source.Kind == fetch.KindSearch) != (pass == 1) || i >= len(p.snapshot.Roots) {
				continue
			}
			if err := p.growSource(i); err != nil {
				return err
			}
		}
	}
	return p.config.doc.err()
}

func (p *planner) index() {
	p.claims, p.matches = map[notion.ID]int{}, map[matchKey]Matches{}
	p.tables, p.homes = map[notion.ID]*fetch.DataSource{}, map[notion.ID]*fetch.Database{}
	for _, id := range slices.Sorted(maps.Keys(p.snapshot.Databases)) {
		db := p.snapshot.Databases[id]
		for _, table := range db.Sources {
			if home, ok := p.homes[table.ID]; !ok || home.Linked && !db.Linked {
				p.tables[table.ID], p.homes[table.ID] = table, db
			}
		}
	}
	for i, s := range p.config.Source {
		if s.source.Kind == fetch.KindSearch {
			continue
		}
		if _, taken := p.claims[s.source.ID]; !taken {
			p.claims[s.source.ID] = i
		}
	}
}

func (p *planner) growSource(i int) error {
	s := p.config.Source[i].source
	switch s.Kind {
	case fetch.KindDataSource:
		if table, ok := p.tables[s.ID]; ok {
			return p.addDatabase(p.homes[s.ID], []*fetch.DataSource{table}, s.ID, nil, i)
		}
	case fetch.KindSearch:
		return p.growSearch(i)
	}
	for _, id := range p.snapshot.Roots[i] {
		if err := p.addRoot(id, i); err != nil {
			return err
		}
	}
	return nil
}

// growSearch adds what was found, each below its parent when that was found too.
func (p *planner) growSearch(i int) error {
	found := map[notion.ID]bool{}
	for _, id := range p.snapshot.Roots[i] {
		found[id] = true
	}
	var deferred []notion.ID
	for _, id := range p.snapshot.Roots[i] {
		if p.liesIn(id, found) {
			deferred = append(deferred, id)
			continue
		}
		if err := p.addRoot(id, i); err != nil {
			return err
		}
	}
	for _, id := range deferred { // those whose parents do not lead to them
		if err := p.addRoot(id, i); err != nil {
			return err
		}
	}
	return nil
}

// liesIn tells whether a page or database lies below one of a set.
func (p *planner) liesIn(id notion.ID, set map[notion.ID]bool) bool {
	for range len(p.snapshot.Pages) + len(p.snapshot.Databases) + 1 {
		var owner notion.ID
		if page, ok := p.snapshot.Pages[id]; ok {
			owner = page.Owner
		} else if db, ok := p.snapshot.Databases[id]; ok {
			owner = db.Owner
		}
		if home, ok := p.homes[owner]; ok {
			owner = home.ID
		}
		if owner == "" {
			return false
		}
		if set[owner] {
			return true
		}
		id = owner
	}
	return true // a circle
}

func (p *planner) addRoot(id notion.ID, source int) error {
	if p.nodes[id] != nil {
		return nil
	}
	if db, ok := p.snapshot.Databases[id]; ok {
		return p.addDatabase(db, db.Sources, id, nil, source)
	}
	if page, ok := p.snapshot.Pages[id]; ok {
		return p.addPage(page, nil, source)
	}
	return nil
}

// addPage adds a page, unless it is held back, and all that lies below it.
func (p *planner) addPage(page *fetch.Page, parent *node, source int) error {
	if p.nodes[page.ID] != nil || page.Trashed() {
		return nil
	}
	n := &node{
		id: page.ID, page: page, source: source, parent: parent, top: parent == nil,
		titleRT: page.Title(), created: page.CreatedTime, updated: page.LastEditedTime,
	}
	if ok, err := p.readRow(n); !ok || err != nil {
		return err
	}
	p.insert(n)
	return p.addChildren(n, page.Children)
}

func (p *planner) addChildren(n *node, children []notion.ID) error {
	for _, id := range children {
		if err := p.addChild(id, n); err != nil {
			return err
		}
	}
	return nil
}

// addChild adds a page or database, unless it is a source of its own.
func (p *planner) addChild(id notion.ID, parent *node) error {
	if _, claimed := p.claims[id]; claimed {
		return nil
	}
	if page, ok := p.snapshot.Pages[id]; ok {
		return p.addPage(page, parent, parent.source)
	}
	db, ok := p.snapshot.Databases[id]
	if !ok {
		return nil
	}
	var own []*fetch.DataSource
	for _, table := range db.Sources {
		if _, claimed := p.claims[table.ID]; !claimed && p.homes[table.ID] == db {
			own = append(own, table)
		}
	}
	if len(own) == 0 {
		return nil // a view of what lives elsewhere
	}
	return p.addDatabase(db, own, id, parent, parent.source)
}

// addDatabase adds a database, or one table of it, with the rows that are
// published. id is that of the database or table.
func (p *planner) addDatabase(db *fetch.Database, tables []*fetch.DataSource, id notion.ID, parent *node, source int) error {
	if p.nodes[id] != nil || db.Trashed() {
		return nil
	}
	n := &node{
		id: id, database: db, source: source, parent: parent, top: parent == nil,
		titleRT: db.Title, created: db.CreatedTime, updated: db.LastEditedTime,
	}
	if id != db.ID { // one table of several
		n.titleRT = tables[0].Title
	}
	n.title = titleOf(n.titleRT)
	if s := makeSlug(n.title, p.config.Site.Language); s != "" && notion.PlainText(n.titleRT) != "" {
		n.segments = []string{s}
	}
	p.insert(n)
	for _, table := range tables {
		if p.nodes[table.ID] == nil {
			p.nodes[table.ID] = n
		}
		for _, row := range table.Rows {
			if err := p.addChild(row, n); err != nil {
				return err
			}
		}
	}
	if p.nodes[db.ID] == nil {
		p.nodes[db.ID] = n
	}
	return nil
}

// insert puts a node into the tree.
func (p *planner) insert(n *node) {
	p.nodes[n.id] = n
	p.all = append(p.all, n)
	if n.parent != nil {
		n.parent.children = append(n.parent.children, n)
	} else {
		p.tops = append(p.tops, n)
	}
}

const untitled = "Untitled"

// titleOf is a title as one line of plain text.
func titleOf(segments []notion.RichText) string {
	return cmp.Or(oneLine(notion.PlainText(segments)), untitled)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
