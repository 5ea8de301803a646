package site

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"galley/notion"
	"galley/theme"
)

func TestALargeArchiveHasAPageForEachYear(t *testing.T) {
	for posts, want := range map[int]string{
		wholeArchive:     "archive/index.html",
		wholeArchive + 1: "archive/2025/index.html archive/2026/index.html archive/index.html",
	} {
		w := newWorkspace([]notion.ID{id(100_000)})
		var rows []int
		for i := range posts {
			p := w.page(i+1, fmt.Sprint("Post ", i))
			p.Properties["Date"] = day(fmt.Sprintf("%d-03-04", 2025+i%2))
			rows = append(rows, i+1)
		}
		w.database(100_000, "Posts", schema("Name", "title", "Date", "date"), rows...)
		c := parse(t, "[[source]]\ndatabase = \"000186a0-0000-4000-8000-000000000000\"\n")
		dir := filepath.Join(t.TempDir(), "out")
		look, err := theme.Load("blog", "", theme.Settings{})
		if err != nil {
			t.Fatal(err)
		}
		s, err := Plan(c, w.Snapshot, Options{Theme: look, Now: epoch.AddDate(1, 0, 0)})
		if err != nil {
			t.Fatal(err)
		}
		s.blocks = func(notion.ID) ([]notion.Block, error) { return nil, nil }
		if _, err := s.Write(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
		var got []string
		files := tree(t, dir)
		for _, name := range []string{"archive/2025/index.html", "archive/2026/index.html", "archive/index.html"} {
			if _, ok := files[name]; ok {
				got = append(got, name)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%d posts have %q, want %s", posts, got, want)
		}
		if links := strings.Count(files["archive/index.html"], "<li><a href=\"/repo/post-"); (links == posts) != (posts <= wholeArchive) {
			t.Errorf("the archive of %d posts links to %d", posts, links)
		}
	}
}
