package site

import (
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

	problems []Problem // with [source.properties]
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
		for i := range min(len(p.config.Source), len(p.snapshot.Roots)) {
			if (p.config.Source[i].source.Kind == fetch.KindSearch) == (pass == 1) {
				p.growSource(i)
			}
		}
	}
	if len(p.problems) > 0 {
		return &ConfigError{Problems: p.problems}
	}
	return nil
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
		if s.source.Kind == fetch.KindSearch || s.source.Kind == kindFolder {
			continue
		}
		if _, taken := p.claims[s.source.ID]; !taken {
			p.claims[s.source.ID] = i
		}
	}
}

func (p *planner) growSource(i int) {
	s := p.config.Source[i].source
	if s.Kind == fetch.KindSearch {
		p.growSearch(i)
		return
	}
	if table, ok := p.tables[s.ID]; ok && s.Kind != kindFolder { // named as what it is, or as a database, which fetch accepts
		p.addDatabase(p.homes[s.ID], []*fetch.DataSource{table}, s.ID, nil, i)
		return
	}
	for _, id := range p.snapshot.Roots[i] {
		p.addRoot(id, i)
	}
}

// growSearch adds what was found, each below its parent when that was found too.
func (p *planner) growSearch(i int) {
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
		p.addRoot(id, i)
	}
	for _, id := range deferred { // those whose parents do not lead to them
		p.addRoot(id, i)
	}
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

func (p *planner) addRoot(id notion.ID, source int) {
	if p.has(id) {
		return
	}
	if db, ok := p.snapshot.Databases[id]; ok {
		tables := slices.DeleteFunc(slices.Clone(db.Sources), func(table *fetch.DataSource) bool {
			_, claimed := p.claims[table.ID]
			return claimed && table.ID != id
		})
		if len(tables) > 0 || len(db.Sources) == 0 { // else all of it belongs to other sources
			p.addDatabase(db, tables, id, nil, source)
		}
		return
	}
	if page, ok := p.snapshot.Pages[id]; ok {
		p.addPage(page, nil, source)
	}
}

// has tells whether a page, database or data source has a node of its own. The
// ID of a database may lead to that of its table, which was a source.
func (p *planner) has(id notion.ID) bool {
	n := p.nodes[id]
	return n != nil && n.id == id
}

// addPage adds a page, unless it is held back, and all that lies below it.
func (p *planner) addPage(page *fetch.Page, parent *node, source int) {
	if p.nodes[page.ID] != nil || page.Trashed() {
		return
	}
	n := &node{
		id: page.ID, page: page, source: source, parent: parent, top: parent == nil,
		titleRT: page.Title(), created: page.CreatedTime, updated: page.LastEditedTime,
	}
	if !p.readRow(n) {
		return
	}
	p.insert(n)
	for _, child := range page.Children {
		p.addChild(child, n)
	}
}

// addChild adds a page or database, unless it is a source of its own.
func (p *planner) addChild(id notion.ID, parent *node) {
	if _, claimed := p.claims[id]; claimed {
		return
	}
	if page, ok := p.snapshot.Pages[id]; ok {
		p.addPage(page, parent, parent.source)
		return
	}
	db, ok := p.snapshot.Databases[id]
	if !ok {
		return
	}
	var own []*fetch.DataSource
	for _, table := range db.Sources {
		if _, claimed := p.claims[table.ID]; !claimed && p.homes[table.ID] == db {
			own = append(own, table)
		}
	}
	if len(own) > 0 { // else it is a view of what lives elsewhere
		p.addDatabase(db, own, id, parent, parent.source)
	}
}

// addDatabase adds a database, or one table of it, with the rows that are
// published. id is that of the database or table.
func (p *planner) addDatabase(db *fetch.Database, tables []*fetch.DataSource, id notion.ID, parent *node, source int) {
	if p.has(id) || db.Trashed() {
		return
	}
	n := &node{
		id: id, database: db, tables: tables, source: source, parent: parent, top: parent == nil,
		titleRT: db.Title, created: db.CreatedTime, updated: db.LastEditedTime,
	}
	if len(tables) > 0 && (id != db.ID || notion.PlainText(db.Title) == "") { // one table of several, or a view without a name
		n.titleRT = tables[0].Title
	}
	n.title = p.titleOf(n.titleRT)
	if own := p.config.Source[source].Title; own != "" && parent == nil {
		n.title, n.titleRT = own, nil
	}
	if p.opts.Local.list(id) != nil {
		p.localAddress(n)
	} else if s := p.config.slugger().make(n.title); s != "" && notion.PlainText(n.titleRT) != "" {
		n.segments = []string{s}
	}
	p.insert(n)
	for _, table := range tables {
		if p.nodes[table.ID] == nil {
			p.nodes[table.ID] = n
		}
		for _, row := range table.Rows {
			p.addChild(row, n)
		}
	}
	if p.nodes[db.ID] == nil {
		p.nodes[db.ID] = n
	}
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

// titleOf is a title as one line of plain text.
func (s *Site) titleOf(segments []notion.RichText) string {
	return orDefault(oneLine(notion.PlainText(segments)), s.word("untitled"))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
