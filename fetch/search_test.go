package fetch

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"galley/notion"
	nt "galley/notion/notiontest"
)

func TestASearchPlacesWhatItFinds(t *testing.T) {
	for _, version := range []notion.Version{notion.Version20220628, notion.Version20250903, notion.Version20260311} {
		inWorld(t, func(w *world) {
			root, chapter, section, leaf, db := w.handbook()
			posts := w.ws.Database("Posts", nt.Schema(nt.Title("Name")))
			post := posts.Row("Post", nil, nt.Paragraph("x"))
			lone := w.ws.Page("Lone", nt.Paragraph("x"))
			w.version = version
			w.of(Source{Kind: KindSearch}).serve()
			s := w.run()
			equal(t, "roots", s.Roots, [][]notion.ID{sortedIDs(root, posts, lone)})
			equal(t, "children", s.Pages[idOf(root)].Children, idsOf(chapter, db))
			equal(t, "owner", s.Pages[idOf(leaf)].Owner, idOf(section))
			source := posts.Source().ID()
			want := map[string]int{search: 1, getDatabase: 2, query: 2, getChildren: 12}
			if version == notion.Version20220628 {
				source = posts.ID()
				want = map[string]int{search: 1, oldQuery: 2, getChildren: 12}
			}
			equal(t, "owner of a row", s.Pages[idOf(post)].Owner, notion.ID(source))
			w.asked(want)
			w.same(s, w.run())
			delete(want, getDatabase)
			want[getChildren] = 4 // handbook, item, toggle, left column
			w.asked(want)
		})
	}
}

func sortedIDs(objects ...interface{ ID() string }) []notion.ID {
	ids := idsOf(objects...)
	slices.Sort(ids)
	return ids
}

func TestASearchShowsThatADatabaseChanged(t *testing.T) {
	for name, edit := range map[string]func(db *nt.Database){
		"title":       func(db *nt.Database) { db.Rename("List") },
		"icon":        func(db *nt.Database) { db.Icon(nt.Emoji("🧭")) },
		"file":        func(db *nt.Database) { db.Cover(nt.Upload("b.png", []byte("b"))) },
		"description": func(db *nt.Database) { db.Description("All of them") },
		"inline":      func(db *nt.Database) { db.Inline() },
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				_, _, _, _, inner := w.handbook()
				outer := w.ws.Database("Outer", nt.Schema(nt.Title("Name"))).Cover(nt.Upload("a.png", picture))
				w.of(Source{Kind: KindSearch}).serve()
				w.run()
				edit(inner)
				edit(outer)
				w.settle()
				warm := w.run()
				equal(t, "requests for databases", w.requests()[getDatabase], 2)
				w.same(warm, w.run())
				equal(t, "requests for databases", w.requests()[getDatabase], 0)
				w.dir = t.TempDir()
				w.same(w.run(), warm)
			})
		})
	}
}

func TestASearchForWordsTakesTheTreesBelow(t *testing.T) {
	inWorld(t, func(w *world) {
		root, chapter, section, leaf, db := w.handbook()
		row := db.Row("Chapter in a table", nil)
		w.of(Source{Kind: KindSearch, Query: "chapter"}).serve()
		s := w.run()
		equal(t, "roots", s.Roots, [][]notion.ID{sortedIDs(chapter, row)})
		equal(t, "child", s.Pages[idOf(leaf)].Owner, idOf(section))
		if s.Pages[idOf(root)] != nil || len(s.Pages) != 4 {
			t.Errorf("%d pages, the root among them: %v", len(s.Pages), s.Pages[idOf(root)] != nil)
		}
	})
}

func TestAFoundPageIsPlacedThoughTheListAboveItIsUnreadable(t *testing.T) {
	inWorld(t, func(w *world) {
		child := w.ws.Page("Child", nt.Paragraph("x"))
		toggle := nt.Toggle("broken").Children(nt.Column(nt.ChildPage(child)), nt.Unreadable("ai_block"))
		root := w.ws.Page("Root", toggle)
		w.of(Source{Kind: KindSearch}).serve()
		s := w.run()
		equal(t, "roots", s.Roots, [][]notion.ID{idsOf(root)})
		equal(t, "owner", s.Pages[idOf(child)].Owner, idOf(root))
		equal(t, "children", s.Pages[idOf(root)].Children, idsOf(child))
		w.asked(map[string]int{search: 1, getChildren: 3, getBlock: 2})
		w.same(s, w.run())
		w.asked(map[string]int{search: 1})
	})
}

func TestWhatASearchFindsTooLateIsLeftOut(t *testing.T) {
	inWorld(t, func(w *world) {
		kept, gone := w.ws.Page("Kept"), w.ws.Page("Gone")
		w.of(Source{Kind: KindSearch}).serve()
		w.srv.Script("GET /v1/blocks/"+gone.ID()+"/children", nt.NotShared)
		w.srv.Script("GET /v1/pages/"+gone.ID(), nt.NotShared)
		s := w.run()
		equal(t, "roots", s.Roots, [][]notion.ID{idsOf(kept)})
		w.wantWarnings(s, "Gone: the page was listed but is not shared with the connection, or gone")

		w.srv.Script("GET /v1/blocks/"+gone.ID()+"/children", nt.NotShared)
		s = w.run()
		equal(t, "outline", w.outline(s, gone), "unsupported …\n")
		w.wantWarnings(s, "Gone: the content of the page is not shared with the connection, or gone")
	})
}

// The API's order is by the latest edit, so what is edited meanwhile moves to
// where nobody looks any more.
func TestWhatIsEditedWhileASearchIsReadIsFound(t *testing.T) {
	inWorld(t, func(w *world) {
		var pages []*nt.Page
		for i := range listSize + 20 {
			pages = append(pages, w.ws.Page(fmt.Sprint("Page ", i)).Edited(time.Now().Add(time.Duration(i)*time.Minute)))
		}
		time.Sleep(5 * time.Hour)
		w.of(Source{Kind: KindSearch}).serve()
		var once sync.Once
		restore := w.after(1, func() { once.Do(func() { pages[3].Rename("Edited") }) })
		s := w.run()
		restore()
		equal(t, "pages", len(s.Pages), len(pages))
		w.asked(map[string]int{search: 3, getChildren: len(pages)})
	})
}

func TestAFoundDataSourceThatDoesNotTellItsDatabaseIsAWarning(t *testing.T) {
	inWorld(t, func(w *world) {
		db := w.ws.Database("Homeless", nt.Schema(nt.Title("Name")))
		kept := w.ws.Page("Kept")
		w.of(Source{Kind: KindSearch}).serve()
		w.alter("/search", func(answer string) string {
			return strings.ReplaceAll(answer, `"database_id":"`+db.ID()+`"`, `"database_id":""`)
		})
		s := w.run()
		equal(t, "roots", s.Roots, [][]notion.ID{idsOf(kept)})
		w.wantWarnings(s, `Homeless: the database "Homeless" cannot be found: the API does not tell its ID`)
	})
}
