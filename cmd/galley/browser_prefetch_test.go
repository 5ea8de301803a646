//go:build browser

package main

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"galley/notion/notiontest"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// The rules by which browsers fetch pages before they are opened stand in the page: its
// policy lets them, and a link that is pointed at is fetched.
func TestBrowserFetchesWhatIsPointedAt(t *testing.T) {
	ws := notiontest.NewWorkspace()
	home := ws.Page("Home", notiontest.Paragraph("text"))
	ws.Page("Below", notiontest.Paragraph("text")).In(home)
	dir := buildSite(t, ws, "blog", home.ID(), "")
	fetched := make(chan string, 9)
	files := withHeaders(t, dir, http.FileServer(http.Dir(dir)))
	origin := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.Header.Get("Sec-Purpose"), "prefetch") {
			fetched <- r.URL.Path
		}
		files.ServeHTTP(w, r)
	}))
	s := &searcher{t, openBrowser(t)}
	s.goTo(origin)
	at, err := chromedp.Run(s.ctx, chromedp.Evaluate[[]float64](`(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelector("main a[href='/below/']").getBoundingClientRect())`))
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(s.ctx, send(input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: at[0], Y: at[1]})); err != nil {
		t.Fatal(err)
	}
	select {
	case path := <-fetched:
		if path != "/below/" {
			t.Errorf("%s is fetched", path)
		}
	case <-time.After(10 * time.Second):
		t.Error("nothing is fetched")
	}
}
