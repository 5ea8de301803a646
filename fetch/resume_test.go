package fetch

import (
	"context"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"sync/atomic"
	"testing"

	"galley/notion"
	nt "galley/notion/notiontest"

	"go.uber.org/goleak"
)

// after cancels a context when so many requests have been answered.
func (w *world) after(n int64, cancel func()) (restore func()) {
	inner := w.http.Transport
	var seen atomic.Int64
	w.http.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
		if seen.Add(1) > n {
			cancel()
		}
		return inner.RoundTrip(r)
	})
	return func() { w.http.Transport = inner }
}

func TestARunThatEndsEarlyLosesOnlyWhatWasInFlight(t *testing.T) {
	inWorld(t, func(w *world) {
		sample := w.sample()
		w.of(wholeSample(sample)...).serve()
		want := w.run()
		all := w.srv.Total()
		lists := 0
		w.run()
		lists = w.srv.Total()

		for _, n := range []int{all / 2, 1, 20, all - 3}[:fewer(4)] {
			w.dir = t.TempDir()
			ctx, cancel := context.WithCancel(w.Context())
			restore := w.after(int64(n), cancel)
			if _, err := w.try(ctx); !errors.Is(err, context.Canceled) {
				t.Fatalf("cancelled after %d requests: %v", n, err)
			}
			restore()
			if _, err := w.store().Snapshot(); !errors.Is(err, ErrNoSnapshot) {
				t.Errorf("a run that was cancelled left a snapshot: %v", err)
			}
			w.same(want, w.run())
			// What was in flight are the pages that the workers were at, each
			// with several requests.
			if again := n + w.srv.Total() - all; again > lists+80 {
				t.Errorf("after %d of %d requests the next run sent %d; lists take %d", n, all, w.srv.Total(), lists)
			}
		}
	})
}

func TestAFailedRunKeepsTheLastSnapshotAndWhatItRead(t *testing.T) {
	inWorld(t, func(w *world) {
		db, rows := w.blog()
		w.of(databaseSource(db)).serve()
		before := w.run()
		for _, row := range rows {
			row.Append(nt.Paragraph("new"))
		}
		w.settle()
		w.options.Concurrency = 1
		for range 6 {
			w.srv.Script("GET /v1/blocks/"+rows[2].ID()+"/children", nt.InternalError)
		}
		if _, err := w.try(w.Context()); !errors.Is(err, notion.ErrServer) {
			t.Fatalf("error: %v", err)
		}
		kept, err := w.store().Snapshot(w.sources...)
		if err != nil {
			t.Fatal(err)
		}
		w.same(before, kept)
		after := w.run()
		w.asked(map[string]int{query: 1, getChildren: 2})
		equal(t, "outline", w.outline(after, rows[0]), "paragraph Hello\ntoggle More\n  paragraph inside\nparagraph new\n")
	})
}

// The tests of killed processes run this test binary as another process, with
// these variables.
const (
	helperTask   = "FETCH_TEST_TASK"
	helperServer = "FETCH_TEST_SERVER"
	helperStore  = "FETCH_TEST_STORE"
	helperSource = "FETCH_TEST_SOURCE"
)

func TestMain(m *testing.M) {
	if os.Getenv(helperTask) != "" {
		helper()
		return
	}
	goleak.VerifyTestMain(m)
}

// helper is the other process: it runs, with as little as a real program has.
func helper() {
	if os.Getenv(helperTask) == "small files" {
		limitFiles(100 << 10)
	}
	store, err := Open(os.Getenv(helperStore))
	if err == nil {
		client := notion.New(nt.Token, notion.WithBaseURL(os.Getenv(helperServer)), notion.WithRequestsPerMinute(0))
		var o Options
		if os.Getenv(helperTask) == "wait" {
			o.Waiting = func() { os.Stderr.WriteString("waiting\n") }
		}
		var sources []Source
		if sources, err = sourcesOfHelper(); err == nil {
			_, err = Run(context.Background(), client, store, sources, o)
		}
	}
	if err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
}

func command(t *testing.T, task string, srv *nt.Server, dir string, source notion.ID) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), helperTask+"="+task, helperServer+"="+srv.URL, helperStore+"="+dir, helperSource+"="+string(source))
	return cmd
}
