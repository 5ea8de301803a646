//go:build browser

// These tests run the script in a real browser: go test -tags browser ./preview

package preview

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// page is written so that nothing but the policy's own exceptions may run.
const page = `<!doctype html><html lang="en"><head><title>t</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">
<link rel="stylesheet" href="/site.css"></head><body><p>one</p></body></html>`

// tab is an open page of a site in dir.
type tab struct {
	t      *testing.T
	ctx    context.Context
	dir    string
	server *Server
	host   *httptest.Server
}

func openTab(t *testing.T, path string) *tab {
	t.Helper()
	dir := outputFolder(t, map[string]string{"index.html": page, "site.css": "p { color: rgb(1, 1, 1) }"})
	server := New(Options{Dir: dir})
	host := httptest.NewServer(server)
	allocator, endBrowser := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)...)
	ctx, endTab := chromedp.NewContext(allocator)
	x := &tab{t, ctx, dir, server, host}
	t.Cleanup(func() {
		endTab()
		endBrowser()
		x.server.Close()
		host.Close()
	})
	if err := chromedp.Do(ctx, chromedp.Navigate(host.URL+path)); err != nil {
		t.Fatal(err)
	}
	x.listens()
	// What a test leaves in the page is gone after a reload.
	x.becomes(`window.loaded = "once"`)
	return x
}

// until tries f until it is true.
func (x *tab) until(what string, f func() bool) {
	x.t.Helper()
	for range 1000 {
		if f() {
			return
		}
		time.Sleep(10 * time.Millisecond) // there is nothing to wait for in a browser
	}
	x.t.Fatalf("never: %s", what)
}

// listens waits until the page listens to events.
func (x *tab) listens() {
	x.t.Helper()
	x.until("the page listens", func() bool {
		x.server.hub.mu.Lock()
		defer x.server.hub.mu.Unlock()
		return len(x.server.hub.listeners) > 0
	})
}

// becomes waits until a JavaScript expression is true. It is evaluated by the
// browser itself, which a page's policy does not hinder.
func (x *tab) becomes(expression string) {
	x.t.Helper()
	x.until(expression, func() bool {
		// While a page is being loaded there is an error.
		is, err := chromedp.Run(x.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		return err == nil && is
	})
}

const color = `getComputedStyle(document.querySelector("p")).color`

func TestBrowserReloadsWhatItShowsOnly(t *testing.T) {
	x := openTab(t, "/")
	x.server.Reload([]string{"/other/", "/feed.xml"})
	writeFile(t, filepath.Join(x.dir, "site.css"), "p { color: rgb(2, 2, 2) }")
	x.server.Reload([]string{"/site.css"})
	x.becomes(color + ` === "rgb(2, 2, 2)" && document.querySelectorAll("link").length === 1 && window.loaded === "once"`)
	writeFile(t, filepath.Join(x.dir, "site.css"), "p { color: rgb(3, 3, 3) }")
	x.server.Reload([]string{"/site.css"})
	x.becomes(color + ` === "rgb(3, 3, 3)" && document.querySelectorAll("link").length === 1 && window.loaded === "once"`)
	x.server.Reload([]string{"/index.html", "/site.css"})
	x.becomes(`window.loaded === undefined && document.readyState === "complete"`)
}

func TestBrowserReloadsAPageThatWasMissing(t *testing.T) {
	x := openTab(t, "/new%20page/")
	writeFile(t, filepath.Join(x.dir, "new page", "index.html"), page)
	x.server.Reload([]string{"/new page/"})
	x.becomes(`document.querySelector("p")?.textContent === "one"`)
}

func TestBrowserShowsAFailureUntilTheNextGoodBuild(t *testing.T) {
	x := openTab(t, "/")
	const overlay = `document.querySelector("galley-preview")?.shadowRoot`
	x.server.Fail(Failure{Message: "<b>bad</b>", File: "page.html", Line: 3, Hint: "mend it"})
	x.becomes(overlay + `?.textContent.includes("page.html:3<b>bad</b>mend it") && !` + overlay + `.querySelector("b")`)
	x.server.Reload(nil)
	x.becomes(`!document.querySelector("galley-preview") && window.loaded === "once"`)
	x.server.Fail(Failure{Message: "again"})
	x.becomes(overlay)
	x.becomes(overlay + `.querySelector("button").click() === undefined`)
	x.becomes(`!document.querySelector("galley-preview")`)
	x.server.Building()
	x.becomes(overlay + `?.textContent === "building…"`)
}

func TestBrowserReloadsAfterARestart(t *testing.T) {
	x := openTab(t, "/")
	next := New(Options{Dir: x.dir})
	old := x.server
	x.server = next
	x.host.Config.Handler = http.HandlerFunc(next.ServeHTTP)
	old.Close()
	x.becomes(`window.loaded === undefined && document.readyState === "complete"`)
}
