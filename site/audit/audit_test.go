package audit

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/tools/txtar"
)

// folder writes a site from a txtar text.
func folder(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(text)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// told checks a site and gives its problems, a line each.
func told(t *testing.T, dir string, o Options) (Report, []string) {
	t.Helper()
	o.BaseURL = "https://x.example/repo/"
	report, err := Check(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, p := range report.Problems {
		doubt := ""
		if p.Doubtful {
			doubt = "?"
		}
		lines = append(lines, fmt.Sprintf("%s: %s %q: %s%s", p.File, p.Link, p.Text, p.Reason, doubt))
	}
	return report, lines
}

func want(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("told is\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

const pages = `
-- index.html --
<!doctype html><title>Home</title>
<link rel="canonical" href="https://x.example/repo/"><link rel=stylesheet href=/repo/a.css><link rel="preconnect" href="https://cdn.example/">
<a href="/repo/one/">One</a> <a href="one">one</a> <a href="one/#deep">deep</a> <a href="#here">here</a> <h2 id="here">x</h2>
<a href="/repo">home</a> <a href="//x.example/repo/one/index.html">one</a> <a href="one/?q=1">q</a> <a href="#">top</a> <a href="#top">top</a>
<a href="mailto:a@x.example">mail</a> <a href="https://x.example/repo/old/">old</a> <a href="#:~:text=x">text</a>
<img src="/repo/p.png" srcset="/repo/p.png 1x, p2.png 2x">
<script>var s = '<a href="/repo/none/">';</script>
-- one/index.html --
<a name="deep"></a><p id="ünder"><a href="#%C3%BCnder">u</a> <a href="../p.png#x">p</a>
-- p.png --
-- p2.png --
-- a.css --
-- _redirects --
/repo/old/ /repo/one/ 301
-- .hidden/index.html --
<a href="/nowhere">x</a>
`

func TestASoundSiteHasNoProblems(t *testing.T) {
	report, lines := told(t, folder(t, pages), Options{})
	want(t, lines)
	if report.Files != 2 || report.Inner != 18 || report.Outer != 0 {
		t.Errorf("the report is %+v", report)
	}
}

func TestWhatLeadsNowhereIsTold(t *testing.T) {
	_, lines := told(t, folder(t, pages+`
-- two/index.html --
<a href="/repo/none/">No <b>such</b> page</a> <a href="/repo/one/#none">anchor</a> <a href="/one/">out</a> <a href="#none">x</a>
<img srcset="/repo/p.png 1x, gone.png 2x"> <link rel="stylesheet" href="/repo/gone.css"> <a href="http://[">broken</a>
<meta http-equiv="refresh" content="0; url=/repo/gone/"> <video poster="gone.jpg"></video>
-- sitemap.xml --
<urlset><url><loc>https://x.example/repo/one/</loc></url><url><loc>https://x.example/repo/three/</loc></url></urlset>
-- feed.xml --
<rss><channel><link>https://x.example/repo/</link><item><link>https://x.example/repo/four/</link>
<description>&lt;a href="https://x.example/repo/five/"&gt;five&lt;/a&gt;</description><enclosure url="https://x.example/repo/six.mp3"/></item></channel></rss>
`), Options{})
	const noFile = "there is no such file"
	want(t, lines,
		`feed.xml: https://x.example/repo/five/ "five": `+noFile,
		`feed.xml: https://x.example/repo/four/ "": `+noFile,
		`feed.xml: https://x.example/repo/six.mp3 "": `+noFile,
		`sitemap.xml: https://x.example/repo/three/ "": `+noFile,
		`two/index.html: #none "x": there is no such anchor on the page`,
		`two/index.html: /one/ "out": it leads out of the site, which begins at /repo/`,
		`two/index.html: /repo/gone.css "": `+noFile,
		`two/index.html: /repo/gone/ "": `+noFile,
		`two/index.html: /repo/none/ "No such page": `+noFile,
		`two/index.html: /repo/one/#none "anchor": there is no such anchor on the page`,
		`two/index.html: gone.jpg "": `+noFile,
		`two/index.html: gone.png "": `+noFile,
		`two/index.html: http://[ "broken": it is not an address`,
	)
}

func TestAddressesElsewhereAreAskedForOnDemand(t *testing.T) {
	var asked, atOnce, most atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		most.Store(max(most.Load(), atOnce.Add(1)))
		defer atOnce.Add(-1)
		switch r.URL.Path {
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/private":
			w.WriteHeader(http.StatusForbidden)
		case "/nohead":
			if r.Method == http.MethodHead {
				w.WriteHeader(http.StatusMethodNotAllowed)
			}
		case "/moved":
			http.Redirect(w, r, "/fine", http.StatusMovedPermanently)
		}
		if r.UserAgent() != "tester" {
			t.Errorf("asked as %q", r.UserAgent())
		}
	}))
	defer server.Close()
	var text strings.Builder
	for _, path := range []string{"/fine", "/fine#part", "/gone", "/private", "/nohead", "/moved"} {
		fmt.Fprintf(&text, "<a href=%q>%s</a>", server.URL+path, path)
	}
	dir := folder(t, "-- index.html --\n"+text.String())
	report, lines := told(t, dir, Options{})
	want(t, lines)
	if asked.Load() != 0 || report.Outer != 5 {
		t.Errorf("%d requests for %d addresses, without being told to ask", asked.Load(), report.Outer)
	}
	_, lines = told(t, dir, Options{Outer: true, Agent: "tester"})
	want(t, lines,
		fmt.Sprintf("index.html: %s/gone \"/gone\": the host answers 410 Gone", server.URL),
		fmt.Sprintf("index.html: %s/private \"/private\": the host answers 403 Forbidden?", server.URL),
	)
	if most.Load() != 1 {
		t.Errorf("one host was asked for %d addresses at once", most.Load())
	}
}

func TestACheckCanBeStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { cancel() }))
	defer server.Close()
	dir := folder(t, fmt.Sprintf("-- index.html --\n<a href=%q><a href=%q>", server.URL+"/1", server.URL+"/2"))
	if _, err := Check(ctx, dir, Options{BaseURL: "https://x.example/", Outer: true}); !errors.Is(err, context.Canceled) {
		t.Errorf("a stopped check ends with %v", err)
	}
}

func FuzzDocuments(f *testing.F) {
	f.Add([]byte(`<a href=x>t<a href=y></a><img srcset=",a 1x,,">`))
	f.Add([]byte(`<rss><link>x</link><content>&lt;a href=&quot;y&quot;</content>`))
	f.Fuzz(func(_ *testing.T, data []byte) {
		parseHTML(data)
		parseXML(data)
	})
}
