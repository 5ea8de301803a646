package site

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/fetch"
	"galley/notion"
)

func TestDraftsAreNeitherInTheFeedNorInTheSitemap(t *testing.T) {
	b := newBlog(t, 2)
	b.Pages[id(1002)].Properties["Date"] = day("2999-01-01")
	s := b.plan(t)
	opts := s.opts
	opts.Drafts = true
	s, err := Plan(b.config, b.Snapshot, opts)
	if err != nil {
		t.Fatal(err)
	}
	s.blocks = func(id notion.ID) ([]notion.Block, error) { return b.bodies[id], nil }
	if _, err := s.Write(t.Context(), b.output()); err != nil {
		t.Fatal(err)
	}
	files := tree(t, b.output())
	if page := files["post-2/index.html"]; !strings.Contains(page, "\ndraft\n") || !strings.Contains(files["post-2/index.md"], "\ndraft: true\n") {
		t.Errorf("the draft is not shown as one:\n%s", page)
	}
	for _, name := range []string{"feed.xml", "atom.xml", "feed.json", sitemapName} {
		if strings.Contains(files[name], "post-2") || !strings.Contains(files[name], "post-1") {
			t.Errorf("%s:\n%s", name, files[name])
		}
	}
}

func TestPicturesOfUnpublishedPagesAreNotCopied(t *testing.T) {
	b := newBlog(t, 2)
	file := filepath.Join(b.config.Dir, "picture")
	if err := os.WriteFile(file, []byte("png"), 0o600); err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= 2; n++ {
		key := fmt.Sprintf("https://files.example/%d/cover.png", n)
		b.Files[key] = fetch.File{Path: file, Name: "cover.png", Hash: strings.Repeat(fmt.Sprint(n), 64), ContentType: "image/png", Size: 3, Width: 4, Height: 5}
		b.Pages[id(1000+n)].Cover = &notion.File{Type: "file", File: &notion.Hosted{URL: key + "?X-Amz-Signature=1"}}
	}
	b.Pages[id(1002)].Properties["Date"] = day("2999-01-01")
	b.build(t)
	files := tree(t, b.output())
	if files["files/11111111-cover.png"] != "png" || files["files/22222222-cover.png"] != "" {
		t.Errorf("the site holds %v", slices.Sorted(maps.Keys(files)))
	}
	if !strings.Contains(files["post-1/index.html"], "cover: /repo/files/11111111-cover.png 4x5") {
		t.Errorf("the page does not show its cover:\n%s", files["post-1/index.html"])
	}
	b.Pages[id(1001)].Cover.File.URL = "https://files.example/1/cover.png?X-Amz-Signature=2"
	if report := b.build(t); report.Written > 0 {
		t.Errorf("a new signature changed %v", report.URLs)
	}
}
