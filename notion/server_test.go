package notion

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"sync"
	"testing"
	"time"

	"galley/internal/memnet"
)

const (
	testToken = "ntn_verysecret123"
	idA       = ID("aaaaaaaa-0000-4000-8000-000000000001")
	idB       = ID("bbbbbbbb-0000-4000-8000-000000000002")
)

// call is a request as a test's server saw it.
type call struct {
	Method, Path, Query string
	Header              http.Header
	Body                map[string]any
}

// reply is what a test's server answers.
type reply struct {
	status int
	body   string
	header map[string]string
}

func ok(body string) reply { return reply{status: http.StatusOK, body: body} }

func failure(status int, code, message string) reply {
	return reply{status: status, body: fmt.Sprintf(`{"object":"error","status":%d,"code":%q,"message":%q}`, status, code, message)}
}

func (r reply) with(name, value string) reply {
	r.header = map[string]string{name: value}
	return r
}

// server answers over HTTP in memory, so that tests of what waits can run on
// synctest's clock.
type server struct {
	mu    sync.Mutex
	calls []call
	http  *http.Client
}

// serve starts a server that answers the n-th request, counted from 0.
func serve(t *testing.T, answer func(n int, c call) reply) *server {
	t.Helper()
	s := new(server)
	s.http = memnet.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := call{Method: r.Method, Path: r.URL.EscapedPath(), Query: r.URL.RawQuery, Header: r.Header}
		if data, err := io.ReadAll(r.Body); err == nil && len(data) > 0 {
			if err := json.Unmarshal(data, &c.Body); err != nil {
				t.Errorf("body of %s: %v", r.URL, err)
			}
		}
		s.mu.Lock()
		n := len(s.calls)
		s.calls = append(s.calls, c)
		s.mu.Unlock()
		a := answer(n, c)
		for k, v := range a.header {
			w.Header().Set(k, v)
		}
		w.WriteHeader(a.status)
		io.WriteString(w, a.body)
	}))
	return s
}

// client gives a client of the server, without a budget unless one is asked
// for.
func (s *server) client(opts ...ClientOption) *Client {
	return New(testToken, append([]ClientOption{WithBaseURL("http://api.test"), WithHTTPClient(s.http), WithRequestsPerMinute(0)}, opts...)...)
}

func (s *server) seen() []call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]call(nil), s.calls...)
}

// collect reads a listing to its end.
func collect[T any](seq iter.Seq2[T, error]) (all []T, err error) {
	for v, err := range seq {
		if err != nil {
			return all, err
		}
		all = append(all, v)
	}
	return all, nil
}

// observed records events.
type observed struct {
	mu     sync.Mutex
	events []Event
}

func (o *observed) option() ClientOption {
	return WithObserver(func(e Event) {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.events = append(o.events, e)
	})
}

func (o *observed) waits(kind EventKind) (waits []time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, e := range o.events {
		if e.Kind == kind {
			waits = append(waits, e.Wait)
		}
	}
	return waits
}
