//go:build browser

package main

import (
	"context"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// reader reads a site with scripts switched off.
type reader struct {
	t   *testing.T
	ctx context.Context
}

func newReader(t *testing.T) *reader {
	t.Helper()
	r := &reader{t, openBrowser(t)}
	if err := chromedp.Do(r.ctx, scriptOff(), scheme("light")); err != nil { // begins the browser, which ends with this context
		t.Fatal(err)
	}
	return r
}

func (r *reader) run(steps ...chromedp.Action[chromedp.Void]) {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.ctx, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		r.t.Fatal(err)
	}
}

func (r *reader) click(selector string) {
	r.t.Helper()
	r.run(chromedp.Click(chromedp.CSS(selector)))
}

// follow clicks a link and sees where it leads.
func (r *reader) follow(selector, where string) {
	r.t.Helper()
	r.click(selector)
	becomes(r.t, r.ctx, `document.readyState === "complete" && `+where)
}

func (r *reader) holds(expression string) {
	r.t.Helper()
	if ok, err := chromedp.Run(r.ctx, chromedp.Evaluate[bool](expression)); err != nil || !ok {
		r.t.Errorf("%s is %v, %v", expression, ok, err)
	}
}

// Everything but search, copying and the switch of colours works without script.
func TestBrowserWorksWithoutScript(t *testing.T) {
	demo := startDemo(t, "docs")
	r := newReader(t)
	r.run(chromedp.EmulateViewport(1440, 900), chromedp.Navigate(demo.url+"build-a-station/wire-the-logger/"))
	r.holds(`!document.querySelector("button.theme").checkVisibility() && !document.querySelector(".search-open").checkVisibility()`)
	r.holds(`document.querySelector(".contents a").checkVisibility({contentVisibilityAuto: true})`)
	r.click(`.pages > ul > li > details:not([open]) > summary`)
	r.holds(`document.querySelectorAll(".pages > ul > li > details[open]").length === 2`)
	r.click(`.toggle > summary`)
	r.holds(`document.querySelector(".toggle").open`)
	r.follow(`.neighbours .next`, `location.pathname === "/build-a-station/first-power-on/"`)
	r.holds(`!document.querySelector(".tabs [role=tab]")`)
	r.follow(`.crumbs li:last-child a`, `location.pathname === "/build-a-station/"`)
	r.run(chromedp.EmulateViewport(360, 780), chromedp.Click(chromedp.CSS("button.drawer")), chromedp.WaitVisible(chromedp.CSS("#_pages .also a")))
	r.follow(`#_pages .also a`, `location.pathname === "/notes/"`)
	r.run(chromedp.Navigate(demo.url+"notes/a-storm-in-june/"), chromedp.Click(chromedp.CSS("a.zoom")))
	r.holds(`/\/files\/.*\.(png|jpg|svg)$/.test(location.pathname)`)
}

// The same on the blog: from the front page through everything that leads on, and
// every block that a script makes more of.
func TestBrowserReadsTheBlogWithoutScript(t *testing.T) {
	demo := startDemo(t, "blog")
	r := newReader(t)
	r.run(scheme("dark"), chromedp.EmulateViewport(1000, 900), chromedp.Navigate(demo.url))
	r.holds(`getComputedStyle(document.documentElement).backgroundColor === "rgb(21, 23, 26)"`)
	r.follow(`.menu a[href="/tags/"]`, `location.pathname === "/tags/"`)
	r.follow(`.tags.index a[href="/tags/tides/"]`, `location.pathname === "/tags/tides/"`)
	r.follow(`.menu a[href="/archive/"]`, `location.pathname === "/archive/"`)
	r.follow(`.year a[href="/a-storm-in-june/"]`, `location.pathname === "/a-storm-in-june/"`)
	r.click(`.contents summary`)
	r.follow(`.contents li:last-child a`, `location.hash !== "" && scrollY > 100`)
	r.holds(`document.querySelector(".share a").protocol === "mailto:" && !document.querySelector(".share button, .copy")`)
	r.follow(`.parts a[rel=next]`, `location.pathname !== "/a-storm-in-june/" && document.querySelector(".kicker")`)
	r.follow(`.related a`, `document.querySelector("article.post")`)
	r.follow(`.authors a`, `location.pathname.startsWith("/authors/")`)

	r.run(chromedp.Navigate(demo.url + "handbook/write-a-field-note/every-block/"))
	const seen = `.checkVisibility({contentVisibilityAuto: true})`
	for _, what := range []string{
		`[...document.querySelectorAll(".tabs .tab-label, .tabs .tab-body")].every((e) => e` + seen + `)`, // below each other, with their names
		`document.querySelector("a.facade").href.startsWith("https://www.youtube.com/")`,                  // a link to where the film is
		`!document.querySelector("iframe") && document.querySelector("object")` + seen,
		`document.querySelector("audio").controls && document.querySelector("video").controls`,
		`document.querySelector("math").getBoundingClientRect().width > 0`,
		`document.querySelector(".chroma")` + seen,
	} {
		r.holds(what)
	}

	r.run(chromedp.Navigate(demo.url + "handbook/write-a-field-note/"))
	r.holds(`document.querySelector(".diagram svg")` + seen)
	r.run(chromedp.Navigate(demo.url + "nothing/here/"))
	r.holds(`!document.querySelector(".search-lost").checkVisibility()`)
	r.follow(`.lost a`, `location.pathname === "/"`)
}

// scriptOff stops the scripts of pages, but not the test's own.
func scriptOff() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
}
