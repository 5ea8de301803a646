package fetch

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"galley/notion"
	nt "galley/notion/notiontest"
)

// town is a workspace of middle size that is edited at random.
type town struct {
	*world
	random *rand.Rand
	words  int
	root   *nt.Page
	pages  []*nt.Page // that stand below the root
	rows   []*nt.Page
	lost   map[*nt.Page]bool // in the trash or not shared
	boxes  []*nt.Block       // that hold other blocks
	texts  []*nt.Block
	synced []*nt.Block
	tables []*nt.Database            // the first one stands nowhere
	halls  []*nt.Page                // pages below the root to which others move
	added  map[*nt.Database][]string // properties
	essay  map[*nt.Database]string   // what an option of Kind is called now
}

func newTown(w *world, seed uint64) *town {
	t := &town{world: w, random: rand.New(rand.NewPCG(seed, 0)), lost: map[*nt.Page]bool{}, added: map[*nt.Database][]string{}, essay: map[*nt.Database]string{}}
	t.root = w.ws.Page("Root", nt.Paragraph("root"))
	elsewhere := nt.SyncedOriginal(nt.Paragraph("elsewhere"))
	w.ws.Page("Elsewhere", elsewhere)
	t.synced, t.boxes = append(t.synced, elsewhere), append(t.boxes, elsewhere)
	for range 3 {
		t.halls = append(t.halls, w.ws.Page(t.word(), nt.Toggle(t.word())).In(t.root))
	}
	for range 6 {
		t.addPage()
	}
	for _, name := range []string{"Posts", "Notes", "Inline"} {
		t.tables = append(t.tables, w.ws.Database(name, nt.Schema(nt.Title("Name"), nt.Select("Kind", "essay", "note"), nt.Number("Size", "number"))))
	}
	for _, table := range t.tables {
		t.essay[table] = "essay"
	}
	t.tables[1].In(t.holder())
	t.tables[2].In(t.holder()).Inline()
	for range 8 {
		t.addRow()
	}
	return t
}

func pick[T any](t *town, from []T) T { return from[t.random.IntN(len(from))] }

func (t *town) word() string { t.words++; return fmt.Sprint("word", t.words) }

func (t *town) picture() *nt.File { return nt.Upload(t.word()+".png", []byte(t.word())) }

func (t *town) blocks(depth int) []*nt.Block {
	var blocks []*nt.Block
	for range 1 + t.random.IntN(3) {
		var b *nt.Block
		switch n := t.random.IntN(8); {
		case n == 0:
			b = nt.SyncedCopy(pick(t, t.synced))
		case n == 1:
			b = nt.Image(t.picture())
		case n <= 3 && depth > 0:
			b = nt.Toggle(t.word()).Children(t.blocks(depth - 1)...)
			t.boxes = append(t.boxes, b)
		case n == 4 && depth > 0:
			b = nt.SyncedOriginal(t.blocks(depth - 1)...)
			t.synced, t.boxes = append(t.synced, b), append(t.boxes, b)
		default:
			b = nt.Paragraph(t.word())
			t.texts = append(t.texts, b)
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// holder gives a page or block in which things can stand.
func (t *town) holder() nt.Container {
	if t.random.IntN(2) == 0 {
		return pick(t, t.boxes)
	}
	return pick(t, append(t.pages, t.root))
}

func (t *town) addPage() {
	holder := nt.Container(t.root)
	if len(t.pages) > 0 {
		holder = t.holder()
	}
	t.pages = append(t.pages, t.ws.Page(t.word(), t.blocks(2)...).In(holder))
}

func (t *town) addRow() { t.addRowTo(pick(t, t.tables)) }

func (t *town) addRowTo(table *nt.Database) {
	values := nt.Values{"Size": t.random.IntN(9)}
	if t.random.IntN(2) == 0 {
		values["Kind"] = t.essay[table]
	}
	t.rows = append(t.rows, table.Row(t.word(), values, t.blocks(1)...))
}

// changeSchema renames or removes what was added to a schema, or renames an
// option. A row that shows it comes with it, for rows are what tells of it.
func (t *town) changeSchema(table *nt.Database) {
	defer t.addRowTo(table)
	names := t.added[table]
	if len(names) == 0 || t.random.IntN(3) == 0 {
		t.rows = append(t.rows, table.Row(t.word(), nt.Values{"Kind": t.essay[table]}))
		name := t.word()
		table.Source().RenameOption("Kind", t.essay[table], name)
		t.essay[table] = name
		return
	}
	last := len(names) - 1
	if t.random.IntN(2) == 0 {
		table.Source().RemoveProperty(names[last])
		t.added[table] = names[:last]
		return
	}
	name := t.word()
	table.RenameProperty(names[last], name)
	names[last] = name
}

// edit changes something and says what.
func (t *town) edit() string {
	page, row, table := pick(t, t.pages), pick(t, t.rows), pick(t, t.tables)
	emoji := nt.Emoji(pick(t, []string{"🚀", "🐍", "🌊"}))
	edits := []struct {
		name string
		do   func()
	}{
		{"rename page", func() { page.Rename(t.word()) }},
		{"rename row", func() { row.Rename(t.word()) }},
		{"icon of page", func() { page.Icon(emoji) }},
		{"cover of page", func() { page.Cover(t.picture()) }},
		{"add page", t.addPage},
		{"add row", t.addRow},
		{"move page", func() { page.In(t.root) }},
		{"move page to a hall", func() { page.In(pick(t, t.halls)) }},
		{"rename hall", func() { pick(t, t.halls).Rename(t.word()) }},
		{"archive row", func() { row.Archive() }},
		{"change schema", func() { t.changeSchema(table) }},
		{"trash page", func() { t.turn(page, (*nt.Page).Trash, (*nt.Page).Restore) }},
		{"trash row", func() { t.turn(row, (*nt.Page).Trash, (*nt.Page).Restore) }},
		{"unshare page", func() { t.turn(page, (*nt.Page).Unshare, (*nt.Page).Share) }},
		{"append", func() { page.Append(t.blocks(2)...) }},
		{"nest", func() { pick(t, t.boxes).Children(t.blocks(1)...) }},
		{"text", func() { pick(t, t.texts).SetText(t.word()) }},
		{"remove", func() { pick(t, t.texts).Remove() }},
		{"synced", func() { pick(t, t.synced).Children(nt.Paragraph(t.word())) }},
		{"value", func() { row.SetValue("Kind", "note") }},
		{"add property", func() {
			t.added[table] = append(t.added[table], t.word())
			table.AddProperty(nt.RichText(t.added[table][len(t.added[table])-1]))
		}},
		{"rename table", func() { t.shown(table).Rename(t.word()) }},
		{"icon of table", func() { t.shown(table).Icon(emoji) }},
		{"cover of table", func() { t.shown(table).Cover(t.picture()) }},
		{"description", func() { t.shown(table).Description(t.word()) }},
		{"move table", func() { t.shown(table).In(t.root) }},
		{"add data source", func() { t.shown(table).AddSource(t.word(), nt.Schema(nt.Title("Name"))).Row(t.word(), nil) }},
	}
	e := pick(t, edits)
	e.do()
	return e.name
}

// turn does the one when a page is there, and the other when it is lost.
func (t *town) turn(p *nt.Page, lose, find func(*nt.Page) *nt.Page) {
	if t.lost[p] {
		p.Share()
		find(p)
		p.Restore()
	} else {
		lose(p)
	}
	t.lost[p] = !t.lost[p]
}

// shown gives a table that some list shows.
func (t *town) shown(table *nt.Database) *nt.Database {
	if table == t.tables[0] {
		return t.tables[1]
	}
	return table
}

// reconfigure changes the settings of a site, sometimes.
func (t *town) reconfigure() string {
	switch t.random.IntN(8) {
	case 0:
		t.version = notion.Version20250903
		return "the middle version"
	case 1:
		t.version = notion.Version20260311
		return "the latest version"
	case 2, 3:
		for i := range t.sources {
			if s := &t.sources[i]; s.Kind == KindDatabase {
				s.Filter = []byte(pick(t, []string{
					"", `{"property":"Size","number":{"greater_than":4}}`,
					`{"or":[{"property":"Size","number":{"less_than":3}},{"property":"Kind","select":{"equals":"note"}}]}`,
				}))
			}
		}
		return "another filter"
	}
	return ""
}

// go test ./fetch -run WhatChanged -histories 200 tries more random edits.
var histories = flag.Int("histories", 3, "how many random histories are tried")

// A run after edits of all kinds, looks in between and new settings gives what a
// run gives that knows nothing.
func TestWhatChangedIsAllThatARunHasToAskFor(t *testing.T) {
	pauses := []time.Duration{5 * time.Second, 30 * time.Second, 61 * time.Second, 3 * time.Minute, time.Hour}
	for seed := range fewer(*histories) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			inWorld(t, func(w *world) {
				town := newTown(w, uint64(seed))
				page, table, search := pageSource(town.root), databaseSource(town.tables[0]), Source{Kind: KindSearch}
				w.of([][]Source{{page, table}, {search}, {page, table, search}}[seed%3]...).serve()
				kept, past := w.dir, []string(nil)
				for range 10 {
					w.dir = kept
					warm := w.run()
					w.dir = t.TempDir()
					town.compare(warm, w.run(), past)
					if t.Failed() {
						return
					}
					w.dir = kept
					for range 1 + town.random.IntN(3) {
						past = append(past, town.edit())
						sleep(pick(town, pauses))
						if town.random.IntN(2) == 0 {
							past = append(past, "a glance")
							w.glance()
						}
					}
					past = append(past, town.reconfigure())
				}
			})
		})
	}
}

func (t *town) compare(warm, cold *Snapshot, past []string) {
	t.Helper()
	for _, s := range []*Snapshot{warm, cold} {
		for _, p := range s.Pages { // a move changes no time
			p.Parent = notion.Parent{}
		}
		for _, d := range s.Databases {
			d.Parent = notion.Parent{}
			for _, table := range d.Sources {
				table.DatabaseParent = notion.Parent{}
			}
		}
	}
	t.same(warm, cold)
	if t.Failed() {
		t.Errorf("after %s", strings.Join(past, ", "))
	}
}
