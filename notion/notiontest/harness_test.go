package notiontest_test

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	. "galley/notion/notiontest"
)

// noon is the time at which the workspaces of the tests begin.
var noon = time.Date(2026, 6, 27, 12, 0, 30, 250e6, time.UTC)

// at returns a workspace whose clock stands at noon, and what moves it.
func at(t *testing.T) (*Workspace, func(time.Duration)) {
	t.Helper()
	ws := NewWorkspace()
	var passed atomic.Int64
	ws.SetClock(func() time.Time { return noon.Add(time.Duration(passed.Load())) })
	t.Cleanup(func() {
		if err := ws.Err(); err != nil {
			t.Errorf("building the workspace: %v", err)
		}
	})
	return ws, func(d time.Duration) { passed.Add(int64(d)) }
}

// client calls a server with one version and token.
type client struct {
	t       *testing.T
	srv     *Server
	version string
	token   string
}

// serve starts a server and returns a client at the newest version.
func serve(t *testing.T, ws *Workspace, opts ...Option) client {
	t.Helper()
	srv := NewServer(ws, opts...)
	t.Cleanup(srv.Close)
	return client{t, srv, Version2026, srv.Token}
}

func (c client) at(version string) client { c.version = version; return c }

// do sends a request and decodes the answer.
func (c client) do(method, path string, body any) (int, http.Header, JSON) {
	c.t.Helper()
	var in io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			c.t.Fatal(err)
		}
		in = bytes.NewReader(data)
	}
	req, err := http.NewRequestWithContext(c.t.Context(), method, c.srv.URL+path, in)
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	req.Header.Set("Notion-Version", c.version)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer resp.Body.Close()
	var out JSON
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		c.t.Fatalf("%s %s: %d: %v", method, path, resp.StatusCode, err)
	}
	return resp.StatusCode, resp.Header, out
}

// get expects 200.
func (c client) get(path string) JSON {
	c.t.Helper()
	status, _, o := c.do("GET", path, nil)
	if status != http.StatusOK {
		c.t.Fatalf("GET %s: %d %v", path, status, o["message"])
	}
	return o
}

// post expects 200.
func (c client) post(path string, body JSON) JSON {
	c.t.Helper()
	if body == nil {
		body = JSON{}
	}
	status, _, o := c.do("POST", path, body)
	if status != http.StatusOK {
		c.t.Fatalf("POST %s: %d %v", path, status, o["message"])
	}
	return o
}

// refused expects an error of the API.
func (c client) refused(method, path string, body any, status int, code, message string) JSON {
	c.t.Helper()
	got, _, o := c.do(method, path, body)
	text, _ := o["message"].(string)
	if got != status || o["code"] != code || !strings.Contains(text, message) {
		c.t.Errorf("%s %s: %d %v %q, want %d %s with %q", method, path, got, o["code"], text, status, code, message)
	}
	if o["object"] != "error" || o["request_id"] == nil {
		c.t.Errorf("%s %s: %v is not the envelope of an error", method, path, o)
	}
	return o
}

// all reads a list to its end, size results at a time.
func (c client) all(method, path string, body JSON, size int) []JSON {
	c.t.Helper()
	var out []JSON
	cursor := ""
	for range 1000 {
		o := c.part(method, path, body, size, cursor)
		for _, item := range o["results"].([]any) {
			out = append(out, item.(JSON))
		}
		if o["has_more"] == false {
			if o["next_cursor"] != nil {
				c.t.Fatalf("%s: a cursor behind the end", path)
			}
			return out
		}
		cursor = o["next_cursor"].(string)
	}
	c.t.Fatalf("%s: the list does not end", path)
	return nil
}

func (c client) part(method, path string, body JSON, size int, cursor string) JSON {
	c.t.Helper()
	if method == "POST" {
		body = maps.Clone(body)
		if body == nil {
			body = JSON{}
		}
		body["page_size"] = size
		if cursor != "" {
			body["start_cursor"] = cursor
		}
		return c.post(path, body)
	}
	separator := "?"
	if strings.Contains(path, "?") {
		separator = "&"
	}
	path += separator + "page_size=" + jsonText(size)
	if cursor != "" {
		path += "&start_cursor=" + cursor
	}
	return c.get(path)
}

// children reads the children of a block whole.
func (c client) children(id string) []JSON {
	c.t.Helper()
	return c.all("GET", "/v1/blocks/"+id+"/children", nil, 100)
}

// rows reads the rows of a data source that a filter lets through, as their titles.
func (c client) rows(s *DataSource, body JSON) []string {
	c.t.Helper()
	return titles(c.all("POST", "/v1/data_sources/"+s.ID()+"/query", body, 100))
}

// titles gives the titles of pages.
func titles(pages []JSON) []string {
	out := []string{}
	for _, page := range pages {
		for _, property := range page["properties"].(JSON) {
			if p := property.(JSON); p["type"] == "title" {
				out = append(out, plain(p["title"]))
			}
		}
	}
	return out
}

func plain(rich any) string {
	text := ""
	for _, segment := range rich.([]any) {
		text += segment.(JSON)["plain_text"].(string)
	}
	return text
}

// dig follows keys and indices into JSON.
func dig(v any, path ...any) any {
	for _, step := range path {
		switch step := step.(type) {
		case string:
			o, _ := v.(JSON)
			v = o[step]
		case int:
			list, _ := v.([]any)
			if step >= len(list) {
				return nil
			}
			v = list[step]
		}
	}
	return v
}

func keys(o JSON) []string { return append([]string{}, slices.Sorted(maps.Keys(o))...) }

func jsonText(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(data)
}

// equal compares two values by their JSON.
func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if g, w := jsonText(got), jsonText(want); g != w {
		t.Errorf("%s: got %s, want %s", what, g, w)
	}
}

// compact gives an ID without dashes.
func compact(id string) string { return strings.ReplaceAll(id, "-", "") }

func jsonOf(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

// download gets a file with headers of the caller's.
func (c client) download(url string, header http.Header) (int, string) {
	c.t.Helper()
	resp, body := c.fetch("GET", url, header)
	return resp.StatusCode, body
}

func (c client) fetch(method, url string, header http.Header) (*http.Response, string) {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), method, url, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	if header != nil {
		req.Header = header
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return resp, string(body)
}

func contains(t *testing.T, text, want string) {
	t.Helper()
	if !strings.Contains(text, want) {
		t.Errorf("%q is not in %q", want, text)
	}
}

// listen serves a handler on a listener that is not its own.
func listen(t *testing.T, h http.Handler) string {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return srv.URL
}
