package fetch

import (
	"testing"

	"galley/notion"
	nt "galley/notion/notiontest"
)

// markdown asks for the body of a page as Notion's Markdown.
func (w *world) markdown(page *nt.Page) string {
	w.Helper()
	m, err := w.client().Markdown(w.Context(), idOf(page))
	if err != nil {
		w.Fatal(err)
	}
	return m.Markdown
}

// The Markdown of a page is one request. That it is the same does not prove that
// the page is: docs/how-it-works.md.
func TestTheSameMarkdownIsNotTheSamePage(t *testing.T) {
	bookmark, code, item, text := nt.Bookmark("https://example.com/a"), nt.Code("go", "x"), nt.Numbered("one"), nt.Paragraph("text")
	for name, edit := range map[string]func(page, child *nt.Page){
		"the address of a bookmark":       func(*nt.Page, *nt.Page) { bookmark.Set("url", "https://example.com/b") },
		"the caption of code":             func(*nt.Page, *nt.Page) { code.Caption("new") },
		"the first number of a list":      func(*nt.Page, *nt.Page) { item.Set("list_start_index", 5) },
		"a block in the place of another": func(page, _ *nt.Page) { text.Remove(); page.Append(nt.Paragraph("text")) },
		"the icon of a child":             func(_, child *nt.Page) { child.Icon(nt.Emoji("🌊")) },
		"the text of a child":             func(_, child *nt.Page) { child.Append(nt.Paragraph("new")) },
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				bookmark, code, item, text = nt.Bookmark("https://example.com/a"), nt.Code("go", "x"), nt.Numbered("one"), nt.Paragraph("text")
				child := w.ws.Page("Child", nt.Paragraph("x"))
				page := w.ws.Page("Page", nt.ChildPage(child), bookmark, code, item, text)
				w.of(pageSource(page)).serve()
				before, asIs := w.dump(w.run()), w.markdown(page)
				edit(page, child)
				w.settle()
				if after := w.dump(w.run()); after == before {
					t.Error("the edit does not change the snapshot")
				}
				equal(t, "Markdown", w.markdown(page), asIs)
			})
		})
	}
}

// What a Markdown request for each page that depends on others would cost on the
// sample, when nothing changed: those pages are asked for their lists, which tell
// more, and copies from elsewhere are too few to matter.
func TestWhatMarkdownWouldCost(t *testing.T) {
	inWorld(t, func(w *world) {
		sample := w.sample()
		w.of(pageSource(sample.Handbook), databaseSource(sample.FieldNotes)).serve()
		w.run()
		cold := w.requests()[getChildren]
		w.run()
		warm := w.requests()[getChildren]
		known, err := w.store().load()
		if err != nil {
			t.Fatal(err)
		}
		home := map[notion.ID]bool{}
		for _, p := range known.Pages {
			for _, original := range p.Facts.Originals {
				home[original] = true
			}
		}
		holders, lists, strangers := 0, 0, 0
		for _, p := range known.Pages {
			for _, list := range p.Facts.Listings {
				n := 0
				for range w.client().Children(w.Context(), list) {
					n++
				}
				lists += (n + 99) / 100 // a request has 100 blocks
			}
			if len(p.Facts.Listings) > 0 {
				holders++
			}
			for _, original := range p.Facts.Copies {
				if !home[original] {
					strangers++
				}
			}
		}
		t.Logf("%d pages, %d requests for their blocks at first, %d when nothing changed, for %d pages that hold others; %d copies from elsewhere",
			len(known.Pages), cold, warm, holders, strangers)
		if warm != lists+strangers {
			t.Errorf("%d requests for blocks when nothing changed; lists and copies from elsewhere are %d", warm, lists+strangers)
		}
	})
}
