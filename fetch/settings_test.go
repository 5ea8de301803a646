package fetch

import (
	"testing"

	"galley/notion"
	nt "galley/notion/notiontest"
)

func TestAnotherVersionOfTheAPIReadsWhatIsDifferentInIt(t *testing.T) {
	old, middle, now := notion.Version20220628, notion.Version20250903, notion.Version20260311
	for _, change := range []struct {
		from, to notion.Version
		want     map[string]int
	}{
		{middle, now, map[string]int{query: 2, getPage: 1, getChildren: 4}},
		{now, middle, map[string]int{query: 2, getPage: 1, getChildren: 4}},
		{now, old, map[string]int{getDatabase: 2, oldQuery: 2, getPage: 1, getChildren: 4}},
		{old, now, map[string]int{getDatabase: 2, getSource: 2, query: 2, getPage: 1, getChildren: 4}},
	} {
		t.Run(string(change.from+" to "+change.to), func(t *testing.T) {
			inWorld(t, func(w *world) {
				root, _, _, leaf, _ := w.handbook()
				leaf.Append(nt.MeetingNotes("Stand-up", "notes_ready", []*nt.Block{nt.Paragraph("summary")}, nil, nil))
				w.of(pageSource(root), databaseSource(w.illustrated())).serve()
				w.version = change.from
				w.run()
				w.version = change.to
				warm := w.run()
				w.asked(change.want)
				equal(t, "downloads", w.downloads(), 0)
				w.dir = t.TempDir()
				w.same(warm, w.run())
			})
		})
	}
}

func TestAnotherFilterReadsTheRowsThatAreNew(t *testing.T) {
	inWorld(t, func(w *world) {
		db, rows := w.blog()
		rows[2].SetValue("Kind", "note")
		of := func(kind string) Source {
			s := databaseSource(db)
			s.Filter = []byte(`{"property":"Kind","select":{"equals":"` + kind + `"}}`)
			return s
		}
		w.of(of("essay")).serve()
		equal(t, "pages", len(w.run().Pages), 2)
		w.of(of("note"))
		warm := w.run()
		equal(t, "pages", len(warm.Pages), 1)
		w.asked(map[string]int{query: 1, getChildren: 2}) // the blocks of the note
		w.of(databaseSource(db))
		equal(t, "pages", len(w.run().Pages), 3)
		w.asked(map[string]int{query: 1, getChildren: 4}) // those of the two essays
		w.dir = t.TempDir()
		w.of(of("note"))
		w.same(warm, w.run())
	})
}

func TestAnotherSourceKeepsWhatBothHold(t *testing.T) {
	inWorld(t, func(w *world) {
		root, chapter, _, _, db := w.handbook()
		w.of(pageSource(root)).serve()
		w.run()
		w.of(pageSource(chapter), databaseSource(db))
		w.run()
		// The chapter, the lists with pages in them, and the rows.
		w.asked(map[string]int{getPage: 1, getChildren: 2, query: 1})
	})
}
