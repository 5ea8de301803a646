//go:build browser

package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"galley/internal/headersfile"
	"galley/notion/notiontest"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// serveLikeHosts serves a folder as hosts do that read _headers.
func serveLikeHosts(t *testing.T, dir string) string {
	t.Helper()
	return serve(t, withHeaders(t, dir, http.FileServer(http.Dir(dir))))
}

// withHeaders gives the answers of a server what the _headers of a folder say.
func withHeaders(t *testing.T, dir string, server http.Handler) http.Handler {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	rules := headersfile.Parse(text)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rules.Apply(w.Header(), r.URL.Path)
		server.ServeHTTP(w, r)
	})
}

// serve gives the address of a server, with a slash at its end.
func serve(t *testing.T, handler http.Handler) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// noticing runs before anything of a page does: it takes down what the page's policy
// forbids. Buttons that copy find a clipboard.
const noticing = `window.__violations = [];
	navigator.clipboard.writeText = async () => {};
	addEventListener("securitypolicyviolation", (e) => { __violations.push(e.violatedDirective + ": " + e.blockedURI + " " + e.sample); });`

func noticeViolations() chromedp.Action[chromedp.Void] {
	return send(page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: noticing})
}

// checkPolicy sees that, whatever readers do, the policy of the pages and of the host
// lets the theme do it.
func checkPolicy(t *testing.T, dir string) {
	t.Run("does everything under its policy", func(t *testing.T) {
		origin := serveLikeHosts(t, dir)
		c := newCrawler(t, openBrowser(t), origin)
		s := &searcher{t, c.ctx}
		s.calm()
		if err := chromedp.Do(c.ctx, noticeViolations()); err != nil {
			t.Fatal(err)
		}
		s.goTo(origin + pageCalled(t, dir, "every-block"))
		s.click(`button.theme`, `document.documentElement.dataset.theme === "dark" && getComputedStyle(document.documentElement).backgroundColor === "rgb(21, 23, 26)"`)
		s.click(`button.copy`, `document.querySelector("button.copy").textContent === "Copied"`)
		s.click(`[role=tab]:nth-child(2)`, `document.querySelectorAll("[role=tab]")[1].ariaSelected === "true"`)
		s.is(`document.querySelector("object") !== null && document.querySelector("math") !== null && __violations.length === 0`)
		s.slash()
		s.press("rain gauge")
		s.is(`document.querySelector(".result mark") !== null`)
		s.press(keyEnter)
		becomes(t, c.ctx, `document.readyState === "complete" && !location.pathname.includes("every-block") && document.documentElement.dataset.theme === "dark" && __violations.length === 0`)
		s.goTo(origin + pageCalled(t, dir, "a-storm-in-june"))
		s.click(`a.zoom`, `document.querySelector("dialog.lightbox[open] img").naturalWidth > 0 && __violations.length === 0`)
		s.goTo(origin + pageCalled(t, dir, "write-a-field-note"))
		s.is(`document.querySelectorAll("a.facade").forEach((a) => a.click()) === undefined && document.querySelectorAll("iframe").length === 3`)
		s.is(`document.querySelectorAll("iframe").forEach((f) => { f.loading = "eager"; }) === undefined && __violations.length === 0`)
		c.check()
		// One of a service that the page does not show is forbidden, and was the only one.
		s.is(`Object.assign(document.body.appendChild(document.createElement("iframe")), {src: "https://other.example/"}) !== null`)
		s.is(`__violations.length > 0 && __violations.every((v) => v.startsWith("frame-src: https://other.example"))`)
	})
}

// pageCalled finds a page by the last part of its address, which it gives without the
// slash in front.
func pageCalled(t *testing.T, dir, name string) string {
	t.Helper()
	for _, file := range htmlFiles(t, dir) {
		if path, ok := strings.CutSuffix("/"+file, "/"+name+"/index.html"); ok {
			return strings.TrimPrefix(path+"/"+name+"/", "/")
		}
	}
	t.Fatalf("no page is called %s", name)
	return ""
}

// click clicks what is in the way of nothing, and waits until something holds.
func (s *searcher) click(selector, until string) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.ctx, 20*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		s.t.Fatalf("%s: %v", selector, err)
	}
	s.is(until)
}

// The policy is there: what nobody wrote does not run.
func TestBrowserRunsNothingThatGotIntoAPage(t *testing.T) {
	ws := notiontest.NewWorkspace()
	dir := buildSite(t, ws, "blog", ws.Page("Home", notiontest.Paragraph("text")).ID(), "")
	name := filepath.Join(dir, "index.html")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	const bad = `<script>window.ran = "script"</script><p id="p" style="color: rgb(1, 2, 3)" onclick="window.ran = 'handler'">x</p>` +
		`<style>p { color: rgb(4, 5, 6) }</style><iframe src="https://frames.example/"></iframe><script src="https://scripts.example/a.js"></script>` +
		`<img src="https://pictures.example/a.png" alt=""><object data="https://objects.example/"></object><base href="https://base.example/">`
	writeFile(t, name, strings.Replace(string(text), `<div class="body">`, `<div class="body">`+bad, 1))
	writeFile(t, filepath.Join(dir, "_headers"), "") // as on hosts that send none
	origin := serveLikeHosts(t, dir)
	s := &searcher{t, openBrowser(t)}
	if err := chromedp.Do(s.ctx, noticeViolations()); err != nil {
		t.Fatal(err)
	}
	s.goTo(origin)
	s.is(`p.click() === undefined && window.ran === undefined && !/ 2, | 5, /.test(getComputedStyle(p).color)`)
	for _, directive := range []string{"script-src-elem: inline", "script-src-attr", "style-src-attr", "style-src-elem: inline", "frame-src: https://frames.example", "script-src-elem: https://scripts.example", "img-src: https://pictures.example", "object-src: https://objects.example", "base-uri"} {
		s.is(`__violations.some((v) => v.startsWith("` + directive + `"))`)
	}
}
