package main

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"galley/fetch"
	"galley/internal/term"
	"galley/notion"
	"galley/preview"
	"galley/site"
	"galley/theme"
)

// testCommand is a command whose words can be read.
func testCommand(opts term.Options) (*command, *bytes.Buffer) {
	var said bytes.Buffer
	c := &command{environment: environment{stdout: &said, stderr: &said, getenv: func(string) string { return "" }}, pause: new(pause), tally: new(tally)}
	c.terminal = term.New(&said, &said, opts)
	return c, &said
}

func TestAFailureThatStaysIsPrintedOnce(t *testing.T) {
	c, said := testCommand(term.Options{})
	w := &watcher{command: c}
	for range 3 {
		w.showFailure(errors.New("the sea is rough"))
	}
	w.showFailure(errors.New("the wind is strong"))
	w.showFailure(errors.New("the sea is rough"))
	if n := strings.Count(said.String(), "the sea is rough"); n != 2 {
		t.Errorf("printed %d times instead of twice:\n%s", n, said)
	}
}

func TestAFailureShowsItsPlaceInTheBrowser(t *testing.T) {
	_, badConfig := site.ParseConfig("site.toml", []byte("[site]\ntitle = \"x\"\nnothing = 1\nbase_url = \"https://a.test/\"\n[[source]]\nsearch = \"x\"\n"))
	tests := []struct {
		err  error
		file string
		line int
		hint string
	}{
		{badConfig, "site.toml", 3, ""},
		{&theme.Error{File: "mine/layouts/post.html", Line: 7, Message: "bad"}, "mine/layouts/post.html", 7, ""},
		{&notion.Error{Status: 401, Code: "unauthorized"}, "", 0, "NOTION_TOKEN"},
		{errors.New("else"), "", 0, ""},
	}
	for _, test := range tests {
		err := failure(test.err)
		var shown *preview.Failure
		if !errors.As(err, &shown) {
			t.Fatalf("%v is not shown in the browser", test.err)
		}
		if shown.File != test.file || test.file != "" && shown.Line != test.line || !strings.HasPrefix(shown.Hint, test.hint) {
			t.Errorf("%v is shown as %+v", test.err, shown)
		}
		if !errors.Is(err, test.err) || err.Error() != test.err.Error() {
			t.Errorf("%v became another error: %v", test.err, err)
		}
	}
}

func TestSlownessIsExplainedWithoutBeingAsked(t *testing.T) {
	down := notion.Event{Kind: notion.EventRetry, Attempt: 2, Wait: 2 * time.Second, Left: 30 * time.Second, Reason: "no answer"}
	tests := []struct {
		name   string
		opts   term.Options
		events []notion.Event
		want   []string // beginnings of the lines
	}{
		{"a first failure is nothing", term.Options{}, []notion.Event{{Kind: notion.EventRetry, Attempt: 1, Reason: "reset"}}, nil},
		{"nothing answers", term.Options{}, []notion.Event{down, down}, []string{"galley: warning: no answer; trying again for up to 30s", "galley: hint: stop with Ctrl-C"}},
		{"an error of the server is tried again in silence", term.Options{},
			[]notion.Event{{Kind: notion.EventRetry, Attempt: 3, Status: 502, Wait: 4 * time.Second}}, nil},
		{"Notion asks for a long wait", term.Options{},
			[]notion.Event{{Kind: notion.EventRetry, Attempt: 1, Status: 429, Wait: 42 * time.Second, Reason: "rate_limited"}},
			[]string{"galley: warning: rate_limited; trying again in 42s", "galley: hint: "}},
		{"a short wait for the budget", term.Options{}, []notion.Event{{Kind: notion.EventWait, Wait: time.Second}}, nil},
		{"a long wait for the budget", term.Options{}, []notion.Event{{Kind: notion.EventWait, Wait: 42 * time.Second, Reason: "the budget is spent"}},
			[]string{"galley: waiting 42s, until "}},
		{"every answer, for those who ask", term.Options{Verbose: true},
			[]notion.Event{{Kind: notion.EventAnswer, Method: "GET", Path: "/v1/users/me", Status: 200}},
			[]string{"galley: GET /v1/users/me: 200"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, said := testCommand(test.opts)
			observe := c.observer()
			for _, e := range test.events {
				observe(e)
			}
			lines := strings.Split(strings.TrimSuffix(said.String(), "\n"), "\n")
			if said.Len() == 0 {
				lines = nil
			}
			if len(lines) != len(test.want) {
				t.Fatalf("got %q, want %q", lines, test.want)
			}
			for i, want := range test.want {
				if !strings.HasPrefix(lines[i], want) {
					t.Errorf("got %q, want %q", lines[i], want)
				}
			}
		})
	}
}

// nobody is where nothing listens.
type nobody struct{}

func (nobody) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
}

func TestSilenceIsExplainedWithinTwoSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, said := testCommand(term.Options{})
		client := notion.New("token", notion.WithBaseURL("http://localhost:1"),
			notion.WithHTTPClient(&http.Client{Transport: nobody{}}), notion.WithObserver(c.observer()))
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		if _, err := client.Me(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("it gave up after two seconds: %v", err)
		}
		for _, want := range []string{"no answer from http://localhost:1: ", "trying again for up to 30s\n", "stop with Ctrl-C"} {
			if !strings.Contains(said.String(), want) {
				t.Errorf("said %q, without %q", said, want)
			}
		}
	})
}

func TestProgressDoesNotHideAPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, said := testCommand(term.Options{JSON: true})
		defer c.terminal.Close()
		waiting := `"stage":"waiting","done":0,"item":"42s, until ` + time.Now().Add(43*time.Second).Format(time.TimeOnly) + ": the budget is spent"
		for _, step := range []struct {
			show func()
			want string // in what is said within a second
		}{
			{func() { c.showFetch(fetch.Progress{PagesDone: 1, PagesFound: 9}) }, `"stage":"fetching pages","done":1,"total":9}`},
			{func() {
				c.observer()(notion.Event{Kind: notion.EventWait, Wait: 42 * time.Second, Reason: "the budget is spent"})
			}, waiting + `"}`},
			{func() { c.showFetch(fetch.Progress{PagesDone: 2, PagesFound: 9}) }, waiting + `; fetching pages 2/9"}`},
			{func() { time.Sleep(40 * time.Second); c.showFetch(fetch.Progress{PagesDone: 3, PagesFound: 9}) }, `"stage":"fetching pages","done":3,"total":9}`},
		} {
			said.Reset()
			step.show()
			time.Sleep(time.Second)
			synctest.Wait()
			if lines := strings.TrimSpace(said.String()); lines != `{"event":"progress",`+step.want {
				t.Errorf("said %s, want %s", lines, step.want)
			}
		}
	})
}

func TestTheEndByCtrlCIsNoFailureOfTheBuild(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	c, said := testCommand(term.Options{})
	if code := c.fail(ctx, errors.Join(errors.New("reading pages"), context.Canceled)); code != exitFailed {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(said.String(), "error: stopped") || strings.Contains(said.String(), "canceled") {
		t.Errorf("said %q", said)
	}
	// An error that has nothing to do with Ctrl-C is said also then.
	said.Reset()
	c.fail(ctx, errors.New("the sea is rough"))
	if !strings.Contains(said.String(), "the sea is rough") {
		t.Errorf("said %q", said)
	}
}
