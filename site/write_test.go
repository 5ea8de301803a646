package site

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/notion"
)

// blog is a site of posts in memory: number and title of each, made on day n.
type blog struct {
	workspace
	config *Config
	bodies map[notion.ID][]notion.Block

	options func(*Options) // changes those of the builds; nil for none
}

func newBlog(t testing.TB, posts int) *blog {
	t.Helper()
	b := &blog{workspace: newWorkspace([]notion.ID{id(100)}), bodies: map[notion.ID][]notion.Block{}}
	b.config = parse(t, databaseSource)
	b.config.Site.Theme, b.config.Dir = filepath.Join("testdata", "theme"), t.TempDir()
	b.config.Search.Enabled = false // its index has tests of its own
	var rows []int
	for n := 1; n <= posts; n++ {
		p := b.page(1000+n, fmt.Sprint("Post ", n))
		p.Properties["Date"] = day(epoch.AddDate(0, 0, n%300).Format(time.DateOnly))
		p.Properties["Tags"] = notion.PropertyValue{Type: "multi_select", MultiSelect: []notion.Option{{Name: "all"}}}
		b.write(1000+n, fmt.Sprint("Text of ", n))
		rows = append(rows, 1000+n)
	}
	b.database(100, "Posts", schema("Name", "title", "Date", "date", "Tags", "multi_select"), rows...)
	return b
}

// write gives a page a body of one paragraph.
func (b *blog) write(n int, text string) {
	b.Pages[id(n)].Body = text
	b.bodies[id(n)] = []notion.Block{{Object: "block", ID: id(n + 2_000_000), Type: "paragraph", Paragraph: &notion.Paragraph{RichText: title(text)}}}
}

// plan plans the blog as it is now.
func (b *blog) plan(t testing.TB, formats ...Format) *Site {
	t.Helper()
	c := *b.config
	c.Dir = "."
	opts := options(t, &c, formats...)
	if b.options != nil {
		b.options(&opts)
	}
	s, err := Plan(b.config, b.Snapshot, opts)
	if err != nil {
		t.Fatal(err)
	}
	s.blocks = func(id notion.ID) ([]notion.Block, error) { return b.bodies[id], nil }
	return s
}

func (b *blog) output() string { return filepath.Join(b.config.Dir, "out") }

func (b *blog) build(t testing.TB) Report {
	t.Helper()
	report, err := b.plan(t).Write(t.Context(), b.output())
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestRebuildingWritesOnlyWhatAnEditChanges(t *testing.T) {
	b := newBlog(t, 45)
	first := b.build(t)
	if first.Written != len(without(tree(t, b.output()))) || first.Removed+first.Unchanged != 0 {
		t.Errorf("the first build reports %+v", first)
	}
	wrote := func(what string, urls ...string) {
		t.Helper()
		report := b.build(t)
		if !slices.Equal(report.URLs, urls) {
			t.Errorf("%s: changed are %v, want %v", what, report.URLs, urls)
		}
		if total := len(without(tree(t, b.output()))); report.Written+report.Unchanged != total {
			t.Errorf("%s: the report %+v is not about %d files", what, report, total)
		}
	}
	wrote("nothing")
	b.write(1003, "Other words")
	wrote("the body of an old post", "/repo/llms.txt", "/repo/page/3/", "/repo/post-3/", "/repo/post-3/index.md", "/repo/tags/all/page/3/")
	b.write(1003, "Text of 3")
	wrote("the body back", "/repo/llms.txt", "/repo/page/3/", "/repo/post-3/", "/repo/post-3/index.md", "/repo/tags/all/page/3/")
	if err := os.WriteFile(filepath.Join(b.output(), "post-7", "index.html"), []byte("spoilt"), 0o600); err != nil {
		t.Fatal(err)
	}
	wrote("a spoilt file", "/repo/post-7/")
	if err := os.Remove(filepath.Join(b.output(), "post-8", "index.html")); err != nil {
		t.Fatal(err)
	}
	wrote("a missing file", "/repo/post-8/")
	b.Pages[id(1001)].Properties["Name"] = notion.PropertyValue{Type: "title", Title: title("Renamed")}
	wrote("a title", "/repo/archive/", "/repo/llms.txt", "/repo/page/3/", "/repo/post-1/", "/repo/post-1/index.md", "/repo/post-2/", "/repo/renamed/", "/repo/renamed/index.md",
		"/repo/sitemap.xml", "/repo/tags/all/page/3/", "/repo/urls.json")
}

func TestAnotherChoiceOfPropertiesIsNoticed(t *testing.T) {
	b := newBlog(t, 1)
	b.Pages[id(1001)].Properties["Blurb"] = text("Chosen")
	b.Databases[id(100)].Sources[0].Properties["Blurb"] = notion.Property{Name: "Blurb", Type: "rich_text"}
	b.build(t)
	b.config.Source[0].Properties.Description = "Blurb"
	b.build(t)
	if page := tree(t, b.output())["post-1/index.html"]; !strings.Contains(page, "description: Chosen\n") {
		t.Errorf("the page has no new description:\n%s", page)
	}
}

func TestASiteWithoutPagesSaysSo(t *testing.T) {
	b := newBlog(t, 1)
	b.Pages[id(1001)].Properties["Date"] = day("2999-01-01")
	warnings := b.build(t).Warnings
	if len(warnings) != 1 || warnings[0].Text != "the site has no pages" || !strings.Contains(warnings[0].Hint, "held back: 1") {
		t.Errorf("warnings %+v", warnings)
	}
}

func TestASiteDoesNotLoseAllItsPagesAtOnce(t *testing.T) {
	for _, format := range []Format{FormatHTML, FormatMarkdown} {
		b := newBlog(t, 2)
		write := func() error {
			_, err := b.plan(t, format).Write(t.Context(), b.output())
			return err
		}
		if err := write(); err != nil {
			t.Fatal(err)
		}
		rows := b.Databases[id(100)].Sources[0].Rows
		b.Databases[id(100)].Sources[0].Rows = nil
		before := tree(t, b.output())
		if err := write(); err == nil || !strings.Contains(err.Error(), "filters let them through") || !strings.Contains(err.Error(), "shared with the connection") {
			t.Errorf("%s: without rows: %v", format, err)
		}
		b.Databases[id(100)].Sources[0].Rows = rows
		for n := 1; n <= 2; n++ {
			b.Pages[id(1000+n)].Properties["Date"] = day("2999-01-01")
		}
		if err := write(); err == nil || !strings.Contains(err.Error(), "held back: 2") {
			t.Errorf("%s: with drafts only: %v", format, err)
		}
		if got := tree(t, b.output()); !maps.Equal(got, before) {
			t.Errorf("%s: the folder has changed: %v", format, slices.Sorted(maps.Keys(got)))
		}
		if err := os.RemoveAll(b.output()); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := write(); err != nil {
				t.Errorf("%s: into an empty folder: %v", format, err)
			}
		}
	}
}

func TestRemovedPagesGoWithTheirFolders(t *testing.T) {
	b := newBlog(t, 3)
	b.build(t)
	b.Databases[id(100)].Sources[0].Rows = []notion.ID{id(1001), id(1003)}
	if report := b.build(t); report.Removed != 2 {
		t.Errorf("report %+v, want 2 files removed", report)
	}
	if _, err := os.Stat(filepath.Join(b.output(), "post-2")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder of a removed page stays: %v", err)
	}
}

func TestTheSameInputsGiveTheSameBytes(t *testing.T) {
	b := newBlog(t, 30)
	b.build(t)
	want := without(tree(t, b.output()))
	for range 3 {
		if err := os.RemoveAll(b.output()); err != nil {
			t.Fatal(err)
		}
		b.build(t)
		if got := without(tree(t, b.output())); !maps.Equal(got, want) {
			t.Fatal("two builds of the same differ")
		}
	}
}

func TestAFailedOrCancelledBuildLeavesTheLastSite(t *testing.T) {
	b := newBlog(t, 5)
	b.build(t)
	want := tree(t, b.output())
	b.write(1002, "Other words")
	unreadable := errors.New("damaged")
	s := b.plan(t)
	s.blocks = func(page notion.ID) ([]notion.Block, error) {
		if page == id(1004) {
			return nil, unreadable
		}
		return b.bodies[page], nil
	}
	if _, err := s.Write(t.Context(), b.output()); !errors.Is(err, unreadable) || !strings.Contains(err.Error(), `"Post 4"`) {
		t.Errorf("got error %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	s = b.plan(t)
	s.blocks = func(page notion.ID) ([]notion.Block, error) {
		cancel()
		return b.bodies[page], nil
	}
	if _, err := s.Write(ctx, b.output()); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v", err)
	}
	if got := tree(t, b.output()); !maps.Equal(got, want) {
		t.Errorf("the site changed:\n%v", slices.Sorted(maps.Keys(got)))
	}
	empty := filepath.Join(b.config.Dir, "never")
	if _, err := s.Write(ctx, empty); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v", err)
	}
	if _, err := os.Stat(empty); !errors.Is(err, os.ErrNotExist) {
		t.Error("a folder was made for a site that was not written")
	}
}

func TestLongListsHaveParts(t *testing.T) {
	b := newBlog(t, 45)
	b.build(t)
	files := tree(t, b.output())
	for name, want := range map[string][]string{
		"index.html":                 {"item: Post 45 ", "item: Post 26 ", "part: 1 of 3  /repo/page/2/"},
		"page/2/index.html":          {"item: Post 25 ", "item: Post 6 ", "part: 2 of 3 /repo/ /repo/page/3/"},
		"page/3/index.html":          {"item: Post 5 ", "item: Post 1 ", "part: 3 of 3 /repo/page/2/"},
		"tags/all/page/3/index.html": {"item: Post 1 ", "part: 3 of 3 /repo/tags/all/page/2/ "},
	} {
		for _, text := range want {
			if !strings.Contains(files[name], text) {
				t.Errorf("%s lacks %q:\n%s", name, text, files[name])
			}
		}
	}
	if strings.Count(files["index.html"], "item: ") != 20 || files["page/4/index.html"] != "" {
		t.Error("parts do not hold 20 items")
	}
}

func TestRowsWithoutDatesAreListedAsATable(t *testing.T) {
	b := newBlog(t, 1)
	var rows []int
	for n := 1; n <= 102; n++ {
		b.page(3000+n, fmt.Sprint("Part ", n)).Properties["Price"] = text(fmt.Sprint(n, " euro"))
		rows = append(rows, 3000+n)
	}
	b.Pages[id(3050)].Properties["Status"] = notion.PropertyValue{Type: "status", Status: &notion.Option{Name: "Archived"}}
	parts := b.database(200, "Parts", schema("Name", "title", "Price", "rich_text", "Status", "status"), rows...)
	b.Pages[id(1001)].Children = []notion.ID{parts.ID}
	parts.Owner = id(1001)
	b.build(t)
	page := func(name string) []string {
		t.Helper()
		content := tree(t, b.output())[name]
		if content == "" || strings.Contains(content, "item: ") || strings.Contains(content, "database-title") {
			t.Errorf("%s is no table:\n%s", name, content)
		}
		return strings.Split(content, `<tr><th scope="row">`)[1:]
	}
	first := page("post-1/parts/index.html")
	if len(first) != 100 || !strings.HasPrefix(first[0], `<a href="/repo/post-1/parts/part-1/">Part 1</a></th><td>1 euro</td>`) {
		t.Errorf("the table of %d rows begins with %q", len(first), first)
	}
	if second := page("post-1/parts/page/2/index.html"); len(second) != 1 || !strings.Contains(second[0], ">Part 102</a>") {
		t.Errorf("the second part has the rows %q", second)
	}
	parts.Sources[0].Properties["Date"] = notion.Property{Name: "Date", Type: "date"}
	b.build(t)
	if list := tree(t, b.output())["post-1/parts/index.html"]; strings.Count(list, "item: ") != 20 || strings.Contains(list, "<table>") {
		t.Errorf("with dates the list is\n%s", list)
	}
}

func TestFilesOfAnotherFormatGo(t *testing.T) {
	b := newBlog(t, 1)
	b.build(t)
	if _, err := b.plan(t, FormatMarkdown).Write(t.Context(), b.output()); err != nil {
		t.Fatal(err)
	}
	if got := slices.Sorted(maps.Keys(without(tree(t, b.output())))); !slices.Equal(got, []string{"content/post-1.md"}) {
		t.Errorf("a tree of Markdown holds %v", got)
	}
}
