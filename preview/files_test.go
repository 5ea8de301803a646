package preview

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func site(t testing.TB) string {
	return outputFolder(t, map[string]string{
		"index.html":        "<body>home</body>",
		"404.html":          "<body>lost</body>",
		"posts/index.html":  "<body>posts</body>",
		"posts/a.md":        "# A",
		"files/b.txt":       "0123456789",
		"é ü/index.html":    "<body>accents</body>",
		".secret":           "secret",
		".git/config":       "secret",
		"posts/.draft/x.md": "secret",
		"app.mjs":           "export {}",
	})
}

func TestServesAsAStaticHostDoes(t *testing.T) {
	server := New(Options{Dir: site(t)})
	cases := []struct {
		target   string
		status   int
		location string
		text     string // part of the body
	}{
		{"/", 200, "", "home"},
		{"/index.html", 200, "", "home"},
		{"/posts/", 200, "", "posts"},
		{"/posts", 301, "/posts/", ""},
		{"/posts?q=1&r=%20", 301, "/posts/?q=1&r=%20", ""},
		{"/posts/a.md", 200, "", "# A"},
		{"/posts/a.md/", 404, "", "lost"},
		{"/%C3%A9%20%C3%BC", 301, "/%C3%A9%20%C3%BC/", ""},
		{"/%C3%A9%20%C3%BC/", 200, "", "accents"},
		{"/files/", 404, "", "lost"}, // no list of a folder
		{"/missing", 404, "", "lost"},
		{"/.secret", 404, "", "lost"},
		{"/.git/config", 404, "", "lost"},
		{"/posts/.draft/x.md", 404, "", "lost"},
		{"/posts/../.secret", 404, "", "lost"},
		{"/posts/%2e%2e/index.html", 404, "", "lost"},
		{"//index.html", 404, "", "lost"},
		{"//example.com/", 404, "", "lost"},
		{"/index.html%00", 404, "", "lost"},
		{`/posts%5Ca.md`, 404, "", "lost"},
	}
	for _, c := range cases {
		got := ask(t, server, "GET", c.target)
		if got.status != c.status || got.header.Get("Location") != c.location || !strings.Contains(got.body, c.text) {
			t.Errorf("GET %s: %d, location %q, body %.40q; want %d, %q, %q", c.target,
				got.status, got.header.Get("Location"), got.body, c.status, c.location, c.text)
		}
		if strings.Contains(got.body, "secret") {
			t.Errorf("GET %s shows a hidden file", c.target)
		}
		if cache := got.header.Get("Cache-Control"); cache != "no-store" {
			t.Errorf("GET %s: Cache-Control %q", c.target, cache)
		}
	}
}

func TestServesBelowTheBasePath(t *testing.T) {
	server := New(Options{Dir: site(t), BasePath: "/my repo"})
	cases := []struct {
		target   string
		status   int
		location string
		text     string
	}{
		{"/", 301, "/my%20repo/", ""},
		{"/my%20repo", 301, "/my%20repo/", ""},
		{"/my%20repo/", 200, "", "home"},
		{"/my%20repo/posts", 301, "/my%20repo/posts/", ""},
		{"/my%20repo/missing", 404, "", "lost"},
		{"/posts/", 404, "", `<a href="/my repo/">`},
	}
	for _, c := range cases {
		got := ask(t, server, "GET", c.target)
		if got.status != c.status || got.header.Get("Location") != c.location || !strings.Contains(got.body, c.text) {
			t.Errorf("GET %s: %d, location %q, body %.300q; want %d, %q, %q", c.target,
				got.status, got.header.Get("Location"), got.body, c.status, c.location, c.text)
		}
	}
}

func TestContentTypes(t *testing.T) {
	cases := map[string]string{
		"/":            "text/html; charset=utf-8",
		"/posts/a.md":  "text/markdown; charset=utf-8",
		"/app.mjs":     "text/javascript; charset=utf-8",
		"/files/b.txt": "text/plain; charset=utf-8",
		"/missing":     "text/html; charset=utf-8",
	}
	server := New(Options{Dir: site(t)})
	for target, want := range cases {
		if got := ask(t, server, "GET", target).header.Get("Content-Type"); got != want {
			t.Errorf("GET %s: Content-Type %q, want %q", target, got, want)
		}
	}
	names := map[string]string{"a.webp": "image/webp", "a.AVIF": "image/avif", "a.wasm": "application/wasm", "a": "application/octet-stream"}
	for name, want := range names {
		if got := contentType(name); got != want {
			t.Errorf("contentType(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestRangesAndMethods(t *testing.T) {
	server := New(Options{Dir: site(t)})
	part := ask(t, server, "GET", "/files/b.txt", "Range", "bytes=2-4")
	if part.status != http.StatusPartialContent || part.body != "234" {
		t.Errorf("a range: %d %q, want 206 \"234\"", part.status, part.body)
	}
	full := ask(t, server, "GET", "/")
	head := ask(t, server, "HEAD", "/")
	if head.status != 200 || head.body != "" || head.header.Get("Content-Length") != full.header.Get("Content-Length") {
		t.Errorf("HEAD: %d %q %v, want the header of GET only", head.status, head.body, head.header)
	}
	post := ask(t, server, "POST", "/")
	if post.status != http.StatusMethodNotAllowed || post.header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d %v, want 405", post.status, post.header)
	}
}

func TestLinksDoNotLeadOutOfTheFolder(t *testing.T) {
	dir, outside := site(t), t.TempDir()
	writeFile(t, filepath.Join(outside, "key.txt"), "outside")
	for name, target := range map[string]string{
		"key.txt": filepath.Join(outside, "key.txt"), "out": outside, "in.txt": filepath.Join("files", "b.txt"),
	} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skipf("no links here: %v", err)
		}
	}
	server := New(Options{Dir: dir})
	for target, want := range map[string]int{"/key.txt": 404, "/out/key.txt": 404, "/out/": 404, "/in.txt": 200} {
		if got := ask(t, server, "GET", target); got.status != want || strings.Contains(got.body, "outside") {
			t.Errorf("GET %s: %d %.40q, want %d", target, got.status, got.body, want)
		}
	}
}

func TestASiteThatIsNotBuiltYet(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	server := New(Options{Dir: dir})
	if got := ask(t, server, "GET", "/"); got.status != 404 || !strings.Contains(got.body, "has not been built") {
		t.Errorf("before the build: %d %.80q", got.status, got.body)
	}
	writeFile(t, filepath.Join(dir, "index.html"), "built")
	if got := ask(t, server, "GET", "/"); got.status != 200 || !strings.Contains(got.body, "built") {
		t.Errorf("after the build: %d %.80q", got.status, got.body)
	}
	if got := ask(t, server, "GET", "/x"); got.status != 404 || !strings.Contains(got.body, "no such page") {
		t.Errorf("a page that is missing, as is 404.html: %d %.80q", got.status, got.body)
	}
}

func TestOnlyNamesOfThisMachineAreAnswered(t *testing.T) {
	dir := site(t)
	cases := []struct {
		opts Options
		host string
		want int
	}{
		{Options{Dir: dir}, "localhost:8080", 200},
		{Options{Dir: dir}, "LocalHost.", 200},
		{Options{Dir: dir}, "127.0.0.1:1", 200},
		{Options{Dir: dir}, "[::1]:8080", 200},
		{Options{Dir: dir}, "[::1]", 200},
		{Options{Dir: dir}, "evil.example:8080", 403},
		{Options{Dir: dir}, "localhost.evil.example", 403},
		{Options{Dir: dir}, "127.0.0.1.evil.example", 403},
		{Options{Dir: dir}, "10.0.0.1", 403},
		{Options{Dir: dir}, "", 403},
		{Options{Dir: dir, Addr: "ada.test:8080"}, "ada.test:9090", 200},
		{Options{Dir: dir, Addr: ":8080"}, "", 403},
		{Options{Dir: dir, Public: true}, "ada.example", 200},
	}
	for _, c := range cases {
		if got := ask(t, New(c.opts), "GET", "/", "Host", c.host).status; got != c.want {
			t.Errorf("Host %q with %+v: %d, want %d", c.host, c.opts, got, c.want)
		}
		events := ask(t, New(c.opts), "HEAD", eventsPath, "Host", c.host).status
		if events != c.want {
			t.Errorf("events for Host %q with %+v: %d, want %d", c.host, c.opts, events, c.want)
		}
	}
}

func FuzzNoPathLeavesTheFolder(f *testing.F) {
	parent := outputFolder(f, map[string]string{
		"outside.txt": "secret", "public/.hidden": "secret", "public/.git/config": "secret",
		"public/index.html": "fine", "public/a/b.txt": "fine",
	})
	if err := os.Symlink(parent, filepath.Join(parent, "public", "link")); err != nil && runtime.GOOS != "windows" {
		f.Fatal(err)
	}
	server := New(Options{Dir: filepath.Join(parent, "public")})
	for _, seed := range []string{"/", "/../outside.txt", "/a/../../outside.txt", "/link/outside.txt", "/.hidden", "/a//../.git/config",
		"/..\\outside.txt", "/a/./b.txt", "//outside.txt", "/\x00", "/C:/outside.txt", "a", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, path string) {
		r := &http.Request{Method: "GET", Host: "localhost", URL: &url.URL{Path: path}, Header: http.Header{}}
		if path == eventsPath {
			return
		}
		w := httptest.NewRecorder()
		server.ServeHTTP(w, r)
		if strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%q shows what it must not", path)
		}
		if location := w.Header().Get("Location"); w.Code == 301 && (!strings.HasPrefix(location, "/") || strings.HasPrefix(location, "//")) {
			t.Errorf("%q leads away, to %q", path, location)
		}
	})
}
