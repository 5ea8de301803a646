package site

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"galley/notion/notiontest"
)

// twoTables is a workspace with one database of two data sources.
func twoTables() (ws *notiontest.Workspace, db *notiontest.Database, notes, talks *notiontest.DataSource) {
	ws = notiontest.NewWorkspace()
	db = ws.Database("Writing", notiontest.Schema(notiontest.Title("Name")))
	notes = db.Source()
	talks = db.AddSource("Talks", notiontest.Schema(notiontest.Title("Name")))
	notes.Row("One", nil, notiontest.Paragraph("1"))
	notes.Row("Two", nil, notiontest.Paragraph("2"))
	talks.Row("Three", nil, notiontest.Paragraph("3"))
	return ws, db, notes, talks
}

func TestTheIDOfADatabaseOrDataSourceIsTakenUnderEitherName(t *testing.T) {
	ws, db, notes, _ := twoTables()
	for _, test := range []struct {
		key, id string
		pages   string
	}{
		{"database", db.ID(), "one two three"},
		{"data_source", db.ID(), "one two three"},
		{"data_source", notes.ID(), "one two"},
		{"database", notes.ID(), "one two"},
	} {
		c := parse(t, fmt.Sprintf("[[source]]\n%s = %q\n", test.key, test.id))
		c.Dir = t.TempDir()
		dir := filepath.Join(c.Dir, "out")
		s, _ := built(t, c, fetched(t, ws, c), options(t, c), dir)
		wantPages(t, s, dir, test.pages)
	}
}

// wantPages compares the pages of a site, and sees that they are written. Names
// of pages stand between spaces.
func wantPages(t *testing.T, s *Site, dir, names string) {
	t.Helper()
	files, pages := tree(t, dir), 0
	for _, n := range s.all {
		if n.page != nil {
			pages++
		}
	}
	want := strings.Fields(names)
	if pages != len(want) {
		t.Errorf("there are %d pages, %v, want %s", pages, s.URLs(), names)
	}
	for _, name := range want {
		found := false
		for file := range files {
			found = found || file == name+"/index.html" || strings.HasSuffix(file, "/"+name+"/index.html")
		}
		if !found {
			t.Errorf("there is no page %s among %v", name, s.URLs())
		}
	}
}

func TestATableThatIsASourceIsNotMissingFromNorHidesItsDatabase(t *testing.T) {
	ws, db, notes, _ := twoTables()
	table := fmt.Sprintf("[[source]]\ndata_source = %q\n", notes.ID())
	whole := fmt.Sprintf("[[source]]\ndatabase = %q\n", db.ID())
	for _, sources := range []string{table + whole, whole + table} {
		c := parse(t, sources)
		c.Dir = t.TempDir()
		dir := filepath.Join(c.Dir, "out")
		s, _ := built(t, c, fetched(t, ws, c), options(t, c), dir)
		wantPages(t, s, dir, "one two three")
	}
}
