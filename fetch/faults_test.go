package fetch

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/notion"
	nt "galley/notion/notiontest"
)

// go test ./fetch -run Faults -seeds 1000 tries a thousand disturbances; with
// -seed N alone it repeats the one of that number.
var (
	seeds   = flag.Int("seeds", 15, "how many disturbances the tests of faults draw")
	oneSeed = flag.Int("seed", -1, "draw only this disturbance")
)

// maxRuns is how often a run that is disturbed may fail before one does not. Each
// goes on from where the one before ended.
const maxRuns = 30

// disturbance is what goes wrong in a run, drawn from a seed.
type disturbance struct {
	sample    bool // the run is over the whole sample, and not over a small workspace
	faults    nt.Faults
	pageCap   int
	limit     int           // requests in a minute; 0 for none
	workspace int           // requests in three minutes
	cursors   time.Duration // their lifetime; 0 for ever
	latency   time.Duration
	warm      bool // the store has what was there before some edits
}

func drawDisturbance(seed int) disturbance {
	r := rand.New(rand.NewPCG(uint64(seed), 1))
	d := disturbance{
		faults: nt.Faults{
			Seed: uint64(seed), Probability: oneOf(r, 0.02, 0.05, 0.1, 0.2, 0.3), RetryAfter: oneOf(r, 0, 3, 70),
		},
		pageCap: oneOf(r, 100, 20, 7, 3), limit: oneOf(r, 0, 0, 180, 40), workspace: oneOf(r, 0, 0, 0, 100),
		cursors: oneOf(r, 0, 0, 90*time.Second), latency: oneOf(r, 0, 200*time.Millisecond, 2*time.Second),
		sample: seed%5 == 4, warm: r.IntN(3) == 0,
	}
	if r.IntN(2) == 0 { // some kinds of faults only
		kinds := nt.Passing()
		r.Shuffle(len(kinds), func(i, j int) { kinds[i], kinds[j] = kinds[j], kinds[i] })
		d.faults.Kinds = kinds[:1+r.IntN(5)]
	}
	if d.sample {
		d.pageCap = max(d.pageCap, 20) // long lists in small pages would never end with so many faults
	}
	return d
}

func oneOf[T any](r *rand.Rand, values ...T) T { return values[r.IntN(len(values))] }

func (d disturbance) options() []nt.Option {
	return []nt.Option{
		nt.WithFaults(d.faults), nt.PageCap(d.pageCap), nt.CursorLifetime(d.cursors), nt.Latency(d.latency),
		nt.RateLimit(d.limit, time.Minute), nt.WorkspaceLimit(d.workspace, 3*time.Minute),
	}
}

// Whatever goes wrong, a run gives what it would have given undisturbed; or it
// says what went wrong, and leaves what was there.
func TestFaultsDoNotChangeTheSnapshot(t *testing.T) {
	first, last := 0, fewer(*seeds)
	if *oneSeed >= 0 {
		first, last = *oneSeed, *oneSeed+1
	}
	failed, faults := 0, 0
	for seed := first; seed < last; seed++ {
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			inWorld(t, func(w *world) {
				f, n := w.disturb(drawDisturbance(seed))
				failed, faults = failed+f, faults+n
			})
		})
	}
	t.Logf("%d seeds: %d requests failed, and %d runs", last-first, faults, failed)
	if faults == 0 {
		t.Error("nothing failed, so the test shows nothing")
	}
}

// disturb runs until a run ends well and compares what it gives. It counts the
// runs and the requests that failed.
func (w *world) disturb(d disturbance) (failures, faults int) {
	w.Helper()
	edit := w.small()
	if d.sample {
		edit = w.wholeSample()
	}
	w.serve()
	var before *Snapshot
	rough, calm := w.dir, w.dir+"-calm"
	w.Cleanup(func() { os.RemoveAll(calm) })
	if d.warm {
		before = w.run()
		edit()
		w.settle()
		if err := os.CopyFS(calm, os.DirFS(rough)); err != nil {
			w.Fatal(err)
		}
	}
	w.dir = calm
	want := w.run()
	w.dir = rough
	w.serve(d.options()...)
	for range maxRuns {
		s, err := w.try(w.Context())
		faults += w.failures()
		if err == nil && !lacksFiles(s) {
			w.same(want, s)
			return failures, faults
		}
		w.options.Full = err == nil // asks again for files that could not be had
		if err == nil {
			before = s
			continue
		}
		failures++
		w.Logf("run %d: %v", failures, err)
		if !isClear(err) {
			w.Errorf("the error %q does not say what is wrong", err)
		}
		w.unchanged(before)
	}
	w.Errorf("none of %d runs ended well: %+v", maxRuns, d)
	return failures, faults
}

// wholeSample makes the world that of the sample. The result edits it.
func (w *world) wholeSample() (edit func()) {
	sample := w.sample()
	w.of(wholeSample(sample)...)
	return func() {
		sample.Handbook.Append(nt.Paragraph("one more"), nt.ChildPage(w.ws.Page("New", nt.Image(nt.Upload("new.png", picture)))))
		sample.FieldNotes.Row("New row", nil, nt.Toggle("more").Children(nt.Paragraph("x")))
		sample.Stations.Rename("Renamed")
	}
}

// small makes a workspace with something of everything: trees, rows, values of
// many references, copies, linked databases, files. The result edits it.
func (w *world) small() (edit func()) {
	root, chapter, _, _, db := w.handbook()
	posts, rows := w.blog()
	var many []*nt.Page
	for i := range 40 {
		many = append(many, db.Row(fmt.Sprintf("Row %d", i), nil, nt.Image(nt.Upload(fmt.Sprintf("%d.png", i%5), picture))))
	}
	posts.AddProperty(nt.Relation("Rows", db))
	rows[1].SetValue("Rows", many)
	original := nt.SyncedOriginal(nt.Paragraph("shared"), nt.Toggle("more").Children(nt.Paragraph("x")))
	w.ws.Page("Elsewhere", original)
	linked := w.ws.LinkedDatabase(nt.LinkedRefused)
	linked.View("table", "All", nt.ViewConfig{Source: db.Source()})
	rows[0].Append(nt.SyncedCopy(original), nt.ChildDatabase(linked))
	rows[2].Icon(nt.FileIcon(nt.Upload("icon.png", picture))).Cover(nt.Upload("cover.png", picture))
	root.Append(nt.Table(nt.TableRow("a", "b"), nt.TableRow("c", "d")), nt.Columns(nt.Column(nt.Paragraph("l")), nt.Column(nt.PDF(nt.Upload("a.pdf", picture)))))
	w.of(databaseSource(posts), pageSource(root), Source{Kind: KindSearch, Query: "Row 1"})
	return func() {
		chapter.Append(nt.Paragraph("one more"), nt.ChildPage(w.ws.Page("New", nt.Image(nt.Upload("new.png", picture)))))
		posts.Row("New row", nil, nt.Toggle("more").Children(nt.Paragraph("x")))
		db.Rename("Renamed")
		rows[1].Trash()
	}
}

// failures counts the requests since the last run began that went wrong.
func (w *world) failures() (n int) {
	for _, r := range w.srv.Log() {
		if r.Status != 200 {
			n++
		}
	}
	return n
}

// unchanged tells that the last snapshot of the store is the one that was there.
func (w *world) unchanged(before *Snapshot) {
	w.Helper()
	kept, err := w.store().Snapshot(w.sources...)
	switch {
	case before == nil && !errors.Is(err, ErrNoSnapshot):
		w.Errorf("a run that failed left a snapshot: %v", err)
	case before != nil && err != nil:
		w.Errorf("a run that failed damaged the snapshot: %v", err)
	case before != nil:
		w.same(before, kept)
	}
}

// lacksFiles tells whether a file could not be had, which is no failure.
func lacksFiles(s *Snapshot) bool {
	return slices.ContainsFunc(s.Warnings, func(warning Warning) bool { return strings.Contains(warning.Text, "was not downloaded") })
}

// isClear tells whether an error says that the server failed again and again.
func isClear(err error) bool {
	return strings.Contains(err.Error(), "gave up after") || errors.Is(err, notion.ErrCursor)
}
