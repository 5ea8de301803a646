package notion

import (
	"fmt"
	"iter"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"galley/internal/memnet"
	"galley/notion/notiontest"
)

var versions = []Version{Version20220628, Version20250903, Version20260311}

// sampleSize is how many blocks and rows there are: more than two pages of a
// list.
const sampleSize = 230

// sample is a workspace with lists of several pages.
type sample struct {
	ws             *notiontest.Workspace
	page, database ID
	source         ID // since 2025-09-03
	row            ID // with more relations than a page shows
	relation       string
}

func newSample(t *testing.T) sample {
	t.Helper()
	ws := notiontest.NewWorkspace()
	ada := ws.Person("Ada", "ada@example.org")
	var blocks []*notiontest.Block
	for i := range sampleSize {
		blocks = append(blocks, notiontest.Paragraph(fmt.Sprint("block ", i)))
	}
	page := ws.Page("Handbook", blocks...)
	page.Comment(ada, "first")
	page.Comment(ada, "second")
	db := ws.Database("Posts", notiontest.Schema(notiontest.Title("Name"), notiontest.Number("Rank", "number")))
	db.AddProperty(notiontest.Relation("See also", db))
	start := time.Date(2026, 6, 1, 10, 0, 0, 0, time.UTC)
	var rows []*notiontest.Page
	for i := range sampleSize - 1 {
		row := db.Row(fmt.Sprint("Row ", i), notiontest.Values{"Rank": i})
		rows = append(rows, row.Created(start.Add(time.Duration(i/5)*time.Minute)))
	}
	last := db.Row("Last", notiontest.Values{"Rank": sampleSize, "See also": rows[:40]}).Created(start.Add(time.Hour))
	db.View("table", "All", notiontest.ViewConfig{})
	if err := ws.Err(); err != nil {
		t.Fatal(err)
	}
	return sample{ws: ws, page: ID(page.ID()), database: ID(db.ID()), source: ID(db.Source().ID()), row: ID(last.ID()), relation: "See also"}
}

// table gives the ID under which a version queries the rows.
func (s sample) table(v Version) ID {
	if v.HasDataSources() {
		return s.source
	}
	return s.database
}

// serve starts a server over the workspace and gives a client of it.
func (s sample) serve(t *testing.T, server []notiontest.Option, client ...ClientOption) (*notiontest.Server, *Client) {
	t.Helper()
	h := notiontest.NewHandler(s.ws, server...)
	opts := []ClientOption{WithBaseURL("http://api.test"), WithHTTPClient(memnet.Serve(t, h)), WithRequestsPerMinute(0)}
	return h, New(h.Token, append(opts, client...)...)
}

// transcript reads everything there is in a version, in the order in which it
// comes.
func (s sample) transcript(t *testing.T, c *Client) string {
	t.Helper()
	ctx := t.Context()
	var b strings.Builder
	note(t, &b, c.Users(ctx), func(u User) string { return "user " + u.Name })
	note(t, &b, c.Children(ctx, s.page), func(b Block) string { return PlainText(b.Paragraph.RichText) })
	note(t, &b, c.Comments(ctx, s.page), func(m Comment) string { return "comment " + PlainText(m.RichText) })
	d, err := c.Database(ctx, s.database)
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range d.DataSources {
		source, err := c.DataSource(ctx, ref.ID)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, "database", PlainText(d.Title), "with", ref.Name, len(source.Properties))
		note(t, &b, c.Query(ctx, ref.ID, QueryRequest{}), func(r SearchResult) string { return PlainText(r.Page.Title()) })
	}
	row, err := c.Page(ctx, s.row)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := c.Property(ctx, s.row, row.Properties[s.relation].ID)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(&b, "relations", len(row.Properties[s.relation].Relation), "of", len(whole.Relation))
	return b.String()
}

func note[T any](t *testing.T, b *strings.Builder, seq iter.Seq2[T, error], text func(T) string) {
	t.Helper()
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(b, text(v))
	}
}

// plain is the transcript of a sample as its makers know it.
func plain() string {
	var b strings.Builder
	b.WriteString("user Ada\nuser Galley\n")
	for i := range sampleSize {
		fmt.Fprintln(&b, "block", i)
	}
	b.WriteString("comment first\ncomment second\ndatabase Posts with Posts 3\n")
	for i := range sampleSize - 1 {
		fmt.Fprintln(&b, "Row", i)
	}
	b.WriteString("Last\nrelations 25 of 40\n")
	return b.String()
}

func TestEveryVersionReadsTheSame(t *testing.T) {
	for _, v := range versions {
		s := newSample(t)
		h, c := s.serve(t, nil, WithVersion(v))
		if got := s.transcript(t, c); got != plain() {
			t.Errorf("%s: read\n%s\nwant\n%s", v, got, plain())
		}
		// Three pages of blocks and of rows, and one request each for users,
		// comments, the database, its data source, the page and the property.
		if h.Total() != 12 {
			t.Errorf("%s: %d requests: %v", v, h.Total(), h.Requests())
		}
	}
}

func TestFaultsDoNotChangeWhatIsRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for seed := range uint64(3) {
			s := newSample(t)
			var o observed
			h, c := s.serve(t, []notiontest.Option{notiontest.PageCap(7), notiontest.WithFaults(notiontest.Faults{Probability: 0.2, Seed: seed})}, o.option())
			h.Script("GET /v1/blocks/*/children", notiontest.Pass, notiontest.Pass, notiontest.ExpiredCursor)
			h.Script("POST /v1/data_sources/*/query", notiontest.Pass, notiontest.ExpiredCursor, notiontest.Truncated, notiontest.BackOff)
			if got := s.transcript(t, c); got != plain() {
				t.Errorf("seed %d: read\n%s\nwant\n%s", seed, got, plain())
			}
			if len(o.waits(EventRetry)) == 0 {
				t.Error("nothing failed, so the test shows nothing")
			}
		}
	})
}

func TestQueryPassesTheServersCapInEveryVersion(t *testing.T) {
	for _, v := range versions {
		s := newSample(t)
		h, c := s.serve(t, []notiontest.Option{notiontest.ResultCap(50)}, WithVersion(v))
		rows, err := collect(c.Query(t.Context(), s.table(v), QueryRequest{}))
		if err != nil || len(rows) != sampleSize {
			t.Errorf("%s: %d rows after %d requests, %v", v, len(rows), h.Total(), err)
		}
	}
}

func TestViewsOfADatabase(t *testing.T) {
	s := newSample(t)
	_, c := s.serve(t, nil)
	for name, list := range map[string]iter.Seq2[ViewRef, error]{
		"database":    c.DatabaseViews(t.Context(), s.database),
		"data source": c.DataSourceViews(t.Context(), s.source),
	} {
		refs, err := collect(list)
		if err != nil || len(refs) == 0 {
			t.Fatalf("%s: %v, %v", name, refs, err)
		}
		view, err := c.View(t.Context(), refs[len(refs)-1].ID)
		if err != nil || view.Name != "All" || view.DataSourceID != s.source {
			t.Errorf("%s: view %+v, %v", name, view, err)
		}
	}
}

// A thousand pages, against a server that counts 180 requests a minute.
func TestAThousandPagesKeepTheBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSample(t)
		var o observed
		_, c := s.serve(t, []notiontest.Option{notiontest.RateLimit(180, time.Minute), notiontest.Latency(200 * time.Millisecond)},
			WithRequestsPerMinute(180), o.option())
		start := time.Now()
		ids := make(chan ID)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for id := range ids {
					if _, err := c.Block(t.Context(), id); err != nil {
						t.Error(err)
					}
				}
			})
		}
		for range 1010 {
			ids <- s.page
		}
		close(ids)
		wg.Wait()
		took, refused := time.Since(start), len(o.waits(EventRetry))
		if best := 5*time.Minute + 110/8*200*time.Millisecond; took > best*105/100 {
			t.Errorf("took %v, want about %v", took, best)
		}
		if refused > 2 {
			t.Errorf("%d requests were refused", refused)
		}
	})
}
