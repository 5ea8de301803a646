package fetch

import (
	"fmt"
	"testing"
	"time"

	"galley/notion"
	nt "galley/notion/notiontest"
)

// blog is a database with three rows.
func (w *world) blog() (*nt.Database, []*nt.Page) {
	db := w.ws.Database("Posts", nt.Schema(nt.Title("Name"), nt.Select("Kind", "essay", "note"), nt.Number("Size", "number")))
	var rows []*nt.Page
	for i := range 3 {
		rows = append(rows, db.Row(fmt.Sprintf("Post %d", i), nt.Values{"Kind": "essay"},
			nt.Paragraph("Hello"), nt.Toggle("More").Children(nt.Paragraph("inside"))))
	}
	return db, rows
}

func TestRequestsForADatabase(t *testing.T) {
	inWorld(t, func(w *world) {
		db, rows := w.blog()
		w.of(databaseSource(db)).serve()

		first := w.run()
		w.asked(map[string]int{getDatabase: 1, getSource: 1, query: 1, getChildren: 6})

		second := w.run()
		w.asked(map[string]int{query: 1})
		w.same(first, second)

		rows[1].Append(nt.Paragraph("new"))
		w.settle()
		third := w.run()
		w.asked(map[string]int{query: 1, getChildren: 2})
		for i, row := range rows {
			changed := first.Pages[idOf(row)].Body != third.Pages[idOf(row)].Body
			if changed != (i == 1) {
				t.Errorf("row %d: the hash of its body changed: %v", i, changed)
			}
		}
	})
}

func TestRequestsForADatabaseInTheOldVersion(t *testing.T) {
	inWorld(t, func(w *world) {
		db, _ := w.blog()
		w.version = notion.Version20220628
		w.of(databaseSource(db)).serve()
		w.run()
		w.asked(map[string]int{getDatabase: 1, oldQuery: 1, getChildren: 6})
		w.run()
		w.asked(map[string]int{oldQuery: 1})
	})
}

// handbook is a page with child pages and a database at several depths.
func (w *world) handbook() (root, chapter, section, leaf *nt.Page, db *nt.Database) {
	leaf = w.ws.Page("Leaf", nt.Paragraph("leaf"))
	section = w.ws.Page("Section", nt.Paragraph("text"), nt.Columns(nt.Column(nt.ChildPage(leaf)), nt.Column(nt.Paragraph("right"))))
	chapter = w.ws.Page("Chapter", nt.Toggle("more").Children(nt.ChildPage(section)))
	db = w.ws.Database("Table", nt.Schema(nt.Title("Name")))
	db.Row("One", nil, nt.Paragraph("row"))
	root = w.ws.Page("Handbook", nt.Paragraph("Welcome"), nt.ChildPage(chapter), nt.Bulleted("item").Children(nt.ChildDatabase(db)))
	return root, chapter, section, leaf, db
}

func TestRequestsForATreeOfPages(t *testing.T) {
	inWorld(t, func(w *world) {
		root, chapter, _, leaf, _ := w.handbook()
		w.of(pageSource(root)).serve()

		first := w.run()
		// Lists: handbook and its item, chapter and its toggle, section, its
		// columns and the two of them, leaf, row.
		w.asked(map[string]int{getPage: 4, getChildren: 10, getDatabase: 1, getSource: 1, query: 1})

		second := w.run()
		// Those with children in them: handbook, item, toggle, left column.
		w.asked(map[string]int{getPage: 1, getChildren: 4, query: 1})
		w.same(first, second)

		leaf.Append(nt.Paragraph("more"))
		w.settle()
		w.run()
		w.asked(map[string]int{getPage: 2, getChildren: 5, query: 1})

		chapter.Append(nt.Paragraph("more"))
		w.settle()
		third := w.run()
		// The chapter is read again as a whole: itself, its list, its toggle.
		w.asked(map[string]int{getPage: 2, getChildren: 5, query: 1})
		equal(t, "outline", w.outline(third, chapter), "toggle more\n  child_page Section\nparagraph more\n")
	})
}

func TestARenamedChildReachesTheBodyOfItsParent(t *testing.T) {
	inWorld(t, func(w *world) {
		root, chapter, _, _, db := w.handbook()
		w.of(pageSource(root)).serve()
		w.run()
		chapter.Rename("Part")
		db.Rename("List")
		w.settle()
		warm := w.run()
		w.asked(map[string]int{getPage: 2, getChildren: 5, query: 1, getDatabase: 1, getSource: 1})
		if got := w.outline(warm, root); got != "paragraph Welcome\nchild_page Part\nbulleted_list_item item\n  child_database\n" {
			t.Errorf("outline:\n%s", got)
		}
		equal(t, "title", notion.PlainText(warm.Databases[idOf(db)].Title), "List")
		w.dir = t.TempDir()
		w.same(w.run(), warm)
	})
}

// into waits until so much of a new minute has passed: edits have the time at
// which their minute began.
func into(d time.Duration) { sleep(time.Until(time.Now().Truncate(time.Minute).Add(time.Minute + d))) }

func TestAPageIsReadAgainUntilItsTimeCannotHideAnEdit(t *testing.T) {
	inWorld(t, func(w *world) {
		db, rows := w.blog()
		w.of(databaseSource(db)).serve()
		w.settle()
		w.run()
		into(10 * time.Second)
		rows[0].Append(nt.Paragraph("first"))
		sleep(10 * time.Second)
		w.run()
		sleep(5 * time.Second)
		rows[0].Append(nt.Paragraph("second")) // in the same minute
		blocks, err := w.run().Blocks(idOf(rows[0]))
		if err != nil || notion.PlainText(blocks[len(blocks)-1].Paragraph.RichText) != "second" {
			t.Errorf("the second edit is not there: %v, %v", blocks, err)
		}
		sleep(94 * time.Second) // 119 after the time of the edit
		w.run()
		w.asked(map[string]int{query: 1, getChildren: 2})
		sleep(2 * time.Second)
		w.run()
		w.asked(map[string]int{query: 1, getChildren: 2})
		w.run()
		w.asked(map[string]int{query: 1})
	})
}

func TestADatabaseIsReadAgainUntilItsTimeCannotHideAnEdit(t *testing.T) {
	inWorld(t, func(w *world) {
		root, _, _, _, db := w.handbook()
		w.of(pageSource(root)).serve()
		into(10 * time.Second)
		db.Description("first")
		sleep(10 * time.Second)
		w.run()
		sleep(5 * time.Second)
		db.Description("second") // in the same minute
		equal(t, "description", notion.PlainText(w.run().Databases[idOf(db)].Description), "second")
		w.settle()
		w.run()
		equal(t, "requests for a database that has not settled", w.requests()[getDatabase], 1)
		w.run()
		equal(t, "requests for a database that has", w.requests()[getDatabase], 0)
	})
}

func TestFullAsksForEverythingAgain(t *testing.T) {
	inWorld(t, func(w *world) {
		db, _ := w.blog()
		db.Row("Picture", nil, nt.Image(nt.Upload("a.png", picture)))
		w.of(databaseSource(db)).serve()
		first := w.run()
		w.options.Full = true
		w.same(first, w.run())
		w.asked(map[string]int{getDatabase: 1, getSource: 1, query: 1, getChildren: 7})
		equal(t, "downloads", w.downloads(), 0)
	})
}

func TestWhatTwoSourcesLeadToIsReadOnce(t *testing.T) {
	inWorld(t, func(w *world) {
		root, chapter, section, _, db := w.handbook()
		w.of(pageSource(root), pageSource(section), databaseSource(db), databaseSource(db)).serve()
		s := w.run()
		w.asked(map[string]int{getPage: 4, getChildren: 10, getDatabase: 1, getSource: 1, query: 1})
		equal(t, "roots", s.Roots, [][]notion.ID{idsOf(root), idsOf(section), idsOf(db), idsOf(db)})
		equal(t, "owner", s.Pages[idOf(section)].Owner, idOf(chapter))
	})
}

func TestADriftOfTheSchemaIsNoticedInTheRows(t *testing.T) {
	for _, edit := range []struct {
		name string
		do   func(db *nt.Database, row *nt.Page)
		want bool
	}{
		{"nothing", func(*nt.Database, *nt.Page) {}, false},
		{"a new property", func(db *nt.Database, _ *nt.Page) { db.AddProperty(nt.Checkbox("Done")) }, true},
		{"a renamed property", func(db *nt.Database, _ *nt.Page) { db.RenameProperty("Size", "Length") }, true},
		{"a removed property", func(db *nt.Database, _ *nt.Page) { db.Source().RemoveProperty("Size") }, true},
		{"a renamed option", func(db *nt.Database, _ *nt.Page) { db.Source().RenameOption("Kind", "essay", "article") }, true},
		{"another value", func(_ *nt.Database, row *nt.Page) { row.SetValue("Kind", "note") }, false},
	} {
		t.Run(edit.name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				db, rows := w.blog()
				w.of(databaseSource(db)).serve()
				w.run()
				edit.do(db, rows[0])
				w.settle()
				warm := w.run()
				reads := w.requests()
				if got := reads[getSource] == 1 && reads[getDatabase] == 1; got != edit.want {
					t.Errorf("the schema was read again: %v, want %v", got, edit.want)
				}
				w.run()
				w.asked(map[string]int{query: 1})
				w.dir = t.TempDir()
				w.same(w.run(), warm)
			})
		})
	}
}

func TestADatabaseThatNoListShowsIsReadAgainAfterADay(t *testing.T) {
	inWorld(t, func(w *world) {
		db, _ := w.blog()
		w.of(databaseSource(db)).serve()
		w.run()
		db.Rename("Essays")
		w.settle()
		equal(t, "title", notion.PlainText(w.run().Databases[idOf(db)].Title), "Posts")
		sleep(unlistedAfter)
		equal(t, "title", notion.PlainText(w.run().Databases[idOf(db)].Title), "Essays")
		w.asked(map[string]int{query: 1, getDatabase: 1, getSource: 1})
	})
}

func TestAPageThatMentionsOnesElsewhereIsReadAgainAfterAWeek(t *testing.T) {
	inWorld(t, func(w *world) {
		elsewhere, table := w.ws.Page("Elsewhere"), w.ws.Database("Table", nt.Schema(nt.Title("Name")))
		db, rows := w.blog()
		rows[0].Append(nt.Paragraph("see ", nt.MentionPage(elsewhere)))
		rows[1].Append(nt.Toggle("see ", nt.MentionDatabase(table)))
		rows[2].Append(nt.Paragraph("see ", nt.MentionPage(rows[0]))) // the snapshot knows its title
		w.of(databaseSource(db)).serve()
		w.run()
		elsewhere.Rename("Renamed")
		table.Rename("List")
		sleep(staleAfter - time.Hour)
		w.run()
		w.asked(map[string]int{query: 1, getDatabase: 1, getSource: 1})
		sleep(time.Hour)
		w.sameAsAfresh(w.run())
		w.run()
		w.asked(map[string]int{query: 1})
	})
}

func TestALinkedDatabaseIsReadAgainAfterADay(t *testing.T) {
	inWorld(t, func(w *world) {
		db, _ := w.blog()
		view := w.ws.LinkedDatabase(nt.LinkedRefused)
		view.View("table", "Essays", nt.ViewConfig{Source: db.Source(), Filter: nt.JSON{"property": "Kind", "select": nt.JSON{"equals": "essay"}}})
		root := w.ws.Page("Root", nt.ChildDatabase(view))
		w.of(pageSource(root)).serve()
		w.run()
		sleep(unlistedAfter - time.Hour)
		w.run()
		w.asked(map[string]int{getPage: 1, getChildren: 1, query: 1})
		sleep(time.Hour)
		w.run()
		w.asked(map[string]int{getPage: 1, getChildren: 1, query: 1, getDatabase: 1, listViews: 1, getView: 1})
	})
}

func TestADataSourceThatWasTakenOutOfItsDatabaseIsNoFailure(t *testing.T) {
	inWorld(t, func(w *world) {
		db, _ := w.blog()
		more := db.AddSource("More", nt.Schema(nt.Title("Name")))
		more.Row("Elsewhere", nil)
		w.of(databaseSource(db)).serve()
		equal(t, "data sources", len(w.run().Databases[idOf(db)].Sources), 2)
		more.Unshare()
		w.settle()
		equal(t, "data sources", len(w.run().Databases[idOf(db)].Sources), 1)
		w.run()
		w.asked(map[string]int{query: 1})
	})
}
