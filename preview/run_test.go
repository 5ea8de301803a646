package preview

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// builds is a Build callback whose builds wait for the test.
type builds struct {
	begun chan Reason
	end   chan error
}

func newBuilds() builds { return builds{make(chan Reason), make(chan error)} }

func (b builds) build(ctx context.Context, why Reason) (Result, error) {
	select {
	case b.begun <- why:
	case <-ctx.Done():
		return Result{}, ctx.Err()
	}
	select {
	case err := <-b.end:
		return Result{Changed: []string{"/" + string(why.Kind) + "/"}}, err
	case <-ctx.Done():
		return Result{}, ctx.Err()
	}
}

// start runs Run until stop is called, which waits for its end.
func start(t *testing.T, opts RunOptions) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- Run(ctx, opts) }()
	stopped := false
	stop = func() {
		t.Helper()
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run: %v", err)
		}
	}
	t.Cleanup(stop)
	return stop
}

func wantBuild(t *testing.T, b builds, want Reason) {
	t.Helper()
	if diff := cmp.Diff(want, receive(t, b.begun)); diff != "" {
		t.Errorf("reason (-want +got):\n%s", diff)
	}
}

func TestRunServesAndReloads(t *testing.T) {
	dir := outputFolder(t, map[string]string{"site.toml": "1", "public/index.html": "<body>old site</body>"})
	l, err := Listen("127.0.0.1:0", false)
	if err != nil {
		t.Fatal(err)
	}
	b, logged := newBuilds(), make(chan error, 10)
	stop := start(t, RunOptions{
		Options:  Options{Dir: filepath.Join(dir, "public")},
		Listener: l, Build: b.build, Log: func(err error) { logged <- err },
		Files: []string{filepath.Join(dir, "site.toml"), filepath.Join(dir, "public")},
	})
	url := "http://" + l.Addr().String()

	wantBuild(t, b, Reason{Kind: Start})
	events := listen(t, url, "", "")
	wantEvent(t, events, event{Type: "reload"})
	wantEvent(t, events, event{Type: "building"})
	if got := get(t, url+"/"); got != http.StatusOK {
		t.Errorf("the last good site during a build: %d", got)
	}
	b.end <- nil
	wantEvent(t, events, event{Type: "reload", Changed: []string{"/start/"}})

	writeFile(t, filepath.Join(dir, "public", "index.html"), "written by the build") // causes none
	writeFile(t, filepath.Join(dir, "site.toml"), "2")
	wantBuild(t, b, Reason{Kind: Files, Paths: []string{filepath.Join(dir, "site.toml")}})
	wantEvent(t, events, event{Type: "building"})
	b.end <- fmt.Errorf("rendering: %w", &Failure{Message: "no title", File: "site.toml", Line: 2, Hint: "add one"})
	wantEvent(t, events, event{Type: "error", Failure: &Failure{Message: "rendering: no title", File: "site.toml", Line: 2, Hint: "add one"}})
	if err := receive(t, logged); err.Error() != "rendering: no title" {
		t.Errorf("logged %v", err)
	}
	if got := get(t, url+"/"); got != http.StatusOK {
		t.Errorf("the last good site after a failure: %d", got)
	}

	stop()
	for e := range events {
		t.Errorf("event %+v after the end", e)
	}
	if c, err := net.Dial("tcp", l.Addr().String()); err == nil {
		c.Close()
		t.Error("the listener is open after the end")
	}
}

func TestAChangeDuringABuildCausesOneMoreAfterIt(t *testing.T) {
	dir := outputFolder(t, map[string]string{"theme/a.html": "1", "theme/b.html": "1"})
	a, z := filepath.Join(dir, "theme", "a.html"), filepath.Join(dir, "theme", "b.html")
	b, logged := newBuilds(), make(chan error, 10)
	start(t, RunOptions{Build: b.build, Log: func(err error) { logged <- err }, Files: []string{filepath.Join(dir, "theme")}})

	wantBuild(t, b, Reason{Kind: Start})
	writeFile(t, a, "2")
	b.end <- errors.New("offline")
	wantBuild(t, b, Reason{Kind: Files, Paths: []string{a}})
	writeFile(t, z, "2")
	b.end <- errors.New("bad template")
	wantBuild(t, b, Reason{Kind: Files, Paths: []string{a, z}}) // a is still not built
	writeFile(t, z, "3")
	b.end <- nil
	wantBuild(t, b, Reason{Kind: Files, Paths: []string{z}})
	b.end <- nil
}

func TestRunEndsDuringABuildWithoutBlamingIt(t *testing.T) {
	b := newBuilds()
	stop := start(t, RunOptions{Build: b.build, Log: func(err error) { t.Error(err) }})
	wantBuild(t, b, Reason{Kind: Start})
	stop()
}

func TestRunFailsWhenItCannotWatchOrServe(t *testing.T) {
	built := func(context.Context, Reason) (Result, error) { return Result{}, nil }
	l, err := Listen("127.0.0.1:0", false)
	if err != nil {
		t.Fatal(err)
	}
	missing := []string{filepath.Join(t.TempDir(), "missing", "theme")}
	if err := Run(t.Context(), RunOptions{Listener: l, Build: built, Files: missing}); err == nil {
		t.Error("no error about the missing folder")
	}
	// The listener is closed by now.
	if err := Run(t.Context(), RunOptions{Listener: l, Build: built}); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Run on a closed listener: %v", err)
	}
}

func TestPollsBackOffWhileNotionFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const poll = 4 * time.Minute
		b := newBuilds()
		stop := start(t, RunOptions{Build: b.build, Poll: poll, Log: func(error) {}})
		<-b.begun
		steps := []struct {
			err   error
			pause time.Duration
		}{
			{nil, poll}, {errors.New("500"), 2 * poll}, {errors.New("500"), longestPoll}, {errors.New("500"), longestPoll}, {nil, poll},
		}
		for i, step := range steps {
			b.end <- step.err
			ended := time.Now()
			if why := <-b.begun; why.Kind != Poll || time.Since(ended) != step.pause {
				t.Errorf("after build %d: %v after %v, want a poll after %v", i, why, time.Since(ended), step.pause)
			}
		}
		stop()
	})
}

func TestAPollIsNotAnnounced(t *testing.T) {
	server := New(Options{})
	events := server.hub.subscribe("")
	<-events
	l := loop{server: server, opts: RunOptions{Build: func(context.Context, Reason) (Result, error) { return Result{}, nil }}}
	for _, kind := range []Kind{Poll, Files} {
		l.build(t.Context(), kind)
	}
	for _, want := range []string{`"reload"`, `"building"`, `"reload"`} {
		if got := string(<-events); !strings.Contains(got, want) {
			t.Errorf("event %q, want %s", got, want)
		}
	}
}

func TestWithoutPollNotionIsAskedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBuilds()
		stop := start(t, RunOptions{Build: b.build, Log: func(error) {}})
		<-b.begun
		b.end <- nil
		select {
		case why := <-b.begun:
			t.Errorf("built again: %v", why)
		case <-time.After(24 * time.Hour):
		}
		stop()
	})
}

func get(t *testing.T, url string) int {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	return response.StatusCode
}
