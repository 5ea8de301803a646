package site

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/fetch"
	"galley/notion"
	"galley/site/manuscript"

	"golang.org/x/tools/txtar"
)

// localSite is a folder with a configuration and what lies beside it, and maybe a
// workspace.
type localSite struct {
	workspace
	dir string
}

// newLocal makes a folder of the files of an archive. In site.toml the titles and
// the address are filled in.
func newLocal(t testing.TB, archive string) *localSite {
	t.Helper()
	l := &localSite{newWorkspace(), t.TempDir()}
	l.put(t, archive)
	if _, err := os.Stat(filepath.Join(l.dir, "site.toml")); errors.Is(err, fs.ErrNotExist) {
		l.put(t, "-- site.toml --\n")
	}
	return l
}

func (l *localSite) put(t testing.TB, archive string) {
	t.Helper()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(l.dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if f.Name == "site.toml" {
			f.Data = slices.Concat([]byte("[site]\ntitle = \"Site\"\nbase_url = \"https://x.example/repo/\"\n"), f.Data, []byte("[social]\ncards = false\n"))
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// plan plans the site as it is now. Pages in Notion have no text.
func (l *localSite) plan(t testing.TB, formats ...Format) (*Site, error) {
	t.Helper()
	c, err := LoadConfig(filepath.Join(l.dir, "site.toml"))
	if err != nil {
		t.Fatal(err)
	}
	local, err := c.ReadLocal(nil)
	if err != nil {
		return nil, err
	}
	opts := options(t, c, formats...)
	opts.Local = local
	s, err := Plan(c, l.Snapshot, opts)
	if err == nil {
		s.blocks = func(notion.ID) ([]notion.Block, error) { return nil, nil }
	}
	return s, err
}

func (l *localSite) build(t testing.TB) (*Site, Report) {
	t.Helper()
	s, err := l.plan(t)
	if err != nil {
		t.Fatal(err)
	}
	report, err := s.Write(t.Context(), l.output())
	if err != nil {
		t.Fatal(err)
	}
	return s, report
}

func (l *localSite) output() string { return filepath.Join(l.dir, "public") }

func (l *localSite) read(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(l.output(), filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

const localFiles = `
-- content/index.md --
# Welcome

[about](about.md) [setup](guide/setup.md#first-steps) [same](#here) [posts](posts) [tag](/tags/go/)
[block](https://www.notion.so/Row-00000003000040008000000000000000) [file](data.csv)

## Here
-- content/about.md --
---
icon: 🐢
---
![A cat](cat.svg) ![Logo](/logo.svg)
-- content/cat.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"/>
-- content/data.csv --
a,b
-- content/guide/index.md --
---
title: The guide
permalink: /handbook/
---
-- content/guide/setup.md --
# Set up
## First steps!
-- content/posts/2026-01-31-hello.md --
---
tags: [go]
---
[up](../about.md)
-- content/posts/later.md --
---
date: 2999-01-01
---
-- static/logo.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="1" height="2"/>
`

func TestLocalPagesHaveTheAddressesOfTheirFiles(t *testing.T) {
	l := newLocal(t, localFiles)
	s, err := l.plan(t)
	if err != nil {
		t.Fatal(err)
	}
	wantURLs(t, s, "/repo/", "/repo/about/", "/repo/handbook/", "/repo/handbook/setup/", "/repo/posts/", "/repo/posts/hello/")
	if held := s.Held(); len(held) != 1 || held[0].URL != "content/posts/later.md" || held[0].Due.IsZero() {
		t.Errorf("held back are %+v", held)
	}
}

func TestLocalPagesAndNotionShareASite(t *testing.T) {
	l := newLocal(t, localFiles+"-- site.toml --\n[[source]]\nfolder = \"content/posts\"\npath = \"/log/\"\ntitle = \"Log\"\n"+databaseSource)
	l.page(3, "Row")
	l.database(100, "Rows", schema("Name", "title"), 3)
	l.Roots = [][]notion.ID{{id(100)}}
	s, _ := l.build(t)
	wantURLs(t, s, "/repo/log/", "/repo/log/hello/", "/repo/rows/", "/repo/rows/row/", "/repo/", "/repo/about/", "/repo/handbook/", "/repo/handbook/setup/")
	if home := l.read(t, "index.html"); !strings.Contains(home, `<a href="/repo/rows/row/">block</a>`) || !strings.Contains(home, `<a href="/repo/log/">posts</a>`) {
		t.Error(home)
	}
}

func TestADatabaseKeepsTheHomePageUntilThereIsAnotherOne(t *testing.T) {
	l := newLocal(t, "-- content/about.md --\n-- site.toml --\n"+databaseSource)
	l.page(3, "Row")
	l.database(100, "Rows", schema("Name", "title"), 3)
	l.Roots = [][]notion.ID{{id(100)}}
	s, err := l.plan(t)
	if err != nil {
		t.Fatal(err)
	}
	wantURLs(t, s, "/repo/", "/repo/row/", "/repo/about/")
}

func TestLinksOfLocalPagesLeadToPagesHeadingsAndFiles(t *testing.T) {
	l := newLocal(t, localFiles)
	l.Pages[id(3)] = &fetch.Page{}
	_, report := l.build(t)
	home := l.read(t, "index.html")
	for _, want := range []string{
		`<a href="/repo/about/">about</a>`, `<a href="/repo/handbook/setup/#first-steps">setup</a>`, `<a href="/repo/#here">same</a>`,
		`<a href="/repo/posts/">posts</a>`, `<a href="/repo/tags/go/">tag</a>`, `-data.csv">file</a>`,
	} {
		if !strings.Contains(home, want) {
			t.Errorf("there is no %s in\n%s", want, home)
		}
	}
	about := l.read(t, "about/index.html")
	if !strings.Contains(about, `-cat.svg" alt="A cat" width="10" height="20"`) || !strings.Contains(about, `src="/repo/logo.svg" alt="Logo" width="1" height="2"`) {
		t.Error(about)
	}
	if feed := l.read(t, "feed.xml"); !strings.Contains(feed, "https://x.example/repo/about/") {
		t.Error(feed)
	}
	for _, w := range report.Warnings {
		if w.URL != "content/index.md" { // the page in Notion is not there
			t.Errorf("%+v", w)
		}
	}
	if md := l.read(t, "about/index.md"); !strings.Contains(md, "permalink: /about/\n---\n\n![A cat](/repo/files/") {
		t.Error(md)
	}
}

func TestWhatLeadsNowhereInLocalPagesIsTold(t *testing.T) {
	l := newLocal(t, `
-- content/a.md --
---
title: A
---
[x](gone.md) [y](b.md#gone) [z](/gone/) ![p](gone.png) <script>alert(1)</script>

[fine](b.md#Whats_new)
-- content/b.md --
## What’s new?
`)
	s, report := l.build(t)
	var got []string
	for _, w := range report.Warnings {
		got = append(got, w.URL+": "+w.Text)
	}
	slices.Sort(got)
	want := []string{
		"content/a.md:4: a link leads to #gone, which is no heading of \"B\"",
		"content/a.md:4: a link leads to /gone/, which is not on the site",
		"content/a.md:4: a link leads to content/gone.md, which is not there",
		"content/a.md:4: the HTML element <script> is left out",
		"content/a.md:4: there is no file content/gone.png to show",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the warnings are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	again, err := s.Write(t.Context(), l.output())
	if err != nil || again.Written != 0 || len(again.Warnings) != len(want) {
		t.Errorf("written again: %+v, %v", again, err)
	}
	if html := l.read(t, "a/index.html"); strings.Contains(html, "alert(1)") || !strings.Contains(html, `<a href="/repo/b/#whats-new">fine</a>`) {
		t.Error(html)
	}
}

func TestOnlyWhatAnEditOfAFileChangesIsWritten(t *testing.T) {
	l := newLocal(t, localFiles)
	l.build(t)
	if _, report := l.build(t); report.Written+report.Removed > 0 {
		t.Errorf("without an edit %d files were written", report.Written)
	}
	l.put(t, "-- content/guide/setup.md --\n# Set up\n## First steps!\nNew\n")
	_, report := l.build(t)
	if !slices.Contains(report.URLs, "/repo/handbook/setup/") || slices.Contains(report.URLs, "/repo/about/") {
		t.Errorf("changed are %v", report.URLs)
	}
	l.put(t, "-- content/cat.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"/>\n-- static/logo.svg --\n<svg/>\n")
	if _, report = l.build(t); !slices.Contains(report.URLs, "/repo/about/") || !slices.Contains(report.URLs, "/repo/logo.svg") {
		t.Errorf("changed are %v", report.URLs)
	}
	if l.read(t, "logo.svg") != "<svg/>\n" {
		t.Error("the static file is the old one")
	}
}

func TestFilesOfTheOutputAreNoLinksToThoseOfTheUser(t *testing.T) {
	l := newLocal(t, localFiles)
	l.build(t)
	before := l.read(t, "logo.svg")
	if err := os.WriteFile(filepath.Join(l.dir, "static", "logo.svg"), []byte("changed"), 0o644); err != nil {
		t.Fatal(err)
	}
	if l.read(t, "logo.svg") != before {
		t.Error("the file of the site changed with that of the user, without a build")
	}
}

func TestNoLinkOfLocalPagesLeadsNowhere(t *testing.T) {
	l := newLocal(t, strings.Replace(localFiles, "[block](https://www.notion.so/Row-00000003000040008000000000000000)", "", 1))
	s, _ := l.build(t)
	wantSoundLinks(t, s.config, l.output(), 50)
}

func TestStaticFilesAreCopiedAsTheyAre(t *testing.T) {
	l := newLocal(t, `
-- site.toml --
[urls]
redirects = "file"
-- content/a.md --
---
aliases: /old/
---
-- static/.well-known/security.txt --
Contact: mailto:a@example.org
-- static/.DS_Store --
x
-- static/robots.txt --
User-agent: *
Disallow: /
-- static/CNAME --
x.example
-- static/_redirects --
/mine /there 302
-- static/deep/page.html --
<script>1</script>
`)
	l.build(t)
	for name, want := range map[string]string{
		".well-known/security.txt": "Contact: mailto:a@example.org\n",
		"robots.txt":               "User-agent: *\nDisallow: /\n",
		"CNAME":                    "x.example\n",
		"_redirects":               "/mine /there 302\n\n/repo/old/ /repo/a/ 301\n",
		"deep/page.html":           "<script>1</script>\n",
	} {
		if got := l.read(t, name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if _, err := os.Stat(filepath.Join(l.output(), ".DS_Store")); err == nil {
		t.Error(".DS_Store was copied")
	}
	if err := os.Remove(filepath.Join(l.dir, "static", "robots.txt")); err != nil {
		t.Fatal(err)
	}
	if l.build(t); !strings.Contains(l.read(t, "robots.txt"), "Sitemap: ") {
		t.Error("without that of the user, robots.txt is not ours")
	}
}

func TestAStaticFileInThePlaceOfAPageIsAnError(t *testing.T) {
	l := newLocal(t, "-- content/about.md --\n-- static/about/index.html --\nx\n")
	_, err := l.plan(t)
	if err == nil || err.Error() != `static/about/index.html and the page "About" (content/about.md) both want to be about/index.html: give one of them another name` {
		t.Errorf("%v", err)
	}
}

func TestStaticFilesStayInTheirFolder(t *testing.T) {
	l := newLocal(t, "-- content/a.md --\n-- secret --\nx\n-- static/ok.txt --\ny\n")
	if err := os.Symlink("../secret", filepath.Join(l.dir, "static", "out.txt")); err != nil {
		t.Skip(err)
	}
	_, err := l.plan(t)
	if wrong := (*manuscript.Error)(nil); !errors.As(err, &wrong) || !strings.HasPrefix(err.Error(), "static/out.txt:1: this is a link") {
		t.Errorf("%v", err)
	}
}

func TestTwoFilesForOneAddressAreTold(t *testing.T) {
	l := newLocal(t, "-- content/about.md --\n-- content/about/index.md --\n-- content/files.md --\n")
	s, err := l.plan(t)
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]bool{}
	for _, w := range s.notes {
		told[w.Text[:strings.Index(w.Text, " is that of")]] = true
	}
	if len(s.notes) != 2 || !told["the address /about/"] || !told["the address /files/"] {
		t.Errorf("%+v", s.notes)
	}
}

func TestNamesInAnyFormOfUnicodeAreFound(t *testing.T) {
	const together, apart = "caf\u00e9", "cafe\u0301"
	l := newLocal(t, "-- content/a.md --\n[b]("+together+".md) ![c]("+together+".svg)\n-- content/"+apart+".md --\n-- content/"+apart+".svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n")
	if _, report := l.build(t); len(report.Warnings) > 0 {
		t.Errorf("%+v", report.Warnings)
	}
}

func TestTheOutputFolderIsNotAmongWhatTheUserWrote(t *testing.T) {
	l := newLocal(t, "-- content/a.md --\n")
	c, err := LoadConfig(filepath.Join(l.dir, "site.toml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.CheckFolder(filepath.Join(l.dir, "content"), ""); err == nil {
		t.Error("content may be the output folder")
	}
}

func TestAFolderThatIsNotThereIsTold(t *testing.T) {
	l := newLocal(t, "-- site.toml --\n[[source]]\nfolder = \"notes\"\n")
	_, err := l.plan(t)
	if wrong := (*ConfigError)(nil); !errors.As(err, &wrong) || wrong.Problems[0].Line != 5 {
		t.Errorf("%v", err)
	}
}

func TestTheMarkdownOfASiteIsASiteAgain(t *testing.T) {
	l := newLocal(t, localFiles)
	s, err := l.plan(t, FormatMarkdown)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Write(t.Context(), l.output()); err != nil {
		t.Fatal(err)
	}
	again := newLocal(t, "")
	if err := os.CopyFS(again.dir, os.DirFS(l.output())); err != nil {
		t.Fatal(err)
	}
	twin, err := again.plan(t)
	if err != nil {
		t.Fatal(err)
	}
	got := twin.URLs()
	want := slices.DeleteFunc(s.URLs(), func(u string) bool { return u == "/repo/posts/" })
	for _, u := range want {
		if !slices.Contains(got, u) {
			t.Errorf("%s is not among %v", u, got)
		}
	}
}

func TestStaticIconsReplaceThoseThatAreDrawn(t *testing.T) {
	l := newLocal(t, "-- content/a.md --\n-- static/favicon.ico --\nmine\n-- static/site.webmanifest --\n{}\n")
	l.build(t)
	page := l.read(t, "a/index.html")
	if got := links(page)["manifest"]; l.read(t, "favicon.ico") != "mine\n" || l.read(t, "site.webmanifest") != "{}\n" || len(got) != 1 {
		t.Errorf("the head names %v", links(page))
	}
	if len(links(page)["icon"]) != 2 {
		t.Errorf("the icons are %v", links(page)["icon"])
	}
}

// What a theme's stylesheet names, the site's own static files may have.
func TestAThemeMayNameStaticFilesOfTheSite(t *testing.T) {
	l := newLocal(t, `
-- site.toml --
theme = "mine"
-- content/index.md --
# Welcome
-- static/logo.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
-- mine/assets/a.css --
p { background: url(../logo.svg), url(../lost.svg) }
`)
	_, report := l.build(t)
	var lost []string
	for _, w := range report.Warnings {
		lost = append(lost, w.Text)
	}
	if got := strings.Join(lost, "\n"); strings.Contains(got, "logo.svg") || !strings.Contains(got, "there is no file for url(../lost.svg)") {
		t.Errorf("the warnings are %s", got)
	}
}
