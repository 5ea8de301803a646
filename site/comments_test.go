package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"galley/fetch"
	"galley/internal/picture/picturetest"
	"galley/notion"
)

func said(n, thread int, by, text string) notion.Comment {
	return notion.Comment{
		ID: id(n), DiscussionID: id(thread), CreatedTime: time.Date(2026, 5, n%28+1, 0, 0, 0, 0, time.UTC),
		RichText: title(text), DisplayName: &notion.DisplayName{Type: "user", ResolvedName: by},
	}
}

func TestDiscussionsAreShownInOrder(t *testing.T) {
	b := newBlog(t, 2)
	b.config.Site.Theme = "blog"
	first := said(201, 300, "Ada", "Is <this> so?")
	nameless := said(203, 300, "", "")
	nameless.CreatedBy = &notion.User{ID: id(9)}
	nameless.Attachments = []notion.CommentAttachment{
		{Category: "image", File: &notion.Hosted{URL: "https://x/a.png"}}, {Category: "pdf", File: &notion.Hosted{URL: "https://x/gone.pdf"}},
	}
	dead := said(204, 302, "Ben", "")
	dead.RichText = []notion.RichText{linkTo(77)}
	picture := filepath.Join(t.TempDir(), "a.png")
	if err := os.WriteFile(picture, picturetest.PNG(t, painted(4, 3)), 0o600); err != nil {
		t.Fatal(err)
	}
	b.Files["https://x/a.png"] = fetch.File{Path: picture, Name: "a.png", Hash: strings.Repeat("ab", 32), ContentType: "image/png", Size: int64(len(picturetest.PNG(t, painted(4, 3)))), Width: 4, Height: 3}
	b.Comments = map[notion.ID][]notion.Comment{
		id(1001): {first, said(202, 301, "Ben\nB.", "Another matter"), nameless, dead},
		id(1002): {said(205, 303, "Eve", "Internal")},
	}
	b.Users[id(9)] = notion.User{ID: id(9), Name: "Cleo"}
	b.build(t)
	without := tree(t, b.output())
	if page := without["post-1/index.html"]; strings.Contains(page, "Is &lt;this&gt; so?") || strings.Contains(page, `class="comments"`) {
		t.Error("comments are shown although the site does not want them")
	}
	for name := range without {
		if strings.Contains(name, "a.png") {
			t.Errorf("%s of a comment is on the site", name)
		}
	}

	b.config.Site.Comments = true
	report := b.build(t)
	if got := inWords(report.Warnings); len(got) != 1 || !strings.Contains(got[0], "a page that no source holds") {
		t.Errorf("warnings %q", got)
	}
	files := tree(t, b.output())
	page := files["post-1/index.html"]
	at := 0
	for _, want := range []string{
		`<section class="comments" aria-labelledby="_comments">`, `>Comments</h2>`,
		`<ol class="thread">`, `id="c-` + id(201).Compact() + `"`, `>Ada<`, `datetime="2026-05-06"`, `<p>Is &lt;this&gt; so?</p>`,
		`id="c-` + id(203).Compact() + `"`, `>Cleo<`, `<img class="tint`, `-a.png"`, "This file could not be loaded",
		`<ol class="thread">`, `>Ben B.<`, `<p>Another matter</p>`, `<ol class="thread">`, `</section>`,
	} {
		i := strings.Index(page[at:], want)
		if i < 0 {
			t.Fatalf("after byte %d there is no %s:\n%s", at, want, page[max(0, strings.Index(page, `class="comments"`)):])
		}
		at += i + len(want)
	}
	for _, name := range []string{"post-1/index.md", "feed.xml"} {
		if strings.Contains(files[name], "Another matter") {
			t.Errorf("%s has comments", name)
		}
	}

	b.Comments[id(1001)] = append(b.Comments[id(1001)], said(206, 301, "Ada", "One more"))
	if report := b.build(t); report.Written != 1 {
		t.Errorf("%d files changed with a comment: %q", report.Written, report.URLs)
	}
}

func TestLinksToCommentsLeadToThem(t *testing.T) {
	b := newBlog(t, 2)
	b.config.Site.Theme = "blog"
	b.Comments = map[notion.ID][]notion.Comment{id(1002): {said(201, 300, "Ada", "Here")}}
	link := func(n int) notion.Block {
		return notion.Block{ID: id(n + 500), Type: "link_to_page", LinkToPage: &notion.LinkToPage{Type: "comment_id", CommentID: id(n)}}
	}
	b.bodies[id(1001)] = []notion.Block{link(201), link(202)}
	if got := b.build(t).Warnings; len(got) != 1 || got[0].Count != 2 {
		t.Errorf("warnings %q, want one of two blocks", inWords(got))
	}
	b.config.Site.Comments = true
	if got := b.build(t).Warnings; len(got) != 1 || got[0].Count != 1 {
		t.Errorf("warnings %q, want one of one block", inWords(got))
	}
	if page := tree(t, b.output())["post-1/index.html"]; !strings.Contains(page, `post-2/#c-`+id(201).Compact()+`"`) {
		t.Errorf("no link leads to the comment:\n%s", page)
	}
}
