//go:build browser

package main

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"galley/notion/notiontest"
	"galley/theme"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// noticing runs before anything of a page does: it takes down what the page's policy
// forbids. Buttons that copy find a clipboard.
const noticing = `window.__violations = [];
	navigator.clipboard.writeText = async () => {};
	addEventListener("securitypolicyviolation", (e) => { __violations.push(e.violatedDirective + ": " + e.blockedURI + " " + e.sample); });`

// poke does what readers may: it opens what is folded, presses every button that leads
// nowhere, points at everything and gives it the focus.
const poke = `(async () => {
	for (const e of document.querySelectorAll("details")) e.open = true;
	for (const e of document.querySelectorAll("button:not([popovertarget])")) e.click();
	document.querySelectorAll("body *").forEach((e, i) => {
		if (i > 20000) return;
		for (const type of ["mouseover", "focus", "toggle", "load", "error", "animationstart"]) e.dispatchEvent(new Event(type));
	});
	await new Promise((done) => setTimeout(done, 50));
	return {
		pwned: window.__pwned !== undefined,
		violations: window.__violations,
		links: [...document.querySelectorAll("a[href], area[href], form[action]")].map((a) => a.protocol ?? "form:"),
		frames: [...document.querySelectorAll("iframe, object, embed, frame")].map((f) => f.src || f.data),
		odd: [...document.querySelectorAll("base, style, body meta, body link, [onload], [onerror], [srcdoc], [style]")].map((e) => e.outerHTML.slice(0, 200)),
	};
})()`

type poked struct {
	Pwned                          bool
	Violations, Links, Frames, Odd []string
}

// servePolicy serves a folder under a policy that names the scripts of the theme, and no
// others.
func servePolicy(t *testing.T, dir string) string {
	t.Helper()
	scripts := "'self'"
	for _, text := range theme.InlineScripts() {
		sum := sha256.Sum256([]byte(text))
		scripts += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	files := http.FileServer(http.Dir(dir))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "script-src "+scripts+" 'report-sample'; object-src 'self'; base-uri 'none'; form-action 'none'")
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// buildSite builds a site of a page of a workspace, and of a database when it has an ID.
func buildSite(t *testing.T, ws *notiontest.Workspace, look, root, database string) string {
	t.Helper()
	if err := ws.Err(); err != nil {
		t.Fatal(err)
	}
	api := notiontest.NewServer(ws)
	t.Cleanup(api.Close)
	dir := t.TempDir()
	text := fmt.Sprintf("[site]\ntitle = \"Site\"\nbase_url = \"https://site.example/\"\ntheme = %q\n[notion]\nrequests_per_minute = 100000\n[[source]]\npage = %q\n", look, root)
	if database != "" {
		text += fmt.Sprintf("[[source]]\ndatabase = %q\npath = \"/posts/\"\n", database)
	}
	config := filepath.Join(dir, "site.toml")
	writeFile(t, config, text)
	env := map[string]string{"NOTION_TOKEN": api.Token, "NOTION_API_URL": api.URL}
	code := run(t.Context(), []string{"build", "--config", config, "--quiet"}, environment{stdout: io.Discard, stderr: t.Output(), getenv: func(name string) string { return env[name] }})
	if code != exitDone {
		t.Fatalf("the build ended with %d", code)
	}
	return filepath.Join(dir, "public")
}

// suspect visits pages and reports everything that only an attack would do.
type suspect struct{ *crawler }

func (s *suspect) watch(event any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch e := event.(type) {
	case *page.EventJavascriptDialogOpening:
		s.problem("a dialog says %q", e.Message)
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(e.Request.URL)
		if err == nil && strings.HasPrefix(u.Scheme, "http") && !s.isOwn(e.Request.URL) && e.Type != network.ResourceTypeImage && e.Type != network.ResourceTypeMedia {
			s.problem("a %s is asked of %s", e.Type, e.Request.URL)
		}
	}
}

func (s *suspect) look(address string) {
	s.mu.Lock()
	s.at = address
	s.mu.Unlock()
	if err := chromedp.Do(s.ctx, chromedp.Navigate(address)); err != nil {
		s.t.Fatalf("opening %s: %v", address, err)
	}
	got, err := chromedp.Run(s.ctx, chromedp.Evaluate[poked](poke, chromedp.EvalAwaitPromise))
	if err != nil {
		s.t.Fatalf("looking at %s: %v", address, err)
	}
	if got.Pwned {
		s.t.Errorf("%s: a script ran", address)
	}
	for _, protocol := range got.Links {
		if !strings.Contains(" http: https: mailto: tel: ", " "+protocol+" ") {
			s.t.Errorf("%s: a link to %s", address, protocol)
		}
	}
	for _, what := range append(got.Violations, got.Odd...) {
		s.t.Errorf("%s: %s", address, what)
	}
	for _, frame := range got.Frames {
		if !s.isOwn(frame) && !strings.HasPrefix(frame, "https://") {
			s.t.Errorf("%s: a frame of %s", address, frame)
		}
	}
}

func TestBrowserRunsNothingThatWasWrittenIntoNotion(t *testing.T) {
	for _, look := range []string{"docs", "blog"} {
		t.Run(look, func(t *testing.T) {
			ws := notiontest.Hostile()
			visitHostile(t, buildSite(t, ws.Workspace, look, ws.Root.ID(), ws.Posts.ID()))
		})
	}
	t.Run("heavy", func(t *testing.T) {
		ws, root := notiontest.Heavy(40_000, notiontest.HeavyMarks()...)
		visitHostile(t, buildSite(t, ws, "docs", root.ID(), ""))
	})
	t.Run("a megabyte of brackets", func(t *testing.T) {
		ws, root := notiontest.Heavy(1_000_000, "[")
		visitHostile(t, buildSite(t, ws, "blog", root.ID(), ""))
	})
}

// visitHostile visits every page of a site, without waiting for pictures of others.
func visitHostile(t *testing.T, dir string) {
	t.Helper()
	ctx := openBrowser(t)
	s := &suspect{newCrawler(t, ctx, servePolicy(t, dir))}
	if err := chromedp.Listen(ctx, s.watch); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: noticing})
		return err
	})); err != nil {
		t.Fatal(err)
	}
	pages := htmlFiles(t, dir)
	for _, name := range pages {
		s.look(s.origin + strings.TrimSuffix(name, "index.html"))
	}
	if len(pages) < 2 {
		t.Errorf("there are only the pages %v", pages)
	}
	for _, p := range s.problems {
		if !strings.Contains(p, "404") { // an address that leads nowhere does no harm
			t.Error(p)
		}
	}
}
