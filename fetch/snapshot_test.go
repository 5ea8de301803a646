package fetch

import (
	"testing"

	"galley/notion"
	nt "galley/notion/notiontest"
)

func TestTargetsAreTheBlocksToWhichLinksLead(t *testing.T) {
	inWorld(t, func(w *world) {
		var targets []*nt.Block
		for range 5 {
			targets = append(targets, nt.Paragraph("target"))
		}
		there := w.ws.Page("There", targets[0], targets[1], targets[2], targets[3], targets[4])
		to := func(i int) string {
			return "/" + notion.ID(there.ID()).Compact() + "#" + notion.ID(targets[i].ID()).Compact()
		}
		db := w.ws.Database("Posts", nt.Schema(nt.Title("Name"), nt.URL("Source"), nt.RichText("Text")))
		db.Row(nt.T("title").Link(to(0)), nt.Values{"Source": "https://www.notion.so" + to(1), "Text": nt.T("x").Link(to(2))},
			nt.Toggle("in").Children(nt.Table(nt.TableRow("", nt.T("cell").Link(to(3))))))
		w.of(databaseSource(db)).serve()
		want := map[notion.ID]bool{}
		for _, b := range targets[:4] {
			want[idOf(b)] = true
		}
		equal(t, "targets", w.run().Targets, want)
		equal(t, "targets of the second run", w.run().Targets, want)
	})
}

func TestBlocksHaveTheFormOfTheAPI(t *testing.T) {
	inWorld(t, func(w *world) {
		page := w.ws.Page("Page", nt.Paragraph("plain ", nt.T("link").Link("https://example.org/").Bold(), nt.Eq("x")))
		w.of(pageSource(page)).serve()
		blocks, err := w.run().Blocks(idOf(page))
		if err != nil || len(blocks) != 1 {
			t.Fatalf("%d blocks, %v", len(blocks), err)
		}
		live, err := w.client().Block(w.Context(), blocks[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "text", blocks[0].Paragraph.RichText, live.Paragraph.RichText)
		equal(t, "object and type", []string{blocks[0].Object, blocks[0].Type}, []string{live.Object, live.Type})
	})
}

func TestProgressEndsWithEverythingDone(t *testing.T) {
	inWorld(t, func(w *world) {
		w.of(databaseSource(w.illustrated())).serve()
		busy := false
		var last Progress
		w.options.Progress = func(p Progress) {
			if busy {
				t.Error("two goroutines tell the progress at once")
			}
			busy = true
			if p.PagesDone < last.PagesDone || p.FilesDone < last.FilesDone || p.Bytes < last.Bytes {
				t.Errorf("%+v after %+v", p, last)
			}
			last, busy = p, false
		}
		w.run()
		equal(t, "progress", last, Progress{PagesFound: 4, PagesDone: 4, PagesFetched: 4, FilesFound: 1, FilesDone: 1, Bytes: int64(len(picture))})
		last = Progress{}
		w.run()
		equal(t, "progress of the second run", last, Progress{PagesFound: 4, PagesDone: 4, FilesFound: 1, FilesDone: 1})
	})
}

func TestAnEmptyPageCostsNothingWhereItsParentSaysSo(t *testing.T) {
	inWorld(t, func(w *world) {
		empty := w.ws.Page("Empty")
		root := w.ws.Page("Root", nt.ChildPage(empty))
		w.of(pageSource(root)).serve()
		s := w.run()
		w.asked(map[string]int{getPage: 2, getChildren: 1})
		equal(t, "outline", w.outline(s, empty), "")
		equal(t, "body", s.Pages[idOf(empty)].Body, "")
	})
}
