//go:build browser

package search_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"galley/site/search"
	"galley/site/search/searchtest"
	"galley/theme"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// policy is as strict as a site may want it.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"

// host serves a page of a theme and an index, as static hosts do: text is
// compressed, and what they do not know is given as it is.
func host(t *testing.T, index map[string]string, language string) string {
	t.Helper()
	look, err := theme.Load("docs", "", theme.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for name, data := range index {
		files["/assets/search/"+name] = data
	}
	for _, a := range look.Assets() {
		files["/"+a.Name] = string(a.Data)
	}
	dir := "ltr"
	if language == "ar" {
		dir = "rtl"
	}
	var page strings.Builder
	err = look.Execute(&page, &theme.Page{
		Kind: theme.KindPage, Title: "A page", URL: "/", Language: language, Dir: dir,
		Site: &theme.Site{
			Title: "Site", Home: "/", Language: language, CSS: "/" + look.Stylesheet(), JS: "/" + look.Script(),
			Search: &theme.Search{Client: "/" + look.Module("search"), Index: "/assets/search/" + search.RootName},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	files["/"] = page.String()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, ok := files[r.URL.Path]
		if !ok {
			data = files["/"] // every result leads somewhere
		}
		kind := mime.TypeByExtension(path.Ext(r.URL.Path))
		switch {
		case path.Ext(r.URL.Path) == ".bin":
			kind = "application/octet-stream"
		case path.Ext(r.URL.Path) == "":
			kind = "text/html; charset=utf-8"
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Content-Security-Policy", policy)
		if kind == "application/octet-stream" {
			fmt.Fprint(w, data)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		defer z.Close()
		fmt.Fprint(z, data)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// traffic counts what a browser receives.
type traffic struct {
	mu       sync.Mutex
	requests map[network.RequestID]string
	bytes    map[string]int // by URL, with headers, as they come
	thrown   []string
}

func (c *traffic) hear(event any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		c.requests[e.RequestID] = e.Request.URL
	case *network.EventLoadingFinished:
		c.bytes[c.requests[e.RequestID]] += int(e.EncodedDataLength)
	case *runtime.EventExceptionThrown:
		c.thrown = append(c.thrown, fmt.Sprint(e.ExceptionDetails))
	}
}

func (c *traffic) of(belongs func(url string) bool) (total, files int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for url, n := range c.bytes {
		if belongs(url) {
			total += n
			files++
		}
	}
	return total, files
}

// open opens a page in a browser that knows nothing.
func open(t *testing.T, url string) (context.Context, *traffic) {
	t.Helper()
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	c := &traffic{requests: map[network.RequestID]string{}, bytes: map[string]int{}}
	if err := chromedp.Listen(ctx, c.hear); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(url))
	return ctx, c
}

func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// is fails the test unless the expression becomes true in the page.
func is(t *testing.T, ctx context.Context, expression string) {
	t.Helper()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(20*time.Second))); err != nil {
		t.Errorf("%s: %v", expression, err)
	}
}

// excerpts tells when all results in view have their text.
const excerpts = `[...document.querySelectorAll(".result")].length > 0 && [...document.querySelectorAll(".result")]
	.filter(r => r.getBoundingClientRect().top < document.querySelector(".search-results").getBoundingClientRect().bottom)
	.every(r => r.querySelector(".result-text").textContent)`

func TestBrowserFirstQueryOfTenThousandPagesIsSmall(t *testing.T) {
	const most = 60_000
	pages := generated(10_000)
	words := strings.Fields(pages[4321].Title)
	site := host(t, indexed(t, pages, false), "en")
	pages = nil
	for what, query := range map[string]string{
		"a rare word":           words[0],
		"two words":             words[0] + " " + words[1],
		"three, the page first": words[1] + " " + words[0] + " " + words[2],
		"the beginning of one":  words[0][:4],
		"a frequent word":       searchtest.NewGenerator(1).Frequent(3),
		"a misspelt word":       words[0][:3] + words[0][4:],
	} {
		ctx, c := open(t, site)
		before, _ := c.of(func(string) bool { return true })
		do(t, ctx, chromedp.KeyEvent("/"))
		is(t, ctx, `document.activeElement.matches("dialog input")`)
		do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.execCommand("insertText", false, `+strconv.Quote(query)+`)`))
		is(t, ctx, excerpts)
		total, _ := c.of(func(string) bool { return true })
		index, files := c.of(func(url string) bool { return strings.Contains(url, "/assets/search/") })
		t.Logf("%s, %q: %d bytes with the client, %d of the index in %d files", what, query, total-before, index, files)
		if total-before > most {
			t.Errorf("%s, %q: the first query takes %d bytes, more than %d", what, query, total-before, most)
		}
		if strings.HasPrefix(what, "three") {
			is(t, ctx, `document.querySelector(".result").href.includes("posts/4321-")`)
		}
		if len(c.thrown) > 0 {
			t.Errorf("%s: exceptions %v", what, c.thrown)
		}
	}
}

func TestBrowserFindsWrittenPagesInEveryScript(t *testing.T) {
	pages, err := searchtest.Written()
	if err != nil {
		t.Fatal(err)
	}
	queries, err := searchtest.Queries()
	if err != nil {
		t.Fatal(err)
	}
	ctx, c := open(t, host(t, indexed(t, pages, false), "ar"))
	do(t, ctx, chromedp.KeyEvent("/"))
	is(t, ctx, `document.activeElement.matches("dialog input")`)
	for _, language := range searchtest.Languages() {
		at := slices.IndexFunc(queries, func(q searchtest.Query) bool { return q.Language == language })
		q := queries[at]
		do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.activeElement.value = ""`), chromedp.KeyEvent(q.Text))
		is(t, ctx, fmt.Sprintf(`document.querySelector(".result")?.href.endsWith(%q)`, "/"+q.URL))
		is(t, ctx, fmt.Sprintf(`document.querySelector(".result").lang === %q`, language))
		is(t, ctx, `!!document.querySelector(".result mark")`)
	}
	// The dialog stands the right way round, and fits.
	is(t, ctx, `getComputedStyle(document.querySelector("dialog")).direction === "rtl"`)
	do(t, ctx, chromedp.EmulateViewport(360, 640))
	is(t, ctx, `document.documentElement.scrollWidth <= 360 && document.querySelector("dialog").scrollWidth <= 360`)
	if len(c.thrown) > 0 {
		t.Errorf("exceptions %v", c.thrown)
	}
}
