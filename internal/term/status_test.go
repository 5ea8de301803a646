package term

import (
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// screen is the other end of standard error. It keeps what was written since
// it was last looked at.
type screen struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

// shows fails t unless exactly want was written since the last call.
func (s *screen) shows(t *testing.T, want string) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if got := s.text.String(); got != want {
		t.Errorf("written %q, want %q", got, want)
	}
	s.text.Reset()
}

func statusTerminal(s *screen, columns int) *Terminal {
	return newTerminal(nil, s, Options{}, device{status: true, width: func() int { return columns }})
}

func TestStatusLineIsRewrittenTenTimesASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var s screen
		term := statusTerminal(&s, 40)
		term.Progress(Progress{Stage: "fetching", Done: 1, Total: 9})
		s.shows(t, "\r\x1b[Kfetching 1/9")

		term.Progress(Progress{Stage: "fetching", Done: 2, Total: 9})
		term.Progress(Progress{Stage: "fetching", Done: 3, Total: 9})
		time.Sleep(statusInterval - time.Millisecond)
		synctest.Wait()
		s.shows(t, "")

		time.Sleep(time.Millisecond)
		synctest.Wait()
		s.shows(t, "\r\x1b[Kfetching 3/9")

		term.Close()
		s.shows(t, "\r\x1b[K")
	})
}

func TestStatusLineGivesWayToMessages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var s screen
		term := statusTerminal(&s, 40)
		term.Progress(Progress{Stage: "rendering", Done: 5})
		s.shows(t, "\r\x1b[Krendering 5")

		term.Warn("odd")
		s.shows(t, "\r\x1b[Kgalley: warning: odd\n")
		term.Warn("odder")
		s.shows(t, "galley: warning: odder\n")

		time.Sleep(statusInterval)
		synctest.Wait()
		s.shows(t, "\r\x1b[Krendering 5")

		term.Done("wrote 5 pages", nil)
		s.shows(t, "\r\x1b[Kgalley: wrote 5 pages\n")
		term.Warn("after all")
		s.shows(t, "galley: warning: after all\n")
	})
}

func TestNothingIsDrawnAfterClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var s screen
		term := statusTerminal(&s, 40)
		term.Progress(Progress{Stage: "rendering", Done: 1})
		term.Progress(Progress{Stage: "rendering", Done: 2})
		term.Close()
		s.shows(t, "\r\x1b[Krendering 1\r\x1b[K")
		time.Sleep(time.Minute)
		synctest.Wait()
		s.shows(t, "")
	})
}

func TestStatusLineFitsTheTerminal(t *testing.T) {
	cases := []struct {
		columns int
		item    string
		want    string
	}{
		{20, "short", "fetching 1/2 short"},
		{20, "much longer", "fetching 1/2 much …"},
		{20, "日本語日本語", "fetching 1/2 日本…"},
		{20, "e\u0301e\u0301e\u0301 e\u0301e", "fetching 1/2 e\u0301e\u0301e\u0301 e\u0301e"},
		{20, "a\x1b[2J", `fetching 1/2 a\x1b…`},
		{20, "two\nlines", "fetching 1/2 two l…"},
		{1, "none", ""},
	}
	for _, c := range cases {
		var s screen
		term := statusTerminal(&s, c.columns)
		term.Progress(Progress{Stage: "fetching", Done: 1, Total: 2, Item: c.item})
		s.shows(t, clearLine+c.want)
	}
}

func TestProgressIsAFewPlainLinesElsewhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var s screen
		term := newTerminal(nil, &s, Options{}, device{})
		term.Progress(Progress{Stage: "fetching"})
		s.shows(t, "galley: fetching\n")
		for i := range 100 {
			term.Progress(Progress{Stage: "fetching", Done: i})
		}
		term.Warn("odd")
		s.shows(t, "galley: warning: odd\n")
		time.Sleep(plainInterval)
		synctest.Wait()
		s.shows(t, "galley: fetching 99\n")
		term.Progress(Progress{Stage: "rendering", Total: 3})
		s.shows(t, "galley: rendering 0/3\n")
		term.Close()
		s.shows(t, "")
	})
}

func TestQuietShowsNoProgress(t *testing.T) {
	var s screen
	term := newTerminal(nil, &s, Options{Quiet: true}, device{status: true, width: func() int { return 80 }})
	term.Progress(Progress{Stage: "fetching"})
	s.shows(t, "")
}
