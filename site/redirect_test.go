package site

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/notion"
	"galley/site/permalink"
)

// leadsTo gives the page that answers at an address of a planned site, and
// whether by a redirect; "" for 404.
func leadsTo(s *Site, address string) (page notion.ID, moved bool) {
	path := strings.TrimPrefix(address, "/")
	for _, d := range s.redirects {
		if d.From == path {
			path, moved = d.To, true
		}
	}
	for _, n := range s.all {
		if n.path == path {
			return n.id, moved
		}
	}
	return "", false
}

func wantLeads(t *testing.T, s *Site, address string, page int, moved bool) {
	t.Helper()
	want := notion.ID("")
	if page > 0 {
		want = id(page)
	}
	if got, by := leadsTo(s, address); got != want || by != moved {
		t.Errorf("%s leads to %q (redirected: %v), want %q (%v)", address, got, by, want, moved)
	}
}

// rebuilt plans again with what the last site remembers.
func rebuilt(t *testing.T, last *Site, c *Config, w workspace) *Site {
	t.Helper()
	return plan(t, c, w, Options{Past: last.History()})
}

func rename(w workspace, n int, name string) {
	w.Pages[id(n)].Properties["Name"] = notion.PropertyValue{Type: "title", Title: title(name)}
}

func TestARenamedPageIsFoundAtItsFormerAddresses(t *testing.T) {
	c := parse(t, pageSource)
	w := newWorkspace([]notion.ID{id(1)})
	w.page(3, "Install")
	w.page(2, "Guide", 3)
	w.page(1, "Handbook", 2)
	first := plan(t, c, w, Options{})
	rename(w, 2, "Manual")
	second := rebuilt(t, first, c, w)
	wantURLs(t, second, "/repo/", "/repo/manual/", "/repo/manual/install/")
	wantLeads(t, second, "/guide/", 2, true)
	wantLeads(t, second, "/guide/install/", 3, true)

	rename(w, 2, "Guide")
	third := rebuilt(t, second, c, w)
	wantURLs(t, third, "/repo/", "/repo/guide/", "/repo/guide/install/")
	wantLeads(t, third, "/manual/", 2, true)
	wantLeads(t, third, "/manual/install/", 3, true)
	if len(third.redirects) != 2 {
		t.Errorf("redirects are %v, want two", third.redirects)
	}
}

func TestAFormerAddressIsNotGivenToAnotherPage(t *testing.T) {
	c := parse(t, pageSource)
	w := newWorkspace([]notion.ID{id(1)})
	w.page(2, "Red")
	w.page(3, "Blue")
	w.page(1, "Home", 2, 3)
	first := plan(t, c, w, Options{})
	rename(w, 2, "Blue")
	rename(w, 3, "Red")
	second := rebuilt(t, first, c, w)
	wantLeads(t, second, "/red/", 2, true)
	wantLeads(t, second, "/blue/", 3, true)
	wantURLs(t, second, "/repo/", "/repo/blue-000000/", "/repo/red-000000/")

	c.Source[0].Properties.Slug = "Slug"
	w.Pages[id(3)].Properties["Slug"] = text("red")
	third := rebuilt(t, second, c, w)
	wantLeads(t, third, "/red/", 3, false) // its owner has not been there for some time
	wantLeads(t, third, "/blue/", 3, true)

	w.Pages[id(2)].Properties["Slug"] = text("red")
	fourth := rebuilt(t, third, c, w)
	wantLeads(t, fourth, "/red/", 3, false) // but this one is
}

func TestTheAddressOfATrashedPageWaitsForIt(t *testing.T) {
	c := parse(t, pageSource)
	w := newWorkspace([]notion.ID{id(1)})
	w.page(2, "About")
	home := w.page(1, "Home", 2)
	first := plan(t, c, w, Options{})
	home.Children = nil
	second := rebuilt(t, first, c, w)
	wantLeads(t, second, "/about/", 0, false)
	w.page(3, "About")
	home.Children = []notion.ID{id(3)}
	third := rebuilt(t, second, c, w)
	wantLeads(t, third, "/about/", 0, false)
	wantLeads(t, third, "/about-000000/", 3, false)
	home.Children = []notion.ID{id(3), id(2)}
	fourth := rebuilt(t, third, c, w)
	wantLeads(t, fourth, "/about/", 2, false)
	wantLeads(t, fourth, "/about-000000/", 3, false)
}

func TestDraftsAreNotRemembered(t *testing.T) {
	c := parse(t, databaseSource+"drafts = true\n")
	w := newWorkspace([]notion.ID{id(100)})
	draft := w.page(1, "Plan")
	draft.Properties["Status"] = status("Draft")
	w.page(2, "Plan")
	w.database(100, "Posts", map[string]notion.Property{"Name": {Type: "title"}, "Status": {Name: "Status", Type: "status"}}, 1, 2)
	s := plan(t, c, w, Options{})
	if had := s.History().Of(id(1)); had != nil {
		t.Errorf("the draft is remembered at %v", had)
	}
	wantLeads(t, s, "/plan/", 2, false) // although the draft is older
}

func TestASiteInPassingIsNotRemembered(t *testing.T) {
	c := parse(t, pageSource)
	w := newWorkspace([]notion.ID{id(1)})
	w.page(2, "Guide")
	w.page(1, "Home", 2)
	first := plan(t, c, w, Options{})
	rename(w, 2, "Gui")
	second := plan(t, c, w, Options{Past: first.History(), Passing: true})
	wantLeads(t, second, "/guide/", 2, true)
	if !second.History().Equal(first.History()) {
		t.Errorf("after a preview, %s is remembered", second.History().URLs())
	}
}

func TestAliasesLeadToTheirPage(t *testing.T) {
	c := parse(t, databaseSource)
	w := newWorkspace([]notion.ID{id(100)})
	one, two := w.page(1, "One"), w.page(2, "Two")
	one.Properties["Aliases"] = text("/2019/old, https://old.example.com/blog/first.html\n/One/ /two/ /?p=12 ../../up /files/x")
	two.Properties["Aliases"] = text("/2019/Old/ /zwei/index.html /")
	w.database(100, "Posts", map[string]notion.Property{"Name": {Type: "title"}, "Aliases": {Name: "Aliases", Type: "rich_text"}}, 1, 2)
	s := plan(t, c, w, Options{})
	wantLeads(t, s, "/2019/old/", 1, true)
	wantLeads(t, s, "/blog/first.html", 1, true)
	wantLeads(t, s, "/zwei/", 2, true)
	wantLeads(t, s, "/two/", 2, false)
	var notes []string
	for _, n := range s.notes {
		notes = append(notes, n.Text)
	}
	want := []string{
		`the alias "/?p=12" cannot be an address of this site`,
		`the alias "../../up" cannot be an address of this site`,
		`the alias "/files/x" cannot be an address of this site`,
		"the alias /One/ is the address of something else",
		"the alias /two/ is the address of something else",
		"the alias /2019/Old/ is the address of something else",
	}
	if !slices.Equal(notes, want) {
		t.Errorf("warnings are\n  %s\nwant\n  %s", strings.Join(notes, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestRedirectsAreWrittenAsTheHostReadsThem(t *testing.T) {
	for _, test := range []struct {
		config   string
		readsIt  bool
		wantFile bool
	}{{"", false, false}, {"", true, true}, {"file", false, true}, {"pages", true, false}} {
		c := parse(t, "[urls]\nredirects = \""+orDefault(test.config, "auto")+"\"\n"+pageSource)
		c.Dir = t.TempDir()
		c.Site.Theme = "docs"
		w := newWorkspace([]notion.ID{id(1)})
		w.page(2, `<Manual> & "more"`)
		w.page(1, "Home", 2)
		past := permalink.New()
		past.Put(id(2), "/guide/")
		dir := filepath.Join(c.Dir, "out")
		opts := options(t, c)
		opts.Past, opts.RedirectsFile = past, test.readsIt
		s, err := Plan(c, w.Snapshot, opts)
		if err != nil {
			t.Fatal(err)
		}
		s.blocks = func(notion.ID) ([]notion.Block, error) { return nil, nil }
		if _, err := s.Write(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
		lines, fileErr := os.ReadFile(filepath.Join(dir, "_redirects"))
		page, pageErr := os.ReadFile(filepath.Join(dir, "guide", "index.html"))
		if (fileErr == nil) != test.wantFile || (pageErr == nil) == test.wantFile {
			t.Errorf("redirects = %q, host reads them: %v: _redirects %v, page %v", test.config, test.readsIt, fileErr, pageErr)
		}
		if fileErr == nil && string(lines) != "/repo/guide/ /repo/manual-and-more/ 301\n" {
			t.Errorf("_redirects is %q", lines)
		}
		if pageErr == nil {
			for _, want := range []string{
				`<title>&lt;Manual&gt; &amp; &#34;more&#34;</title>`,
				`<link rel="canonical" href="https://x.example/repo/manual-and-more/">`,
				`<meta http-equiv="refresh" content="0; url=/repo/manual-and-more/">`,
			} {
				if !strings.Contains(string(page), want) {
					t.Errorf("the page has no %s:\n%s", want, page)
				}
			}
		}
		known, err := os.ReadFile(filepath.Join(dir, "urls.json"))
		if err != nil {
			t.Fatal(err)
		}
		h, err := permalink.ParseURLs(known)
		if err != nil || !slices.Equal(h.Of(id(2)), []string{"/manual-and-more/", "/guide/"}) {
			t.Errorf("urls.json knows %v (%v)", h.Of(id(2)), err)
		}
	}
}

var seeds = flag.Int("address-seeds", 20, "how many random histories of a workspace to check addresses in")

// TestEveryAddressEverPublishedLeadsToItsPage renames, moves, swaps titles,
// trashes and restores pages at random. After each change a build that goes on, a
// fresh clone with only galley.lock, and one with only the published urls.json
// have to agree.
func TestEveryAddressEverPublishedLeadsToItsPage(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	for seed := range uint64(*seeds) {
		e := newEdits(seed)
		if seed%2 == 1 {
			e.config = parse(t, "[urls]\ntitles = \"unicode\"\n"+pageSource)
		} else {
			e.config = parse(t, pageSource)
		}
		var last *Site
		for step := range 30 {
			last = e.check(t, last, fmt.Sprintf("seed %d, step %d", seed, step))
			if t.Failed() {
				return
			}
			e.change()
		}
	}
}

// edits is a workspace that changes at random, and what was published of it.
type edits struct {
	*rand.Rand
	config    *Config
	titles    []string
	parents   []int // by page; 0 for home, -1 in the trash
	shuffled  []int // the order in which children are listed
	published map[string]int
}

const editedPages = 14

func newEdits(seed uint64) *edits {
	e := &edits{Rand: rand.New(rand.NewPCG(seed, 1)), published: map[string]int{}}
	for n := range editedPages {
		e.titles = append(e.titles, e.title())
		e.parents = append(e.parents, e.IntN(n+1)-1)
		e.shuffled = append(e.shuffled, n)
	}
	e.parents[0] = -1
	return e
}

// title draws one of few titles, so that pages often share one.
func (e *edits) title() string {
	words := []string{"Red", "Blue", "Über", "青", "", "🚀", "Page", "Red-000000", "Index"}
	return words[e.IntN(len(words))]
}

func (e *edits) change() {
	for range 1 + e.IntN(3) {
		n := 1 + e.IntN(editedPages-1)
		other := 1 + e.IntN(editedPages-1)
		switch e.IntN(5) {
		case 0:
			e.titles[n] = e.title()
		case 1:
			e.titles[n], e.titles[other] = e.titles[other], e.titles[n]
		case 2:
			e.parents[n] = -1
		case 3:
			if !e.below(other, n) {
				e.parents[n] = other
			}
		case 4:
			e.parents[n] = 0
		}
	}
	e.Shuffle(len(e.shuffled), func(i, j int) { e.shuffled[i], e.shuffled[j] = e.shuffled[j], e.shuffled[i] })
}

// below tells whether n is other, or lies below it.
func (e *edits) below(n, other int) bool {
	for range editedPages {
		if n == other {
			return true
		}
		if n <= 0 {
			return false
		}
		n = e.parents[n]
	}
	return true
}

func (e *edits) workspace() workspace {
	w := newWorkspace([]notion.ID{id(1)})
	for n, name := range e.titles {
		p := w.page(n+1, name)
		p.CreatedTime = epoch.Add(time.Duration(n/3) * time.Minute) // some are of the same age
	}
	for _, n := range e.shuffled {
		if parent := e.parents[n]; n > 0 && parent >= 0 {
			w.Pages[id(parent+1)].Children = append(w.Pages[id(parent+1)].Children, id(n+1))
			w.Pages[id(n+1)].Owner = id(parent + 1)
		}
	}
	return w
}

func (e *edits) check(t *testing.T, last *Site, at string) *Site {
	t.Helper()
	w := e.workspace()
	var past, lock, urls *permalink.History
	if last != nil {
		past = last.History()
		file := filepath.Join(t.TempDir(), permalink.LockName)
		if err := past.WriteLock(file); err != nil {
			t.Fatal(err)
		}
		var err error
		if lock, err = permalink.ReadLock(file); err != nil {
			t.Fatal(err)
		}
		if urls, err = permalink.ParseURLs(past.URLs()); err != nil {
			t.Fatal(err)
		}
	}
	s := plan(t, e.config, w, Options{Past: past})
	for name, clone := range map[string]*permalink.History{"galley.lock": lock, "urls.json": urls} {
		other := plan(t, e.config, w, Options{Past: clone})
		if !slices.Equal(s.redirects, other.redirects) || !s.History().Equal(other.History()) {
			t.Errorf("%s: a clone with only %s has other addresses", at, name)
		}
	}
	taken := map[string]notion.ID{}
	for _, n := range s.all {
		if other, twice := taken[n.path]; twice {
			t.Errorf("%s: %s and %s share /%s", at, other, n.id, n.path)
		}
		taken[n.path] = n.id
		var number int
		fmt.Sscanf(string(n.id), "%08x", &number)
		if owner, was := e.published["/"+n.path]; was && owner != number {
			t.Errorf("%s: /%s was of page %d, and is of page %d", at, n.path, owner, number)
		}
		e.published["/"+n.path] = number
	}
	for address, number := range e.published {
		page, _ := leadsTo(s, address)
		_, there := s.nodes[id(number)]
		switch {
		case there && page != id(number):
			t.Errorf("%s: %s leads to %q, and not to its page %s", at, address, page, id(number))
		case !there && page != "":
			t.Errorf("%s: %s, of a page in the trash, leads to %s", at, address, page)
		}
	}
	return s
}
