//go:build browser

package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// Keys as the browser tells them from characters.
const (
	keyTab    = "\t"
	keyEnter  = "\r"
	keyEscape = "\u001b"
	keyDown   = "\u0301"
	keyUp     = "\u0304"
)

// searcher uses the search of the demo with the keyboard alone.
type searcher struct {
	t   *testing.T
	ctx context.Context
}

func (s *searcher) press(keys ...string) {
	s.t.Helper()
	for _, key := range keys {
		if err := chromedp.Do(s.ctx, chromedp.KeyEvent(key)); err != nil {
			s.t.Fatal(err)
		}
	}
}

// slash presses the key for that as a keyboard does: what the key opens does not
// get the character.
func (s *searcher) slash() {
	s.t.Helper()
	if err := chromedp.Do(s.ctx,
		send(input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "/", Code: "Slash", Text: "/", WindowsVirtualKeyCode: 191}),
		send(input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyUp, Key: "/", Code: "Slash", WindowsVirtualKeyCode: 191})); err != nil {
		s.t.Fatal(err)
	}
}

// is fails the test unless the expression becomes true.
func (s *searcher) is(expression string) {
	s.t.Helper()
	if _, err := chromedp.Run(s.ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(10*time.Second))); err != nil {
		s.t.Errorf("%s: %v", expression, err)
	}
}

func (s *searcher) goTo(url string) {
	s.t.Helper()
	if err := chromedp.Do(s.ctx, chromedp.Navigate(url)); err != nil {
		s.t.Fatal(err)
	}
}

func TestBrowserSearchesWithTheKeyboardAlone(t *testing.T) {
	for _, look := range []string{"docs", "blog"} {
		t.Run(look, func(t *testing.T) {
			demo := startDemo(t, look)
			c := newCrawler(t, openBrowser(t), demo.url)
			s := &searcher{t, c.ctx}
			s.calm()
			s.goTo(demo.url)
			s.open()
			s.choose()
			s.narrow(demo.url)
			s.leave(demo.url)
			s.arrive(demo.url)
			c.check() // for what the browser complained about
			s.lost(demo.url)
		})
	}
}

// calm asks for pages that do not move: the browser complains when one is left
// while it still does.
func (s *searcher) calm() {
	s.t.Helper()
	if err := chromedp.Do(s.ctx, send(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
	})); err != nil {
		s.t.Fatal(err)
	}
}

// open opens the search by its keys.
func (s *searcher) open() {
	s.is(`!document.querySelector("dialog.search").open`)
	s.slash()
	s.is(`document.querySelector("dialog.search").open && document.activeElement.role === "combobox"`)
	s.press("rain gau")
	s.is(`document.querySelector(".result")?.textContent.toLowerCase().includes("rain gauge")`)
	s.is(`/Results: \d+/.test(document.querySelector("dialog [role=status]").textContent)`)
	s.is(`document.querySelector("dialog input").value === "rain gau"`)
}

// choose goes through the results.
func (s *searcher) choose() {
	const chosen = `(i => { const input = document.activeElement, all = [...document.querySelectorAll(".result")];
		return input.getAttribute("aria-activedescendant") === all.at(i).id && all.at(i).ariaSelected === "true" && document.querySelectorAll(".result[aria-selected=true]").length === 1
			&& all.at(i).getBoundingClientRect().bottom <= innerHeight; })`
	s.is(chosen + `(0)`)
	s.press(keyDown)
	s.is(chosen + `(1)`)
	s.press(keyUp, keyUp)
	s.is(chosen + `(-1)`)
	s.press(keyDown)
	s.is(chosen + `(0)`)
	s.is(`[...document.querySelectorAll(".result mark")].some(m => m.textContent === "rain")`)
	s.is(`document.querySelector(".result-text").textContent.length > 20`)
}

// narrow leaves only the results of a section or tag, and takes that back.
func (s *searcher) narrow(home string) {
	s.press(keyEscape)
	s.is(`!document.querySelector("dialog.search").open`)
	s.goTo(home)
	s.slash()
	s.press("station")
	s.is(`document.querySelector(".result")` + ` !== null`)
	const filter = `document.querySelector("dialog select:not([hidden])")` // sections, or tags where there is one section
	s.is(filter + `?.options.length > 2`)
	s.press(keyTab, keyTab) // past the button that closes
	s.is(`document.activeElement === ` + filter)
	s.press(keyDown)
	s.is(`/^[#/]./.test(document.activeElement.value) && [...document.querySelectorAll(".result")].length > 0
		&& [...document.querySelectorAll(".result")].every(r => r.textContent.includes(document.activeElement.value.slice(1)))`)
	s.press(keyUp)
	s.is(`document.activeElement.value === ""`)
}

// leave shuts the search, and the focus is where it was.
func (s *searcher) leave(home string) {
	s.goTo(home)
	s.is(`document.querySelector(".search-open").focus() === undefined`)
	s.press(keyEnter)
	s.is(`document.querySelector("dialog.search").open`)
	s.press(keyEscape)
	s.is(`!document.querySelector("dialog.search").open && document.activeElement.matches(".search-open")`)
	s.hold("k", "KeyK", 75)
	s.is(`document.querySelector("dialog.search").open && document.activeElement.role === "combobox"`)
	s.press("a")
	s.slash() // which is typed here
	s.is(`document.activeElement.value === "a/"`)
	s.press(keyEscape)
	s.is(`!document.querySelector("dialog.search").open`)
}

// hold presses a key while Ctrl is held, which is the modifier 2.
func (s *searcher) hold(key, code string, windows int64) {
	s.t.Helper()
	press := func(kind input.DispatchKeyEventType) chromedp.Action[chromedp.Void] {
		return send(input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Key: key, Code: code, Modifiers: 2, WindowsVirtualKeyCode: windows})
	}
	if err := chromedp.Do(s.ctx, press(input.DispatchKeyEventTypeRawKeyDown), press(input.DispatchKeyEventTypeKeyUp)); err != nil {
		s.t.Fatal(err)
	}
}

// arrive follows a result, and finds the heading below which the words are.
func (s *searcher) arrive(home string) {
	s.slash()
	s.press("weather.csv zzqqy")
	s.is(`document.querySelector("dialog [role=status]").textContent !== ""`)
	s.goTo(home + "?q=anemometer")
	s.is(`document.querySelector("dialog.search").open && document.querySelector(".result") !== null`)
	s.is(`document.querySelector(".result-text").textContent !== ""`)
	s.press(keyDown)
	s.is(`document.querySelectorAll(".result")[1].ariaSelected === "true"`)
	s.press(keyEnter)
	time.Sleep(time.Second) // the next page is another world
	s.is(`!location.search && location.pathname !== "/" && document.body.textContent.toLowerCase().includes("anemometer")`)
}

// lost looks for the words of an address that leads nowhere.
func (s *searcher) lost(home string) {
	s.goTo(home + "nowhere/rain-gauge.html")
	s.is(`document.querySelector(".search-lost").checkVisibility() && document.querySelector(".search-lost").focus() === undefined`)
	s.press(keyEnter)
	s.is(`document.querySelector("dialog input").value === "nowhere rain gauge" && document.querySelector(".result") !== null`)
}

func TestBrowserSearchIsAccessible(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(nodeModules(t), "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, look := range []string{"docs", "blog"} {
		demo := startDemo(t, look)
		ctx := openBrowser(t)
		s := &searcher{t, ctx}
		for _, scheme := range []string{"light", "dark"} {
			for query, shown := range map[string]string{"": "status", "station": ".result mark", "zzqqy": "[role=status]:not(:empty)"} {
				open := func() {
					s.slash()
					s.is(`document.querySelector("dialog.search").open`)
					if query != "" {
						s.press(query)
						s.is(`document.querySelector("dialog ` + shown + `") !== null`)
					}
				}
				for _, v := range violationsAfter(t, ctx, demo.url, scheme, string(axe), open) {
					t.Errorf("%s (%s), %q: %s, %s: %s", look, scheme, query, v.ID, v.Impact, v.Help)
					for _, node := range v.Nodes {
						t.Logf("    %s\n%s", node.HTML, node.FailureSummary)
					}
				}
			}
		}
	}
}

func TestBrowserOffersNoSearchWithoutScript(t *testing.T) {
	demo := startDemo(t, "docs")
	ctx := openBrowser(t)
	if err := chromedp.Do(ctx, send(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}),
		chromedp.Navigate(demo.url), chromedp.WaitNotVisible(chromedp.CSS(".search-open"))); err != nil {
		t.Error(err)
	}
}
