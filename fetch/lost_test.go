package fetch

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"galley/notion"
	nt "galley/notion/notiontest"
)

// hide takes objects out of the lists that the API gives, while it is on.
func (w *world) hide(suffix string, objects ...interface{ ID() string }) (on *bool) {
	on = new(bool)
	w.alter(suffix, func(answer string) string {
		if !*on {
			return answer
		}
		var list map[string]any
		if err := json.Unmarshal([]byte(answer), &list); err != nil {
			w.Errorf("%s: %v", suffix, err)
		}
		results, _ := list["results"].([]any)
		list["results"] = slices.DeleteFunc(results, func(result any) bool {
			return slices.ContainsFunc(objects, func(o interface{ ID() string }) bool { return result.(map[string]any)["id"] == o.ID() })
		})
		data, _ := json.Marshal(list)
		return string(data)
	})
	return on
}

// toggled runs twice while something is hidden, and once after that, which asks
// for what any run asks for.
func (w *world) toggled(on *bool, hidden func(s *Snapshot)) {
	w.Helper()
	w.run()
	before := w.dump(w.run())
	usual := w.requests()
	*on = true
	for range 2 {
		hidden(w.run())
	}
	*on = false
	equal(w, "snapshot", strings.Split(w.dump(w.run()), "\n"), strings.Split(before, "\n"))
	w.asked(usual)
}

func TestARowThatAListLosesIsLookedFor(t *testing.T) {
	inWorld(t, func(w *world) {
		db, rows := w.blog()
		w.of(databaseSource(db)).serve()
		first := w.run()
		w.toggled(w.hide("/query", rows[1]), func(s *Snapshot) {
			w.asked(map[string]int{query: 1, getPage: 1})
			w.same(first, s)
		})

		rows[1].Trash()
		equal(t, "pages", len(w.run().Pages), 2)
		w.asked(map[string]int{query: 1, getPage: 1})
		w.run()
		w.asked(map[string]int{query: 1})
	})
}

func TestARowThatLeavesTheFilterIsLookedForWithIt(t *testing.T) {
	filters := map[string]string{
		"a condition": `{"property":"Kind","select":{"equals":"essay"}}`,
		"and":         `{"and":[{"property":"Kind","select":{"equals":"essay"}},{"property":"Size","number":{"is_empty":true}}]}`,
		"or":          `{"or":[{"property":"Kind","select":{"equals":"essay"}},{"property":"Size","number":{"equals":9}}]}`,
	}
	for name, filter := range filters {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				db, rows := w.blog()
				source := databaseSource(db)
				source.Filter = []byte(filter)
				w.of(source).serve()
				first := w.run()
				hidden := true
				w.alter("/query", func(answer string) string { // the first list, and not the one that looks closer
					if hidden {
						hidden = false
						return `{"object":"list","results":[],"has_more":false,"next_cursor":null,"type":"page_or_data_source"}`
					}
					return answer
				})
				w.same(first, w.run())
				branches := 1
				if name == "or" {
					branches = 2
				}
				w.asked(map[string]int{query: 1 + branches, getPage: 3})

				rows[2].SetValue("Kind", "note")
				w.settle()
				equal(t, "pages", len(w.run().Pages), 2)
				w.asked(map[string]int{query: 1 + branches, getPage: 1})
				w.run()
				w.asked(map[string]int{query: 1})
			})
		})
	}
}

func TestManyLostRowsCostOneMoreList(t *testing.T) {
	inWorld(t, func(w *world) {
		db, _ := w.blog()
		var gone []*nt.Page
		for i := range 40 {
			w.settle()
			gone = append(gone, db.Row(fmt.Sprint("More ", i), nil))
		}
		w.of(databaseSource(db)).serve()
		w.run()
		for _, row := range gone[:30] {
			row.Trash()
		}
		equal(t, "pages", len(w.run().Pages), 13)
		w.asked(map[string]int{query: 2})
	})
}

func TestAChildThatItsPageLosesIsLookedFor(t *testing.T) {
	inWorld(t, func(w *world) {
		root, chapter, section, _, db := w.handbook()
		w.of(pageSource(root)).serve()
		first := w.dump(w.run())
		on := w.hide("/children", chapter)
		*on = true
		w.run()
		// As every time: the root, four lists, the rows. Then the chapter, and the
		// two lists of the root.
		w.asked(map[string]int{getPage: 2, getChildren: 6, query: 1})
		kept := w.run()
		w.asked(map[string]int{getPage: 2, getChildren: 4, query: 1})
		equal(t, "children", kept.Pages[idOf(root)].Children, idsOf(db, chapter))
		equal(t, "owner", kept.Pages[idOf(section)].Owner, idOf(chapter))
		*on = false
		equal(t, "snapshot", w.dump(w.run()), first)
		w.asked(map[string]int{getPage: 1, getChildren: 4, query: 1})

		chapter.Trash()
		w.settle()
		equal(t, "pages", len(w.run().Pages), 2)
		// The root was edited, so it is read again with both lists.
		w.asked(map[string]int{getPage: 2, getChildren: 2, query: 1})
	})
}

func TestADatabaseThatItsPageLosesIsLookedFor(t *testing.T) {
	inWorld(t, func(w *world) {
		root, _, _, _, db := w.handbook()
		w.of(pageSource(root)).serve()
		first := w.run()
		w.toggled(w.hide("/children", db), func(s *Snapshot) {
			equal(t, "owner", s.Databases[idOf(db)].Owner, idOf(root))
			equal(t, "pages", len(s.Pages), len(first.Pages))
		})

		db.Unshare()
		w.settle()
		equal(t, "databases", len(w.run().Databases), 0)
		w.asked(map[string]int{getPage: 1, getChildren: 4, getBlock: 1})
	})
}

func TestAChildThatMovesOnItsPageIsFound(t *testing.T) {
	inWorld(t, func(w *world) {
		box := nt.Toggle("box").Children(nt.Paragraph("empty"))
		root, _, _, _, db := w.handbook()
		child := w.ws.Page("Child", nt.Paragraph("x")).In(root)
		root.Append(box)
		w.of(pageSource(root)).serve()
		w.run()
		edited := w.now()
		root.Edited(edited)
		w.settle()
		w.run()
		child.In(box)
		db.In(box)
		root.Edited(edited) // as if a move changed no time at all
		warm := w.run()
		w.dir = t.TempDir()
		cold := w.run()
		equal(t, "outline", w.outline(warm, root), w.outline(cold, root))
		equal(t, "children", warm.Pages[idOf(root)].Children, cold.Pages[idOf(root)].Children)
		equal(t, "pages", len(warm.Pages), len(cold.Pages))
	})
}

func TestWhatASearchLosesIsLookedFor(t *testing.T) {
	for _, words := range []string{"", "chapter"} {
		inWorld(t, func(w *world) {
			_, chapter, _, _, _ := w.handbook()
			other := w.ws.Page("Another chapter", nt.Paragraph("x"))
			table := w.ws.Database("Chapter table", nt.Schema(nt.Title("Name")))
			table.Row("Row", nil)
			w.of(Source{Kind: KindSearch, Query: words}).serve()
			first := w.run()
			w.toggled(w.hide("/search", chapter, other, table.Source()), func(s *Snapshot) {
				w.same(first, s)
				lost := map[string]int{getPage: 2, getBlock: 1} // the chapter and the other one
				if words == "" {
					lost[getPage] = 1 // the chapter stands on another page
				}
				for endpoint, n := range lost {
					equal(t, endpoint, w.requests()[endpoint], n)
				}
			})

			other.Rename("Something else")
			w.settle()
			found := slices.Contains(w.run().Roots[0], notion.ID(other.ID()))
			equal(t, "a page of another title is found", found, words == "")
			other.Trash()
			w.settle()
			if w.run().Pages[idOf(other)] != nil {
				t.Error("a page in the trash is there")
			}
		})
	}
}
