package theme

import (
	"flag"
	"html/template"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var (
	update = flag.Bool("update", false, "write the golden files of testdata anew")
	write  = flag.String("write", "", "also write the sample pages to this `folder`, to look at them in a browser")
)

var day = time.Date(2026, 6, 27, 9, 30, 0, 0, time.UTC)

// sampleSite has something in every field; its pages too.
func sampleSite(th *Theme) *Site {
	site := &Site{
		Title: "Field notes", Description: "Notes from the lab, written in Notion.",
		Language: "en", Dir: "ltr", BaseURL: "https://notes.example.com/", Home: "/", Feed: "/feed.xml", Feeds: []Feed{{"Field notes", "RSS", "application/rss+xml", "/feed.xml"}}, Version: "1.0.0",
		CSS: "/" + th.Stylesheet(), JS: "/" + th.Script(),
		Menu: []Link{{Title: "Posts", URL: "/posts/", Current: true}, {Title: "Guide", URL: "/guide/", Icon: &Icon{Emoji: "🧭"}}, {Title: "Tags", URL: "/tags/"}},
		Tags: []Tag{{"essays", "/tags/essays/", "blue", 12}, {"field work", "/tags/field-work/", "green", 7}, {"tools", "/tags/tools/", "default", 3}, {"typography", "/tags/typography/", "red", 1}},
	}
	site.Icons = Icons{SVG: "/favicon.svg", ICO: "/favicon.ico", Touch: "/apple-touch-icon.png", Manifest: "/site.webmanifest"}
	site.Math = "/" + th.ModuleStyle("math")
	site.Search = &Search{Client: "/" + th.Module("search"), Index: "/assets/search/root.bin"}
	site.Authors = []Author{{"Ada", "/avatar.svg", "/authors/ada/", 3}, {Name: "Grace", URL: "/authors/grace/", Count: 1}}
	site.Series = []*Series{{Title: "Keeping in step", URL: "/series/keeping-in-step/", Total: 3}}
	site.Archive = "/archive/"
	site.Settings = th.Settings()
	site.Settings.EditLinks = true
	site.Tree = []*NavItem{
		{Title: "Start here", URL: "/start/"},
		{Title: "Guide", URL: "/guide/", Icon: &Icon{Emoji: "🧭"}, Children: []*NavItem{
			{Title: "Getting started", URL: "/guide/start/"},
			{Title: "Keeping a site in step", URL: "/sample/", Children: []*NavItem{{Title: "Limits & budgets", URL: "/guide/limits/"}}},
			{Title: "Themes", URL: "/guide/themes/"},
		}},
		{Title: "Reference", Children: []*NavItem{{Title: "Configuration", URL: "/reference/config/"}, {Title: "Commands", URL: "/reference/commands/"}}},
		{Title: "Design", URL: "/design/", Children: []*NavItem{{Title: "The house", URL: "/design/house/"}}},
	}
	return site
}

func samplePage(t *testing.T, th *Theme, kind Kind) *Page {
	site := sampleSite(th)
	p := &Page{
		Site: site, Kind: kind, Title: "Keeping a site in step", TitleHTML: "Keeping a site <em>in step</em>",
		Description: `What a build costs, & why "nothing" is the usual answer.`,
		URL:         "/sample/", Permalink: "https://notes.example.com/sample/", Markdown: "/sample/index.md",
		Language: "en", Dir: "ltr",
	}
	p.Card = &Image{URL: "/assets/cards/1.png", Alt: p.Title, Width: 1200, Height: 630}
	switch kind {
	case KindHome:
		p.Title, p.TitleHTML, p.Description, p.URL, p.Permalink = site.Title, "", site.Description, "/", site.BaseURL
		p.Items, p.Pager, p.Children = sampleItems(), &Pager{1, 3, "", "/page/2/"}, site.Tree[1].Children
	case KindList:
		p.Title, p.TitleHTML, p.Description, p.URL, p.Markdown = "essays", "", "Longer pieces.", "/tags/essays/2/", ""
		p.Items, p.Pager = sampleItems()[1:], &Pager{2, 3, "/tags/essays/", "/tags/essays/3/"}
	case KindAuthors:
		p.Title, p.TitleHTML, p.Description, p.URL, p.Markdown = "Authors", "", "", "/authors/", ""
	case KindArchive:
		p.Title, p.TitleHTML, p.Description, p.URL, p.Markdown = "Archive", "", "", "/archive/", ""
		p.Years = []*Year{{Number: 2026, Count: 3, Items: sampleItems()}, {Number: 2025, URL: "/archive/2025/", Count: 512}}
	case KindTags:
		p.Title, p.TitleHTML, p.Description, p.URL, p.Markdown = "Tags", "", "", "/tags/", ""
	case KindNotFound:
		p.Title, p.TitleHTML, p.Description, p.URL, p.Permalink, p.Markdown = "Page not found", "", "", "/404.html", "", ""
	default:
		fillBody(t, p)
	}
	return p
}

func fillBody(t *testing.T, p *Page) {
	body, err := os.ReadFile("testdata/body.html")
	if err != nil {
		t.Fatal(err)
	}
	p.Content = template.HTML(body)
	p.HasMath, p.Words, p.Minutes = true, 912, 5
	p.TOC = []*Heading{
		{ID: "how-a-build-works", Title: "How a build works", Level: 2, Children: []*Heading{{ID: "what-is-kept", Title: "What is kept", Level: 3}}},
		{ID: "lists", Title: "Lists", Level: 2, Children: []*Heading{{ID: "colours", Title: "Colours", Level: 3, Children: []*Heading{{ID: "media", Title: "Media", Level: 4}}}}},
		{ID: "layout", Title: "Layout", Level: 2},
	}
	p.Breadcrumbs = []Link{{Title: "Field notes", URL: "/"}, {Title: "Guide", URL: "/guide/"}}
	p.Prev, p.Next = &Link{Title: "Getting started", URL: "/guide/start/"}, &Link{Title: "Themes", URL: "/guide/themes/"}
	p.Updated, p.Notion = day, "https://www.notion.so/0123456789abcdef0123456789abcdef"
	p.Discussions = []Discussion{
		{[]Comment{
			{"c-1", Author{Name: "Grace"}, day, "<p>Does that hold for <em>all</em> of them?</p>"},
			{"c-2", Author{"Ada", "/avatar.svg", "/authors/ada/", 3}, day, `<p>For most. See the table.</p><figure class="file"><a href="/files/all.csv" download><span class="file-type">CSV</span> <span class="file-name">all.csv</span></a></figure>`},
		}},
		{[]Comment{{"c-3", Author{Name: "Anonymous"}, day, "<p>Thank you!</p>"}}},
	}
	p.Icon = &Icon{Emoji: "🧵"}
	p.Properties = []Property{{Name: "Effort", Type: "number", Text: "3", HTML: "3"}}
	p.Shown = append(p.Properties, Property{Name: "Area", Type: "select", Text: "Fetching", HTML: `<span class="tag c-blue">Fetching</span>`})
	if p.Kind == KindPost {
		p.Cover = &Image{
			URL: "/cover.svg", Alt: "Waves", Width: 1200, Height: 500, Class: "tint r1 g2 b4",
			Srcset: "/cover.svg?480 480w, /cover.svg 1200w", Sources: []ImageSource{{"image/webp", "/cover.svg?480 480w, /cover.svg 1200w"}},
		}
		p.Date, p.Draft = day, true
		p.Summary = p.Description
		p.Authors = []Author{p.Site.Authors[0], {Name: "Barbara"}}
		p.Series = &Series{Title: "Keeping in step", URL: "/series/keeping-in-step/", Number: 2, Total: 3,
			Prev: &Link{Title: "What changes", URL: "/what-changes/"}, Next: &Link{Title: "What is left", URL: "/what-is-left/"},
			Items: []Link{{Title: "What changes", URL: "/what-changes/"}, {Title: p.Title, URL: p.URL, Current: true}, {Title: "What is left", URL: "/what-is-left/"}}}
		p.Related = sampleItems()
		p.Tags = p.Site.Tags[:2]
	} else {
		p.Children = []*NavItem{{Title: "Limits & budgets", URL: "/guide/limits/"}, {Title: "Themes", URL: "/guide/themes/", Icon: &Icon{Image: "data:image/png;base64,iVBORw0="}}}
	}
}

func sampleItems() []*Item {
	tags := []Tag{{"essays", "/tags/essays/", "blue", 12}, {"tools", "/tags/tools/", "default", 3}}
	return []*Item{
		{Title: "A week with two themes", URL: "/a/", Description: "Notion is where people write; a site is where people read. Between the two there is a gap that most teams fill by hand.", Date: day, Minutes: 4, Authors: []Author{{Name: "Ada", URL: "/authors/ada/"}}, Tags: tags, Cover: &Image{URL: "/cover.svg", Width: 1200, Height: 500}},
		{Title: "On placeholders", TitleHTML: "On <code>placeholders</code>", URL: "/b/", Description: "What to show when there is nothing to show.", Date: day.AddDate(0, -1, 0), Minutes: 2, Icon: &Icon{Emoji: "🪧"}, Tags: tags[1:], Draft: true},
		{Title: "Small files, large sites", URL: "/c/", Date: day.AddDate(0, -2, 0), Minutes: 7},
	}
}

// minimalPage has only what the contract promises to be there.
func minimalPage(kind Kind) *Page { return &Page{Site: &Site{}, Kind: kind, Title: "Untitled"} }

func load(t *testing.T, name string) *Theme {
	t.Helper()
	th, err := Load(name, "", Settings{})
	if err != nil {
		t.Fatal(err)
	}
	return th
}

func execute(t *testing.T, th *Theme, p *Page) string {
	t.Helper()
	var b strings.Builder
	if err := th.Execute(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestWriteSamples serves those who change the look; see the flag -write.
func TestWriteSamples(t *testing.T) {
	if *write == "" {
		t.Skip("no -write")
	}
	for _, name := range builtinNames {
		th, dir := load(t, name), filepath.Join(*write, name)
		cover, err := os.ReadFile("testdata/cover.svg")
		if err != nil {
			t.Fatal(err)
		}
		files := append([]Asset{{"cover.svg", cover}, {"avatar.svg", cover}}, th.Assets()...)
		for _, kind := range Kinds() {
			files = append(files,
				Asset{string(kind) + ".html", []byte(execute(t, th, samplePage(t, th, kind)))},
				Asset{string(kind) + "-minimal.html", []byte(execute(t, th, minimalPage(kind)))})
		}
		for _, f := range files {
			path := filepath.Join(dir, filepath.FromSlash(f.Name))
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, f.Data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}
