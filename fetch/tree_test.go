package fetch

import (
	"fmt"
	"strings"
	"testing"

	"galley/notion"
	nt "galley/notion/notiontest"
)

func TestBodiesAreWholeAtAnyDepthAndLength(t *testing.T) {
	inWorld(t, func(w *world) {
		page := w.ws.Page("Deep")
		want := strings.Builder{}
		for i := range 250 {
			text := fmt.Sprintf("line %d", i)
			page.Append(nt.Paragraph(text))
			fmt.Fprintf(&want, "paragraph %s\n", text)
		}
		inner := nt.Paragraph("bottom")
		for range 80 {
			inner = nt.Toggle("in").Children(inner)
		}
		page.Append(inner, nt.Table(nt.TableRow("a", "b")), nt.Tabs(nt.Tab("one", nt.Paragraph("tab"))),
			nt.Callout("").Children(nt.Heading1("head")), nt.Heading2("open").Toggleable().Children(nt.Quote("q")))
		for i := range 80 {
			fmt.Fprintf(&want, "%stoggle in\n", strings.Repeat("  ", i))
		}
		want.WriteString(strings.Repeat("  ", 80) + "paragraph bottom\n" +
			"table\n  table_row a b\ntab\n  paragraph one\n    paragraph tab\ncallout\n  heading_1 head\nheading_2 open\n  quote q\n")
		w.of(pageSource(page)).serve()
		s := w.run()
		equal(t, "outline", w.outline(s, page), want.String())
		w.asked(map[string]int{getPage: 1, getChildren: 3 + 80 + 1 + 2 + 2})
	})
}

func TestMeetingNotesHaveTheirParts(t *testing.T) {
	for _, version := range []notion.Version{notion.Version20220628, notion.Version20260311} {
		inWorld(t, func(w *world) {
			w.version = version
			ready := nt.MeetingNotes("Weekly", "notes_ready", []*nt.Block{nt.Paragraph("sum")}, []*nt.Block{nt.Toggle("note").Children(nt.Paragraph("deep"))}, []*nt.Block{nt.Paragraph("said")})
			page := w.ws.Page("Meetings", ready)
			w.of(pageSource(page)).serve()
			equal(t, "outline", w.outline(w.run(), page),
				"meeting_notes Weekly\n  \n    paragraph sum\n  \n    toggle note\n      paragraph deep\n  \n    paragraph said\n")
			w.asked(map[string]int{getPage: 1, getChildren: 5})
		})
	}
}

func TestWhatIsEmptyLeavesNoPlaceholder(t *testing.T) {
	inWorld(t, func(w *world) {
		child := w.ws.Page("Child")
		page := w.ws.Page("Page", nt.Toggle("holder").Children(nt.ChildPage(child)), nt.SyncedOriginal(), nt.Toggle("never had any"))
		w.of(pageSource(page)).serve()
		equal(t, "outline", w.outline(w.run(), page), "toggle holder\n  child_page Child\nsynced_block\ntoggle never had any\n")
		w.asked(map[string]int{getPage: 2, getChildren: 2})

		child.Unshare() // no time moves
		gone := w.run()
		equal(t, "outline", w.outline(gone, page), "toggle holder\nsynced_block\ntoggle never had any\n")
		equal(t, "pages", len(gone.Pages), 1)
		w.wantWarnings(gone)

		child.Share()
		equal(t, "outline", w.outline(w.run(), page), "toggle holder\n  child_page Child\nsynced_block\ntoggle never had any\n")
	})
}

func TestSyncedBlocksAreReadWhereTheyLive(t *testing.T) {
	inWorld(t, func(w *world) {
		original := nt.SyncedOriginal(nt.Toggle("shared").Children(nt.Paragraph("text")))
		home := w.ws.Page("Home", original)
		guest := w.ws.Page("Guest", nt.SyncedCopy(original), nt.Paragraph("own"))
		root := w.ws.Page("Root", nt.ChildPage(home), nt.ChildPage(guest))
		w.of(pageSource(root)).serve()
		cold := w.run()
		equal(t, "outline", w.outline(cold, guest), "synced_block\n  toggle shared\n    paragraph text\nparagraph own\n")
		// Root, home, guest, original, toggle.
		w.asked(map[string]int{getPage: 3, getChildren: 5})
		w.run()
		w.asked(map[string]int{getPage: 1, getChildren: 1})

		original.Children(nt.Paragraph("added"))
		w.settle()
		warm := w.run()
		// Root; home with the original and the toggle, which the guest shows too.
		w.asked(map[string]int{getPage: 2, getChildren: 4})
		equal(t, "outline", w.outline(warm, guest), "synced_block\n  toggle shared\n    paragraph text\n  paragraph added\nparagraph own\n")
		w.dir = t.TempDir()
		w.same(w.run(), warm)
	})
}

func TestCopiesOfWhatNoSourceHoldsAreReadOnEveryRun(t *testing.T) {
	inWorld(t, func(w *world) {
		original := nt.SyncedOriginal(nt.Paragraph("text"))
		w.ws.Page("Elsewhere", original)
		guest := w.ws.Page("Guest", nt.SyncedCopy(original))
		w.of(pageSource(guest)).serve()
		first := w.run()
		w.asked(map[string]int{getPage: 1, getChildren: 2})
		w.same(first, w.run())
		w.asked(map[string]int{getPage: 1, getChildren: 1})
		original.Children(nt.Paragraph("added"))
		equal(t, "outline", w.outline(w.run(), guest), "synced_block\n  paragraph text\n  paragraph added\n")
	})
}

func TestAnOriginalThatIsNotSharedIsAPlaceholderAndAWarning(t *testing.T) {
	inWorld(t, func(w *world) {
		original := nt.SyncedOriginal(nt.Paragraph("secret"))
		elsewhere := w.ws.Page("Elsewhere", original).Unshare()
		copied := nt.SyncedCopy(original)
		guest := w.ws.Page("Guest", copied, nt.Paragraph("own"))
		w.of(pageSource(guest)).serve()
		for range 2 {
			s := w.run()
			equal(t, "outline", w.outline(s, guest), "synced_block …\nparagraph own\n")
			w.wantWarnings(s, "Guest: the original of a synced block is not shared with the connection, or gone")
			equal(t, "link", s.Warnings[0].URL, s.Pages[idOf(guest)].URL+"#"+idOf(copied).Compact())
		}
		elsewhere.Share()
		s := w.run()
		equal(t, "outline", w.outline(s, guest), "synced_block\n  paragraph secret\nparagraph own\n")
		w.wantWarnings(s)
	})
}

func TestACopyThatDoesNotTellItsOriginalIsAPlaceholderAndAWarning(t *testing.T) {
	inWorld(t, func(w *world) {
		copied := func() *nt.Block { return nt.Raw("synced_block", nt.JSON{"synced_from": nt.JSON{}}) }
		page := w.ws.Page("Guest", copied(), copied().Children(nt.Paragraph("lost")), nt.Paragraph("own"))
		w.of(pageSource(page)).serve()
		for _, want := range []map[string]int{{getPage: 1, getChildren: 1}, {getPage: 1}} {
			s := w.run()
			w.asked(want)
			equal(t, "outline", w.outline(s, page), "synced_block …\nsynced_block …\nparagraph own\n")
			lost := "Guest: the original of a synced block cannot be found: the API does not tell its ID"
			w.wantWarnings(s, lost, lost)
		}
	})
}

func TestASyncedBlockInItselfEnds(t *testing.T) {
	inWorld(t, func(w *world) {
		a, b := nt.SyncedOriginal(), nt.SyncedOriginal()
		page := w.ws.Page("Cycle", a, b)
		a.Children(nt.Paragraph("in a"), nt.SyncedCopy(b))
		b.Children(nt.SyncedCopy(a))
		w.of(pageSource(page)).serve()
		s := w.run()
		equal(t, "outline", w.outline(s, page), ""+
			"synced_block\n  paragraph in a\n  synced_block\n    synced_block …\n"+
			"synced_block\n  synced_block\n    paragraph in a\n    synced_block …\n")
		w.asked(map[string]int{getPage: 1, getChildren: 3})
		w.wantWarnings(s, "Cycle: a synced block stands in its own original", "Cycle: a synced block stands in its own original")
		w.same(s, w.run())
	})
}

func TestAChildInASyncedBlockLivesWhereTheOriginalDoes(t *testing.T) {
	inWorld(t, func(w *world) {
		child := w.ws.Page("Child", nt.Paragraph("x"))
		original := nt.SyncedOriginal(nt.ChildPage(child))
		home := w.ws.Page("Home", original)
		guest := w.ws.Page("Guest", nt.SyncedCopy(original))
		w.of(pageSource(guest), pageSource(home)).serve()
		s := w.run()
		equal(t, "owner", s.Pages[idOf(child)].Owner, idOf(home))
		equal(t, "children of the guest", len(s.Pages[idOf(guest)].Children), 0)
		child.Rename("Renamed")
		w.settle()
		warm := w.run()
		w.asked(map[string]int{getPage: 3, getChildren: 2})
		equal(t, "outline", w.outline(warm, guest), "synced_block\n  child_page Renamed\n")

		w.of(pageSource(guest))
		equal(t, "owner without the home", w.run().Pages[idOf(child)].Owner, idOf(guest))
	})
}

func TestACopyBesideItsOriginalFollowsIt(t *testing.T) {
	inWorld(t, func(w *world) {
		child := w.ws.Page("Child", nt.Paragraph("x"))
		original := nt.SyncedOriginal(nt.ChildPage(child))
		page := w.ws.Page("Page", original, nt.SyncedCopy(original))
		w.of(pageSource(page)).serve()
		w.run()
		child.Rename("Renamed") // no time of the page moves
		w.settle()
		equal(t, "outline", w.outline(w.run(), page), "synced_block\n  child_page Renamed\nsynced_block\n  child_page Renamed\n")
	})
}

func TestWhatTheAPIRefusesToShowDoesNotStopThePage(t *testing.T) {
	inWorld(t, func(w *world) {
		page := w.ws.Page("Odd", nt.Unsupported("button"), nt.Toggle("broken").Children(nt.Unreadable("ai_block")), nt.Paragraph("good"))
		whole := w.ws.Page("All broken", nt.Unreadable("ai_block"))
		root := w.ws.Page("Root", nt.ChildPage(page), nt.ChildPage(whole))
		w.of(pageSource(root)).serve()
		for _, want := range []map[string]int{{getPage: 3, getChildren: 4}, {getPage: 1, getChildren: 1}} {
			s := w.run()
			w.asked(want)
			equal(t, "outline", w.outline(s, page), "unsupported …\ntoggle broken …\nparagraph good\n")
			equal(t, "outline", w.outline(s, whole), "unsupported …\n")
			w.wantWarnings(s,
				`All broken: the content of the page cannot be read because of a block of type "ai_block" in it`,
				`Odd: the content of a block of type "toggle" cannot be read because of a block of type "ai_block" in it`)
		}
	})
}
