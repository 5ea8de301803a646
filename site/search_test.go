package site

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/notion"
	"galley/site/search"
)

// searchCards reads what the index of a site in dir shows of its pages, by address.
func searchCards(t *testing.T, dir string) map[string][]any {
	t.Helper()
	files := tree(t, dir)
	read := func(name string, v any) {
		t.Helper()
		data, err := io.ReadAll(flate.NewReader(strings.NewReader(files[searchFolder+name])))
		if err != nil {
			t.Fatalf("reading %s: %v", name, err)
		}
		if err := json.Unmarshal(data, v); err != nil {
			t.Fatalf("reading %s: %v", name, err)
		}
	}
	var root struct{ Cards string }
	read(search.RootName, &root)
	found := map[string][]any{}
	for names := range slices.Chunk([]byte(root.Cards), 8) {
		if len(bytes.Trim(names, "0")) == 0 {
			continue
		}
		var rows [][]any
		read(string(names)+".bin", &rows)
		for _, row := range rows {
			found[row[1].(string)] = row[2:]
		}
	}
	return found
}

func searchable(t *testing.T, posts int) *blog {
	b := newBlog(t, posts)
	b.config.Site.Theme, b.config.Search.Enabled = "blog", true
	return b
}

func TestTheIndexHasThePagesThatEverybodyMaySee(t *testing.T) {
	b := searchable(t, 4)
	b.Databases[id(100)].Sources[0].Properties["Hide from search"] = notion.Property{Name: "Hide from search", Type: "checkbox"}
	hidden := true
	b.Pages[id(1002)].Properties["Hide from search"] = notion.PropertyValue{Type: "checkbox", Checkbox: &hidden}
	b.Pages[id(1003)].Properties["Status"] = notion.PropertyValue{Type: "select", Select: &notion.Option{Name: "Draft"}}
	s := b.plan(t)
	for _, n := range s.all {
		n.draft = n.id == id(1003)
	}
	if _, err := s.Write(t.Context(), b.output()); err != nil {
		t.Fatal(err)
	}
	found := searchCards(t, b.output())
	for _, url := range []string{"post-1/", "post-4/"} {
		if found[url] == nil {
			t.Errorf("%s is not in the index: %v", url, found)
		}
	}
	for _, url := range []string{"post-2/", "post-3/"} {
		if found[url] != nil {
			t.Errorf("%s is in the index", url)
		}
	}
	files := tree(t, b.output())
	if !strings.Contains(files["post-2/index.html"], `content="noindex"`) || strings.Contains(files["sitemap.xml"], "post-2") {
		t.Error("search engines are told of a page that is to be hidden from them")
	}
	if strings.Contains(files["post-1/index.html"], `content="noindex"`) {
		t.Error("search engines are asked to leave out a page that is not hidden")
	}
}

func TestWithoutSearchNothingOfItIsWritten(t *testing.T) {
	b := searchable(t, 1)
	b.build(t)
	if page := tree(t, b.output())["post-1/index.html"]; !strings.Contains(page, `<dialog class="search"`) {
		t.Error("a page of a site with a search has no dialog for it")
	}
	b.config.Search.Enabled = false
	b.build(t)
	files := tree(t, b.output())
	for name := range files {
		if strings.HasPrefix(name, searchFolder) {
			t.Errorf("%s is there", name)
		}
	}
	if page := files["post-1/index.html"]; strings.Contains(page, "data-search") || strings.Contains(page, "<dialog") {
		t.Error("a page of a site without a search offers one")
	}
	if _, err := b.plan(t, FormatMarkdown).Write(t.Context(), filepath.Join(t.TempDir(), "markdown")); err != nil {
		t.Error(err)
	}
}

func TestAnEditChangesFewFilesOfTheIndex(t *testing.T) {
	b := searchable(t, 300)
	b.build(t)
	b.write(1003, "Entirely other words")
	changed, all := 0, 0
	for _, url := range b.build(t).URLs {
		if strings.Contains(url, searchFolder) {
			changed++
		}
	}
	for name := range tree(t, b.output()) {
		if strings.HasPrefix(name, searchFolder) {
			all++
		}
	}
	// the page's text, its card, the words with their pages, the root: each old and new
	if changed > 16 || all < 300 {
		t.Errorf("%d of %d files changed", changed, all)
	}
	if again := b.build(t); again.Written+again.Removed != 0 {
		t.Errorf("nothing changed, and the report is %+v", again)
	}
}

func TestSectionsAreTopLevelPlaces(t *testing.T) {
	home := &node{path: ""}
	guide := &node{path: "guide/", title: "Guide", parent: home}
	part := &node{path: "guide/part/", title: "Part", parent: guide}
	leaf := &node{path: "guide/part/leaf/", title: "Leaf", parent: part}
	guide.children, part.children = []*node{part}, []*node{leaf}
	about := &node{path: "about/", title: "About", parent: home}
	home.children = []*node{guide, about}
	for n, want := range map[*node]string{home: "", guide: "Guide", part: "Guide", leaf: "Guide", about: ""} {
		if got := section(n); got != want {
			t.Errorf("the section of %q is %q, want %q", n.title, got, want)
		}
	}
}

func TestTheIndexKnowsOnlyThePropertiesThatPagesShow(t *testing.T) {
	b := searchable(t, 1)
	b.config.Site.ShowProperties = []string{"Mood"}
	b.Pages[id(1001)].Properties["Mood"] = notion.PropertyValue{Type: "select", Select: &notion.Option{Name: "gleeful"}}
	b.Pages[id(1001)].Properties["Note to self"] = text("secretive")
	b.build(t)
	name := searchCards(t, b.output())["post-1/"][1].(string)
	words, err := io.ReadAll(flate.NewReader(strings.NewReader(tree(t, b.output())[searchFolder+name+".bin"])))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(words); !strings.Contains(got, "Mood gleeful") || strings.Contains(got, "secretive") || !strings.Contains(got, "Text of 1") {
		t.Errorf("the text in the index is %s", got)
	}
}
