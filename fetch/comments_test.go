package fetch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"galley/notion"
	nt "galley/notion/notiontest"

	"github.com/google/go-cmp/cmp"
)

const (
	listComments = "GET /v1/comments"
	getComment   = "GET /v1/comments/{id}"
)

// talk gives the comments on a page as lines.
func talk(s *Snapshot, p *nt.Page) string {
	var lines []string
	for _, c := range s.Comments[idOf(p)] {
		lines = append(lines, c.DisplayName.ResolvedName+": "+notion.PlainText(c.RichText))
	}
	return strings.Join(lines, "\n")
}

func TestCommentsAreReadOnlyWhereTheyAreWanted(t *testing.T) {
	inWorld(t, func(w *world) {
		ada, ben := w.ws.Person("Ada", ""), w.ws.Person("Ben", "")
		text := nt.Paragraph("Text")
		quiet := w.ws.Page("Quiet")
		page := w.ws.Page("Page", text, nt.Paragraph("More"), nt.ChildPage(quiet))
		first := page.Comment(ada, "One ", nt.T("bold").Bold())
		page.Comment(ben, "Two")
		first.Reply(ben, "About one ", nt.MentionUser(ada)).Attach("image", nt.Upload("a.png", picture))
		page.Comment(ben, "Done").Resolve()
		text.Comment(ada, "On a block")
		w.of(pageSource(page)).serve()

		s := w.run()
		equal(t, "requests for comments", w.requests()[listComments], 0)
		equal(t, "comments", len(s.Comments)+len(s.Files), 0)

		w.options.Comments = true
		s = w.run()
		w.asked(map[string]int{getPage: 1, getChildren: 1, listComments: 2})
		equal(t, "talk", talk(s, page), "Ada: One bold\nBen: Two\nBen: About one @Ada")
		equal(t, "talk", talk(s, quiet), "")
		equal(t, "threads", s.Comments[idOf(page)][2].DiscussionID, s.Comments[idOf(page)][0].DiscussionID)
		file := only(t, s)
		if data, err := os.ReadFile(file.Path); err != nil || string(data) != string(picture) || file.Name != "a.png" {
			t.Errorf("%+v: %v", file, err)
		}
		stored, err := w.store().Snapshot(w.sources...)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(s.Comments, stored.Comments); diff != "" {
			t.Error(diff)
		}
		if state, _ := os.ReadFile(filepath.Join(w.store().root, snapshotName)); strings.Contains(string(state), "X-Amz-Signature") {
			t.Error("a signed link is in the store")
		}

		w.options.Comments = false
		if s := w.run(); len(s.Comments)+len(s.Files) > 0 {
			t.Errorf("comments %v and files %v are kept", s.Comments, s.Files)
		}
	})
}

func TestCommentsAreAskedForMoreRarelyTheLongerNothingHappens(t *testing.T) {
	inWorld(t, func(w *world) {
		ada := w.ws.Person("Ada", "")
		quiet := w.ws.Page("Quiet")
		lively := w.ws.Page("Lively", nt.ChildPage(quiet))
		w.of(pageSource(lively)).serve()
		w.options.Comments = true
		w.run()
		asked := func(wait time.Duration, want int) {
			t.Helper()
			time.Sleep(wait)
			w.run()
			equal(t, "lists of comments after "+wait.String(), w.requests()[listComments], want)
		}
		asked(9*time.Minute, 0)
		asked(2*time.Minute, 2)
		asked(9*time.Minute, 0)
		asked(10*time.Hour, 2) // a tenth of that, now
		asked(50*time.Minute, 0)
		asked(20*time.Minute, 2)
		asked(30*24*time.Hour, 2)
		asked(23*time.Hour, 0)

		lively.Comment(ada, "Hello")
		asked(0, 0)
		asked(time.Hour, 2)
		asked(11*time.Minute, 1) // of the page that has one
		asked(30*24*time.Hour, 2)
		asked(59*time.Minute, 0) // it may be gone
		asked(2*time.Minute, 1)

		quiet.Append(nt.Paragraph("An edit"))
		w.settle()
		asked(0, 1)
		w.options.Full = true
		asked(0, 2)
	})
}

func TestCommentsThatMayNotBeReadAreTold(t *testing.T) {
	inWorld(t, func(w *world) {
		page := w.ws.Page("Page", nt.Paragraph("x"))
		page.Comment(w.ws.Person("Ada", ""), "Hello")
		w.of(pageSource(page)).serve(nt.WithToken(nt.Token, nt.Capabilities{NoComments: true}))
		w.options.Comments = true
		s := w.run()
		equal(t, "pages", len(s.Pages), 1)
		equal(t, "comments", len(s.Comments), 0)
		if len(s.Warnings) != 1 || !strings.Contains(s.Warnings[0].Text, "may not read them") || s.Warnings[0].Hint == "" {
			t.Errorf("warnings %+v", s.Warnings)
		}
	})
}

func TestAFileOfACommentHasItsLinkRenewed(t *testing.T) {
	inWorld(t, func(w *world) {
		page := w.ws.Page("Page", nt.Paragraph("x"))
		page.Comment(w.ws.Person("Ada", ""), "Hello").Attach("pdf", nt.Upload("a.pdf", []byte("%PDF-1.7 ")))
		w.of(pageSource(page)).serve()
		w.options.Comments = true
		only(t, w.run())
		if err := os.RemoveAll(filepath.Join(w.store().root, filesName)); err != nil {
			t.Fatal(err)
		}
		only(t, w.run())
		w.asked(map[string]int{getPage: 1, getComment: 1})
	})
}
