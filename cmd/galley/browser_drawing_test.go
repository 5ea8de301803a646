//go:build browser

package main

import (
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"path/filepath"
	"sync"
	"testing"

	"galley/notion/notiontest"

	"github.com/chromedp/chromedp"
)

// told serves drawings, and takes down what scripts in them ask for.
type told struct {
	http.Handler
	mu  sync.Mutex
	ran []string
}

func (d *told) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/ran" {
		d.mu.Lock()
		d.ran = append(d.ran, r.URL.RawQuery)
		d.mu.Unlock()
		return
	}
	d.Handler.ServeHTTP(w, r)
}

// opened opens a drawing by itself, and tells what of its scripts ran. The browser
// answers when the document is there, and what ran until then has asked.
func (d *told) opened(s *searcher, address string) []string {
	s.t.Helper()
	if err := chromedp.Do(s.ctx, chromedp.Navigate(address)); err != nil {
		s.t.Fatalf("opening %s: %v", address, err)
	}
	if asks, err := chromedp.Run(s.ctx, chromedp.Evaluate[bool](`!!document.documentElement.dataset?.ran`)); err != nil || asks {
		return append([]string{"something"}, fmt.Sprint(err))
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.ran
}

// A drawing that is opened by itself is a document of the site. No script in it runs:
// what holds one is not given as a drawing, and a host that sends what _headers says
// would stop it, too.
func TestBrowserRunsNoScriptOfADrawing(t *testing.T) {
	const root = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="60" height="40"`
	const run = `document.documentElement.dataset.ran=1;fetch('/ran?%s')`
	evil := []string{
		root + `><script>` + run + `</script></svg>`,
		root + ` onload="` + run + `"/>`,
		root + `><g onfocus="` + run + `" tabindex="0" autofocus=""/></svg>`,
		root + `><foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="` + run + `"/></foreignObject></svg>`,
		root + `><animate attributeName="x" dur="1ms" onbegin="` + run + `"/></svg>`,
		root + `><s:script xmlns:s="http://www.w3.org/2000/svg">` + run + `</s:script></svg>`,
		root + `><script xlink:href="data:text/javascript,` + run + `"/></svg>`,
		root + `><image href="x" onerror="` + run + `"/></svg>`,
	}
	var blocks []*notiontest.Block
	blocks = append(blocks, notiontest.Image(notiontest.Upload("drawing.svg", []byte(root+`><rect id="seen" width="60" height="40"/></svg>`))))
	for i, text := range evil {
		evil[i] = fmt.Sprintf(text, fmt.Sprint(i))
		blocks = append(blocks, notiontest.Image(notiontest.Upload(fmt.Sprintf("evil-%d.svg", i), []byte(evil[i]))))
	}
	ws := notiontest.NewWorkspace()
	dir := buildSite(t, ws, "blog", ws.Page("Home", blocks...).ID(), "")
	plain := &told{Handler: http.FileServer(http.Dir(dir))} // as on hosts that know no _headers
	address := serve(t, plain)
	s := &searcher{t, openBrowser(t)}
	drawings := 0
	for _, name := range filesIn(t, filepath.Join(dir, "files")) {
		if ran := plain.opened(s, address+"files/"+name); len(ran) > 0 {
			t.Fatalf("%s: scripts ran: %q", name, ran)
		}
		if path.Ext(name) == ".svg" {
			drawings++
			s.is(`document.getElementById("seen").getBoundingClientRect().width === 60`)
		}
	}
	if drawings != 1 {
		t.Errorf("%d drawings are on the site, want the one without a script", drawings)
	}

	for i, text := range evil {
		writeFile(t, filepath.Join(dir, "files", fmt.Sprintf("evil-%d.svg", i)), text)
	}
	kept := &told{Handler: withHeaders(t, dir, http.FileServer(http.Dir(dir)))}
	address = serve(t, kept)
	for i := range evil {
		if ran := kept.opened(s, fmt.Sprintf("%sfiles/evil-%d.svg", address, i)); len(ran) > 0 {
			t.Fatalf("drawing %d: scripts ran: %q", i, ran)
		}
	}
	// The same without any of that, so that this test would see a script.
	if ran := plain.opened(s, serve(t, plain)+"files/evil-0.svg"); len(ran) == 0 {
		t.Error("the first drawing does nothing anywhere")
	}
}

// filesIn lists the files of a folder by their names.
func filesIn(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, entry.Name())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
