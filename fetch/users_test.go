package fetch

import (
	"strings"
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

func TestPicturesOfPeopleAreKnownWithoutBeingAskedFor(t *testing.T) {
	inWorld(t, func(w *world) {
		ada := w.ws.Person("Ada", "").SignedAvatar(nt.Upload("ada.png", picture))
		bob := w.ws.Person("Bob", "").Avatar(nt.External("javascript:alert(1)"))
		cy := w.ws.Person("Cy", "").SignedAvatar(nt.Upload("cy.png", picture))
		db := w.ws.Database("Posts", nt.Schema(nt.Title("Name"), nt.People("Who"), nt.Verification("Checked")))
		row := db.Row("row", nt.Values{"Who": []*nt.User{ada, bob}, "Checked": nt.Verified{By: cy}})
		w.of(databaseSource(db)).serve()
		keys := func(s *Snapshot) map[notion.ID]string {
			found := map[notion.ID]string{}
			for id, link := range s.Faces {
				found[id] = notion.FileKey(link)[strings.LastIndex(notion.FileKey(link), "/")+1:]
			}
			return found
		}
		first := w.run()
		equal(t, "downloads", w.downloads(), 0)
		want := map[notion.ID]string{idOf(ada): "ada.png", idOf(cy): "cy.png"}
		equal(t, "pictures", keys(first), want)
		if !strings.Contains(first.Faces[idOf(ada)], "X-Amz-Signature=") || !strings.Contains(first.Faces[idOf(cy)], "X-Amz-Signature=") {
			t.Errorf("the links cannot be asked for: %q", first.Faces)
		}

		second := w.run()
		w.asked(map[string]int{query: 1})
		equal(t, "pictures of an unchanged workspace", keys(second), want)
		if second.Faces[idOf(ada)] == first.Faces[idOf(ada)] {
			t.Errorf("the signature is still %q", second.Faces[idOf(ada)])
		}
		equal(t, "that the store stayed as it was", w.store().mustLoad(t).Taken.Equal(first.Taken), true)
		stored, err := w.store().Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "stored pictures", keys(stored), want)
		if strings.Contains(stored.Faces[idOf(ada)], "?") {
			t.Errorf("a signature was stored: %q", stored.Faces[idOf(ada)])
		}

		w.options.Glance = true
		w.settle()
		row.Append(nt.Paragraph("more"))
		equal(t, "pictures after a look", keys(w.run()), want)
		w.options.Glance = false
		ada.Avatar(nil)
		equal(t, "pictures after one was taken away", keys(w.run()), map[notion.ID]string{idOf(cy): "cy.png"})
	})
}
