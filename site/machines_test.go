package site

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"

	"galley/notion"

	"golang.org/x/net/html"
)

// head is what machines read in the head of a page.
type head struct {
	meta       map[string]string // by property or name
	alternates map[string]string // addresses by hreflang
	canonical  string
	graph      []map[string]any // of JSON-LD
}

func readHead(t *testing.T, name, page string) head {
	t.Helper()
	h := head{meta: map[string]string{}, alternates: map[string]string{}}
	reader := html.NewTokenizer(strings.NewReader(page))
	for {
		kind := reader.Next()
		if kind == html.ErrorToken {
			return h
		}
		token := reader.Token()
		attr := map[string]string{}
		for _, a := range token.Attr {
			attr[a.Key] = a.Val
		}
		switch {
		case token.Data == "meta":
			h.meta[orDefault(attr["property"], attr["name"])] = attr["content"]
		case token.Data == "link" && attr["rel"] == "canonical":
			h.canonical = attr["href"]
		case token.Data == "link" && attr["hreflang"] != "":
			h.alternates[attr["hreflang"]] = attr["href"]
		case token.Data == "script" && attr["type"] == "application/ld+json" && kind == html.StartTagToken:
			reader.Next()
			var data struct {
				Context string           `json:"@context"`
				Graph   []map[string]any `json:"@graph"`
			}
			if err := json.Unmarshal(reader.Text(), &data); err != nil || data.Context != "https://schema.org" {
				t.Errorf("%s: the structured data cannot be read: %v", name, err)
			}
			h.graph = append(h.graph, data.Graph...)
		}
	}
}

// thing gives what the structured data says of a type.
func (h head) thing(kind string) map[string]any {
	for _, thing := range h.graph {
		if thing["@type"] == kind {
			return thing
		}
	}
	return nil
}

func TestPagesTellMachinesWhatTheyAre(t *testing.T) {
	s, files := sampleFiles(t, "")
	posts := 0
	for _, n := range s.all {
		name := n.file("index.html")
		h := readHead(t, name, files[name])
		if h.canonical != s.permalink(n.path) || h.meta["og:url"] != h.canonical || h.meta["og:title"] == "" || h.meta["og:site_name"] != "Tide & water" {
			t.Errorf("%s: it says of itself %q %v", name, h.canonical, h.meta)
		}
		crumbs, _ := h.thing("BreadcrumbList")["itemListElement"].([]any)
		if n.path != "" && len(crumbs) < 2 {
			t.Errorf("%s: its breadcrumbs are %v", name, crumbs)
		}
		for i, c := range crumbs {
			c := c.(map[string]any)
			address, _ := c["item"].(string)
			if c["position"] != float64(i+1) || c["name"] == "" || (i < len(crumbs)-1) != strings.HasPrefix(address, s.config.Site.BaseURL) {
				t.Errorf("%s: breadcrumb %d is %v", name, i, c)
			}
		}
		post := h.thing("BlogPosting")
		if (post != nil) != (n.kind == "post") {
			t.Errorf("%s, a %s, says it is %v", name, n.kind, post)
		}
		if post == nil {
			continue
		}
		posts++
		published, err := time.Parse(time.RFC3339, fmt.Sprint(post["datePublished"]))
		if err != nil || !published.Equal(n.when().Truncate(time.Second)) || post["headline"] != n.title || post["url"] != h.canonical {
			t.Errorf("%s: it says of itself %v (%v)", name, post, err)
		}
		if authors, _ := post["author"].([]any); len(authors) != len(n.authors) {
			t.Errorf("%s: its authors are %v", name, authors)
		}
		if h.meta["og:type"] != "article" {
			t.Errorf("%s is of the type %q", name, h.meta["og:type"])
		}
	}
	if posts == 0 {
		t.Error("there are no posts")
	}
	if home := readHead(t, "home", files["index.html"]).thing("WebSite"); home["name"] != "Tide & water" || home["url"] != s.config.Site.BaseURL {
		t.Errorf("the home page says the site is %v", home)
	}
}

func TestStructuredDataCannotEndItsScript(t *testing.T) {
	b := newBlog(t, 1)
	b.config.Site.Theme = "blog"
	rename(b.workspace, 1001, "</script><script>alert(1)</script><!--")
	b.build(t)
	for name, page := range tree(t, b.output()) {
		if strings.Contains(page, "<script>alert") && strings.HasSuffix(name, ".html") {
			t.Errorf("%s has the script", name)
		}
	}
}

func TestLLMsTxtListsTheMarkdownOfEveryPage(t *testing.T) {
	s, files := sampleFiles(t, "description = \"Stations on a coast\"\n[feeds]\nformats = [\"json\"]\nlength = 2")
	text := files["llms.txt"]
	if !strings.HasPrefix(text, "# Tide & water\n\n> Stations on a coast\n\n## ") {
		t.Errorf("llms.txt begins with %.80q", text)
	}
	for _, n := range s.reading {
		if n.page == nil {
			continue
		}
		address := s.permalink(n.file("index.md"))
		if strings.Count(text, "("+address+")") != 1 {
			t.Errorf("%s is listed %d times", address, strings.Count(text, "("+address+")"))
		}
		if files[n.file("index.md")] == "" {
			t.Errorf("there is no %s", n.file("index.md"))
		}
	}
}

func TestTranslationsKnowEachOther(t *testing.T) {
	b := newBlog(t, 5)
	b.config.Site.Theme = "blog"
	properties := b.Databases[id(100)].Sources[0].Properties
	properties["Language"] = notion.Property{Name: "Language", Type: "select"}
	properties["Translations"] = notion.Property{Name: "Translations", Type: "relation"}
	in := func(n int, language string, others ...int) {
		p := b.Pages[id(n)].Properties
		p["Language"] = notion.PropertyValue{Type: "select", Select: &notion.Option{Name: language}}
		var refs []notion.Reference
		for _, other := range others {
			refs = append(refs, notion.Reference{ID: id(other)})
		}
		p["Translations"] = notion.PropertyValue{Type: "relation", Relation: refs}
	}
	in(1001, "German", 1002)
	in(1003, "português", 1002) // 1002 says nothing: it is in the language of the site
	in(1004, "Rust")            // of programs
	b.build(t)
	files := tree(t, b.output())
	want := map[string]string{
		"de": "https://x.example/repo/post-1/", "en": "https://x.example/repo/post-2/", "pt": "https://x.example/repo/post-3/",
	}
	for n := 1; n <= 5; n++ {
		name := fmt.Sprintf("post-%d/index.html", n)
		got := readHead(t, name, files[name]).alternates
		if n > 3 {
			if len(got) > 0 {
				t.Errorf("%s has the translations %v", name, got)
			}
			continue
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s has the translations %v, want %v", name, got, want)
		}
	}
	if page := files["post-1/index.html"]; !strings.Contains(page, `<html lang="de"`) || !strings.Contains(page, `hreflang="pt" lang="pt" title="Post 3">português</a>`) {
		t.Error("post 1 is not in German, or does not lead to its translations")
	}
}

func TestASitemapOfManyAddressesIsInParts(t *testing.T) {
	s := plan(t, parse(t, pageSource), newWorkspace(nil), Options{})
	dir := t.TempDir()
	st, err := openStage(dir)
	if err != nil {
		t.Fatal(err)
	}
	r := newRun(t.Context(), s, st)
	var urls []sitemapURL
	for i := range 2*maxSitemap + 1 {
		urls = append(urls, sitemapURL{fmt.Sprintf("https://x.example/repo/%d/", i), "2026-01-01T00:00:00Z"})
	}
	if err := r.putSitemap(urls); err != nil {
		t.Fatal(err)
	}
	if _, err := st.commit(manifest{}); err != nil {
		t.Fatal(err)
	}
	files := tree(t, dir)
	var index sitemapIndex
	if err := xml.Unmarshal([]byte(files["sitemap.xml"]), &index); err != nil {
		t.Fatal(err)
	}
	var read []sitemapURL
	for _, part := range index.Sitemaps {
		var set urlSet
		if err := xml.Unmarshal([]byte(files[strings.TrimPrefix(part.Loc, "https://x.example/repo/")]), &set); err != nil {
			t.Fatal(err)
		}
		read = append(read, set.URLs...)
	}
	if len(index.Sitemaps) != 3 || len(read) != len(urls) || read[len(read)-1] != urls[len(urls)-1] {
		t.Errorf("%d parts have %d addresses", len(index.Sitemaps), len(read))
	}
}

func TestTheNextScheduledPageIsTold(t *testing.T) {
	w := newWorkspace([]notion.ID{id(100)})
	for n, date := range map[int]string{1: "2027-03-01", 2: "2027-02-01T08:30:00+01:00", 3: "2026-02-01", 4: "2027-01-01"} {
		w.page(n, fmt.Sprint("Post ", n)).Properties["Date"] = day(date)
	}
	w.Pages[id(4)].Properties["Status"] = status("Draft")
	w.database(100, "Posts", schema("Name", "title", "Date", "date", "Status", "status"), 1, 2, 3, 4)
	s := plan(t, parse(t, databaseSource), w, Options{})
	next := NextDue(s.Held())
	if next == nil || next.Title != "Post 2" || !next.Due.Equal(time.Date(2027, 2, 1, 7, 30, 0, 0, time.UTC)) {
		t.Errorf("the next page is %+v, of %+v", next, s.Held())
	}
	if NextDue(nil) != nil {
		t.Error("without pages there is a next one")
	}
}
