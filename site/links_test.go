package site

import (
	"fmt"
	"path/filepath"
	"testing"

	"galley/notion"
	"galley/notion/notiontest"
	"galley/site/audit"
)

// wantSoundLinks sees that every link within a built site leads somewhere.
func wantSoundLinks(t *testing.T, c *Config, dir string, atLeast int) {
	t.Helper()
	report, err := audit.Check(t.Context(), dir, audit.Options{BaseURL: c.Site.BaseURL})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range report.Problems {
		t.Errorf("%s: %s (%q) leads nowhere: %s", p.File, p.Link, p.Text, p.Reason)
	}
	t.Logf("%d links within the site", report.Inner)
	if report.Inner < atLeast {
		t.Errorf("only %d links were found, want at least %d", report.Inner, atLeast)
	}
}

func TestNoLinkOfTheSampleSiteLeadsNowhere(t *testing.T) {
	if testing.Short() {
		t.Skip("the sample site is built elsewhere")
	}
	sample := notiontest.Sample()
	for _, look := range []string{"blog", "docs"} {
		dir := t.TempDir()
		c := configured(t, dir, fmt.Sprintf("[site]\ntitle = \"Sample\"\nbase_url = \"https://x.example/repo/\"\ntheme = %q\n"+
			"[[source]]\npage = %q\n[[source]]\ndatabase = %q\npath = \"/notes/\"\n", look, sample.HandbookURL(), sample.FieldNotesURL()), sample.Workspace)
		built(t, c, fetched(t, sample.Workspace, c), options(t, c), filepath.Join(dir, "out"))
		wantSoundLinks(t, c, filepath.Join(dir, "out"), 2500)
	}
}

func TestNoLinkOf300PostsLeadsNowhere(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	const posts = 300
	for _, look := range []string{"blog", "docs"} {
		b := newBlog(t, posts)
		b.config.Site.Theme = look
		for n := 1; n <= posts; n++ { // each links to another, and to a block of a third
			next, target := id(1000+n%posts+1), id(1000+(n*7)%posts+1)
			block := b.bodies[target][0].ID
			b.Targets[block] = true
			b.bodies[id(1000+n)] = append(b.bodies[id(1000+n)],
				linking(n, next.URL()), linking(n+posts, target.URL()+"#"+block.Compact()))
		}
		b.build(t)
		wantSoundLinks(t, b.config, b.output(), 5*posts)
	}
}

// linking is paragraph n: a link.
func linking(n int, href string) notion.Block {
	text := notion.RichText{Type: "text", PlainText: "see", Href: href, Text: &notion.Text{Content: "see", Link: &notion.TextLink{URL: href}}}
	return notion.Block{Object: "block", ID: id(3_000_000 + n), Type: "paragraph", Paragraph: &notion.Paragraph{RichText: []notion.RichText{text}}}
}
