//go:build browser

package theme

import (
	"context"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// serve answers with the assets of the theme and with one page at /.
func serve(t *testing.T, th *Theme, p *Page) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if err := th.Execute(w, p); err != nil {
			t.Error(err)
		}
	})
	for _, a := range th.Assets() {
		mux.HandleFunc("/"+a.Name, func(w http.ResponseWriter, r *http.Request) {
			http.ServeContent(w, r, a.Name, time.Time{}, strings.NewReader(string(a.Data)))
		})
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// browse opens a page in a window of a width, in light, and lets no word on
// the console pass.
func browse(t *testing.T, url string, width int64, script bool, flags ...chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)
	options = append(options, flags...)
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			t.Errorf("the console says %s: %v", e.Type, e.Args)
		case *runtime.EventExceptionThrown:
			t.Errorf("exception: %v", e.ExceptionDetails)
		}
	}); err != nil {
		t.Fatal(err)
	}
	do(t, ctx,
		command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !script}),
		command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: "light"}, {Name: "prefers-reduced-motion", Value: "reduce"}}}),
		chromedp.EmulateViewport(width, 900),
		chromedp.Navigate(url))
	return ctx
}

// command is an action that sends one command of the protocol.
func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, c, params)
		return err
	})
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
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(5*time.Second))); err != nil {
		t.Errorf("%s: %v", expression, err)
	}
}

const (
	light = `getComputedStyle(document.documentElement).backgroundColor === "rgb(255, 255, 255)"`
	dark  = `getComputedStyle(document.documentElement).backgroundColor === "rgb(21, 23, 26)"`
)

// firstPaint takes down the ground of the page in the first frame that shows any of it.
const firstPaint = `(function next() {
	requestAnimationFrame(() => {
		if (document.body) window.__first = getComputedStyle(document.documentElement).backgroundColor;
		else next();
	});
})()`

func TestBrowserRemembersLightOrDark(t *testing.T) {
	th := load(t, "blog")
	ctx := browse(t, serve(t, th, samplePage(t, th, KindPost)), 1280, true)
	is(t, ctx, light)
	do(t, ctx, chromedp.Click(chromedp.CSS("button.theme")))
	is(t, ctx, dark)
	is(t, ctx, `document.querySelector("meta[name=theme-color]").content === "rgb(21, 23, 26)"`)
	is(t, ctx, `document.querySelector("button.theme").ariaLabel === "Colours: dark"`)
	do(t, ctx, command(page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: firstPaint}), chromedp.Reload())
	is(t, ctx, dark+` && __first === getComputedStyle(document.documentElement).backgroundColor`)
	do(t, ctx, chromedp.Click(chromedp.CSS("button.theme")))
	is(t, ctx, light+` && localStorage.theme === "light"`)
	do(t, ctx, chromedp.Click(chromedp.CSS("button.theme")))
	is(t, ctx, light+` && localStorage.length === 0 && document.querySelector("button.theme").ariaLabel === "Colours: automatic"`)
}

func TestBrowserTurnsPartsIntoTabs(t *testing.T) {
	th := load(t, "blog")
	ctx := browse(t, serve(t, th, samplePage(t, th, KindPost)), 1280, true)
	const shown = `[...document.querySelectorAll("[role=tabpanel]")].findIndex(p => p.checkVisibility({contentVisibilityAuto: true}) && !p.hidden)`
	const chosen = `[...document.querySelectorAll("[role=tab]")].findIndex(t => t.ariaSelected === "true")`
	at := func(n string) {
		t.Helper()
		is(t, ctx, shown+` === `+n+` && `+chosen+` === `+n)
	}
	at("0")
	do(t, ctx, chromedp.Click(chromedp.CSS("[role=tab]:nth-child(2)")))
	at("1")
	for _, step := range []struct{ key, want string }{{"\u0303", "0"}, {"\u0302", "1"}, {"\u0303", "0"}} {
		do(t, ctx, chromedp.KeyEvent(step.key)) // right, left, right
		at(step.want)
	}
	is(t, ctx, `document.activeElement.ariaSelected === "true" && document.querySelectorAll("[role=tab][tabindex='0']").length === 1`)
}

// A link to what is folded away opens it, when it is followed and when it is where a
// reader begins.
func TestBrowserOpensWhatALinkLeadsTo(t *testing.T) {
	th := load(t, "docs")
	p := samplePage(t, th, KindPage)
	p.Content = `<p><a id="go" href="#deep">in</a> <a id="other" href="#second">other</a></p>
<details class="toggle"><summary>zero</summary><p id="später%">late</p></details>
<details class="toggle"><summary>one</summary><details class="toggle" id="middle"><summary>two</summary><p id="deep">deep</p></details></details>
<div class="tabs"><div class="tab"><p class="tab-label">A</p><div class="tab-body"><p>a</p></div></div>
<div class="tab"><p class="tab-label">B</p><div class="tab-body"><details class="toggle"><summary>three</summary><p id="second">b</p></details></div></div></div>`
	address := serve(t, th, p)
	const seen = `checkVisibility({contentVisibilityAuto: true})`
	ctx := browse(t, address, 1280, true)
	is(t, ctx, `!deep.`+seen+` && !second.`+seen)
	do(t, ctx, chromedp.Click(chromedp.CSS("#go")))
	is(t, ctx, `deep.`+seen+` && [...document.querySelectorAll("details:has(#deep)")].every(d => d.open)`)
	do(t, ctx, chromedp.Click(chromedp.CSS("#other")))
	is(t, ctx, `second.`+seen+` && document.querySelectorAll("[role=tab]")[1].ariaSelected === "true"`)
	for id, opened := range map[string]string{"deep": "deep.", "second": "second.", "middle": "deep."} {
		is(t, browse(t, address+"#"+id, 1280, true), opened+seen)
	}
	ctx = browse(t, address+"#%", 1280, true)
	is(t, ctx, `document.querySelector("[role=tab]") !== null`) // an address that cannot be read stops nothing
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`location.hash = "später%25"`))
	is(t, ctx, `document.getElementById("später%").`+seen)
	is(t, browse(t, address+"#deep", 1280, false), `deep.`+seen) // the browser does it too
}

func TestBrowserCopiesCode(t *testing.T) {
	th := load(t, "blog")
	ctx := browse(t, serve(t, th, samplePage(t, th, KindPost)), 1280, true)
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`navigator.clipboard.writeText = async text => { window.copied = text }`), chromedp.Click(chromedp.CSS("button.copy")))
	is(t, ctx, `window.copied.startsWith("// Run fetches") && window.copied.endsWith("}") && document.querySelector("button.copy").textContent === "Copied"`)
}

func TestBrowserShowsAPictureAlone(t *testing.T) {
	th := load(t, "blog")
	ctx := browse(t, serve(t, th, samplePage(t, th, KindPost)), 1280, true)
	for _, open := range []chromedp.Action[chromedp.Void]{chromedp.Click(chromedp.CSS("a.zoom")), chromedp.KeyEvent("\r")} { // the second time by the keyboard: the focus is there again
		do(t, ctx, open)
		is(t, ctx, `document.querySelector("dialog.lightbox img")?.checkVisibility() && document.activeElement.matches("dialog.lightbox")`)
		is(t, ctx, `document.querySelector("dialog.lightbox").open && document.querySelector("dialog.lightbox img").alt === "Waves"`)
		is(t, ctx, `document.querySelector("dialog.lightbox source").sizes === "min(100vw, 1200px)" && document.querySelector("dialog.lightbox img").currentSrc.endsWith("?1200")`)
		do(t, ctx, chromedp.KeyEvent("\u001b")) // escape
		is(t, ctx, `!document.querySelector("dialog.lightbox").open && document.activeElement.matches("a.zoom")`)
	}
	do(t, ctx, chromedp.Click(chromedp.CSS("a.zoom")), chromedp.Click(chromedp.CSS("dialog.lightbox button")))
	is(t, ctx, `!document.querySelector("dialog.lightbox").open`)
}

func TestBrowserSharesWithoutAnybodyElse(t *testing.T) {
	th := load(t, "blog")
	url := serve(t, th, samplePage(t, th, KindPost))
	ctx := browse(t, url, 1280, true)
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`navigator.clipboard.writeText = async text => { window.copied = text }`), chromedp.Click(chromedp.CSS(".share button")))
	is(t, ctx, `window.copied === "https://notes.example.com/sample/" && document.querySelector(".share button").textContent === "Copied"`)
	ctx = browse(t, url, 1280, false)
	is(t, ctx, `document.querySelectorAll(".share button").length === 0 && document.querySelector(".share a").href.startsWith("mailto:?subject=Keeping%20a%20site")`)
}

func TestBrowserMarksTheHeadingBeingRead(t *testing.T) {
	th := load(t, "docs")
	ctx := browse(t, serve(t, th, samplePage(t, th, KindPage)), 1440, true)
	is(t, ctx, `document.querySelector(".contents details").open && !document.querySelector(".contents [aria-current]")`)
	for _, id := range []string{"lists", "how-a-build-works"} {
		do(t, ctx, chromedp.Evaluate[chromedp.Void](`location.hash = "`+id+`"`))
		is(t, ctx, `document.querySelectorAll(".contents [aria-current]").length === 1 && document.querySelector(".contents [aria-current]").hash === "#`+id+`"`)
	}
	do(t, ctx, chromedp.EmulateViewport(390, 844))
	is(t, ctx, `!document.querySelector(".contents details").open`)
}

func TestBrowserOpensTheDrawerWithoutScript(t *testing.T) {
	th := load(t, "docs")
	for _, script := range []bool{true, false} {
		ctx := browse(t, serve(t, th, samplePage(t, th, KindPage)), 390, script)
		do(t, ctx, chromedp.WaitNotVisible(chromedp.CSS("#_pages")), chromedp.Click(chromedp.CSS("button.drawer")), chromedp.WaitVisible(chromedp.CSS("#_pages")))
		do(t, ctx, chromedp.EmulateViewport(1440, 900), chromedp.WaitNotVisible(chromedp.CSS("button.drawer")), chromedp.WaitVisible(chromedp.CSS("#_pages")))
	}
}

// On narrow screens the page tree is a drawer, which a keyboard opens and closes.
func TestBrowserOpensTheDrawerWithTheKeyboard(t *testing.T) {
	th := load(t, "docs")
	ctx := browse(t, serve(t, th, samplePage(t, th, KindPage)), 390, true)
	do(t, ctx, chromedp.Focus(chromedp.CSS("button.drawer")), chromedp.KeyEvent("\r"), chromedp.WaitVisible(chromedp.CSS("#_pages")))
	do(t, ctx, chromedp.KeyEvent("\t"))
	is(t, ctx, `document.activeElement.closest("#_pages") && document.activeElement.matches("a, summary")`)
	do(t, ctx, chromedp.KeyEvent("\u001b"), chromedp.WaitNotVisible(chromedp.CSS("#_pages")))
	is(t, ctx, `document.activeElement.matches("button.drawer")`)
}

// What was opened and closed by hand stays so on the next page; the branch of the page
// itself stays open, and in view.
func TestBrowserRemembersThePageTree(t *testing.T) {
	th := load(t, "docs")
	p := samplePage(t, th, KindPage)
	for i := range 60 {
		p.Site.Tree = append(p.Site.Tree, &NavItem{Title: fmt.Sprint("Page ", i), URL: fmt.Sprintf("/%d/", i)})
	}
	ctx := browse(t, serve(t, th, p), 1440, true)
	const branch = `document.querySelector("a[href='/design/'] + details")`
	const group = `[...document.querySelectorAll("#_pages details")].find(d => d.firstElementChild.textContent === "Reference")`
	const own = `document.querySelector("#_pages details:has([aria-current])")`
	is(t, ctx, `!`+branch+`.open && `+group+`.open && `+own+`.open`)
	for _, d := range []string{branch, group, own} {
		do(t, ctx, chromedp.Evaluate[chromedp.Void](d+`.firstElementChild.click()`))
	}
	do(t, ctx, chromedp.Reload())
	is(t, ctx, branch+`.open && !`+group+`.open && `+own+`.open`)
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`_pages.scrollTop = 1e6`), chromedp.Reload())
	is(t, ctx, `Math.abs(document.querySelector("#_pages [aria-current]").getBoundingClientRect().top - innerHeight / 2) < innerHeight / 2`)

	// With colours that the system forces, what is current does not show by colour alone.
	do(t, ctx, command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}}))
	is(t, ctx, `matchMedia("(forced-colors: active)").matches && getComputedStyle(document.querySelector("#_pages [aria-current]")).outlineStyle === "solid"`)
}

// The tree of a large site holds what is around the page: on the next page others, and
// still nothing of it jumps.
func TestBrowserKeepsThePlaceInATreeThatIsCut(t *testing.T) {
	th := load(t, "docs")
	p := samplePage(t, th, KindPage)
	p.Site.Tree = nil
	for i := range 400 {
		p.Site.Tree = append(p.Site.Tree, &NavItem{Title: fmt.Sprint("Page ", i), URL: fmt.Sprintf("/%d/", i)})
	}
	p.URL = "/200/"
	ctx := browse(t, serve(t, th, p), 1440, true)
	const place = `Math.round(document.querySelector("#_pages a[href='/200/']").getBoundingClientRect().top)`
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`_pages.scrollTop += 40`), chromedp.Evaluate[chromedp.Void](`sessionStorage.place = `+place))
	p.URL = "/203/"
	do(t, ctx, chromedp.Reload())
	is(t, ctx, `document.querySelector("#_pages [aria-current]").pathname === "/203/" && !document.querySelector("#_pages a[href='/151/']") && `+place+` === +sessionStorage.place`)
}

// Whoever goes through a page with the keyboard sees where they are.
func TestBrowserShowsWhereTheFocusIs(t *testing.T) {
	th := load(t, "docs")
	ctx := browse(t, serve(t, th, samplePage(t, th, KindPost)), 1280, true)
	do(t, ctx, chromedp.KeyEvent("\t"))
	is(t, ctx, `document.activeElement.matches(".skip") && document.activeElement.getBoundingClientRect().top >= 0`)
	for range 25 {
		do(t, ctx, chromedp.KeyEvent("\t"))
		is(t, ctx, `document.activeElement !== document.body && getComputedStyle(document.activeElement).outlineStyle === "solid"`)
	}
}

func TestBrowserPrintsWideTablesWhole(t *testing.T) {
	th := load(t, "blog")
	p := samplePage(t, th, KindPost)
	cells := func(tag string) string { return strings.Repeat("<"+tag+">a text of some length</"+tag+">", 10) }
	table := `<div class="table"><table><thead><tr>` + cells("th") + `</tr></thead><tbody><tr>` + cells("td") + `</tr></tbody></table></div>`
	p.Content = template.HTML(`<div class="database">` + table + `</div>`)
	ctx := browse(t, serve(t, th, p), 800, true)
	const fits = `[...document.querySelectorAll(".table")].map(e => e.scrollWidth - e.clientWidth).join() === "0"`
	is(t, ctx, `!(`+fits+`)`)
	do(t, ctx, command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	is(t, ctx, fits+` && getComputedStyle(document.querySelector(".table")).overflow === "visible"`) // what is wider yet, browsers make smaller
}

func TestBrowserFitsNarrowScreens(t *testing.T) {
	for _, name := range builtinNames {
		th := load(t, name)
		for _, kind := range Kinds() {
			ctx := browse(t, serve(t, th, samplePage(t, th, kind)), 320, true)
			is(t, ctx, `document.documentElement.scrollWidth <= 320`)
		}
	}
}

func TestBrowserPrintsWhatIsFolded(t *testing.T) {
	th := load(t, "docs")
	p := samplePage(t, th, KindPage)
	p.Content += `<figure class="pdf"><object data="/a.pdf" type="application/pdf" aria-label="a.pdf"></object><figcaption><a href="/a.pdf" class="download" download>a.pdf</a></figcaption></figure>`
	ctx := browse(t, serve(t, th, p), 1280, true)
	do(t, ctx, command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	is(t, ctx, `[...document.querySelectorAll("[role=tabpanel], .toggle > p")].every(e => e.getBoundingClientRect().height > 0)`)
	is(t, ctx, `document.querySelector(".pdf .download").checkVisibility() && !document.querySelector(".pdf object").checkVisibility()`) // what cannot be printed has its name
	is(t, ctx, `[...document.querySelectorAll(".top, .foot, .contents, .pages")].every(e => getComputedStyle(e).display === "none")`)
	if pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF()); err != nil || len(pdf) == 0 {
		t.Errorf("printing gave %d bytes, %v", len(pdf), err)
	}
}

// The service is a server that the browser believes to be every host on the web.
func TestBrowserLoadsFramesOnlyWhenAsked(t *testing.T) {
	var asked atomic.Int32
	service := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.Host, "frames.example.com") {
			asked.Add(1)
		}
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<!doctype html><title>film</title>"+r.Referer())
	}))
	t.Cleanup(service.Close)
	th := load(t, "blog")
	url := serve(t, th, samplePage(t, th, KindPost))
	ctx := browse(t, url, 390, true,
		chromedp.Flag("host-resolver-rules", "MAP *.example.com "+strings.TrimPrefix(service.URL, "https://")),
		chromedp.Flag("ignore-certificate-errors", true))
	is(t, ctx, `document.querySelector("a.facade").textContent.includes("Click to load from frames.example.com")`)
	if n := asked.Load(); n > 0 {
		t.Errorf("%d requests before anybody asked", n)
	}
	is(t, ctx, `(window.before = document.querySelector("a.facade").getBoundingClientRect().height) > 100`)
	do(t, ctx, chromedp.Click(chromedp.CSS("a.facade")))
	is(t, ctx, `document.querySelectorAll("iframe").length === 1 && document.activeElement.matches("iframe")`)
	for _, truth := range []string{
		`f.src === "https://frames.example.com/film/" && f.title === "A film" && f.loading === "lazy"`,
		`f.allow === "fullscreen; autoplay" && f.referrerPolicy === "strict-origin-when-cross-origin"`,
		`f.sandbox.contains("allow-scripts") && !f.sandbox.contains("allow-top-navigation")`,
		`Math.abs(f.getBoundingClientRect().height - window.before) < 1`,
		`f.nextElementSibling.href === "https://example.com/film/" && !document.querySelector("figure.embed a.facade[href='https://example.com/film/']")`,
	} {
		is(t, ctx, `(f => `+truth+`)(document.querySelector("iframe"))`)
	}
	for deadline := time.Now().Add(5 * time.Second); asked.Load() == 0 && time.Now().Before(deadline); {
		time.Sleep(10 * time.Millisecond)
	}
	if n := asked.Load(); n != 1 {
		t.Errorf("%d requests after one was asked for, want 1", n)
	}
}

func TestBrowserCopiesEquationsAsLaTeX(t *testing.T) {
	th := load(t, "blog")
	ctx := browse(t, serve(t, th, samplePage(t, th, KindPost)), 1280, true)
	copied := func(from, to string) string {
		return `(() => {
			const range = document.createRange();
			range.setStart(` + from + `); range.setEnd(` + to + `);
			getSelection().removeAllRanges(); getSelection().addRange(range);
			const event = new ClipboardEvent("copy", {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
			document.dispatchEvent(event);
			return event.defaultPrevented ? event.clipboardData.getData("text/plain") : "left to the browser";
		})()`
	}
	const inline, display = `document.querySelector("p math")`, `document.querySelector(".math > math")`
	is(t, ctx, copied(inline+`.previousSibling, 0`, inline+`.nextSibling, 1`)+` === "and inline $a^2 + b^2 = c^2$,"`)
	is(t, ctx, copied(inline+`.querySelector("mn").firstChild, 0`, inline+`.querySelector("mo").firstChild, 1`)+` === "$a^2 + b^2 = c^2$"`)
	is(t, ctx, copied(display+`, 0`, display+`, 1`)+`.startsWith("$$\\int_0^1")`)
	is(t, ctx, copied(`document.querySelector("h1").firstChild, 0`, `document.querySelector("h1").firstChild, 3`)+` === "left to the browser"`)
}
