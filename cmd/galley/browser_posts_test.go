//go:build browser

package main

import (
	"fmt"
	"image"
	"image/color"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/picture/picturetest"
	"galley/notion/notiontest"

	"github.com/chromedp/chromedp"
)

// postsWorkspace has 300 posts of all the sorts that make a theme look bad: long
// titles and none, covers and none, one line, 500 blocks, an author alone, tags
// that are sentences.
func postsWorkspace(t *testing.T, text postsText) (*notiontest.Workspace, *notiontest.Database) {
	t.Helper()
	ws := notiontest.NewWorkspace().Name(text.title)
	people := []*notiontest.User{ws.Person(text.person, "a@example.org"), ws.Person("Grace Hopper", "b@example.org")}
	db := ws.Database(text.title, notiontest.Schema(
		notiontest.Title("Name"), notiontest.Date("Date"), notiontest.RichText("Summary"), notiontest.People("Author"),
		notiontest.MultiSelect("Tags", notiontest.Opt(text.word, "blue", ""), notiontest.Opt("x", "red", ""), notiontest.Opt(text.sentence, "default", "")),
		notiontest.Select("Series", notiontest.Opt(text.word+" 1", "gray", "")),
	))
	cover := shades(t, 1200, 500)
	for i := range 300 {
		values := notiontest.Values{"Date": fmt.Sprintf("20%02d-%02d-%02d", 20+i%6, 1+i%12, 1+i%28), "Tags": []string{text.word}}
		title := fmt.Sprintf("%s %d", text.word, i)
		var blocks []*notiontest.Block
		switch i % 10 {
		case 0:
			title = strings.Repeat(text.sentence+" ", 3) + fmt.Sprint(i)
		case 1:
			values["Tags"] = []string{text.word, "x", text.sentence}
			values["Summary"] = strings.Repeat(text.sentence+" ", 4)
		case 2:
			values["Author"] = people
		case 3:
			values["Author"], values["Series"] = people[:1], text.word+" 1"
		case 4:
			title = strings.Repeat("Donaudampfschifffahrt", 4) + fmt.Sprint(i)
		}
		if i == 5 {
			blocks = manyBlocks(text, cover)
		} else if i%10 != 6 {
			blocks = []*notiontest.Block{notiontest.Paragraph(strings.Repeat(text.sentence+" ", 6)), notiontest.Heading2(text.word), notiontest.Bulleted(text.sentence)}
		} else {
			blocks = []*notiontest.Block{notiontest.Paragraph(text.word)}
		}
		page := db.Row(title, values, blocks...)
		if i%3 == 0 {
			page.Cover(notiontest.Upload(fmt.Sprintf("cover-%d.png", i), cover))
		}
		if i%4 == 0 {
			page.Icon(notiontest.Emoji("🌊"))
		}
	}
	if err := ws.Err(); err != nil {
		t.Fatal(err)
	}
	return ws, db
}

// postsText is what the posts are written with.
type postsText struct{ language, title, word, sentence, person string }

var (
	english = postsText{"en", "Field notes", "tides", "What the sea left on the quay, and who carried it away before breakfast", "Ada Lovelace"}
	arabic  = postsText{"ar", "ملاحظات", "المد", "ما تركه البحر على الرصيف ومن حمله قبل الفطور", "يوسف حداد"}
)

// manyBlocks is the body of a page of 500 blocks.
func manyBlocks(text postsText, cover []byte) []*notiontest.Block {
	var blocks []*notiontest.Block
	for i := len(blocks); i < 100; i++ {
		blocks = append(blocks,
			notiontest.Heading2(fmt.Sprint(text.word, " ", i)), notiontest.Paragraph(text.sentence),
			notiontest.Numbered(text.sentence), notiontest.Quote(text.sentence), notiontest.Callout(text.sentence))
	}
	return append(blocks, notiontest.Image(notiontest.Upload("wide.png", cover)),
		notiontest.Table(notiontest.TableRow(text.word, text.sentence), notiontest.TableRow("1", "2")), notiontest.Code("go", "func main() {}"))
}

// shades is a picture that becomes lighter.
func shades(t *testing.T, width, height int) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			img.SetGray(x, y, color.Gray{Y: uint8(x * 255 / width)})
		}
	}
	return picturetest.PNG(t, img)
}

// buildPosts writes the posts in each theme, and gives the folders. Notion is asked once.
func buildPosts(t *testing.T, text postsText) map[string]string {
	t.Helper()
	ws, db := postsWorkspace(t, text)
	server := notiontest.NewServer(ws)
	t.Cleanup(server.Close)
	dir := filepath.Join(t.TempDir(), text.language)
	file := filepath.Join(dir, "site.toml")
	dirs := map[string]string{}
	for _, look := range []string{"blog", "docs"} {
		writeFile(t, file, fmt.Sprintf("[site]\ntitle = %q\ndescription = %q\nbase_url = \"https://notes.example.com/\"\nlanguage = %q\ntheme = %q\n[theme]\nlist = \"cards\"\nedit_links = true\naccent = \"#ffcc00\"\n"+
			"[images]\nformats = []\n[notion]\nrequests_per_minute = 100000\n[[source]]\ndatabase = %q\n", text.title, text.sentence, text.language, look, db.ID()))
		dirs[look] = filepath.Join(dir, look)
		args := []string{"build", "--config", file, "--output", dirs[look], "--quiet"}
		if len(dirs) > 1 {
			args = append(args, "--offline")
		}
		env := map[string]string{"NOTION_TOKEN": server.Token, "NOTION_API_URL": server.URL}
		if code := run(t.Context(), args, environment{stdout: io.Discard, stderr: t.Output(), getenv: func(name string) string { return env[name] }}); code != exitDone {
			t.Fatalf("the build ended with %d", code)
		}
	}
	return dirs
}

// TestBrowserPostsOfEverySort looks at a page of each template and a post of each
// sort, of 300; with GALLEY_ALL_POSTS=1 at all pages. GALLEY_KEEP_POSTS is a folder
// that the sites are copied to, for people to look at.
func TestBrowserPostsOfEverySort(t *testing.T) {
	t.Parallel()
	dirs := map[string]string{}
	var files []string
	for _, text := range []postsText{english, arabic} {
		for look, dir := range buildPosts(t, text) {
			dirs[look+" "+text.language] = dir
			for _, page := range samplePosts(t, dir) {
				files = append(files, filepath.Join(dir, filepath.FromSlash(page)))
			}
		}
	}
	if keep := os.Getenv("GALLEY_KEEP_POSTS"); keep != "" {
		for name, dir := range dirs {
			if err := os.CopyFS(filepath.Join(keep, name), os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
		}
	}
	checkHTML(t, files...)
	for name, dir := range dirs {
		t.Run(name, func(t *testing.T) {
			c := newCrawler(t, openBrowser(t), serveLikeHosts(t, dir))
			for _, page := range samplePosts(t, dir) {
				c.inspect(c.origin + strings.TrimSuffix(page, "index.html"))
			}
			c.check()
		})
	}
}

// samplePosts gives a page of each template, and a post of each sort, by their files.
func samplePosts(t *testing.T, dir string) []string {
	t.Helper()
	if os.Getenv("GALLEY_ALL_POSTS") != "" {
		return htmlFiles(t, dir)
	}
	pages := []string{"index.html", "page/2/index.html", "tags/index.html", "authors/index.html", "archive/index.html", "404.html"}
	sorts := []string{"tags/*", "authors/*", "series/*", "*-5", "*-*-*-*-*-*-*"}
	if filepath.Base(filepath.Dir(dir)) == english.language { // once is enough for what does not depend on the direction
		sorts = append(sorts, "*-291", "*-292", "*-293", "don*", "*-296")
	}
	for _, sort := range sorts {
		found, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(sort), "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		if len(found) == 0 {
			t.Fatalf("there is no page %s", sort)
		}
		rel, err := filepath.Rel(dir, found[0])
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, filepath.ToSlash(rel))
	}
	return pages
}

// stillness is what a page did while it was loaded.
type stillness struct {
	Shift    float64
	Moved    []string // the elements that moved
	Before   []string // requests before the first picture, the page with them
	Overflow bool
	Buried   bool // the list of headings is below the text
}

// still is the layout shift below which tools say 0: a word that comes in half goes to
// the next line when the rest of it is there.
const still = 0.001

// measure waits until the page is quiet. Shifts count as the metric CLS does, but those
// of what is in tables, whose columns are as wide as what is in them.
const measure = `new Promise((done) => {
	let shift = 0;
	const moved = [];
	new PerformanceObserver((list) => { for (const e of list.getEntries()) {
		const nodes = e.sources.map((s) => s.node).filter((n) => !n?.closest?.("table"));
		if (e.hadRecentInput || !nodes.length) continue;
		shift += e.value;
		moved.push(...nodes.map((n) => n?.cloneNode().outerHTML ?? "?"));
	} }).observe({ type: "layout-shift", buffered: true });
	setTimeout(() => {
		const requests = [location.href, ...performance.getEntriesByType("resource").map((r) => r.name).filter((r) => !/favicon|webmanifest/.test(r))];
		const first = requests.findIndex((r) => /\.(png|jpe?g|webp|avif|gif)$/.test(r));
		const [contents, body] = [".contents", ".sheet > .body"].map((s) => document.querySelector(s)?.getBoundingClientRect().top);
		done({ Buried: contents > body, Shift: shift, Moved: moved, Before: first < 0 ? requests : requests.slice(0, first), Overflow: document.documentElement.scrollWidth > innerWidth });
	}, 150);
})`

// inspect opens a page, narrow and wide: nothing of it moves while it is loaded,
// little is asked for before the pictures, nothing sticks out, and the list of headings is where
// it is seen. Then axe looks at
// it, in light and in dark.
func (c *crawler) inspect(page string) {
	c.t.Helper()
	c.at = page
	for _, width := range []int64{360, 1440} {
		if seen := c.load(page, width); seen.Shift > still || len(seen.Before) > 4 || seen.Overflow || seen.Buried {
			c.t.Errorf("%s at %d pixels: layout shift %.4f of %q, overflow %v, contents below the text %v, before the pictures %q", page, width, seen.Shift, seen.Moved, seen.Overflow, seen.Buried, seen.Before)
		}
	}
	axe := axeSource(c.t)
	found := runAxe(c.t, c.ctx, axe, "")
	report(c.t, page, append(found, inTheDark(c.t, c.ctx, axe)...))
}

// load opens a page in a window of a width, in light, and says what it did.
func (c *crawler) load(page string, width int64) stillness {
	c.t.Helper()
	if err := chromedp.Do(c.ctx, scheme("light"), chromedp.EmulateViewport(width, 900), chromedp.Navigate(page)); err != nil {
		c.t.Fatal(err)
	}
	seen, err := chromedp.Run(c.ctx, chromedp.Evaluate[stillness](measure, chromedp.EvalAwaitPromise))
	if err != nil {
		c.t.Fatal(err)
	}
	return seen
}
