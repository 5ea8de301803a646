package fetch

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"galley/notion"
	nt "galley/notion/notiontest"
)

func TestValuesOfManyReferencesAreWhole(t *testing.T) {
	inWorld(t, func(w *world) {
		targets := w.ws.Database("Targets", nt.Schema(nt.Title("Name"), nt.Number("Size", "number")))
		var pages []*nt.Page
		var people []*nt.User
		mentions := []any{}
		for i := range 130 {
			pages = append(pages, targets.Row(fmt.Sprintf("t%d", i), nt.Values{"Size": 1}))
		}
		for i := range 30 {
			people = append(people, w.ws.Person(fmt.Sprintf("P%d", i), ""))
			mentions = append(mentions, nt.MentionPage(pages[i]), nt.T(" "))
		}
		db := w.ws.Database("Posts", nt.Schema(nt.Title("Name"), nt.Relation("All", targets), nt.Relation("Few", targets),
			nt.People("Who"), nt.RichText("Text"), nt.Rollup("Sum", "All", "Size", "sum"), nt.Rollup("Small", "Few", "Size", "sum")))
		var text []nt.Rich
		for _, m := range mentions {
			text = append(text, m.(nt.Rich))
		}
		row := db.Row("row", nt.Values{"All": pages, "Few": pages[:3], "Who": people, "Text": text, "Sum": 130})
		w.of(databaseSource(db)).serve()

		s := w.run()
		got := s.Pages[idOf(row)].Properties
		equal(t, "relation", len(got["All"].Relation), 130)
		equal(t, "has more", got["All"].HasMore, false)
		equal(t, "people", len(got["Who"].People), 30)
		equal(t, "text", strings.Count(notion.PlainText(got["Text"].RichText), "t"), 30)
		equal(t, "rollup", string(*got["Sum"].Rollup.Number), "130")
		// Relation 2 pages, people, text, and the rollup over the long relation.
		items := w.requests()[getItem]
		if items < 5 || items > 6 {
			t.Errorf("%d requests for items of properties", items)
		}
		w.same(s, w.run())
		w.asked(map[string]int{query: 1})

		row.SetValue("All", pages[:100])
		w.settle()
		s = w.run()
		equal(t, "relation after an edit", len(s.Pages[idOf(row)].Properties["All"].Relation), 100)
	})
}

func TestPropertyValuesAreThoseOfTheList(t *testing.T) {
	inWorld(t, func(w *world) {
		db := w.ws.Database("Posts", nt.Schema(nt.Title("Name"), nt.Formula("Now", "now()")))
		row := db.Row("row", nt.Values{"Now": "one"}, nt.Paragraph("x"))
		then := time.Now()
		row.Edited(then)
		w.of(databaseSource(db)).serve()
		w.run()
		row.SetValue("Now", "two").Edited(then) // as if time alone had changed it
		s := w.run()
		w.asked(map[string]int{query: 1})
		equal(t, "formula", *s.Pages[idOf(row)].Properties["Now"].Formula.String, "two")
	})
}
