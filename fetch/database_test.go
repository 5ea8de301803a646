package fetch

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/notion"
	nt "galley/notion/notiontest"
)

func TestADatabaseHasAllItsDataSources(t *testing.T) {
	inWorld(t, func(w *world) {
		db := w.ws.Database("Both", nt.Schema(nt.Title("Name")))
		other := db.AddSource("Second", nt.Schema(nt.Title("Topic")))
		b := db.Row("b", nil)
		a := other.Row("a", nil)
		w.of(databaseSource(db)).serve()
		s := w.run()
		w.asked(map[string]int{getDatabase: 1, getSource: 2, query: 2, getChildren: 2})
		sources := s.Databases[idOf(db)].Sources
		equal(t, "first", sources[0].Rows, idsOf(b))
		equal(t, "second", sources[1].Rows, idsOf(a))
		equal(t, "owner", s.Pages[idOf(a)].Owner, idOf(other))

		w.of(Source{Kind: KindDataSource, ID: idOf(other)})
		s = w.run()
		equal(t, "roots", s.Roots, [][]notion.ID{idsOf(db)})
		equal(t, "sources", len(s.Databases[idOf(db)].Sources), 1)

		w.of(Source{Kind: KindDataSource, ID: idOf(other)}, databaseSource(db))
		equal(t, "roots of a part and the whole", w.run().Roots, [][]notion.ID{idsOf(a), idsOf(db)})

		w.version = notion.Version20220628
		w.of(databaseSource(db))
		_, err := w.try(w.Context())
		if err == nil || !strings.Contains(err.Error(), "2025-09-03") {
			t.Errorf("the old version: %v", err)
		}
	})
}

func TestRowsAreInOrderWithoutTrashAndArchive(t *testing.T) {
	inWorld(t, func(w *world) {
		db := w.ws.Database("Posts", nt.Schema(nt.Title("Name")))
		var rows []*nt.Page
		for range 230 {
			rows = append(rows, db.Row("row", nil))
		}
		rows[3].Created(time.Now().Add(-time.Hour))
		w.of(databaseSource(db)).serve()
		got := w.run().Databases[idOf(db)].Sources[0].Rows
		equal(t, "rows", len(got), 230)
		equal(t, "oldest row", got[0], idOf(rows[3]))
		w.asked(map[string]int{getDatabase: 1, getSource: 1, query: 3, getChildren: 230})
		rows[0].Trash()
		rows[1].Archive()
		rows[2].Unshare()
		s := w.run()
		w.asked(map[string]int{query: 3, getPage: 3}) // and those that are missing
		equal(t, "rows", len(s.Databases[idOf(db)].Sources[0].Rows), 227)
		equal(t, "pages", len(s.Pages), 227)
		rows[0].Restore()
		w.settle()
		equal(t, "rows", len(w.run().Pages), 228)
	})
}

func TestFiltersChooseRows(t *testing.T) {
	inWorld(t, func(w *world) {
		db := w.ws.Database("Posts", nt.Schema(nt.Title("Name"), nt.Checkbox("Live")))
		live, draft := db.Row("live", nt.Values{"Live": true}), db.Row("draft", nil)
		filter := func(v string) Source {
			return Source{Kind: KindDatabase, ID: idOf(db), Filter: []byte(`{"property":"Live","checkbox":{"equals":` + v + `}}`)}
		}
		w.of(filter("true")).serve()
		s := w.run()
		equal(t, "roots", s.Roots, [][]notion.ID{idsOf(db)})
		equal(t, "rows", s.Databases[idOf(db)].Sources[0].Rows, idsOf(live))

		w.of(filter("true"), filter("false"))
		s = w.run()
		w.asked(map[string]int{query: 2, getChildren: 1})
		equal(t, "roots", s.Roots, [][]notion.ID{idsOf(live), idsOf(draft)})
		equal(t, "rows", len(s.Databases[idOf(db)].Sources[0].Rows), 2)
	})
}

func TestTheKindOfAnIDIsRecognised(t *testing.T) {
	inWorld(t, func(w *world) {
		paragraph := nt.Paragraph("x")
		page := w.ws.Page("A page", paragraph)
		db := w.ws.Database("A base", nt.Schema(nt.Title("Name")))
		row := db.Row("row", nil)
		hidden := w.ws.Page("Hidden").Unshare()
		w.serve()

		for _, s := range []Source{{Kind: KindDatabase, ID: idOf(db.Source())}, {Kind: KindDataSource, ID: idOf(db)}} {
			got := w.of(s).run()
			equal(t, "roots", got.Roots, [][]notion.ID{idsOf(db)})
			equal(t, "rows", got.Databases[idOf(db)].Sources[0].Rows, idsOf(row))
		}
		for _, test := range []struct {
			source Source
			want   string
		}{
			{Source{Kind: KindDatabase, ID: idOf(page)}, "is a page, not a database"},
			{Source{Kind: KindDataSource, ID: idOf(page)}, "is a page, not a data_source"},
			{Source{Kind: KindPage, ID: idOf(db)}, "is a database, not a page"},
			{Source{Kind: KindPage, ID: idOf(db.Source())}, "is a data source, not a page"},
			{Source{Kind: KindPage, ID: idOf(paragraph)}, "is a block within a page"},
			{Source{Kind: KindPage, ID: idOf(hidden)}, "not there, or not shared"},
			{Source{Kind: KindDatabase, ID: "00000000-0000-4000-8000-000000000000"}, "not there, or not shared"},
			{Source{Kind: "folder"}, `no kind of source called "folder"`},
		} {
			_, err := w.of(test.source).try(w.Context())
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%+v: %v, want %q", test.source, err, test.want)
			}
		}
		page.Trash()
		if _, err := w.of(pageSource(page)).try(w.Context()); err == nil || !strings.Contains(err.Error(), "trash") {
			t.Errorf("a page in the trash: %v", err)
		}
	})
}

func TestLinkedDatabasesShowWhatTheirFirstViewDoes(t *testing.T) {
	for _, answer := range []nt.LinkedAnswer{nt.LinkedRefused, nt.LinkedNoAccess, nt.LinkedEmpty} {
		inWorld(t, func(w *world) {
			db := w.ws.Database("Tasks", nt.Schema(nt.Title("Name"), nt.Checkbox("Public")))
			shown, secret := db.Row("shown", nt.Values{"Public": true}, nt.Paragraph("x")), db.Row("secret", nil)
			linked := w.ws.LinkedDatabase(answer)
			linked.View("table", "Public", nt.ViewConfig{Source: db.Source(), Filter: nt.JSON{"property": "Public", "checkbox": nt.JSON{"equals": true}}})
			page := w.ws.Page("Page", nt.ChildDatabase(linked))
			w.of(pageSource(page)).serve()

			s := w.run()
			w.asked(map[string]int{getPage: 1, getChildren: 2, getDatabase: 1, listViews: 1, getView: 1, getSource: 1, query: 1})
			got := s.Databases[idOf(linked)]
			if !got.Linked || len(got.Sources) != 1 {
				t.Fatalf("linked database: %+v", got)
			}
			equal(t, "rows", got.Sources[0].Rows, idsOf(shown))
			equal(t, "title", notion.PlainText(got.Title), "Tasks")
			equal(t, "owner", got.Owner, idOf(page))
			if s.Pages[idOf(secret)] != nil {
				t.Error("a row that the view hides is in the snapshot")
			}
			w.same(s, w.run())
			w.asked(map[string]int{getPage: 1, getChildren: 1, query: 1})

			w.of(pageSource(page), databaseSource(db))
			both := w.run()
			w.asked(map[string]int{getPage: 1, getChildren: 2, getDatabase: 1, query: 1})
			if both.Databases[idOf(linked)].Sources[0] != both.Databases[idOf(db)].Sources[0] {
				t.Error("the linked database does not share the data source that a source holds")
			}
		})
	}
}

func TestADatabaseThatIsASourceIsReadAgainWhenAPageShowsThatItChanged(t *testing.T) {
	for _, version := range []notion.Version{notion.Version20220628, notion.Version20260311} {
		inWorld(t, func(w *world) {
			w.version = version
			root, _, _, _, db := w.handbook()
			w.of(databaseSource(db), pageSource(root)).serve()
			w.run()
			equal(t, "requests for the database", w.requests()[getDatabase], 1)
			db.Rename("List").Icon(nt.Emoji("🧭"))
			w.settle()
			warm := w.run()
			got := warm.Databases[idOf(db)]
			equal(t, "titles", []string{notion.PlainText(got.Title), notion.PlainText(got.Sources[0].Title)}, []string{"List", "List"})
			equal(t, "requests for the database", w.requests()[getDatabase], 1)
			w.same(warm, w.run())
			equal(t, "requests for the database", w.requests()[getDatabase], 0)
			w.dir = t.TempDir()
			w.same(w.run(), warm)
		})
	}
}

func TestADataSourceThatCameToASourceIsRead(t *testing.T) {
	inWorld(t, func(w *world) {
		root, _, _, _, db := w.handbook()
		w.of(databaseSource(db), pageSource(root)).serve()
		w.run()
		row := db.AddSource("Second", nt.Schema(nt.Title("Topic"))).Row("row", nil)
		w.settle()
		warm := w.run()
		equal(t, "roots", warm.Roots, [][]notion.ID{idsOf(db), idsOf(root)})
		equal(t, "the new row is there", warm.Pages[idOf(row)] != nil, true)
		w.dir = t.TempDir()
		w.same(w.run(), warm)
	})
}

func TestALinkedDatabaseThatLeadsNowhereIsAWarning(t *testing.T) {
	inWorld(t, func(w *world) {
		linked := w.ws.LinkedDatabase(nt.LinkedRefused)
		page := w.ws.Page("Page", nt.ChildDatabase(linked))
		w.of(pageSource(page)).serve()
		for _, want := range []map[string]int{
			{getPage: 1, getChildren: 1, getDatabase: 1, listViews: 1},
			{getPage: 1, getChildren: 1},
		} {
			s := w.run()
			w.asked(want)
			equal(t, "linked", s.Databases[idOf(linked)].Linked, true)
			w.wantWarnings(s, "Page: a linked database does not tell where its rows are")
		}
		if _, err := w.of(databaseSource(linked)).try(w.Context()); err == nil || !strings.Contains(err.Error(), "linked view") {
			t.Errorf("as a source: %v", err)
		}
		w.version = notion.Version20220628
		w.wantWarnings(w.of(pageSource(page)).run(), "Page: a linked database does not tell where its rows are")
	})
}

func TestAWikiHoldsDatabases(t *testing.T) {
	inWorld(t, func(w *world) {
		wiki := w.ws.Database("Wiki", nt.Schema(nt.Title("Name")))
		row := wiki.Row("Page", nil)
		inner := w.ws.Database("Inner", nt.Schema(nt.Title("Name"))).InWiki(wiki.Source())
		deep := inner.Row("Deep", nil)
		w.of(databaseSource(wiki)).serve()
		s := w.run()
		if rows := s.Databases[idOf(wiki)].Sources[0].Rows; len(rows) != 2 {
			t.Errorf("rows of the wiki: %v", rows)
		}
		equal(t, "owner of the inner database", s.Databases[idOf(inner)].Owner, idOf(wiki.Source()))
		if s.Pages[idOf(row)] == nil || s.Pages[idOf(deep)] == nil {
			t.Error("a page is missing")
		}
		w.same(s, w.run())
	})
}

func TestWhatHasNoIDStopsNothing(t *testing.T) {
	inWorld(t, func(w *world) {
		wiki := w.ws.Database("Wiki", nt.Schema(nt.Title("Name")))
		row := wiki.Row("Page", nil)
		inner := w.ws.Database("Inner", nt.Schema(nt.Title("Name"))).InWiki(wiki.Source())
		w.of(databaseSource(wiki)).serve()
		w.alter("/query", func(answer string) string {
			return strings.ReplaceAll(answer, `"database_id":"`+inner.ID()+`"`, `"database_id":""`)
		})
		s := w.run()
		equal(t, "rows of the wiki", s.Databases[idOf(wiki)].Sources[0].Rows, idsOf(row))
		w.wantWarnings(s, `Inner: the database "Inner" cannot be found: the API does not tell its ID`)

		w.of(Source{Kind: KindDataSource, ID: idOf(inner.Source())}).serve()
		lone := inner.Row("Lone", nil)
		w.alter("/data_sources/"+inner.Source().ID(), func(answer string) string {
			return strings.ReplaceAll(answer, `"database_id":"`+inner.ID()+`"`, `"database_id":""`)
		})
		s = w.run()
		equal(t, "roots", s.Roots, [][]notion.ID{idsOf(inner.Source())})
		equal(t, "rows", s.Databases[idOf(inner.Source())].Sources[0].Rows, idsOf(lone))
	})
}

func TestAFailingDatabaseFailsTheRun(t *testing.T) {
	inWorld(t, func(w *world) {
		root, _, _, _, _ := w.handbook()
		w.of(pageSource(root)).serve()
		before := w.run()
		for _, fault := range []struct {
			kind nt.Fault
			want error
		}{{nt.InternalError, notion.ErrServer}, {nt.Unauthorized, notion.ErrUnauthorized}, {nt.Blocked, notion.ErrBlocked}} {
			w.srv.Script("POST /v1/data_sources/*/query", slices.Repeat([]nt.Fault{fault.kind}, 6)...)
			_, err := w.try(w.Context())
			if !errors.Is(err, fault.want) {
				t.Errorf("%s: %v", fault.kind, err)
			}
			kept, err := w.store().Snapshot()
			if err != nil {
				t.Fatal(err)
			}
			w.same(before, kept)
			w.serve()
		}
	})
}
