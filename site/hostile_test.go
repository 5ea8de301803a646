package site

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"galley/fetch"
	"galley/notion/notiontest"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"go.yaml.in/yaml/v3"
	"golang.org/x/net/html"
)

// markup is what pages may consist of: elements with their attributes ("a href"), and
// the scripts that are on them.
type markup struct {
	parts   map[string]bool
	scripts map[string]bool
}

// markupOf collects what the pages of a harmless site consist of.
func markupOf(t *testing.T, files map[string]string) markup {
	t.Helper()
	m := markup{map[string]bool{}, map[string]bool{}}
	for name, content := range files {
		if path.Ext(name) == ".html" {
			eachElement(t, content, func(n *html.Node) {
				m.parts[n.Data] = true
				for _, a := range n.Attr {
					m.parts[n.Data+" "+a.Key] = true
				}
				if n.Data == "script" && !isData(n) {
					m.scripts[scriptOf(n)] = true
				}
			})
		}
	}
	return m
}

func eachElement(t *testing.T, content string, visit func(*html.Node)) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			visit(n)
		}
	}
}

// isData tells whether a script is data for search engines, which no browser runs.
func isData(n *html.Node) bool {
	return slices.Contains(n.Attr, html.Attribute{Key: "type", Val: "application/ld+json"})
}

func scriptOf(n *html.Node) string {
	if n.FirstChild != nil {
		return n.FirstChild.Data
	}
	for _, a := range n.Attr {
		if a.Key == "src" {
			return "src " + a.Val
		}
	}
	return ""
}

// schemes that an address on a page may have, by attribute; "" is one of the site.
var schemes = map[string]string{
	"href": " http https mailto tel", "src": " http https data", "data": " http https", "data-src": " https", "srcset": " https", "poster": " http https",
}

// plainPicture is a picture that is written out as data and cannot hold a script.
var plainPicture = regexp.MustCompile(`^data:image/(?:png|jpeg|jpg|gif|webp|avif|bmp);base64,[A-Za-z0-9+/=]+$`)

// check reports what a page has that harmless pages do not.
func (m markup) check(t *testing.T, name, content string) {
	t.Helper()
	ids := map[string]bool{}
	eachElement(t, content, func(n *html.Node) {
		if !m.parts[n.Data] {
			t.Errorf("%s: the element <%s>", name, n.Data)
		}
		switch {
		case n.Data != "script":
		case isData(n):
			if !json.Valid([]byte(scriptOf(n))) {
				t.Errorf("%s: the data are no JSON: %.200q", name, scriptOf(n))
			}
		case !m.scripts[scriptOf(n)]:
			t.Errorf("%s: the script %.200q", name, scriptOf(n))
		}
		for _, a := range n.Attr {
			if !m.parts[n.Data+" "+a.Key] && a.Key != "class" {
				t.Errorf("%s: the attribute <%s %s=%.100q>", name, n.Data, a.Key, a.Val)
			}
			if a.Key == "id" && ids[a.Val] {
				t.Errorf("%s: two elements have the id %q", name, a.Val)
			}
			ids[a.Val] = ids[a.Val] || a.Key == "id"
			if !harmlessAddress(a.Key, a.Val) {
				t.Errorf("%s: the address <%s %s=%.100q>", name, n.Data, a.Key, a.Val)
			}
		}
	})
}

func harmlessAddress(attribute, value string) bool {
	allowed, isAddress := schemes[attribute]
	if !isAddress {
		return true
	}
	u, err := url.Parse(value)
	if err != nil || value != strings.TrimSpace(value) || !slices.Contains(strings.Split(allowed, " "), u.Scheme) {
		return false
	}
	return u.Scheme != "data" || plainPicture.MatchString(value)
}

const hostileSite = `[site]
title = "Site"
base_url = "https://site.example/sub/"
theme = %q
show_properties = ["Slug", "Date", "Tags", "Summary", "Author", "Link", "Mail", "Phone", "Place", "Cover", "Formula", "Code", "Verification", "Rollup", "javascript:window.__pwned=1"]
[[source]]
page = %q
[[source]]
database = %q
path = "/posts/"
`

// Nothing that is written into Notion becomes a script, an element or an attribute of a
// page, a key of front matter, an element of a feed, or a file outside of the site.
func TestHostileContentIsHarmless(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	sample, hostile := notiontest.Sample(), notiontest.Hostile()
	sampleRead := read(t, sample.Workspace, sample.Handbook.ID(), sample.FieldNotes.ID())
	hostileRead := read(t, hostile.Workspace, hostile.Root.ID(), hostile.Posts.ID())
	for _, look := range []string{"blog", "docs"} {
		t.Run(look, func(t *testing.T) {
			harmless := markupOf(t, sampleRead.built(t, look))
			files := hostileRead.built(t, look, FormatHTML, FormatMarkdown)
			pages := 0
			for name, content := range files {
				switch {
				case strings.HasPrefix(name, "files/"):
					checkUpload(t, name)
				case path.Ext(name) == ".html":
					pages++
					harmless.check(t, name, content)
				case path.Ext(name) == ".md":
					checkHostileMarkdown(t, harmless, name, content)
				case path.Ext(name) == ".xml":
					checkHostileXML(t, harmless, name, content)
				case path.Ext(name) == ".json" && !json.Valid([]byte(content)):
					t.Errorf("%s is no JSON", name)
				}
				if name != path.Clean(name) || strings.ContainsAny(name, "<>\"'\\ ") {
					t.Errorf("a file is called %q", name)
				}
			}
			if pages < 2*len(notiontest.HostileTexts()) {
				t.Errorf("the site has only %d pages", pages)
			}
		})
	}
}

// reading is a workspace that was read.
type reading struct {
	ws       *notiontest.Workspace
	sources  [2]string // a page and a database
	snapshot *fetch.Snapshot
}

func read(t *testing.T, ws *notiontest.Workspace, page, database string) reading {
	t.Helper()
	r := reading{ws: ws, sources: [2]string{page, database}}
	r.snapshot = fetched(t, ws, r.config(t, t.TempDir(), "blog"))
	return r
}

func (r reading) config(t *testing.T, dir, look string) *Config {
	t.Helper()
	return configured(t, dir, fmt.Sprintf(hostileSite, look, r.sources[0], r.sources[1]), r.ws)
}

// built builds a site, and gives its files by name.
func (r reading) built(t *testing.T, look string, formats ...Format) map[string]string {
	t.Helper()
	dir := t.TempDir()
	c := r.config(t, dir, look)
	out := filepath.Join(dir, "out")
	built(t, c, r.snapshot, options(t, c, formats...), out)
	for name := range tree(t, dir) {
		if !strings.HasPrefix(name, "out/") && name != "galley.lock" {
			t.Errorf("%s is outside of the site", name)
		}
	}
	return tree(t, out)
}

// checkUpload sees that no browser runs a file that was uploaded.
func checkUpload(t *testing.T, name string) {
	t.Helper()
	if slices.Contains(dangerous, strings.TrimPrefix(path.Ext(name), ".")) || path.Ext(name) == ".svg" {
		t.Errorf("the upload %s can be run", name)
	}
}

// frontMatterKeys are those at the top of front matter.
var frontMatterKeys = []string{"title", "date", "lastmod", "draft", "description", "permalink", "slug", "tags", "authors", "image",
	"render_with_liquid", "templateEngineOverride", "mdx", "notion", "properties"}

func checkHostileMarkdown(t *testing.T, harmless markup, name, content string) {
	t.Helper()
	head, body, ok := strings.Cut(strings.TrimPrefix(content, "---\n"), "\n---\n")
	var front map[string]any
	if err := yaml.Unmarshal([]byte(head), &front); !ok || err != nil {
		t.Errorf("%s: the front matter cannot be read: %v", name, err)
	}
	for key := range front {
		if !slices.Contains(frontMatterKeys, key) {
			t.Errorf("%s: the front matter has the key %q", name, key)
		}
	}
	if link, _ := front["permalink"].(string); !strings.HasPrefix(link, "/") || link != path.Clean(link)+"/" && link != "/" {
		t.Errorf("%s: the permalink is %q", name, link)
	}
	var page bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(ghtml.WithUnsafe())).Convert([]byte(body), &page); err != nil {
		t.Fatal(err)
	}
	readBack := markup{map[string]bool{"del": true, "th align": true, "td align": true, "ol start": true, "input disabled": true, "th style": true, "td style": true}, nil}
	for part := range harmless.parts {
		readBack.parts[part] = true
	}
	readBack.check(t, name, page.String())
}

func checkHostileXML(t *testing.T, harmless markup, name, content string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(content))
	element := ""
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			element = token.Name.Local
			if element == "script" || element == "svg" {
				t.Errorf("%s: the element <%s>", name, element)
			}
		case xml.CharData:
			text := strings.TrimSpace(string(token))
			if (element == "loc" || element == "link" || element == "guid") && text != "" && !strings.HasPrefix(text, "https://site.example/sub/") && !strings.HasPrefix(text, "urn:uuid:") {
				t.Errorf("%s: <%s> is %q", name, element, text)
			}
			if element == "encoded" && text != "" {
				harmless.check(t, name, text)
			}
		case xml.EndElement:
			element = ""
		}
	}
}
