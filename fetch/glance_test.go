package fetch

import (
	"fmt"
	"testing"
	"time"

	"galley/notion"
	nt "galley/notion/notiontest"
)

// glance runs with a short look.
func (w *world) glance() *Snapshot {
	w.Helper()
	w.options.Glance = true
	defer func() { w.options.Glance = false }()
	return w.run()
}

// longBlog is a database with more rows than a list has on one page.
func (w *world) longBlog() (*nt.Database, []*nt.Page) {
	db := w.ws.Database("Posts", nt.Schema(nt.Title("Name"), nt.Select("Kind", "essay", "note")))
	var rows []*nt.Page
	for i := range 106 {
		kind := "essay"
		if i%50 == 0 {
			kind = "note"
		}
		rows = append(rows, db.Row(fmt.Sprintf("Post %d", i), nt.Values{"Kind": kind}, nt.Paragraph("Hello")))
	}
	return db, rows
}

// sameAsAfresh compares a snapshot with that of a run that knows nothing, and
// puts the store back.
func (w *world) sameAsAfresh(s *Snapshot) {
	w.Helper()
	dir := w.dir
	w.dir = w.TempDir()
	w.same(s, w.run())
	w.dir = dir
}

func TestAGlanceCostsOneRequestForEachSource(t *testing.T) {
	inWorld(t, func(w *world) {
		long, rows := w.longBlog()
		short, _ := w.blog()
		root, _, _, leaf, _ := w.handbook()
		filtered := databaseSource(long)
		filtered.Filter = []byte(`{"property":"Kind","select":{"equals":"essay"}}`)
		w.of(databaseSource(long), filtered, databaseSource(short), pageSource(root), pageSource(leaf), Source{Kind: KindSearch, Query: "Leaf"}).serve()
		first := w.run()
		for range 3 {
			sleep(15 * time.Second)
			w.same(first, w.glance())
			w.asked(map[string]int{query: 3, search: 1})
		}
		rows[7].Append(nt.Paragraph("more"))
		w.settle()
		s := w.glance()
		w.asked(map[string]int{query: 4, search: 1, getChildren: 1}) // has it left the filter?
		w.sameAsAfresh(s)
		w.glance()
		w.asked(map[string]int{query: 3, search: 1})
	})
}

func TestAGlanceSeesTheRowsOfALongList(t *testing.T) {
	type requests = map[string]int
	for _, filter := range []string{`{"property":"Kind","select":{"equals":"essay"}}`, ""}[:fewer(2)] {
		looks, closer := 1, 1 // when nothing is new, and when something is
		if filter != "" {
			closer = 2
		}
		for name, edit := range map[string]struct {
			do   func(db *nt.Database, rows []*nt.Page)
			want requests
		}{
			"nothing":    {func(*nt.Database, []*nt.Page) {}, requests{query: looks}},
			"a value":    {func(_ *nt.Database, rows []*nt.Page) { rows[1].Rename("Renamed") }, requests{query: closer, getChildren: 1}},
			"a new row":  {func(db *nt.Database, _ []*nt.Page) { db.Row("New", nt.Values{"Kind": "essay"}) }, requests{query: closer, getChildren: 1}},
			"a new kind": {func(db *nt.Database, rows []*nt.Page) { rows[1].SetValue("Kind", "note") }, requests{query: closer, getChildren: 1}},
			"a new property": {func(db *nt.Database, rows []*nt.Page) {
				db.AddProperty(nt.Checkbox("Done"))
				rows[1].Append(nt.Paragraph("x"))
			},
				requests{query: closer, getChildren: 1, getDatabase: 1, getSource: 1}},
		} {
			t.Run(name+filter, func(t *testing.T) {
				inWorld(t, func(w *world) {
					db, rows := w.longBlog()
					source := databaseSource(db)
					if filter != "" {
						source.Filter = []byte(filter)
					}
					w.of(source).serve()
					w.run()
					edit.do(db, rows)
					w.settle()
					s := w.glance()
					want := edit.want
					if name == "a new kind" && filter != "" {
						delete(want, getChildren) // it has left
					}
					w.asked(want)
					if name != "a new property" { // rows that were not edited have it only in a list
						w.sameAsAfresh(s)
					}
					w.sameAsAfresh(w.run())
				})
			})
		}
	}
}

func TestAGlanceDoesNotSeeWhatGoesWithoutAnEdit(t *testing.T) {
	inWorld(t, func(w *world) {
		db, rows := w.longBlog()
		w.of(databaseSource(db)).serve()
		w.run()
		rows[3].Trash()
		w.settle()
		equal(t, "rows after a glance", len(w.glance().Pages), 106)
		equal(t, "rows after all lists", len(w.run().Pages), 105)
		w.glance()
		w.asked(map[string]int{query: 1})
	})
}

func TestAGlanceSeesTheTreeOfPages(t *testing.T) {
	type requests = map[string]int
	for name, edit := range map[string]struct {
		do   func(w *world, root, chapter, leaf *nt.Page, db *nt.Database)
		want requests
	}{
		"nothing":        {func(*world, *nt.Page, *nt.Page, *nt.Page, *nt.Database) {}, requests{search: 1}},
		"something else": {func(w *world, _, _, _ *nt.Page, _ *nt.Database) { w.ws.Page("Elsewhere") }, requests{search: 1}},
		"a page":         {func(_ *world, _, _, leaf *nt.Page, _ *nt.Database) { leaf.Append(nt.Paragraph("x")) }, requests{search: 1, getChildren: 1}},
		"the root":       {func(_ *world, root, _, _ *nt.Page, _ *nt.Database) { root.Append(nt.Paragraph("x")) }, requests{search: 1, getChildren: 2}},
		"a title":        {func(_ *world, _, _, leaf *nt.Page, _ *nt.Database) { leaf.Rename("Sheet") }, requests{search: 1, getChildren: 2}},
		"a row":          {func(_ *world, _, _, _ *nt.Page, db *nt.Database) { db.Row("Two", nil, nt.Paragraph("x")) }, requests{search: 1, query: 1, getChildren: 1}},
		"a new page": {func(w *world, _, chapter, _ *nt.Page, _ *nt.Database) {
			w.ws.Page("New", nt.Paragraph("x")).In(chapter)
		}, requests{search: 1, getPage: 1, getChildren: 3}},
		"a page that goes": {func(_ *world, _, _, leaf *nt.Page, _ *nt.Database) { leaf.Trash() }, requests{search: 1, getPage: 1, getChildren: 3}},
		"the title of a table": {func(_ *world, _, _, _ *nt.Page, db *nt.Database) { db.Rename("List") },
			requests{search: 1, getDatabase: 1, getChildren: 2}},
		"a schema": {func(_ *world, _, _, _ *nt.Page, db *nt.Database) { db.AddProperty(nt.Checkbox("Done")) }, requests{search: 1, getDatabase: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				root, chapter, _, leaf, db := w.handbook()
				w.of(pageSource(root)).serve()
				w.run()
				edit.do(w, root, chapter, leaf, db)
				w.settle()
				s := w.glance()
				w.asked(edit.want)
				if name != "a schema" { // rows have the new property only in a list
					w.sameAsAfresh(s)
				}
				w.glance()
				w.asked(map[string]int{search: 1})
				w.sameAsAfresh(w.run())
			})
		})
	}
}

func TestAGlanceSeesWhatASearchFinds(t *testing.T) {
	inWorld(t, func(w *world) {
		w.handbook()
		lone := w.ws.Page("Lone", nt.Paragraph("x"))
		w.of(Source{Kind: KindSearch}).serve()
		w.run()
		lone.Append(nt.Paragraph("y"))
		w.settle()
		w.sameAsAfresh(w.glance())
		w.glance()
		w.asked(map[string]int{search: 1})
		// What is new at the top can only be placed by a search in full.
		w.ws.Page("Another", nt.Paragraph("x"))
		w.settle()
		w.sameAsAfresh(w.glance())
		w.glance()
		w.asked(map[string]int{search: 1})
	})
}

func TestAGlanceFollowsSyncedBlocks(t *testing.T) {
	inWorld(t, func(w *world) {
		original := nt.SyncedOriginal(nt.Paragraph("one"))
		source := w.ws.Page("Source", original)
		copy := w.ws.Page("Copy", nt.SyncedCopy(original))
		root := w.ws.Page("Root", nt.ChildPage(source), nt.ChildPage(copy))
		w.of(pageSource(root)).serve()
		w.run()
		original.Children(nt.Paragraph("two"))
		w.settle()
		s := w.glance()
		// The source and its original, which is shared with the copy.
		w.asked(map[string]int{search: 1, getChildren: 2})
		equal(t, "outline", w.outline(s, copy), "synced_block\n  paragraph one\n  paragraph two\n")
		w.sameAsAfresh(s)
	})
}

func TestAGlanceHoldsTheTwoMinuteRule(t *testing.T) {
	inWorld(t, func(w *world) {
		root, _, _, leaf, _ := w.handbook()
		w.of(pageSource(root)).serve()
		w.run()
		into(10 * time.Second)
		leaf.Append(nt.Paragraph("first"))
		sleep(10 * time.Second)
		w.glance()
		sleep(5 * time.Second)
		leaf.Append(nt.Paragraph("second")) // in the same minute
		equal(t, "outline", w.outline(w.glance(), leaf), "paragraph leaf\nparagraph first\nparagraph second\n")
		w.settle()
		w.glance()
		w.asked(map[string]int{search: 1, getChildren: 1})
		w.glance()
		w.asked(map[string]int{search: 1})
	})
}

func TestAGlanceThatIsNotEnoughReadsAllLists(t *testing.T) {
	all := map[string]int{query: 1, getPage: 1, getChildren: 4}
	for name, before := range map[string]func(w *world, root, chapter *nt.Page){
		"other sources":         func(w *world, root, chapter *nt.Page) { w.of(pageSource(root), pageSource(chapter)) },
		"another version":       func(w *world, _, _ *nt.Page) { w.version = notion.Version20250903 },
		"the last was long ago": func(w *world, _, _ *nt.Page) { sleep(2 * time.Hour) },
		"everything is wanted":  func(w *world, _, _ *nt.Page) { w.options.Full = true },
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				root, chapter, _, _, _ := w.handbook()
				w.of(pageSource(root)).serve()
				w.run()
				before(w, root, chapter)
				w.sameAsAfresh(w.glance())
				equal(t, "searches", w.requests()[search], 0)
				if w.requests()[query] != all[query] || w.requests()[getChildren] < all[getChildren] {
					t.Errorf("asked %v", w.requests())
				}
			})
		})
	}
}
