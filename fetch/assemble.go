package fetch

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"galley/notion"
)

// assemble makes the snapshot that a state stands for. The order in which things
// were read has no part in it.
func assemble(st *state, store *Store) *Snapshot {
	a := &assembly{
		state: st,
		snapshot: &Snapshot{
			Taken: st.Taken, Workspace: st.Workspace,
			Pages: map[notion.ID]*Page{}, Databases: map[notion.ID]*Database{}, Users: map[notion.ID]notion.User{}, Faces: map[notion.ID]string{},
			Files: map[string]File{}, Targets: map[notion.ID]bool{}, store: store,
		},
		tables: map[notion.ID]*DataSource{}, names: map[string]string{},
	}
	for id, p := range st.Pages {
		a.snapshot.Pages[id] = &Page{Page: p.Page, Body: p.Body}
	}
	a.databases()
	a.owners()
	a.roots()
	a.users()
	a.faces()
	a.comments()
	a.shown(func(_ notion.ID, _, key, name string) { a.names[key] = cmp.Or(a.names[key], name) })
	a.files()
	a.targets()
	a.warnings()
	return a.snapshot
}

type assembly struct {
	state    *state
	snapshot *Snapshot
	tables   map[notion.ID]*DataSource // those that a source holds
	names    map[string]string         // of files, by key
}

// databases makes the databases with their tables and rows.
func (a *assembly) databases() {
	rows := map[notion.ID]map[notion.ID]bool{} // of tables, from all queries of sources
	for key, q := range a.state.Queries {
		if a.ofLinked(key) {
			continue
		}
		if rows[q.Source] == nil {
			rows[q.Source] = map[notion.ID]bool{}
		}
		for _, id := range q.Rows {
			rows[q.Source][id] = true
		}
	}
	for id, set := range rows {
		if t := a.state.Tables[id]; t != nil {
			a.tables[id] = &DataSource{DataSource: t.Source, Rows: a.sorted(slices.Collect(maps.Keys(set)))}
		}
	}
	for id, d := range a.state.Databases {
		db := &Database{Database: d.Database, Linked: d.Linked}
		for _, ref := range d.Database.DataSources {
			if t := a.tables[ref.ID]; t != nil {
				db.Sources = append(db.Sources, t)
			}
		}
		if d.Linked {
			a.linked(db, d)
		}
		a.snapshot.Databases[id] = db
	}
}

// ofLinked tells whether only linked databases use a query.
func (a *assembly) ofLinked(key string) bool {
	for _, takes := range a.state.Takes {
		if slices.Contains(takes, key) {
			return false
		}
	}
	q := a.state.Queries[key]
	held, linked := false, false
	for _, d := range a.state.Databases {
		linked = linked || d.Query == key
		held = held || !d.Linked && slices.ContainsFunc(d.Database.DataSources, func(ref notion.DataSourceRef) bool { return ref.ID == q.Source })
	}
	return linked && !held
}

// linked gives a linked database the rows that it shows.
func (a *assembly) linked(db *Database, d *databaseRecord) {
	q, t := a.state.Queries[d.Query], a.state.Tables[d.Source]
	if q == nil || t == nil {
		return
	}
	db.Title, db.Icon, db.View = t.Source.Title, t.Source.Icon, d.View
	shown := a.tables[d.Source]
	if shown == nil {
		shown = &DataSource{DataSource: t.Source, Rows: a.sorted(q.Rows)}
	}
	db.Sources = []*DataSource{shown}
}

// sorted orders the rows of a table by age, without what is not in the snapshot.
func (a *assembly) sorted(rows []notion.ID) []notion.ID {
	kept := slices.DeleteFunc(slices.Clone(rows), func(id notion.ID) bool { return !a.has(id) })
	slices.SortFunc(kept, a.byAge)
	return kept
}

func (a *assembly) has(id notion.ID) bool {
	return a.snapshot.Pages[id] != nil || a.state.Databases[id] != nil
}

func (a *assembly) byAge(x, y notion.ID) int {
	created := func(id notion.ID) int64 {
		if p := a.state.Pages[id]; p != nil {
			return p.Page.CreatedTime.UnixMilli()
		}
		if d := a.state.Databases[id]; d != nil {
			return d.Database.CreatedTime.UnixMilli()
		}
		return 0
	}
	return cmp.Or(cmp.Compare(created(x), created(y)), cmp.Compare(x, y))
}

// roots tells where the tree of each source begins.
func (a *assembly) roots() {
	for i, s := range a.state.Sources {
		found := a.state.Found[i]
		switch {
		case s.Kind == KindSearch:
			found = slices.DeleteFunc(a.sorted(found), func(id notion.ID) bool { return a.owner(id) != "" })
		case len(a.state.Takes[i]) > 0:
			found = a.taken(found, a.state.Takes[i])
		}
		a.snapshot.Roots = append(a.snapshot.Roots, found)
	}
}

// taken gives the root of a source of rows: the database, or the rows
// themselves when the database has others too, which belong to other sources.
func (a *assembly) taken(found []notion.ID, takes []string) []notion.ID {
	all := 0
	for _, id := range found {
		for _, t := range a.snapshot.Databases[id].Sources {
			all += len(t.Rows)
		}
	}
	rows := map[notion.ID]bool{}
	for _, key := range takes {
		if q := a.state.Queries[key]; q != nil {
			for _, id := range q.Rows {
				if a.has(id) {
					rows[id] = true
				}
			}
		}
	}
	if len(rows) == all {
		return found
	}
	return a.sorted(slices.Collect(maps.Keys(rows)))
}

func (a *assembly) users() {
	named, _ := a.state.people()
	for id, u := range a.state.Users {
		if u.User.Name != "" {
			a.snapshot.Users[id] = u.User
		}
	}
	maps.Copy(a.snapshot.Users, named)
}

// files gives the files that are there, with the names that they have where they
// are shown. Not all are: what shows one may have changed after it was offered.
func (a *assembly) files() {
	for key, f := range a.state.Files {
		if _, shown := a.names[key]; shown && f.Path != "" {
			file := f.File
			file.Path = a.snapshot.store.filePath(f.Path)
			file.Name = a.names[key]
			a.snapshot.Files[key] = file
		}
	}
}

// shown calls visit for every file that something shows, with the page around it
// and the address of what shows it, in an order that is always the same.
func (a *assembly) shown(visit func(page notion.ID, url, key, name string)) {
	in := func(page notion.ID, url string) visitor {
		return visitor{
			hosted: func(h *notion.Hosted, name string) { visit(page, url, notion.FileKey(h.URL), name) },
			emoji:  func(e *notion.CustomEmoji) { visit(page, url, e.URL, e.Name) },
		}
	}
	for _, id := range slices.Sorted(maps.Keys(a.state.Pages)) {
		p := a.state.Pages[id]
		in(id, p.Page.URL).page(&p.Page)
		for _, f := range p.Facts.Files {
			visit(id, blockURL(&p.Page, f.Block), f.Key, f.Name)
		}
	}
	a.state.comments(func(page notion.ID, c *notion.Comment) { in(page, a.state.Pages[page].Page.URL).comment(c) })
	for _, id := range slices.Sorted(maps.Keys(a.state.Databases)) {
		d := &a.state.Databases[id].Database
		in(a.page(id), d.URL).database(d)
	}
	for _, id := range slices.Sorted(maps.Keys(a.state.Tables)) {
		t := &a.state.Tables[id].Source
		in(a.page(id), t.URL).dataSource(t)
	}
}

// targets gathers the blocks to which links lead.
func (a *assembly) targets() {
	links := visitor{link: func(url string) {
		for _, id := range appendTarget(nil, url) {
			a.snapshot.Targets[id] = true
		}
	}}
	for _, p := range a.state.Pages {
		links.page(&p.Page)
		for _, id := range p.Facts.Targets {
			a.snapshot.Targets[id] = true
		}
	}
	a.state.comments(func(_ notion.ID, c *notion.Comment) { links.comment(c) })
	for _, d := range a.state.Databases {
		links.database(&d.Database)
	}
	for _, t := range a.state.Tables {
		links.dataSource(&t.Source)
	}
}

// Blocks reads the body of a page from the store: its blocks with all that is
// below them, in their order. Every call gives blocks of its own.
func (s *Snapshot) Blocks(page notion.ID) ([]notion.Block, error) {
	p := s.Pages[page]
	if p == nil {
		return nil, fmt.Errorf("the page %s is not in the snapshot", page)
	}
	blocks, err := s.store.body(p.Body)
	if err != nil {
		return nil, fmt.Errorf("reading the stored body of %s: %w", titled(&p.Page), err)
	}
	restore(blocks)
	return blocks, nil
}
