package site

import (
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"galley/internal/derived"
	"galley/internal/picture/picturetest"
	"galley/notion"
	"galley/notion/notiontest"
	"galley/site/favicon"
	"galley/theme"

	"github.com/temoto/robotstxt"
	"golang.org/x/net/html"
)

// drawnSample is the sample workspace as a site with cards and icons, drawn with
// the embedded font alone.
func drawnSample(t *testing.T) (s *Site, report Report, files map[string]string) {
	t.Helper()
	if testing.Short() {
		t.Skip("much drawing, and little at once")
	}
	type drawn struct {
		*Site
		Report
		files map[string]string
	}
	build := sync.OnceValue(func() drawn {
		s, report, files := drawSample(t)
		return drawn{s, report, files}
	})
	known, _ := samples.LoadOrStore("drawn", build)
	got := known.(func() drawn)()
	return got.Site, got.Report, got.files
}

func drawSample(t *testing.T) (s *Site, report Report, files map[string]string) {
	t.Helper()
	sample := notiontest.Sample()
	dir := t.TempDir()
	c := configured(t, dir, fmt.Sprintf("[site]\ntitle = \"Tide & water\"\nbase_url = \"https://x.example/repo/\"\n"+
		"[[source]]\npage = %q\n[[source]]\ndatabase = %q\npath = \"/notes/\"\n", sample.HandbookURL(), sample.FieldNotesURL()), sample.Workspace)
	s, report = built(t, c, fetched(t, sample.Workspace, c), withFonts(t, c), dir+"/out")
	return s, report, tree(t, dir+"/out")
}

func withFonts(t testing.TB, c *Config) Options {
	t.Helper()
	fonts, err := c.LoadFonts(nil)
	if err != nil {
		t.Fatal(err)
	}
	opts := options(t, c)
	opts.Fonts = fonts
	return opts
}

// links are the addresses in the head of a page, by rel.
func links(page string) map[string][]string {
	found := map[string][]string{}
	reader := html.NewTokenizer(strings.NewReader(page))
	for kind := reader.Next(); kind != html.ErrorToken; kind = reader.Next() {
		if token := reader.Token(); token.Data == "link" {
			attr := map[string]string{}
			for _, a := range token.Attr {
				attr[a.Key] = a.Val
			}
			found[attr["rel"]] = append(found[attr["rel"]], attr["href"])
		}
	}
	return found
}

func TestEveryPageHasAPictureForLinksToIt(t *testing.T) {
	s, report, files := drawnSample(t)
	const base = "https://x.example/repo/"
	cards := map[string]bool{}
	for name, page := range files {
		if !strings.HasSuffix(name, ".html") || name == "404.html" || strings.Contains(page, `http-equiv="refresh"`) {
			continue
		}
		h := readHead(t, name, page)
		file, ours := strings.CutPrefix(h.meta["og:image"], base)
		if !ours || h.meta["twitter:card"] != "summary_large_image" {
			t.Errorf("%s: its picture is %q, its card %q", name, h.meta["og:image"], h.meta["twitter:card"])
			continue
		}
		size, _, err := image.DecodeConfig(strings.NewReader(files[file]))
		if err != nil || h.meta["og:image:width"] != fmt.Sprint(size.Width) || h.meta["og:image:height"] != fmt.Sprint(size.Height) {
			t.Errorf("%s: its picture of %v is said to be %s × %s (%v)", name, size, h.meta["og:image:width"], h.meta["og:image:height"], err)
		}
		if strings.HasPrefix(file, cardFolder) {
			cards[file] = true
			if h.meta["og:image:alt"] == "" {
				t.Errorf("%s: its card says nothing to those who do not see it", name)
			}
		}
		if post := h.thing("BlogPosting"); post != nil && post["image"] != h.meta["og:image"] {
			t.Errorf("%s: its picture is %v in JSON-LD", name, post["image"])
		}
	}
	for name := range files {
		if strings.HasPrefix(name, cardFolder) && !cards[name] {
			t.Errorf("%s is the card of no page", name)
		}
	}
	if len(cards) < 20 || len(cards) >= len(s.reading) {
		t.Errorf("there are %d cards for %d pages", len(cards), len(s.reading))
	}
	told := 0
	for _, w := range report.Warnings {
		if strings.Contains(w.Text, "no social card") {
			told++
			if !strings.Contains(w.Text, "Arabic") || !strings.Contains(w.Text, "Han") {
				t.Errorf("the warning is %q", w.Text)
			}
		}
	}
	if told != 1 {
		t.Errorf("that the embedded font has no Arabic and Japanese is told %d times", told)
	}
}

func TestTheManifestAndTheHeadNameIconsThatAreThere(t *testing.T) {
	_, _, files := drawnSample(t)
	at := func(address string) string { return strings.TrimPrefix(address, "/repo/") }
	var m struct {
		Name      string `json:"name"`
		ShortName string `json:"short_name"`
		Start     string `json:"start_url"`
		Scope     string `json:"scope"`
		Lang      string `json:"lang"`
		Dir       string `json:"dir"`
		Icons     []struct {
			Source, Sizes, Type, Purpose string
		}
	}
	data := strings.ReplaceAll(files[favicon.ManifestName], `"src"`, `"source"`)
	if err := json.Unmarshal([]byte(data), &m); err != nil {
		t.Fatal(err)
	}
	if m.Name != "Tide & water" || m.ShortName == "" || m.Start != "/repo/" || m.Scope != "/repo/" || m.Lang != "en" || m.Dir != "ltr" || len(m.Icons) != 3 {
		t.Errorf("the manifest is %+v", m)
	}
	for _, icon := range m.Icons {
		size, format, err := image.DecodeConfig(strings.NewReader(files[at(icon.Source)]))
		if err != nil || icon.Type != "image/"+format || icon.Sizes != fmt.Sprintf("%dx%d", size.Width, size.Height) {
			t.Errorf("%+v is %v (%v)", icon, size, err)
		}
	}
	for name, page := range files {
		if !strings.HasSuffix(name, ".html") || strings.Contains(page, `http-equiv="refresh"`) {
			continue
		}
		head := links(page)
		for rel, number := range map[string]int{"icon": 2, "apple-touch-icon": 1, "manifest": 1} {
			if len(head[rel]) != number {
				t.Errorf("%s: as its %s it has %v", name, rel, head[rel])
			}
			for _, address := range head[rel] {
				if files[at(address)] == "" {
					t.Errorf("%s: there is no %s", name, address)
				}
			}
		}
	}
	if !strings.Contains(files[favicon.SVG], "🌊") {
		t.Errorf("the icon of the handbook is not that of the site: %s", files[favicon.SVG])
	}
}

func TestRobotsMayReadEverythingAndFindTheSitemap(t *testing.T) {
	b := newBlog(t, 3)
	b.build(t)
	s, files := b.plan(t), tree(t, b.output())
	robots, err := robotstxt.FromString(files["robots.txt"])
	if err != nil {
		t.Fatal(err)
	}
	if len(robots.Sitemaps) != 1 || robots.Sitemaps[0] != s.config.Site.BaseURL+sitemapName {
		t.Errorf("the sitemaps are %v", robots.Sitemaps)
	}
	for _, n := range s.all {
		if !robots.TestAgent(s.url(n.path), "Googlebot") {
			t.Errorf("%s may not be read", n.path)
		}
	}
}

// drawnBlog is a small site with cards and what is kept of them.
type drawnBlog struct {
	*blog
	dir string
}

func newDrawnBlog(t testing.TB, pages int) *drawnBlog {
	b := newBlog(t, pages)
	b.config.Site.Theme = "blog"
	return &drawnBlog{b, t.TempDir()}
}

// drawTo writes the blog to a folder.
func (b *drawnBlog) drawTo(t testing.TB, folder string) Report {
	t.Helper()
	opts := withFonts(t, b.config)
	opts.Derived = derived.Open(filepath.Join(b.dir, "derived"))
	s, err := Plan(b.config, b.Snapshot, opts)
	if err != nil {
		t.Fatal(err)
	}
	s.blocks = func(id notion.ID) ([]notion.Block, error) { return b.bodies[id], nil }
	report, err := s.Write(t.Context(), filepath.Join(b.dir, folder))
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func (b *drawnBlog) write(t testing.TB, folder string) (Report, map[string]string) {
	t.Helper()
	report := b.drawTo(t, folder)
	return report, tree(t, filepath.Join(b.dir, folder))
}

// What is kept is changed by hand, so that a card which is drawn again shows.
func TestCardsAndIconsAreDrawnOnce(t *testing.T) {
	b := newDrawnBlog(t, 3)
	_, first := b.write(t, "one")
	kept := 0
	err := filepath.WalkDir(filepath.Join(b.dir, "derived", "files", kindCard), func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		kept++
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		data[len(data)-1] ^= 1
		if err := os.Remove(name); err != nil { // it may be the same file as in the output folder
			return err
		}
		return os.WriteFile(name, data, 0o600)
	})
	if err != nil || kept != 4 {
		t.Fatalf("%d cards are kept (%v)", kept, err)
	}
	_, second := b.write(t, "two")
	for name, data := range first {
		if changed := second[name] != data; changed != strings.HasPrefix(name, cardFolder) {
			t.Errorf("%s is drawn again, or has changed", name)
		}
	}
	rename(b.workspace, 1001, "Another title")
	_, third := b.write(t, "three")
	cards := 0
	for name := range third {
		if strings.HasPrefix(name, cardFolder) {
			cards++
			if second[name] == "" && first[name] != "" {
				t.Errorf("%s is not a new card", name)
			}
		}
	}
	if cards != 4 {
		t.Errorf("there are %d cards", cards)
	}
}

func TestCardsCanBeOff(t *testing.T) {
	if testing.Short() {
		t.Skip("much drawing, and little at once")
	}
	b := newDrawnBlog(t, 2)
	b.config.Social.Cards = false
	_, files := b.write(t, "out")
	for name, page := range files {
		if strings.HasPrefix(name, cardFolder) || strings.Contains(page, "og:image") {
			t.Errorf("%s has or is a card", name)
		}
	}
	if h := readHead(t, "post", files["post-1/index.html"]); h.meta["twitter:card"] != "summary" {
		t.Errorf("the card is %q", h.meta["twitter:card"])
	}
}

func TestAnotherIconMakesOtherInputs(t *testing.T) {
	if testing.Short() {
		t.Skip("much drawing, and little at once")
	}
	b := newDrawnBlog(t, 1)
	b.write(t, "out")
	if report, _ := b.write(t, "out"); report.Written != 0 {
		t.Errorf("with nothing changed, %d files were written", report.Written)
	}
	icon := filepath.Join(b.dir, "icon.png")
	for i, v := range []color.Gray{{50}, {90}} {
		m := image.NewGray(image.Rect(0, 0, 64, 64))
		for p := range m.Pix {
			m.Pix[p] = v.Y
		}
		if err := os.WriteFile(icon, picturetest.PNG(t, m), 0o600); err != nil {
			t.Fatal(err)
		}
		b.config.Site.Icon = icon
		report, files := b.write(t, "out")
		large, err := png.Decode(strings.NewReader(files[favicon.Large]))
		if err != nil || report.Written == 0 {
			t.Fatalf("icon %d: %d files were written (%v)", i, report.Written, err)
		}
		if got := color.GrayModel.Convert(large.At(256, 256)); got != v {
			t.Errorf("the icon is %v, want %v", got, v)
		}
		if files[favicon.SVG] != "" || len(links(files["index.html"])["icon"]) != 1 {
			t.Error("a picture has a drawing, too")
		}
	}
}

func TestAThemesOwnIconStays(t *testing.T) {
	if testing.Short() {
		t.Skip("much drawing, and little at once")
	}
	b := newDrawnBlog(t, 1)
	b.config.Dir = b.dir
	b.config.Site.Theme = "mine"
	for name, text := range map[string]string{"theme.toml": "extends = \"blog\"\n", "static/favicon.svg": "<svg/>", "static/favicon.ico": "mine"} {
		file := filepath.Join(b.dir, "mine", name)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, files := b.write(t, "out")
	if files[favicon.SVG] != "<svg/>" || files[favicon.ICO] != "mine" || files[favicon.Touch] == "" {
		t.Errorf("the icons are %q, %q", files[favicon.SVG], files[favicon.ICO])
	}
}

func TestOnlyCoversThatReadersKnowStandForAPage(t *testing.T) {
	for name, want := range map[string]bool{
		"/files/1-a.jpg": true, "/files/1-a.PNG": true, "/files/1-a.webp": true, "/files/1-a.svg": false, "/files/1-a.avif": false, "/files/1-a": false,
		"https://x.example/a.jpg?w=1": true, "https://x.example/photo": true, "https://x.example/a.svg": false,
	} {
		if got := isShown(&theme.Image{URL: name}); got != want {
			t.Errorf("%s stands for a page: %v", name, got)
		}
	}
	if isShown(nil) {
		t.Error("no cover stands for a page")
	}
}

// BenchmarkCards makes 500 posts with their cards: for the first time, and when
// the cards are kept.
func BenchmarkCards(b *testing.B) {
	blog := newDrawnBlog(b, 500)
	for _, kept := range []bool{false, true} {
		b.Run(fmt.Sprintf("kept=%v", kept), func(b *testing.B) {
			for n := 0; b.Loop(); n++ {
				if !kept {
					blog.dir = b.TempDir()
				}
				blog.drawTo(b, fmt.Sprint("out-", n))
			}
		})
	}
}

func TestAnIconMayHoldNoScript(t *testing.T) {
	name := filepath.Join(t.TempDir(), "icon.svg")
	for text, fine := range map[string]bool{
		`<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>`:              true,
		`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`:     false,
		`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><path/></svg>`:     false,
		`<svg xmlns="http://www.w3.org/2000/svg"><use href="file.svg#a"/></svg>`:      false,
		`<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><p/></foreignObject>`: false,
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if m := fileMark(name); (m.err == nil) != fine {
			t.Errorf("%s: %v", text, m.err)
		}
	}
}
