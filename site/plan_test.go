package site

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/fetch"
	"galley/notion"
)

// workspace builds snapshots for tests that need no bodies.
type workspace struct{ *fetch.Snapshot }

func newWorkspace(roots ...[]notion.ID) workspace {
	return workspace{&fetch.Snapshot{
		Roots: roots, Pages: map[notion.ID]*fetch.Page{}, Databases: map[notion.ID]*fetch.Database{},
		Users: map[notion.ID]notion.User{}, Files: map[string]fetch.File{}, Targets: map[notion.ID]bool{},
	}}
}

// id gives the ID number n: the first digits differ.
func id(n int) notion.ID { return notion.ID(fmt.Sprintf("%08x-0000-4000-8000-000000000000", n)) }

var epoch = time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)

func title(text string) []notion.RichText {
	return []notion.RichText{{Type: "text", PlainText: text, Text: &notion.Text{Content: text}}}
}

// page adds page n, made on day n, with children.
func (w workspace) page(n int, name string, children ...int) *fetch.Page {
	p := &fetch.Page{Page: notion.Page{
		ID: id(n), CreatedTime: epoch.AddDate(0, 0, n), LastEditedTime: epoch.AddDate(0, 1, n),
		Properties: map[string]notion.PropertyValue{"Name": {Type: "title", Title: title(name)}},
	}, Body: fmt.Sprint("body of ", n)}
	for _, c := range children {
		p.Children = append(p.Children, id(c))
	}
	w.Pages[p.ID] = p
	for _, c := range children {
		if child, ok := w.Pages[id(c)]; ok {
			child.Owner = p.ID
		} else if db, ok := w.Databases[id(c)]; ok {
			db.Owner = p.ID
		}
	}
	return p
}

// database adds database n with one table, whose ID is a million more.
func (w workspace) database(n int, name string, properties map[string]notion.Property, rows ...int) *fetch.Database {
	db := &fetch.Database{Database: notion.Database{ID: id(n), Title: title(name), CreatedTime: epoch.AddDate(0, 0, n)}}
	table := &fetch.DataSource{DataSource: notion.DataSource{ID: id(1_000_000 + n), Title: title(name), Properties: properties}}
	for _, r := range rows {
		table.Rows = append(table.Rows, id(r))
		w.Pages[id(r)].Owner = table.ID
	}
	db.Sources = []*fetch.DataSource{table}
	w.Databases[db.ID] = db
	return db
}

func text(s string) notion.PropertyValue {
	return notion.PropertyValue{Type: "rich_text", RichText: title(s)}
}

func day(s string) notion.PropertyValue {
	return notion.PropertyValue{Type: "date", Date: &notion.Date{Start: s}}
}

func status(s string) notion.PropertyValue {
	return notion.PropertyValue{Type: "status", Status: &notion.Option{Name: s}}
}

func box(checked bool) notion.PropertyValue {
	return notion.PropertyValue{Type: "checkbox", Checkbox: &checked}
}

func plan(t testing.TB, c *Config, w workspace, opts Options) *Site {
	t.Helper()
	opts.Formats = []Format{FormatMarkdown}
	if opts.Now.IsZero() {
		opts.Now = epoch.AddDate(1, 0, 0)
	}
	s, err := Plan(c, w.Snapshot, opts)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// wantURLs compares the addresses of a site, in reading order.
func wantURLs(t *testing.T, s *Site, want ...string) {
	t.Helper()
	if got := s.URLs(); !slices.Equal(got, want) {
		t.Errorf("addresses\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

const (
	pageSource     = "[[source]]\npage = \"00000001-0000-4000-8000-000000000000\"\n"
	databaseSource = "[[source]]\ndatabase = \"00000064-0000-4000-8000-000000000000\"\n" // 100
)

func TestATreeOfPagesHasItsRootAsHomePage(t *testing.T) {
	w := newWorkspace([]notion.ID{id(1)})
	w.page(3, "Install")
	w.page(2, "Guide", 3)
	w.page(4, "")
	w.page(1, "Handbook", 2, 4)
	wantURLs(t, plan(t, parse(t, pageSource), w, Options{}),
		"/repo/", "/repo/guide/", "/repo/guide/install/", "/repo/00000004/")
	wantURLs(t, plan(t, parse(t, pageSource+"path = \"/docs/v1.2\"\n"), w, Options{}),
		"/repo/docs/v1.2/", "/repo/docs/v1.2/guide/", "/repo/docs/v1.2/guide/install/", "/repo/docs/v1.2/00000004/")
}

func TestRowsOfADatabaseAreBelowItsPath(t *testing.T) {
	w := newWorkspace([]notion.ID{id(100)})
	w.page(9, "Details")
	w.page(1, "One", 9)
	w.page(2, "Two").Properties["Slug"] = text("/Guides/Über uns//")
	w.database(100, "Posts", schema("Name", "title", "Slug", "rich_text"), 1, 2)
	wantURLs(t, plan(t, parse(t, databaseSource), w, Options{}),
		"/repo/", "/repo/one/", "/repo/one/details/", "/repo/guides/uber-uns/")
	wantURLs(t, plan(t, parse(t, databaseSource+"path = \"posts\"\n"), w, Options{}),
		"/repo/posts/", "/repo/posts/one/", "/repo/posts/one/details/", "/repo/posts/guides/uber-uns/")
}

func TestSeveralSourcesShareASite(t *testing.T) {
	w := newWorkspace([]notion.ID{id(1)}, []notion.ID{id(100)}, []notion.ID{id(5), id(6), id(2)})
	w.page(6, "Inner")
	w.page(5, "Found", 6)
	w.page(3, "Row")
	w.database(100, "The Blog", schema("Name", "title"), 3)
	w.page(2, "About")
	w.page(1, "Home", 2, 100)
	c := parse(t, pageSource+databaseSource+"[[source]]\nsearch = \"\"\n")
	wantURLs(t, plan(t, c, w, Options{}),
		"/repo/", "/repo/about/", "/repo/the-blog/", "/repo/the-blog/row/", "/repo/found/", "/repo/found/inner/")
}

func TestADatabaseInAPageHasAPlaceBelowIt(t *testing.T) {
	w := newWorkspace([]notion.ID{id(1)})
	w.page(3, "Row")
	w.database(7, "Tasks", schema("Name", "title"), 3)
	view := w.database(8, "View of tasks", nil)
	view.Linked, view.Sources = true, w.Databases[id(7)].Sources
	w.page(2, "Team", 8, 7)
	w.page(1, "Home", 2)
	s := plan(t, parse(t, pageSource), w, Options{})
	wantURLs(t, s, "/repo/", "/repo/team/", "/repo/team/tasks/", "/repo/team/tasks/row/")
	if n := s.find(id(8)); n == nil || n.path != "team/tasks/" {
		t.Errorf("the view leads to %v, want the place of its database", n)
	}
}

func TestOneTableOfADatabaseIsASource(t *testing.T) {
	w := newWorkspace(nil)
	w.page(3, "A")
	w.page(4, "B")
	db := w.database(100, "Both", schema("Name", "title"), 3)
	db.Sources = append(db.Sources, &fetch.DataSource{DataSource: notion.DataSource{ID: id(77), Title: title("Talks")}, Rows: []notion.ID{id(4)}})
	w.Pages[id(4)].Owner = id(77)
	c := parse(t, "[[source]]\ndata_source = \"0000004d-0000-4000-8000-000000000000\"\npath=\"talks\"\n")
	s := plan(t, c, w, Options{})
	wantURLs(t, s, "/repo/talks/", "/repo/talks/b/")
	if s.tops[0].title != "Talks" {
		t.Errorf("the list is called %q, want the name of the table", s.tops[0].title)
	}
}

func TestAddressesAreUniqueAndDoNotDependOnOrder(t *testing.T) {
	names := []string{"Same", "same!", "SAME", "Page", "Tags", "Same 000002", "", "index", "con", "Assets", "feed"}
	var rows []int
	for i := range names {
		rows = append(rows, i+1)
	}
	build := func(rows []int) *Site {
		w := newWorkspace([]notion.ID{id(100)})
		for i, name := range names {
			w.page(i+1, name)
		}
		w.database(100, "Posts", schema("Name", "title"), rows...)
		return plan(t, parse(t, databaseSource), w, Options{})
	}
	first := map[notion.ID]string{}
	for _, n := range build(rows).all {
		first[n.id] = n.path
	}
	want := []string{"same/", "same-000000/", "same-0000000/", "page-000000/", "tags-000000/", "same-000002/", "00000007/",
		"index-000000/", "con-000000/", "assets-000000/", "feed/"}
	for i := range names {
		if got := first[id(i+1)]; got != want[i] {
			t.Errorf("%q is at %s, want %s", names[i], got, want[i])
		}
	}
	for range 20 {
		rand.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		for _, n := range build(rows).all {
			if n.path != first[n.id] {
				t.Fatalf("with rows %v, %s is at %s and not at %s", rows, n.id, n.path, first[n.id])
			}
		}
	}
}

func TestANewPageDoesNotTakeTheAddressOfAnOldOne(t *testing.T) {
	build := func(rows ...int) map[notion.ID]string {
		w := newWorkspace([]notion.ID{id(100)})
		for _, r := range rows {
			w.page(r, "Notes")
		}
		w.database(100, "Posts", schema("Name", "title"), rows...)
		paths := map[notion.ID]string{}
		for _, n := range plan(t, parse(t, databaseSource), w, Options{}).all {
			paths[n.id] = n.path
		}
		return paths
	}
	before, after := build(5, 6), build(7, 6, 5)
	for id, path := range before {
		if after[id] != path {
			t.Errorf("%s moved from %s to %s", id, path, after[id])
		}
	}
}

func TestPublishingRules(t *testing.T) {
	properties := schema("Name", "title", "Status", "status", "Published", "checkbox", "Date", "date")
	now := time.Date(2026, 6, 27, 10, 0, 0, 0, time.FixedZone("", 2*60*60))
	cases := []struct {
		name      string
		status    string
		published bool
		date      string
		want      string // the reason to hold it back
	}{
		{"done and checked", "Done", true, "2026-06-27", ""},
		{"no status", "", true, "", ""},
		{"draft", "Draft", true, "", "its Status is Draft"},
		{"archived, whatever the case", " ARCHIVED ", true, "", "its Status is  ARCHIVED "},
		{"not started", "Not started", true, "", "its Status is Not started"},
		{"not checked", "Done", false, "", "Published is not checked"},
		{"tomorrow", "Done", true, "2026-06-28", "it is scheduled for 2026-06-28 00:00"},
		{"in an hour", "Done", true, "2026-06-27T09:00:00.000+00:00", "it is scheduled for 2026-06-27 09:00"},
		{"an hour ago", "Done", true, "2026-06-27T07:00:00.000+00:00", ""},
	}
	for _, c := range cases {
		w := newWorkspace([]notion.ID{id(100)})
		p := w.page(1, "Row", 2)
		w.page(2, "Below")
		if c.status != "" {
			p.Properties["Status"] = status(c.status)
		}
		p.Properties["Published"] = box(c.published)
		if c.date != "" {
			p.Properties["Date"] = day(c.date)
		}
		w.database(100, "Posts", properties, 1)
		s := plan(t, parse(t, databaseSource), w, Options{Now: now})
		got := ""
		if len(s.Held()) > 0 {
			got = s.Held()[0].Reason
		}
		if got != c.want || (s.nodes[id(1)] == nil) != (c.want != "") || (s.nodes[id(2)] == nil) != (c.want != "") {
			t.Errorf("%s: held back because %q, want %q", c.name, got, c.want)
		}
		for _, shown := range []*Site{
			plan(t, parse(t, databaseSource), w, Options{Now: now, Drafts: true}),
			plan(t, parse(t, databaseSource+"drafts = true\n"), w, Options{Now: now}),
		} {
			n := shown.nodes[id(1)]
			if n == nil || n.draft != (c.want != "") || shown.nodes[id(2)].draft != n.draft || len(shown.Held()) > 0 {
				t.Errorf("%s: with drafts got %+v", c.name, n)
			}
		}
	}
}

func TestWorkInProgressIsShownInADatabaseWithinAPage(t *testing.T) {
	w := newWorkspace([]notion.ID{id(1)})
	for n, published := range map[int]bool{11: true, 12: false} {
		p := w.page(n, fmt.Sprint("Task ", n))
		p.Properties["Status"], p.Properties["Date"] = status("In progress"), day("2030-01-01")
		p.Properties["Published"] = box(published)
	}
	draft := w.page(13, "Task 13")
	draft.Properties["Status"], draft.Properties["Published"] = status("Draft"), box(true)
	w.database(100, "Tasks", schema("Name", "title", "Status", "status", "Published", "checkbox", "Date", "date"), 11, 12, 13)
	w.page(1, "Home", 100)
	s := plan(t, parse(t, pageSource), w, Options{Now: epoch})
	if s.nodes[id(11)] == nil || s.nodes[id(12)] != nil || s.nodes[id(13)] != nil {
		t.Errorf("on the site: a task in progress %t, one that is not checked %t, a draft %t; want only the first",
			s.nodes[id(11)] != nil, s.nodes[id(12)] != nil, s.nodes[id(13)] != nil)
	}
	s = plan(t, parse(t, pageSource+"[[source]]\ndatabase = \""+string(id(100))+"\"\npath = \"/tasks/\"\n"), w, Options{Now: epoch})
	if s.nodes[id(11)] != nil {
		t.Error("a task in progress is on the site although its database is a source")
	}
}

func TestPagesStandInReadingOrderAndPostsInTimeOrder(t *testing.T) {
	w := newWorkspace([]notion.ID{id(1)}, []notion.ID{id(100)})
	w.page(3, "Install")
	w.page(2, "Guide", 3)
	w.page(4, "More")
	w.page(1, "Home", 2, 4)
	w.page(5, "Below a post")
	for n, date := range map[int]string{11: "2026-03-01", 12: "2026-01-01", 13: "2026-02-01"} {
		w.page(n, fmt.Sprint("Post ", n)).Properties["Date"] = day(date)
	}
	w.Pages[id(12)].Children = []notion.ID{id(5)}
	w.database(100, "Posts", schema("Name", "title", "Date", "date"), 11, 12, 13)
	s := plan(t, parse(t, pageSource+databaseSource), w, Options{})
	chain := func(from int) (list []notion.ID) {
		for n := s.nodes[id(from)]; n != nil; n = n.next {
			list = append(list, n.id)
		}
		return list
	}
	if got := fmt.Sprint(chain(1)); got != fmt.Sprint([]notion.ID{id(1), id(2), id(3), id(4)}) {
		t.Errorf("pages are read as %s", got)
	}
	if got := fmt.Sprint(chain(5)); got != fmt.Sprint([]notion.ID{id(5)}) {
		t.Errorf("a page below a post is followed by %s", got)
	}
	if got := fmt.Sprint(chain(12)); got != fmt.Sprint([]notion.ID{id(12), id(13), id(11)}) {
		t.Errorf("posts follow each other as %s", got)
	}
}

func TestTagsThatLookAlikeHaveAddressesOfTheirOwn(t *testing.T) {
	w := newWorkspace([]notion.ID{id(100)})
	p := w.page(1, "Row")
	p.Properties["Tags"] = notion.PropertyValue{Type: "multi_select", MultiSelect: []notion.Option{{Name: "C++"}, {Name: "c"}, {Name: "C#"}, {Name: "🚀"}, {Name: "page"}}}
	w.database(100, "Posts", schema("Name", "title", "Tags", "multi_select"), 1)
	s := plan(t, parse(t, databaseSource), w, Options{})
	seen := map[string]bool{}
	for _, tag := range s.themeTags() {
		if seen[tag.URL] || !strings.HasPrefix(tag.URL, "/repo/tags/") {
			t.Errorf("tag %s is at %s", tag.Name, tag.URL)
		}
		seen[tag.URL] = true
	}
	if got := s.tags["c"].path; got != "tags/c/" {
		t.Errorf("the tag c is at %s", got)
	}
	if seen["/repo/tags/page/"] || len(seen) != 5 {
		t.Errorf("addresses %v", seen)
	}
}

func FuzzAddressesStayInTheirFolder(f *testing.F) {
	f.Add("../../etc", "a/../b", "x")
	f.Add("CON", "..\\..", "\x00/")
	f.Fuzz(func(t *testing.T, a, b, slug string) {
		w := newWorkspace([]notion.ID{id(100)})
		w.page(1, a)
		w.page(2, b)
		w.page(3, b).Properties["Slug"] = text(slug)
		w.database(100, a, schema("Name", "title", "Slug", "rich_text"), 1, 2, 3)
		seen := map[string]bool{}
		for _, n := range plan(t, parse(t, databaseSource), w, Options{}).all {
			for s := range strings.SplitSeq(strings.TrimSuffix(n.path, "/"), "/") {
				if n.path != "" && !segment.MatchString(s) || len(n.path) > 2*maxPath {
					t.Errorf("%q, %q, %q give %q", a, b, slug, n.path)
				}
			}
			if seen[n.path] {
				t.Errorf("%q, %q, %q give %q twice", a, b, slug, n.path)
			}
			seen[n.path] = true
		}
	})
}

func TestPropertiesThatDoNotFitAreToldAgainUntilTheyFit(t *testing.T) {
	w := newWorkspace([]notion.ID{id(100)})
	w.page(1, "Row")
	w.page(2, "Row")
	db := w.database(100, "Posts", schema("Name", "title"), 1, 2)
	c := parse(t, databaseSource+"[source.properties]\ndate = \"When\"\n")
	for range 2 {
		_, err := Plan(c, w.Snapshot, Options{Formats: []Format{FormatMarkdown}})
		var problems *ConfigError
		if !errors.As(err, &problems) || len(problems.Problems) != 1 {
			t.Errorf("got %v, want one problem", err)
		}
	}
	db.Sources[0].Properties["When"] = notion.Property{Name: "When", Type: "date"}
	plan(t, c, w, Options{})
}

func TestAMenuDoesNotListAllThatASearchFinds(t *testing.T) {
	for found, want := range map[int]int{3: 3, 30: 0} {
		w := newWorkspace(nil)
		for n := range found {
			w.page(n+1, fmt.Sprint("Page ", n))
			w.Roots[0] = append(w.Roots[0], id(n+1))
		}
		r := newRun(t.Context(), plan(t, parse(t, "[[source]]\nsearch = \"\"\n"), w, Options{}), nil)
		if len(r.view.Menu) != want || len(r.view.Tree) != found {
			t.Errorf("of %d pages the menu has %d, want %d; the tree has %d", found, len(r.view.Menu), want, len(r.view.Tree))
		}
	}
}

func TestASearchPutsPagesBelowTheirParents(t *testing.T) {
	w := newWorkspace([]notion.ID{id(3), id(4), id(2), id(1), id(100)})
	w.page(3, "Inner") // its parent does not lead to it
	w.page(4, "Row")
	w.page(2, "Child")
	w.page(1, "Parent", 2)
	w.Pages[id(3)].Owner = id(2)
	w.database(100, "Table", schema("Name", "title"), 4)
	wantURLs(t, plan(t, parse(t, "[[source]]\nsearch = \"\"\n"), w, Options{}),
		"/repo/parent/", "/repo/parent/child/", "/repo/table/", "/repo/table/row/", "/repo/inner/")
}
