package site

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"path"
	"strings"
	"sync"
	"testing"
	"time"

	"galley/notion"
	"galley/notion/notiontest"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
)

// samples are the sample sites that tests have built, by what their
// configurations say more: many tests read the same one.
var samples sync.Map

// sampleFiles gives the sample site and its files.
func sampleFiles(t *testing.T, more string) (*Site, map[string]string) {
	t.Helper()
	if testing.Short() {
		t.Skip("the sample site is built elsewhere")
	}
	type site struct {
		*Site
		files map[string]string
	}
	build := sync.OnceValue(func() site {
		sample := notiontest.Sample()
		dir := t.TempDir()
		c := configured(t, dir, fmt.Sprintf("[site]\ntitle = \"Tide & water\"\nbase_url = \"https://x.example/repo/\"\n%s\n"+
			"[[source]]\npage = %q\n[[source]]\ndatabase = %q\npath = \"/notes/\"\n", more, sample.HandbookURL(), sample.FieldNotesURL()), sample.Workspace)
		s, _ := built(t, c, fetched(t, sample.Workspace, c), options(t, c), dir+"/out")
		return site{s, tree(t, dir+"/out")}
	})
	known, _ := samples.LoadOrStore(more, build)
	got := known.(func() site)()
	return got.Site, got.files
}

func TestFeedsSayTheSameToAnotherParser(t *testing.T) {
	s, files := sampleFiles(t, "")
	seen := 0
	for _, place := range s.feedPlaces() {
		for _, format := range s.config.Feeds.formats() {
			name := place.path + format.File
			read, err := gofeed.NewParser().ParseString(files[name])
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			seen++
			if read.Title != place.title || read.Link != s.permalink(place.path) || read.FeedLink != s.permalink(name) || read.Language != "en" {
				t.Errorf("%s calls itself %q, of %s, at %s, in %s", name, read.Title, read.Link, read.FeedLink, read.Language)
			}
			if len(read.Items) != len(place.nodes) {
				t.Errorf("%s has %d posts, want %d", name, len(read.Items), len(place.nodes))
				continue
			}
			for i, n := range place.nodes {
				wantItem(t, s, name, read.Items[i], n)
			}
		}
	}
	if seen < 3*5 {
		t.Errorf("only %d feeds were read", seen)
	}
}

func wantItem(t *testing.T, s *Site, name string, item *gofeed.Item, n *node) {
	t.Helper()
	if item.Title != n.title || item.Link != s.permalink(n.path) || item.GUID != "urn:uuid:"+string(n.id) {
		t.Errorf("%s has %q at %s (%s), want %q", name, item.Title, item.Link, item.GUID, n.title)
	}
	if item.PublishedParsed == nil || !item.PublishedParsed.Truncate(time.Second).Equal(n.when().Truncate(time.Second)) {
		t.Errorf("%s: %q is of %v, want %v", name, n.title, item.PublishedParsed, n.when())
	}
	authors := len(item.Authors)
	if item.DublinCoreExt != nil { // of several creators the parser takes the first
		authors = len(item.DublinCoreExt.Creator)
	}
	if authors != len(n.authors) && len(n.authors) > 0 {
		t.Errorf("%s: %q is by %d authors, want %d", name, n.title, authors, len(n.authors))
	}
	if len(item.Categories) != len(n.row.tags) {
		t.Errorf("%s: %q has the tags %q", name, n.title, item.Categories)
	}
	if len(item.Content) < 100 || item.Description == "" {
		t.Errorf("%s: %q has %d bytes of content and the summary %q", name, n.title, len(item.Content), item.Description)
	}
	for _, complaint := range strangers(item.Content) {
		t.Errorf("%s: %q: %s", name, n.title, complaint)
	}
}

// strangers tells what a reader of feeds cannot do with: scripts, frames, forms,
// styles, and addresses that are not absolute.
// https://validator.w3.org/feed/docs/warning/SecurityRisk.html, …/ContainsRelRef.html
func strangers(content string) []string {
	var complaints []string
	reader := html.NewTokenizer(strings.NewReader(content))
	for {
		switch reader.Next() {
		case html.ErrorToken:
			return complaints
		case html.StartTagToken, html.SelfClosingTagToken:
			token := reader.Token()
			switch token.Data {
			case "script", "style", "iframe", "object", "embed", "form", "input", "button", "meta", "link":
				if token.Data != "input" || !strings.Contains(token.String(), `type="checkbox"`) {
					complaints = append(complaints, "there is "+token.String())
				}
			}
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
					complaints = append(complaints, "there is "+token.String())
				}
				if a.Key == "srcset" {
					for part := range strings.SplitSeq(a.Val, ",") {
						complaints = append(complaints, needsBase(strings.Fields(part)[0])...)
					}
				}
				if a.Key == "href" || a.Key == "src" || a.Key == "poster" || a.Key == "data" || a.Key == "cite" {
					complaints = append(complaints, needsBase(a.Val)...)
				}
			}
		}
	}
}

func needsBase(address string) []string {
	if u, err := url.Parse(address); err != nil || !u.IsAbs() {
		return []string{fmt.Sprintf("%q is not absolute", address)}
	}
	return nil
}

// TestAtomFeedsFollowTheRules looks at what RFC 4287 asks for and a lenient
// parser does not miss.
func TestAtomFeedsFollowTheRules(t *testing.T) {
	_, files := sampleFiles(t, "")
	type person struct {
		Name string `xml:"name"`
	}
	ids := map[string]string{} // of feeds: each its own
	for name, text := range files {
		if path.Base(name) != "atom.xml" {
			continue
		}
		var feed struct {
			XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
			ID      []string `xml:"id"`
			Title   []string `xml:"title"`
			Updated []string `xml:"updated"`
			Author  []person `xml:"author"`
			Entries []struct {
				ID      []string `xml:"id"`
				Title   []string `xml:"title"`
				Updated []string `xml:"updated"`
				Content []struct {
					Type string `xml:"type,attr"`
				} `xml:"content"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal([]byte(text), &feed); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(feed.ID) != 1 || len(feed.Title) != 1 || len(feed.Updated) != 1 || len(feed.Author) != 1 || feed.Author[0].Name == "" {
			t.Errorf("%s: not exactly one id, title and time, and an author: %v %v %v %v", name, feed.ID, feed.Title, feed.Updated, feed.Author)
		}
		if other, twice := ids[feed.ID[0]]; twice {
			t.Errorf("%s and %s have the same id", name, other)
		}
		ids[feed.ID[0]] = name
		entries := map[string]bool{}
		for _, e := range feed.Entries {
			if len(e.ID) != 1 || len(e.Title) != 1 || len(e.Updated) != 1 || len(e.Content) != 1 || e.Content[0].Type != "html" || entries[e.ID[0]] {
				t.Errorf("%s: an entry is %+v", name, e)
			}
			entries[e.ID[0]] = true
			if _, err := time.Parse(time.RFC3339, e.Updated[0]); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestASiteChoosesItsFeeds(t *testing.T) {
	_, files := sampleFiles(t, "description = \"Stations on a coast\"\n[feeds]\nformats = [\"json\"]\nlength = 2")
	for name := range files {
		if base := path.Base(name); base == "feed.xml" || base == "atom.xml" {
			t.Errorf("there is %s", name)
		}
	}
	read, err := gofeed.NewParser().ParseString(files["feed.json"])
	if err != nil || len(read.Items) != 2 {
		t.Errorf("feed.json has %v (%v)", read, err)
	}
	if head := files["index.html"]; strings.Contains(head, "application/rss") || !strings.Contains(head, "feed.json") {
		t.Error("the pages announce other feeds than there are")
	}
	b := newBlog(t, 3)
	b.config.Feeds.Formats = nil
	b.build(t)
	for name := range tree(t, b.output()) {
		if strings.HasPrefix(path.Base(name), "feed.") {
			t.Errorf("there is %s", name)
		}
	}
}

func TestASourceMayStayOutOfFeeds(t *testing.T) {
	b := newBlog(t, 3)
	no := false
	b.config.Source[0].Feed = &no
	b.build(t)
	for name := range tree(t, b.output()) {
		if strings.HasPrefix(path.Base(name), "feed.") {
			t.Errorf("there is %s", name)
		}
	}
}

func TestFeedAndSitemapAreReadBack(t *testing.T) {
	b := newBlog(t, 25)
	const hard = "A <b> & \"]]>\" \x0b\u2028 title"
	b.Pages[id(1025)].Properties["Name"] = notion.PropertyValue{Type: "title", Title: title(hard)}
	b.write(1025, "Body ]]> & <p>")
	b.build(t)
	files := tree(t, b.output())
	var feed struct {
		Channel struct {
			Link  []string `xml:"link"`
			Items []struct {
				Title   string `xml:"title"`
				Link    string `xml:"link"`
				GUID    string `xml:"guid"`
				PubDate string `xml:"pubDate"`
				Content string `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
			} `xml:"item"`
		} `xml:"channel"`
	}
	if err := xml.Unmarshal([]byte(files["feed.xml"]), &feed); err != nil {
		t.Fatal(err)
	}
	if n := len(feed.Channel.Items); n != defaultFeedLength {
		t.Fatalf("the feed has %d entries, want %d", n, defaultFeedLength)
	}
	first := feed.Channel.Items[0]
	if want := "A <b> & \"]]>\" title"; first.Title != want || first.Content != "<p>Body ]]&gt; &amp; &lt;p&gt;</p>\n" {
		t.Errorf("the first entry is %+v", first)
	}
	if when, err := time.Parse(time.RFC1123Z, first.PubDate); err != nil || when.Day() != 26 {
		t.Errorf("published at %s: %v", first.PubDate, err)
	}
	if !strings.HasPrefix(first.Link, "https://x.example/repo/") || first.GUID != "urn:uuid:"+string(id(1025)) {
		t.Errorf("the first entry is %+v", first)
	}
	var sitemap urlSet
	if err := xml.Unmarshal([]byte(files[sitemapName]), &sitemap); err != nil {
		t.Fatal(err)
	}
	if len(sitemap.URLs) != 25+2 { // home and one tag
		t.Errorf("the sitemap has %d addresses", len(sitemap.URLs))
	}
	for _, u := range sitemap.URLs {
		name := strings.TrimPrefix(u.Loc, "https://x.example/repo/") + "index.html"
		if _, ok := files[name]; !ok {
			t.Errorf("the sitemap names %s, and there is no %s", u.Loc, name)
		}
	}
}
