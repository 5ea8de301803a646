package fetch

import (
	"testing"

	"galley/notion"
	nt "galley/notion/notiontest"
)

func TestUsersWhoAreShownHaveNames(t *testing.T) {
	inWorld(t, func(w *world) {
		w.ws.Name("Acme")
		ada, bob, guest := w.ws.Person("Ada", "ada@example.org"), w.ws.Person("Bob", ""), w.ws.Person("Gone", "")
		db := w.ws.Database("Posts", nt.Schema(nt.Title("Name"), nt.People("Who"), nt.Verification("Checked")))
		db.Row("row", nt.Values{"Who": ada, "Checked": nt.Verified{By: bob}}, nt.Paragraph(nt.MentionUser(ada)))
		db.Row("other", nt.Values{"Checked": nt.Verified{By: guest}})
		guest.Leave()
		w.of(databaseSource(db)).serve()
		s := w.run()
		// Bob and the one who left came without a name.
		w.asked(map[string]int{getDatabase: 1, getSource: 1, query: 1, getChildren: 2, listUsers: 1, getUser: 1})
		equal(t, "Ada", s.Users[idOf(ada)], notion.User{Object: "user", ID: idOf(ada), Type: "person", Name: "Ada"})
		equal(t, "Bob", s.Users[idOf(bob)].Name, "Bob")
		equal(t, "users", len(s.Users), 2)
		equal(t, "workspace", s.Workspace, "Acme")
		w.wantWarnings(s)
		w.same(s, w.run())
		w.asked(map[string]int{query: 1})
	})
}

func TestNobodyIsAskedForWhoHasAName(t *testing.T) {
	inWorld(t, func(w *world) {
		ada := w.ws.Person("Ada", "")
		page := w.ws.Page("Page", nt.Paragraph(nt.MentionUser(ada))).By(ada)
		w.of(pageSource(page)).serve()
		equal(t, "name", w.run().Users[idOf(ada)].Name, "Ada")
		w.asked(map[string]int{getPage: 1, getChildren: 1})
	})
}

func TestWithoutTheCapabilityNamesStayUnknown(t *testing.T) {
	inWorld(t, func(w *world) {
		ada, bob := w.ws.Person("Ada", ""), w.ws.Person("Bob", "")
		page := w.ws.Page("Page", nt.Paragraph(nt.MentionUser(ada)), nt.Paragraph(nt.MentionUser(bob)))
		w.token = "blind"
		w.of(pageSource(page)).serve(nt.WithToken("blind", nt.Capabilities{Users: nt.UsersNone}))
		for _, want := range []map[string]int{{getPage: 1, getChildren: 1, listUsers: 1}, {getPage: 1}} {
			s := w.run()
			w.asked(want)
			equal(t, "users", len(s.Users), 0)
			if len(s.Warnings) != 1 || s.Warnings[0].Hint == "" {
				t.Errorf("warnings: %+v", s.Warnings)
			}
		}
	})
}
