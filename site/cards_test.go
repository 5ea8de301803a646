package site

import (
	"image"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"galley/internal/derived"
	"galley/internal/picture/picturetest"
	"galley/notion"
	"galley/site/bookmark"
)

// tidePage serves a page with a picture, and counts what it is asked for.
func tidePage(t *testing.T) (url string, asked *atomic.Int32) {
	t.Helper()
	asked = new(atomic.Int32)
	picture := picturetest.PNG(t, image.NewGray(image.Rect(0, 0, 200, 100)))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		switch r.URL.Path {
		case "/tides":
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, `<title>Tides</title><meta name=description content="Why the sea rises"><meta property=og:image content=/sea.png>`)
		case "/sea.png", "/favicon.ico":
			_, _ = w.Write(picture)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL + "/tides", asked
}

func TestCardsAreReadOnceAndServedFromTheSite(t *testing.T) {
	url, asked := tidePage(t)
	cache := t.TempDir()
	b := newBlog(t, 2)
	b.bodies[id(1001)] = []notion.Block{
		{ID: id(70), Type: "toggle", Toggle: &notion.TextBlock{}, Children: []notion.Block{{ID: id(71), Type: "bookmark", Bookmark: &notion.LinkBlock{URL: url}}}},
		{ID: id(72), Type: "link_preview", LinkPreview: &notion.LinkBlock{URL: url}},
		{ID: id(73), Type: "bookmark", Bookmark: &notion.LinkBlock{URL: url + "/gone"}},
	}
	now := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	build := func(offline bool) (Report, string) {
		t.Helper()
		s := b.plan(t)
		s.opts.Derived, s.opts.Now = derived.Open(cache), now
		s.opts.Bookmarks = &bookmark.Reader{
			Cache: s.opts.Derived, Offline: offline, Now: func() time.Time { return now }, Public: func(netip.Addr) bool { return true },
		}
		report, err := s.Write(t.Context(), b.output())
		if err != nil {
			t.Fatal(err)
		}
		if len(report.Warnings) > 0 {
			t.Errorf("warnings %q: a page that cannot be read is no loss", inWords(report.Warnings))
		}
		return report, tree(t, b.output())["post-1/index.html"]
	}
	wantAsked := func(n int32) {
		t.Helper()
		if got := asked.Swap(0); got != n {
			t.Errorf("%d requests, want %d", got, n)
		}
	}

	if _, page := build(true); !strings.Contains(page, `<span class="bookmark-title">127.0.0.1`) {
		t.Errorf("without network there is no plain card:\n%s", page)
	}
	wantAsked(0)
	_, page := build(false)
	wantAsked(4) // the page, its icon and picture, and the one that is gone
	for _, want := range []string{
		`<span class="bookmark-title">Tides</span> <span class="bookmark-text">Why the sea rises</span>`,
		`<img class="bookmark-icon" src="/`, `<img class="bookmark-image" src="/`,
	} {
		if strings.Count(page, want) != 2 {
			t.Errorf("the page has not twice %s", want)
		}
	}
	files := tree(t, b.output())
	pictures := regexp.MustCompile(`<img[^>]* src="[^"]*/(files/[^"]+)"`).FindAllStringSubmatch(page, -1)
	if len(pictures) != 4 {
		t.Errorf("pictures %q", pictures)
	}
	for _, src := range pictures {
		if files[src[1]] == "" {
			t.Errorf("%s is not on the site", src[1])
		}
	}
	if !strings.Contains(files["post-1/index.md"], "[Tides]("+url+")") {
		t.Errorf("the Markdown has no title:\n%s", files["post-1/index.md"])
	}

	if report, _ := build(false); report.Written > 0 {
		t.Errorf("%d files were written anew", report.Written)
	}
	b.write(1002, "an edit")
	build(false)
	wantAsked(0)
	now = now.Add(25 * time.Hour)
	build(true)
	wantAsked(0)
	build(false)
	wantAsked(1) // the one that was gone
	now = now.Add(30 * 24 * time.Hour)
	build(false)
	wantAsked(4)
}

func TestNothingIsReadUnlessTheSiteAsksForIt(t *testing.T) {
	url, asked := tidePage(t)
	b := newBlog(t, 1)
	b.bodies[id(1001)] = []notion.Block{{ID: id(73), Type: "bookmark", Bookmark: &notion.LinkBlock{URL: url}}}
	b.build(t)
	if n := asked.Load(); n > 0 {
		t.Errorf("%d requests", n)
	}
	if matches, _ := filepath.Glob(filepath.Join(b.output(), "files", "*")); len(matches) > 0 {
		t.Errorf("files %q", matches)
	}
}
