package fetch

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	nt "galley/notion/notiontest"
)

func TestASecondRunSaysThatTheStoreIsTakenOrWaits(t *testing.T) {
	inWorld(t, func(w *world) {
		page := w.ws.Page("Page", nt.Paragraph("x"))
		w.of(pageSource(page)).serve()
		inner := w.http.Transport
		second := make(chan error, 1)
		tried, waited := 0, 0
		w.http.Transport = roundTripper(func() {
			if tried++; tried != 1 {
				return
			}
			o := Options{HTTP: w.http}
			if _, err := Run(w.Context(), w.client(), w.store(), w.sources, o); !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), w.dir) {
				t.Errorf("a run within a run: %v", err)
			}
			o.Waiting = func() { waited++ }
			ctx, cancel := context.WithTimeout(w.Context(), time.Minute)
			defer cancel()
			if _, err := Run(ctx, w.client(), w.store(), w.sources, o); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("a run that waits for ever: %v", err)
			}
			go func() {
				_, err := Run(w.Context(), w.client(), w.store(), w.sources, o)
				second <- err
			}()
		}, inner)
		w.run()
		if err := <-second; err != nil {
			t.Errorf("the run that waited: %v", err)
		}
		equal(t, "times that waiting was told", waited, 2)
		// The root twice; its blocks once, for they were stored by then.
		w.asked(map[string]int{getPage: 2, getChildren: 1})
	})
}

func TestTwoProcessesTakeTurns(t *testing.T) {
	srv := nt.NewServer(nt.Sample().Workspace, nt.Latency(2*time.Millisecond))
	defer srv.Close()
	dir := t.TempDir()
	alone := func(name string) int {
		srv.ResetCounts()
		if out, err := command(t, "run", srv, dir+name, "").CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return srv.Total()
	}
	cold := alone("/one")
	warm := alone("/one")

	srv.ResetCounts()
	first, second := command(t, "run", srv, dir+"/two", ""), command(t, "wait", srv, dir+"/two", "")
	var firstSaid, secondSaid strings.Builder
	first.Stderr, second.Stderr = &firstSaid, &secondSaid
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	for srv.Total() == 0 {
		time.Sleep(time.Millisecond) // the other process is no goroutine of ours
	}
	if err := second.Run(); err != nil {
		t.Errorf("the second process: %v: %s", err, &secondSaid)
	}
	if err := first.Wait(); err != nil {
		t.Errorf("the first process: %v: %s", err, &firstSaid)
	}
	equal(t, "what the second one says", secondSaid.String(), "waiting\n")
	equal(t, "requests of both", srv.Total(), cold+warm)
}
