package site

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/notion"
	"galley/theme"
)

// listed gives the titles in the list of the only database.
func listed(s *Site) string {
	var titles []string
	for _, l := range s.lists() {
		if l.node != nil {
			for _, n := range l.items {
				titles = append(titles, n.title)
			}
		}
	}
	return strings.Join(titles, " ")
}

func TestASourceSortsItsList(t *testing.T) {
	for sort, want := range map[string]string{
		"": "b A c d", "newest": "b A d c", "oldest": "c d A b", "title": "A b c d", "edited": "d c b A", "notion": "A b c d",
	} {
		text := databaseSource + "path = \"/posts/\"\n"
		if sort != "" {
			text += fmt.Sprintf("sort = %q\n", sort)
		}
		w := newWorkspace([]notion.ID{id(100)})
		for i, name := range []string{"A", "b", "c", "d"} {
			w.page(i+1, name)
		}
		w.Pages[id(1)].Properties["Date"] = day("2026-05-01")
		w.Pages[id(2)].Properties["Date"] = day("2026-06-01")
		w.database(100, "Posts", schema("Name", "title", "Date", "date"), 1, 2, 3, 4)
		c := parse(t, text)
		c.Site.Theme = "docs" // where pages without a date are none of the posts
		if got := listed(plan(t, c, w, Options{})); got != want {
			t.Errorf("sort = %q lists %s, want %s", sort, got, want)
		}
	}
}

func TestNeighboursFollowTheOrderOfTheList(t *testing.T) {
	w := newWorkspace([]notion.ID{id(100)})
	for i, name := range []string{"b", "a", "c"} {
		w.page(i+1, name).Properties["Date"] = day("2026-05-01")
	}
	w.database(100, "Posts", schema("Name", "title", "Date", "date"), 1, 2, 3)
	s := plan(t, parse(t, databaseSource+"sort = \"title\"\n"), w, Options{})
	if n := s.nodes[id(1)]; n.next.title != "a" || n.prev.title != "c" {
		t.Errorf("beside b are %s and %s, want a before and c behind", n.next.title, n.prev.title)
	}
}

func TestASourceNamesItsListAndItsLayout(t *testing.T) {
	c := parse(t, databaseSource+"path = \"/food/\"\ntitle = \"What we eat\"\ntemplate = \"recipe\"\n")
	c.Dir = t.TempDir()
	layouts := filepath.Join(c.Dir, "look", "layouts")
	if err := os.MkdirAll(layouts, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(layouts, "recipe.html"), []byte(`{{define "main"}}<h1>Recipe: {{.Title}}</h1>{{end}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	c.Site.Theme = "look"
	w := newWorkspace([]notion.ID{id(100)})
	w.page(1, "Soup")
	w.database(100, "Recipes", schema("Name", "title", "Date", "date"), 1)
	s, err := Plan(c, w.Snapshot, options(t, c))
	if err != nil {
		t.Fatal(err)
	}
	s.blocks = func(notion.ID) ([]notion.Block, error) { return nil, nil }
	dir := filepath.Join(c.Dir, "out")
	if _, err := s.Write(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"food/soup/index.html": "<h1>Recipe: Soup</h1>", "food/index.html": "What we eat"} {
		if page, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !strings.Contains(string(page), want) {
			t.Errorf("%s lacks %s (%v)", name, want, err)
		}
	}
}

func TestATemplateDecidesWhetherRowsArePosts(t *testing.T) {
	for template, want := range map[string]theme.Kind{"page": theme.KindPage, "post": theme.KindPost} {
		w := newWorkspace([]notion.ID{id(100)})
		w.page(1, "One").Properties["Date"] = day("2026-05-01")
		w.database(100, "Posts", schema("Name", "title", "Date", "date"), 1)
		s := plan(t, parse(t, fmt.Sprintf("%stemplate = %q\n", databaseSource, template)), w, Options{})
		if got := s.nodes[id(1)].kind; got != want {
			t.Errorf("template = %q makes rows %ss", template, got)
		}
	}
}

func TestWhatIsWrongWithASectionIsTold(t *testing.T) {
	for text, want := range map[string][]string{
		databaseSource + "sort = \"tilte\"\n": {"4:8", `sort cannot be "tilte"`, `did you mean "title"?`},
		pageSource + "sort = \"title\"\n":     {"a page has no list to give a sort"},
		pageSource + "title = \"Food\"\n":     {"a page has no list to give a title"},
	} {
		_, err := ParseConfig("site.toml", []byte("[site]\ntitle = \"x\"\nbase_url = \"https://x.example/\"\n"+text))
		wantTold(t, err, want[len(want)-1:])
	}
	c := parse(t, databaseSource+"template = \"psot\"\n")
	w := newWorkspace([]notion.ID{id(100)})
	w.database(100, "Posts", schema("Name", "title"))
	_, err := Plan(c, w.Snapshot, options(t, c))
	wantTold(t, err, []string{`the theme has no layout "psot"`, `did you mean "post"?`})
}

func wantTold(t *testing.T, err error, want []string) {
	t.Helper()
	if err == nil || slices.ContainsFunc(want, func(s string) bool { return !strings.Contains(err.Error(), s) }) {
		t.Errorf("told is %v, want %q", err, want)
	}
}
