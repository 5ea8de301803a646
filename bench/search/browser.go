package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"galley/site/search/searchtest"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// serve answers as a static host does: text, scripts, JSON and WebAssembly are
// compressed, and what it does not know is given as it is. /host/de is an empty
// page in German.
func serve(root string, c *wire) *httptest.Server {
	kinds := map[string]string{".js": "text/javascript", ".json": "application/json", ".html": "text/html; charset=utf-8", ".wasm": "application/wasm"}
	return httptest.NewServer(http.HandlerFunc(func(plain http.ResponseWriter, r *http.Request) {
		w := counted{plain, c, r.URL.Path}
		if language, ok := strings.CutPrefix(r.URL.Path, "/host/"); ok {
			w.Header().Set("Content-Type", kinds[".html"])
			fmt.Fprintf(w, "<!doctype html><html lang=%q><title>-</title><link rel=icon href=data:>", language)
			return
		}
		file, err := os.Open(filepath.Join(root, filepath.FromSlash(path.Clean(r.URL.Path))))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		defer file.Close()
		kind, known := kinds[path.Ext(r.URL.Path)]
		if !known {
			w.Header().Set("Content-Type", "application/octet-stream")
			_, _ = io.Copy(w, file) // a browser that goes away is no failure
			return
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = io.Copy(z, file)
		_ = z.Close()
	}))
}

// wire counts what a server sends: the bodies of answers. A browser could not tell
// all of it, since Pagefind asks from a worker.
type wire struct {
	mu    sync.Mutex
	bytes map[string]int // by path
}

func (c *wire) add(path string, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.bytes[path] += n
}

// take gives what was sent since the last time.
func (c *wire) take() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	taken := c.bytes
	c.bytes = map[string]int{}
	return taken
}

// counted is an answer whose bytes are counted.
type counted struct {
	http.ResponseWriter
	wire *wire
	path string
}

func (w counted) Write(p []byte) (int, error) {
	w.wire.add(w.path, len(p))
	return w.ResponseWriter.Write(p)
}

// ask types every written query into every search.
func ask(ctx context.Context, dir string, engines []engine, verbose bool) error {
	queries, err := searchtest.Queries()
	if err != nil {
		return err
	}
	c := &wire{bytes: map[string]int{}}
	server := serve(siteFolder(dir), c)
	defer server.Close()
	ctx, cancel := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	for _, e := range engines {
		for _, q := range queries {
			urls, err := e.ask(ctx, c, server.URL, q, verbose)
			if err != nil {
				return fmt.Errorf("%s: asking for %q: %w", e.name, q.Text, err)
			}
			at := slices.Index(urls, q.URL)
			if verbose && (at < 0 || at > 2) {
				fmt.Printf("%s: %s: %q (%s) finds %v, not %s\n", e.name, q.Language, q.Text, q.Kind, urls[:min(3, len(urls))], q.URL)
			}
		}
	}
	return nil
}

// ask types one query on a fresh page with an empty cache.
func (e engine) ask(ctx context.Context, c *wire, origin string, q searchtest.Query, verbose bool) ([]string, error) {
	err := chromedp.Do(ctx,
		chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, network.ClearBrowserCache, cdp.Empty{})
			return err
		}),
		chromedp.Navigate(origin+"/host/"+q.Language))
	if err != nil {
		return nil, err
	}
	c.take()
	urls, err := chromedp.Run(ctx, chromedp.Evaluate[[]string]("("+e.query+")("+strconv.Quote(q.Text)+")", chromedp.EvalAwaitPromise))
	if err != nil {
		return nil, err
	}
	total, client := 0, 0
	fetched := c.take()
	for path, n := range fetched {
		total += n
		if strings.HasSuffix(path, ".js") || strings.Contains(path, "wasm.") {
			client += n
		}
	}
	e.clientBytes = max(e.clientBytes, client)
	if verbose {
		fmt.Printf("%s: %s: %q takes %d bytes\n", e.name, q.Language, q.Text, total)
	}
	e.queryBytes, e.queryFiles = append(e.queryBytes, total), append(e.queryFiles, len(fetched))
	e.askedIn[q.Language]++
	switch at := slices.Index(urls, q.URL); {
	case at == 0:
		e.first++
		fallthrough
	case at > 0 && at < 3:
		e.found++
		e.foundIn[q.Language]++
	}
	return urls, nil
}
