//go:build browser

package main

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// slowly serves a folder over a slow line: pages come in small pieces, and everything
// that they ask for comes at once.
func slowly(dir string) http.Handler {
	files := http.FileServer(http.Dir(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/") {
			files.ServeHTTP(w, r)
			return
		}
		page, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(r.URL.Path), "index.html"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		for piece := range slices.Chunk(page, 700) {
			if _, err := w.Write(piece); err != nil {
				return
			}
			w.(http.Flusher).Flush()
			time.Sleep(10 * time.Millisecond)
		}
	})
}

// Nothing of a page moves while it comes in, however slowly. Little is asked for before
// the pictures, and the list of headings is where it is seen.
func TestBrowserNothingMovesWhileAPageComesIn(t *testing.T) {
	t.Parallel()
	for look, names := range map[string][]string{
		"blog": {"", "handbook/", "tags/", "wire-the-logger", "a-storm-in-june"},
		"docs": {"", "notes/", "wire-the-logger", "a-storm-in-june"},
	} {
		dir := startDemo(t, look).dir
		c := newCrawler(t, openBrowser(t), serve(t, slowly(dir)))
		for _, name := range names {
			if name != "" && !strings.HasSuffix(name, "/") {
				name = pageCalled(t, dir, name)
			}
			for _, width := range []int64{360, 1440} {
				seen := c.load(c.origin+name, width)
				if seen.Shift > still || len(seen.Before) > 4 || seen.Buried {
					t.Errorf("%s, %q at %d pixels: layout shift %.4f of %q, contents below the text %v, before the pictures %q", look, name, width, seen.Shift, seen.Moved, seen.Buried, seen.Before)
				}
			}
		}
	}
}
