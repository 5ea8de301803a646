package notiontest_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	. "galley/notion/notiontest"
)

// hosted is a server with one uploaded picture, and what reads its link anew.
func hosted(t *testing.T, opts ...Option) (c client, link func() string, advance func(time.Duration)) {
	t.Helper()
	ws, advance := at(t)
	page := ws.Page("Home", Image(Upload("plan é.svg", []byte("<svg/>"))))
	c = serve(t, ws, opts...)
	return c, func() string { return dig(c.children(page.ID())[0], "image", "file", "url").(string) }, advance
}

func TestSignedLinksWorkForAnHour(t *testing.T) {
	c, link, advance := hosted(t)
	url := link()
	status, body := c.download(url, nil)
	equal(t, "download", []any{status, body}, []any{200, "<svg/>"})
	advance(59 * time.Minute)
	status, _ = c.download(url, nil)
	equal(t, "late", status, 200)
	advance(2 * time.Minute)
	status, body = c.download(url, nil)
	if status != 403 || !strings.Contains(body, "<Code>AccessDenied</Code>") || !strings.Contains(body, "Request has expired") {
		t.Errorf("expired: %d %s", status, body)
	}
	status, _ = c.download(link(), nil)
	equal(t, "read anew", status, 200)
}

func TestSignedLinksAreFreshEachTimeAndKeepTheirPath(t *testing.T) {
	_, link, _ := hosted(t)
	one, two := link(), link()
	if one == two {
		t.Errorf("the same link twice: %s", one)
	}
	path := func(url string) string { path, _, _ := strings.Cut(url, "?"); return path }
	equal(t, "path", path(one), path(two))
	if !strings.Contains(one, "X-Amz-Expires=3600") {
		t.Errorf("%s does not say how long it works", one)
	}
}

func TestFileStoreIsStrict(t *testing.T) {
	c, link, _ := hosted(t)
	status, _ := c.download(link(), http.Header{"Authorization": {"Bearer x"}})
	equal(t, "two ways of authorisation", status, 400)
	resp, _ := c.fetch("HEAD", link(), nil)
	equal(t, "HEAD", resp.StatusCode, 403)
	status, _ = c.download(strings.Replace(link(), "X-Amz-Date=2026", "X-Amz-Date=2027", 1), nil)
	equal(t, "forged", status, 403)
	path, _, _ := strings.Cut(link(), "?")
	status, _ = c.download(path, nil)
	equal(t, "unsigned", status, 403)
	resp, body := c.fetch("GET", link(), http.Header{"Range": {"bytes=0-0"}})
	equal(t, "range", []any{resp.StatusCode, body, resp.Header.Get("Content-Range")}, []any{206, "<", "bytes 0-0/6"})
	equal(t, "type", resp.Header.Get("Content-Type"), "image/svg+xml")
}

func TestFileIdentityFollowsItsContent(t *testing.T) {
	ws, _ := at(t)
	block := Image(Upload("a.png", []byte("1")))
	page := ws.Page("Home", block)
	c := serve(t, ws)
	path := func() string {
		path, _, _ := strings.Cut(dig(c.children(page.ID())[0], "image", "file", "url").(string), "?")
		return path
	}
	before := path()
	block.SetFile(Upload("a.png", []byte("2")))
	if path() == before {
		t.Error("another content has the same path")
	}
}

func TestExpiryTimeIsOneHourAhead(t *testing.T) {
	ws, _ := at(t)
	page := ws.Page("Home").Cover(Upload("c.jpg", []byte("x"))).Icon(FileIcon(Upload("i.png", []byte("y"))))
	o := serve(t, ws).get("/v1/pages/" + page.ID())
	equal(t, "cover", dig(o, "cover", "file", "expiry_time"), "2026-06-27T13:00:30.250Z")
	equal(t, "icon", dig(o, "icon", "type"), "file")
}

func TestDownloadsCanFail(t *testing.T) {
	c, link, _ := hosted(t)
	const download = "GET /files/*/*/*"
	for fault, want := range map[Fault]int{InternalError: 500, LinkExpired: 403, NotReady: 202} {
		c.srv.Script(download, fault)
		status, _ := c.download(link(), nil)
		equal(t, string(fault), status, want)
	}
	c.srv.Script(download, RateLimited)
	status, _ := c.download(link(), nil)
	equal(t, "the rate limit is no matter of files", status, 200)
}

func TestDownloadsCanBreakOff(t *testing.T) {
	c, link, _ := hosted(t, SlowBody(time.Millisecond))
	c.srv.Script("GET /files/*/*/*", Truncated, Slow)
	for _, want := range []error{io.ErrUnexpectedEOF, nil} {
		resp, err := http.Get(link())
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		if body, err := io.ReadAll(resp.Body); !errors.Is(err, want) || err == nil && string(body) != "<svg/>" {
			t.Errorf("%q %v, want %v", body, err, want)
		}
	}
}
