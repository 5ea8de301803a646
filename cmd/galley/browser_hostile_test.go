//go:build browser

package main

import (
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"galley/notion/notiontest"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

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

// buildSite builds a site of a page of a workspace, and of a database when it has an ID.
func buildSite(t *testing.T, ws *notiontest.Workspace, look, root, database string) string {
	t.Helper()
	if err := ws.Err(); err != nil {
		t.Fatal(err)
	}
	api := notiontest.NewServer(ws)
	t.Cleanup(api.Close)
	dir := t.TempDir()
	text := fmt.Sprintf("[site]\ntitle = \"Site\"\nbase_url = \"https://site.example/\"\ntheme = %q\n[images]\nformats = []\n[notion]\nrequests_per_minute = 100000\n[[source]]\npage = %q\n", look, root)
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
	t.Parallel()
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
	s := &suspect{newCrawler(t, ctx, serveLikeHosts(t, dir))}
	if err := chromedp.Listen(ctx, s.watch); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, noticeViolations()); err != nil {
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
