package theme

import (
	"bytes"
	"compress/gzip"
	"html/template"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/text/language"
)

// forEachPage runs a check on every layout of every embedded theme, with all
// data and with almost none.
func forEachPage(t *testing.T, check func(t *testing.T, name, page string)) {
	for _, name := range builtinNames {
		th := load(t, name)
		for _, kind := range Kinds() {
			full := name + "-" + string(kind)
			t.Run(full, func(t *testing.T) { check(t, full, execute(t, th, samplePage(t, th, kind))) })
			t.Run(full+"-minimal", func(t *testing.T) { check(t, full+"-minimal", execute(t, th, minimalPage(kind))) })
		}
	}
}

func TestPagesAreAsTheyWere(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	body, err := os.ReadFile("testdata/body.html")
	if err != nil {
		t.Fatal(err)
	}
	var names []string // of assets, which change with every touch of the CSS
	for _, name := range builtinNames {
		th := load(t, name)
		names = append(names, th.Stylesheet(), "assets/style.css", th.Script(), "assets/script.js",
			th.Module("search"), "assets/search.js", th.ModuleStyle("math"), "assets/math.css")
	}
	stable := strings.NewReplacer(names...)
	forEachPage(t, func(t *testing.T, name, page string) {
		page = stable.Replace(strings.Replace(page, string(body), "<!-- body.html -->\n", 1))
		golden := filepath.Join("testdata", "golden", name+".html")
		if *update {
			if err := os.WriteFile(golden, []byte(page), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), page); diff != "" {
			t.Errorf("%s changed (-was +is); if that is meant, run with -update\n%s", golden, diff)
		}
	})
}

func parseHTML(t *testing.T, page string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// elements returns what has one of the tags, in document order; all without tags.
func elements(doc *html.Node, tags ...string) []*html.Node {
	var found []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && (len(tags) == 0 || slices.Contains(tags, n.Data)) {
			found = append(found, n)
		}
	}
	return found
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// A parser mends what is not closed or stands where it may not; then its
// elements are not those that were written, one start tag each.
func TestPagesParseAsTheyAreWritten(t *testing.T) {
	implied := []string{"tbody"} // the only ones that may come from the parser
	forEachPage(t, func(t *testing.T, _, page string) {
		var written []string
		open := map[string]int{}
		z := html.NewTokenizer(strings.NewReader(page))
		for z.Next() != html.ErrorToken {
			switch tok := z.Token(); tok.Type {
			case html.StartTagToken:
				written = append(written, tok.Data)
				open[tok.Data]++
			case html.SelfClosingTagToken: // in SVG
				written = append(written, tok.Data)
			case html.EndTagToken:
				open[tok.Data]--
			}
		}
		for _, void := range []string{"meta", "link", "img", "source", "input", "hr", "br"} {
			delete(open, void)
		}
		for tag, n := range open {
			if n != 0 {
				t.Errorf("<%s> and </%s> do not match: %+d", tag, tag, n)
			}
		}
		var parsed []string
		for _, n := range elements(parseHTML(t, page)) {
			if tag := strings.ToLower(n.Data); !slices.Contains(implied, tag) { // SVG has names with capitals
				parsed = append(parsed, tag)
			}
		}
		written = slices.DeleteFunc(written, func(tag string) bool { return slices.Contains(implied, tag) })
		if diff := cmp.Diff(written, parsed); diff != "" {
			t.Errorf("the parser mended the page (-written +parsed):\n%s", diff)
		}
	})
}

func TestIDsAreUniqueAndReferencesHit(t *testing.T) {
	forEachPage(t, func(t *testing.T, _, page string) {
		ids := map[string]bool{}
		all := elements(parseHTML(t, page))
		for _, n := range all {
			if id := attr(n, "id"); id != "" {
				if ids[id] {
					t.Errorf("id %q twice", id)
				}
				ids[id] = true
			}
		}
		for _, n := range all {
			for _, name := range []string{"popovertarget", "aria-labelledby", "href"} {
				ref, local := strings.CutPrefix(attr(n, name), "#")
				if ref != "" && (local || name != "href") && !ids[ref] {
					t.Errorf("<%s %s> points at %q, which is not there", n.Data, name, ref)
				}
			}
		}
	})
}

func TestPagesAreOutlinedForReaders(t *testing.T) {
	forEachPage(t, func(t *testing.T, _, page string) {
		doc := parseHTML(t, page)
		for tag, want := range map[string]int{"main": 1, "h1": 1, "title": 1} {
			if got := len(elements(doc, tag)); got != want {
				t.Errorf("%d <%s>, want %d", got, tag, want)
			}
		}
		level := 1
		for _, h := range elements(doc, "h1", "h2", "h3", "h4", "h5") {
			next := int(h.Data[1] - '0')
			if next > level+1 {
				t.Errorf("<%s> follows <h%d>", h.Data, level)
			}
			level = next
		}
		labels := map[string]bool{}
		for _, nav := range elements(doc, "nav") {
			label := attr(nav, "aria-label") + attr(nav, "aria-labelledby")
			if label == "" || labels[label] {
				t.Errorf("<nav> with the label %q, which is empty or not unique", label)
			}
			labels[label] = true
		}
		for _, button := range elements(doc, "button") {
			if attr(button, "aria-label") == "" {
				t.Error("a button without a name")
			}
		}
	})
}

func TestNothingComesFromThirdParties(t *testing.T) {
	forEachPage(t, func(t *testing.T, _, page string) {
		for _, n := range elements(parseHTML(t, page), "script", "link", "img", "iframe") {
			src := attr(n, "src")
			if n.Data == "link" && attr(n, "rel") != "canonical" {
				src = attr(n, "href")
			}
			if strings.Contains(src, "//") && !strings.HasPrefix(src, "data:") {
				t.Errorf("<%s> asks for %s", n.Data, src)
			}
		}
	})
	for _, name := range builtinNames {
		th := load(t, name)
		for _, remote := range []string{"@import", "@font-face", "url("} {
			if strings.Contains(asset(t, th, th.Stylesheet()), remote) {
				t.Errorf("the stylesheet of %s has %s", name, remote)
			}
		}
	}
}

func TestHeadTellsMachinesWhatThePageIs(t *testing.T) {
	th := load(t, "blog")
	page := execute(t, th, samplePage(t, th, KindPost))
	for _, want := range []string{
		"<title>Keeping a site in step – Field notes</title>",
		`<meta name="description" content="What a build costs, &amp; why &#34;nothing&#34; is the usual answer.">`,
		`<link rel="canonical" href="https://notes.example.com/sample/">`,
		`<meta property="og:type" content="article">`,
		`<meta property="og:image" content="https://notes.example.com/assets/cards/1.png">`,
		`<meta property="article:published_time" content="2026-06-27T09:30:00Z">`,
		`<meta name="twitter:card" content="summary_large_image">`,
		`<link rel="alternate" type="application/rss&#43;xml" title="Field notes (RSS)" href="/feed.xml">`,
		`<link rel="alternate" type="text/markdown" href="/sample/index.md">`,
		`<meta name="generator" content="Galley 1.0.0">`,
		`<meta name="robots" content="noindex">`, // it is a draft
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the head lacks %s", want)
		}
	}
	if home := execute(t, th, samplePage(t, th, KindHome)); !strings.Contains(home, "<title>Field notes</title>") || strings.Contains(home, "noindex") {
		t.Error("the home page repeats its title, or hides from search engines")
	}
}

func TestPagesSpeakTheirLanguage(t *testing.T) {
	th := load(t, "docs")
	p := samplePage(t, th, KindPage)
	for lang, want := range map[string]string{
		"de": "Auf dieser Seite", "pt-BR": "Nesta página", "zh-TW": "本頁內容", "zh-CN": "本页内容", "he": "בדף זה", "tlh": "On this page", "": "On this page",
		"en": "27 June 2026", "en-US": "June 27, 2026", "ja": "2026年6月27日",
	} {
		p.Language = lang
		if page := execute(t, th, p); !strings.Contains(page, want) {
			t.Errorf("language %q: no %q", lang, want)
		}
	}
}

func TestDatesAreInEachLanguage(t *testing.T) {
	for _, name := range builtinNames {
		th := load(t, name)
		for lang, want := range map[string]string{
			"ar": "27 يونيو 2026", "da": "27. juni 2026", "de-AT": "27. Juni 2026", "en": "27 June 2026", "en-US": "June 27, 2026",
			"es-MX": "27 de junio de 2026", "fr": "27 juin 2026", "he": "27 ביוני 2026", "it": "27 giugno 2026", "ja": "2026年6月27日",
			"ko": "2026년 6월 27일", "nb": "27. juni 2026", "nl": "27 juni 2026", "pl": "27 czerwca 2026", "pt-BR": "27 de junho de 2026",
			"ru": "27 июня 2026\u00a0г.", "sv": "27 juni 2026", "zh-TW": "2026年6月27日", "zh": "2026年6月27日", "tlh": "2026-06-27", "": "27 June 2026",
		} {
			if got := th.Words(lang).Day(day); got != want {
				t.Errorf("%s: the day is %q in %q, want %q", name, got, lang, want)
			}
			p := samplePage(t, th, KindPost)
			if p.Language = lang; !strings.Contains(execute(t, th, p), ">"+want+"</time>") {
				t.Errorf("%s: the byline has no %q in %q", name, want, lang)
			}
		}
	}
}

func TestLayoutsMayNameDaysAndMonths(t *testing.T) {
	words := load(t, "blog").Words("de")
	if got := words.Date("Monday, 2. January 2006, 15:04", day); got != "Samstag, 27. Juni 2026, 09:30" {
		t.Errorf("got %q", got)
	}
	sunday := day.AddDate(0, 0, 1)
	if got := words.Date("Monday", sunday); got != "Sonntag" {
		t.Errorf("got %q", got)
	}
}

func TestEveryLanguageHasEveryWord(t *testing.T) {
	layers, err := embedded("docs")
	if err != nil {
		t.Fatal(err)
	}
	set, err := gather(layers)
	if err != nil {
		t.Fatal(err)
	}
	w, err := readWords(set)
	if err != nil {
		t.Fatal(err)
	}
	english := w.resolve("en")
	for tag, own := range w.byTag {
		if tag.Parent() == language.English {
			continue // what it leaves out is English anyway
		}
		for name, text := range english {
			if lists := map[string]int{"months": 12, "days": 7}; lists[name] != 0 && len(strings.Fields(own[name])) != lists[name] {
				t.Errorf("%s: %s has %d names", tag, name, len(strings.Fields(own[name])))
			}
			if own[name] == "" || strings.Count(own[name], "%") != strings.Count(text, "%") {
				t.Errorf("%s: %s = %q, in English %q", tag, name, own[name], text)
			}
		}
		if len(own) != len(english) {
			t.Errorf("%s has %d words, English %d", tag, len(own), len(english))
		}
	}
}

func zipped(t *testing.T, data string) int {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// typicalPage is a post without most of the kinds of blocks, of which few pages
// have more than a handful.
func typicalPage(t *testing.T, th *Theme) *Page {
	p := samplePage(t, th, KindPost)
	text, _, found := strings.Cut(string(p.Content), `<h2 id="small"`)
	if !found {
		t.Fatal("testdata/body.html has no small heading to cut at")
	}
	p.Content = template.HTML(text)
	return p
}

func TestPagesAreLight(t *testing.T) {
	for _, name := range builtinNames {
		th := load(t, name)
		for what, size := range map[string][2]int{
			"CSS":    {zipped(t, asset(t, th, th.Stylesheet())), 10 << 10},
			"script": {zipped(t, asset(t, th, th.Script())), 8 << 10},
			"search": {zipped(t, asset(t, th, th.Module("search"))), 6 << 10},
			"math":   {zipped(t, asset(t, th, th.ModuleStyle("math"))), 2 << 10},
			"HTML":   {zipped(t, execute(t, th, typicalPage(t, th))), 7 << 10},
		} {
			t.Logf("%s: %s has %d bytes", name, what, size[0])
			if size[0] > size[1] {
				t.Errorf("%s: %s has %d bytes gzipped, more than %d", name, what, size[0], size[1])
			}
		}
	}
}

func TestThemesMayBeUsedByManyAtOnce(t *testing.T) {
	th := load(t, "docs")
	p := samplePage(t, th, KindPage)
	want := execute(t, th, p)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 5 {
				var b strings.Builder
				if err := th.Execute(&b, p); err != nil || b.String() != want {
					t.Errorf("got another page, or %v", err)
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkExecute(b *testing.B) {
	th, err := Load("blog", "", Settings{})
	if err != nil {
		b.Fatal(err)
	}
	p := minimalPage(KindPost)
	p.Site.Title, p.Site.Home, p.Language = "Field notes", "/", "en"
	p.Date, p.Minutes, p.Content = day, 4, "<p>x</p>"
	p.Next = &Link{Title: "Next", URL: "/next/"}
	b.ReportAllocs()
	for b.Loop() {
		if err := th.Execute(io.Discard, p); err != nil {
			b.Fatal(err)
		}
	}
}

func TestAListSaysThatItIsEmptyOnlyWhenItIs(t *testing.T) {
	for _, name := range builtinNames {
		th := load(t, name)
		for content, want := range map[template.HTML]bool{"": true, "<p>A table</p>": false} {
			p := minimalPage(KindList)
			p.Content = content
			if page := execute(t, th, p); strings.Contains(page, "Nothing here yet.") != want || !strings.Contains(page, string(content)) {
				t.Errorf("%s: a list with the content %q:\n%s", name, content, page)
			}
		}
	}
}
