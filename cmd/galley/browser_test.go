//go:build browser

// These tests look at the demo in a real browser: go test -tags browser -run
// Browser ./cmd/galley. With GALLEY_NODE_MODULES, a folder that has axe-core and
// vnu-jar, they check accessibility and HTML too.

package main

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// openBrowser starts a browser that reaches no machine but this one.
func openBrowser(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}

// crawler visits every page of a site.
type crawler struct {
	t      *testing.T
	ctx    context.Context
	origin string

	mu        sync.Mutex // the browser reports from a goroutine of its own
	at        string     // the page that is open
	requested map[network.RequestID]string
	problems  []string

	pages map[string]*visited
}

// visited is what a page says about itself.
type visited struct {
	Links   []string // absolute, with their fragments
	IDs     []string
	Broken  []string // images of the site that cannot be shown
	Classes []string // of elements, and their names
}

const lookAround = `(async () => {
	const own = (url) => url.startsWith(location.origin + "/");
	const images = [...document.images].filter((i) => own(i.currentSrc || i.src));
	images.forEach((i) => { i.loading = "eager"; });
	const broken = await Promise.all(images.map((i) => i.decode().then(() => "", () => i.src)));
	return {
		links: [...document.querySelectorAll("a[href]")].map((a) => a.href).filter(own),
		ids: [...document.querySelectorAll("[id]")].map((e) => e.id),
		broken: broken.filter(Boolean),
		classes: [...new Set([...document.querySelectorAll("body *")].flatMap((e) => [e.localName, ...e.classList]))],
	};
})()`

func newCrawler(t *testing.T, ctx context.Context, origin string) *crawler {
	t.Helper()
	c := &crawler{t: t, ctx: ctx, origin: origin, requested: map[network.RequestID]string{}, pages: map[string]*visited{}}
	if err := chromedp.Listen(ctx, c.hear); err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *crawler) problem(format string, args ...any) {
	c.problems = append(c.problems, c.at+": "+fmt.Sprintf(format, args...))
}

// hear takes down what the browser complains about. What other machines would
// have to answer is not the site's fault.
func (c *crawler) hear(event any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		c.problem("the console says %s: %v", e.Type, e.Args)
	case *runtime.EventExceptionThrown:
		c.problem("exception: %v", e.ExceptionDetails)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError && (e.Entry.URL == "" || c.isOwn(e.Entry.URL)) {
			c.problem("the browser says: %s (%s)", e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		c.requested[e.RequestID] = e.Request.URL
		// Pictures of other sites are what the author put there, but Notion's
		// have to be part of the site.
		if asked, err := url.Parse(e.Request.URL); err == nil && asked.Hostname() == "127.0.0.1" && !c.isOwn(e.Request.URL) {
			c.problem("%s is not part of the site", e.Request.URL)
		}
	case *network.EventResponseReceived:
		if c.isOwn(e.Response.URL) && e.Response.Status >= 400 {
			c.problem("%s answers %d", e.Response.URL, e.Response.Status)
		}
	case *network.EventLoadingFailed:
		if failed := c.requested[e.RequestID]; c.isOwn(failed) && !e.Canceled {
			c.problem("%s cannot be loaded: %s", failed, e.ErrorText)
		}
	}
}

func (c *crawler) isOwn(address string) bool { return strings.HasPrefix(address, c.origin) }

// visit opens a page and everything that it links to.
func (c *crawler) visit(page string) {
	if c.pages[page] != nil {
		return
	}
	c.mu.Lock()
	c.at = page
	c.mu.Unlock()
	if err := chromedp.Do(c.ctx, chromedp.Navigate(page)); err != nil {
		c.t.Fatalf("opening %s: %v", page, err)
	}
	seen, err := chromedp.Run(c.ctx, chromedp.Evaluate[*visited](lookAround, chromedp.EvalAwaitPromise))
	if err != nil {
		c.t.Fatalf("looking at %s: %v", page, err)
	}
	c.pages[page] = seen
	for _, link := range seen.Links {
		target, _, _ := strings.Cut(link, "#")
		if strings.HasSuffix(target, "/") || strings.HasSuffix(target, ".html") {
			c.visit(target)
		}
	}
}

// visitAll visits every page in the folder of the site too, whether something
// links to it or not.
func (c *crawler) visitAll(dir string) {
	c.visit(c.origin)
	for _, name := range htmlFiles(c.t, dir) {
		c.visit(c.origin + strings.TrimSuffix(name, "index.html"))
	}
}

// htmlFiles lists the pages in a folder, by their names in it.
func htmlFiles(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".html" {
			return err
		}
		name, err := filepath.Rel(dir, path)
		names = append(names, filepath.ToSlash(name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// check reports everything that is wrong.
func (c *crawler) check() {
	c.mu.Lock()
	defer c.mu.Unlock()
	answers := map[string]int{}
	for page, seen := range c.pages {
		c.at = page
		for _, image := range seen.Broken {
			c.problem("the image %s is broken", image)
		}
		for _, link := range seen.Links {
			c.checkLink(answers, link)
		}
	}
	slices.Sort(c.problems)
	for _, p := range slices.Compact(c.problems) {
		c.t.Error(p)
	}
}

func (c *crawler) checkLink(answers map[string]int, link string) {
	target, fragment, _ := strings.Cut(link, "#")
	if seen := c.pages[target]; seen != nil {
		id, err := url.PathUnescape(fragment)
		if err != nil || id != "" && !slices.Contains(seen.IDs, id) {
			c.problem("nothing on %s is called #%s", target, fragment)
		}
		return
	}
	if answers[target] == 0 {
		response, err := http.Get(target)
		if err != nil {
			c.t.Fatal(err)
		}
		response.Body.Close()
		answers[target] = response.StatusCode
	}
	if answers[target] != http.StatusOK {
		c.problem("the link to %s leads to %d", target, answers[target])
	}
}

func TestBrowserEveryPageOfTheDemo(t *testing.T) {
	t.Parallel()
	for _, look := range []string{"docs", "blog"} {
		t.Run(look, func(t *testing.T) {
			demo := startDemo(t, look)
			c := newCrawler(t, openBrowser(t), serveLikeHosts(t, demo.dir))
			c.visitAll(demo.dir)
			c.check()
			if len(c.pages) < 50 {
				t.Errorf("the demo has only %d pages", len(c.pages))
			}
			checkHTML(t, demo.dir)
			checkAccessibility(t, c)
			checkPolicy(t, demo.dir)
		})
	}
}

// nodeModules is the folder of the checkers.
func nodeModules(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("GALLEY_NODE_MODULES")
	if dir == "" {
		t.Skip("GALLEY_NODE_MODULES is not set")
	}
	return dir
}
