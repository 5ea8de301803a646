package fetch

import (
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"galley/internal/memnet"
	"galley/notion"
	nt "galley/notion/notiontest"

	"github.com/google/go-cmp/cmp"
)

// world is a workspace, a server for it over HTTP in memory, and a store. Its
// clock is that of a synctest bubble, so waiting takes no time.
type world struct {
	*testing.T
	ws      *nt.Workspace
	srv     *nt.Server
	http    *http.Client
	dir     string
	version notion.Version
	token   string
	options Options
	sources []Source
	clients []notion.ClientOption
}

// fewer is how often a test repeats what chance decides: a fifth of n with
// -short, which is how the race detector runs, and n otherwise.
func fewer(n int) int {
	if testing.Short() {
		return (n + 4) / 5
	}
	return n
}

// inWorld runs a test in a bubble of its own.
func inWorld(t *testing.T, test func(w *world)) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		w := &world{T: t, ws: nt.NewWorkspace(), dir: dir, version: notion.DefaultVersion, token: nt.Token}
		test(w)
		if err := w.ws.Err(); err != nil {
			t.Errorf("building the workspace: %v", err)
		}
	})
}

// serve starts the server, after the edits so far have settled.
func (w *world) serve(options ...nt.Option) *world {
	w.settle()
	w.srv = nt.NewHandler(w.ws, options...)
	w.http = memnet.Serve(w, w.srv)
	return w
}

// settle lets so much time pass that edits cannot be missed any more.
func (w *world) settle() { time.Sleep(10 * time.Minute) }

func (w *world) of(sources ...Source) *world { w.sources = sources; return w }

func (w *world) client(options ...notion.ClientOption) *notion.Client {
	return notion.New(w.token, slices.Concat([]notion.ClientOption{
		notion.WithBaseURL("http://notion.test"), notion.WithHTTPClient(w.http),
		notion.WithVersion(w.version), notion.WithRequestsPerMinute(0),
	}, w.clients, options)...)
}

func (w *world) store() *Store {
	w.Helper()
	s, err := Open(w.dir)
	if err != nil {
		w.Fatal(err)
	}
	return s
}

// try runs and counts anew.
func (w *world) try(ctx context.Context) (*Snapshot, error) {
	w.Helper()
	w.srv.ResetCounts()
	o := w.options
	o.HTTP = w.http
	return Run(ctx, w.client(), w.store(), w.sources, o)
}

func (w *world) run() *Snapshot {
	w.Helper()
	s, err := w.try(w.Context())
	if err != nil {
		w.Fatalf("Run: %v", err)
	}
	return s
}

// asked compares the requests to the API since the last run began. Counts are
// "GET /v1/pages/{id}": 1.
func (w *world) asked(want map[string]int) {
	w.Helper()
	if diff := cmp.Diff(want, w.requests()); diff != "" {
		w.Errorf("requests (-want +got):\n%s", diff)
	}
}

func (w *world) requests() map[string]int {
	got := w.srv.Requests()
	maps.DeleteFunc(got, func(pattern string, _ int) bool { return !strings.Contains(pattern, " /v1/") })
	return got
}

func (w *world) total() (n int) {
	for _, count := range w.requests() {
		n += count
	}
	return n
}

func (w *world) downloads() int { return w.srv.Total() - w.total() }

// alter changes the answers of the API whose path ends like that.
func (w *world) alter(suffix string, change func(answer string) string) {
	inner := w.http.Transport
	w.http.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
		resp, err := inner.RoundTrip(r)
		if err != nil || !strings.HasSuffix(r.URL.Path, suffix) {
			return resp, err
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		text := change(string(data))
		resp.Body, resp.ContentLength = io.NopCloser(strings.NewReader(text)), int64(len(text))
		resp.Header.Del("Content-Length")
		return resp, err
	})
}

const (
	getPage     = "GET /v1/pages/{id}"
	getItem     = "GET /v1/pages/{id}/properties/{property}"
	getBlock    = "GET /v1/blocks/{id}"
	getChildren = "GET /v1/blocks/{id}/children"
	getDatabase = "GET /v1/databases/{id}"
	getSource   = "GET /v1/data_sources/{id}"
	query       = "POST /v1/data_sources/{id}/query"
	oldQuery    = "POST /v1/databases/{id}/query"
	search      = "POST /v1/search"
	listViews   = "GET /v1/views"
	getView     = "GET /v1/views/{id}"
	listUsers   = "GET /v1/users"
	getUser     = "GET /v1/users/{id}"
)

// dump gives all that is in a snapshot, but for the time and place of its making.
func (w *world) dump(s *Snapshot) string {
	w.Helper()
	bodies := map[notion.ID][]notion.Block{}
	for id := range s.Pages {
		blocks, err := s.Blocks(id)
		if err != nil {
			w.Fatal(err)
		}
		bodies[id] = blocks
	}
	files := map[string]File{}
	for key, f := range s.Files {
		f.Path, _ = filepath.Rel(s.store.root, f.Path)
		files[key] = f
	}
	data, err := json.MarshalIndent(map[string]any{
		"workspace": s.Workspace, "roots": s.Roots, "pages": s.Pages, "databases": s.Databases, "users": s.Users,
		"files": files, "targets": slices.Sorted(maps.Keys(s.Targets)), "warnings": s.Warnings, "bodies": bodies, "comments": s.Comments,
	}, "", " ")
	if err != nil {
		w.Fatal(err)
	}
	return string(data)
}

// same tells that two snapshots hold the same bytes.
func (w *world) same(a, b *Snapshot) {
	w.Helper()
	if diff := cmp.Diff(strings.Split(w.dump(a), "\n"), strings.Split(w.dump(b), "\n")); diff != "" {
		w.Errorf("the snapshots differ:\n%s", diff)
	}
}

// outline writes a body as one line a block, indented.
func (w *world) outline(s *Snapshot, page interface{ ID() string }) string {
	w.Helper()
	blocks, err := s.Blocks(notion.ID(page.ID()))
	if err != nil {
		w.Fatal(err)
	}
	var b strings.Builder
	writeOutline(&b, blocks, "")
	return b.String()
}

func writeOutline(b *strings.Builder, blocks []notion.Block, indent string) {
	for i := range blocks {
		block := &blocks[i]
		b.WriteString(indent + block.Type)
		visitor{texts: func(t []notion.RichText) { b.WriteString(" " + notion.PlainText(t)) }}.block(block)
		if block.ChildPage != nil {
			b.WriteString(" " + block.ChildPage.Title)
		}
		if block.HasChildren && len(block.Children) == 0 {
			b.WriteString(" …")
		}
		b.WriteString("\n")
		writeOutline(b, block.Children, indent+"  ")
	}
}

func (w *world) wantWarnings(s *Snapshot, texts ...string) {
	w.Helper()
	var got []string
	for _, warning := range s.Warnings {
		got = append(got, warning.Title+": "+warning.Text)
		if warning.URL == "" || warning.Hint == "" || warning.Kind == "" {
			w.Errorf("the warning %+v has no URL, no hint or no kind", warning)
		}
	}
	if diff := cmp.Diff(texts, got); diff != "" {
		w.Errorf("warnings (-want +got):\n%s", diff)
	}
}

func idOf(o interface{ ID() string }) notion.ID { return notion.ID(o.ID()) }

func idsOf(objects ...interface{ ID() string }) []notion.ID {
	var ids []notion.ID
	for _, o := range objects {
		ids = append(ids, idOf(o))
	}
	return ids
}

func pageSource(p *nt.Page) Source         { return Source{Kind: KindPage, ID: idOf(p)} }
func databaseSource(d *nt.Database) Source { return Source{Kind: KindDatabase, ID: idOf(d)} }

func equal[T any](t testing.TB, what string, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func sleep(d time.Duration) { time.Sleep(d) }

// picture is a PNG of two by three pixels.
var picture = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x03\x08\x02\x00\x00\x006\x88I\xd6")

func (w *world) now() time.Time { return time.Now() }

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// roundTripper calls before ahead of every request.
func roundTripper(before func(), inner http.RoundTripper) http.RoundTripper {
	return roundTrip(func(r *http.Request) (*http.Response, error) {
		before()
		return inner.RoundTrip(r)
	})
}
