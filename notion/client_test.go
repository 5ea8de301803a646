package notion

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
)

func TestTokenIsSentAndNeverPrinted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var printed strings.Builder
		s := serve(t, func(n int, c call) reply {
			if got := c.Header.Get("Authorization"); got != "Bearer "+testToken {
				t.Errorf("Authorization %q", got)
			}
			if n < 6 {
				return reply{status: 500, body: "<pre>" + c.Header.Get("Authorization") + "</pre>"}
			}
			return failure(401, "unauthorized", "the token "+testToken+" is invalid").with("Retry-After", testToken)
		})
		c := s.client(WithObserver(func(e Event) { fmt.Fprintf(&printed, "%+v\n", e) }))
		for range 2 {
			_, err := c.Me(t.Context())
			fmt.Fprintf(&printed, "%v %+v %#v %q %s\n", err, err, err, err, err)
			fmt.Fprintf(&printed, "%#v\n", asError(err))
		}
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
			fmt.Fprintf(&printed, verb+"\n", c)
			fmt.Fprintf(&printed, verb+"\n", *c)
		}
		slog.New(slog.NewJSONHandler(&printed, nil)).Info("client", "client", c)
		slog.New(slog.NewTextHandler(&printed, nil)).Info("client", "client", c)
		if text := printed.String(); strings.Contains(text, testToken) || strings.Contains(text, fmt.Sprintf("%x", testToken)) {
			t.Errorf("the token is in:\n%s", text)
		}
		if !strings.Contains(printed.String(), "[token]") {
			t.Error("no answer with the token was printed, so the test shows nothing")
		}
	})
}

// The token goes where the client was told to send it, and nowhere else.
func TestNoRedirectIsFollowed(t *testing.T) {
	for _, location := range []string{
		"https://elsewhere.test/v1/users/me", "http://sub.api.test/v1/users/me", "http://api.test:8080/v1/users/me", "/v1/users/me", "//elsewhere.test",
	} {
		for _, status := range []int{301, 302, 303, 307, 308} {
			s := serve(t, func(int, call) reply { return reply{status: status}.with("Location", location) })
			_, err := s.client().Me(t.Context())
			e := asError(err)
			if e == nil || e.Status != status || len(s.seen()) != 1 {
				t.Errorf("%d to %s: %v after %d requests", status, location, err, len(s.seen()))
			} else if strings.Contains(location, "elsewhere") && !strings.Contains(e.Message, "elsewhere.test") {
				t.Errorf("the error does not say where it leads: %v", err)
			}
		}
	}
}

func TestTokenIsTrimmed(t *testing.T) {
	s := serve(t, func(n int, c call) reply {
		if got := c.Header.Get("Authorization"); got != "Bearer "+testToken {
			t.Errorf("Authorization %q", got)
		}
		return ok(aUser)
	})
	c := New(" \t"+testToken+"\r\n", WithBaseURL("http://api.test"), WithHTTPClient(s.http))
	if _, err := c.Me(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestTokenThatNoHeaderCanHoldFailsAtOnce(t *testing.T) {
	for _, between := range []string{"\n", "\r\n", "\x00", "\x1b", "\x7f"} {
		var o observed
		s := serve(t, func(int, call) reply { return ok(aUser) })
		c := New("ntn_very"+between+"secret", WithBaseURL("http://api.test"), WithHTTPClient(s.http), o.option())
		_, err := c.Me(t.Context())
		if !errors.Is(err, ErrToken) || len(s.seen()) != 0 || len(o.waits(EventRetry)) != 0 {
			t.Errorf("%q in it: error %v after %d requests and %d retries", between, err, len(s.seen()), len(o.waits(EventRetry)))
		}
		if text := fmt.Sprintf("%v %+v", err, o.events); strings.Contains(text, "very") || strings.Contains(text, "secret") {
			t.Errorf("%q in it: the token is in %s", between, text)
		}
	}
}

func TestHeaders(t *testing.T) {
	s := serve(t, func(n int, c call) reply { return users("", "") })
	c := s.client(WithVersion(Version20250903), WithUserAgent("galley-test/1"))
	if c.Version() != Version20250903 {
		t.Errorf("version %s", c.Version())
	}
	c.Me(t.Context())
	collect(c.Search(t.Context(), SearchRequest{}))
	for i, want := range []string{"", "application/json"} {
		h := s.seen()[i].Header
		if h.Get("Notion-Version") != "2025-09-03" || h.Get("User-Agent") != "galley-test/1" || h.Get("Content-Type") != want {
			t.Errorf("headers of request %d: %v", i, h)
		}
	}
}

func TestBaseURLMayEndInV1(t *testing.T) {
	for _, suffix := range []string{"", "/", "/v1", "/v1/"} {
		s := serve(t, func(n int, c call) reply { return ok(aUser) })
		if _, err := s.client(WithBaseURL("http://api.test" + suffix)).Me(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := s.seen()[0].Path; got != "/v1/users/me" {
			t.Errorf("base URL ending in %q asks for %s", suffix, got)
		}
	}
}

// refusing fails every connection like a machine where nothing listens.
type refusing struct{ err error }

func (r refusing) RoundTrip(*http.Request) (*http.Response, error) { return nil, r.err }

func TestNoAnswerNamesTheAddress(t *testing.T) {
	for _, cause := range []error{
		&net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")},
		&net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "api.example.com", IsNotFound: true}},
	} {
		synctest.Test(t, func(t *testing.T) {
			c := New(testToken, WithBaseURL("http://api.example.com:1"), WithHTTPClient(&http.Client{Transport: refusing{cause}}))
			_, err := c.Me(t.Context())
			if !errors.Is(err, cause) || !strings.Contains(err.Error(), "no answer from http://api.example.com:1: ") {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestUntrustedCertificateIsNotRetried(t *testing.T) {
	server := httptest.NewTLSServer(http.NotFoundHandler())
	server.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	defer server.Close()
	var o observed
	c := New(testToken, WithBaseURL(server.URL), o.option())
	if _, err := c.Me(t.Context()); err == nil || len(o.waits(EventRetry)) != 0 {
		t.Errorf("error %v after %d retries", err, len(o.waits(EventRetry)))
	}
}

func TestAddressWithoutSchemeIsNotRetried(t *testing.T) {
	for _, address := range []string{"localhost:8080", "api.notion.com", "ftp://api.notion.com", "http:/x", "https://a b"} {
		var o observed
		_, err := New(testToken, WithBaseURL(address), o.option()).Me(t.Context())
		if err == nil || !strings.Contains(err.Error(), address) || len(o.waits(EventRetry)) != 0 {
			t.Errorf("%q: error %v after %d retries", address, err, len(o.waits(EventRetry)))
		}
	}
}

func TestImpossibleRequestIsNotRetried(t *testing.T) {
	var o observed
	s := serve(t, func(int, call) reply { return users("", "") })
	_, err := collect(s.client(o.option()).Query(t.Context(), idA, QueryRequest{Filter: json.RawMessage(`{"and":`)}))
	if err == nil || len(s.seen()) != 0 || len(o.waits(EventRetry)) != 0 {
		t.Errorf("error %v, %d requests, %d retries", err, len(s.seen()), len(o.waits(EventRetry)))
	}
}

func TestClientIsSafeForConcurrentUse(t *testing.T) {
	s := serve(t, func(n int, c call) reply {
		if c.Path == "/v1/users" {
			return users("abc", "")
		}
		return ok(aUser)
	})
	c := s.client(WithRequestsPerMinute(1000))
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			if _, err := c.User(t.Context(), idA); err != nil {
				t.Error(err)
			}
			if all, err := collect(c.Users(t.Context())); err != nil || len(all) != 3 {
				t.Errorf("%v, %v", all, err)
			}
		})
	}
	wg.Wait()
}

func TestDeadContextSendsNothing(t *testing.T) {
	s := serve(t, func(int, call) reply { return ok(aUser) })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.client().Me(ctx); !errors.Is(err, context.Canceled) || len(s.seen()) != 0 {
		t.Errorf("%v after %d requests", err, len(s.seen()))
	}
}

func TestSegmentKeepsEncodedPropertyIDs(t *testing.T) {
	for id, want := range map[string]string{
		"title":      "title",
		"%3FB%3AW":   "%3FB%3AW",
		"a~b-c_d.e":  "a~b-c_d.e",
		"v_]<":       "v_%5D%3C",
		"100%":       "100%25",
		"a/b":        "a%2Fb",
		"x?y#z w+é":  "x%3Fy%23z%20w%2B%C3%A9",
		string(idA):  string(idA),
		"%zz":        "%25zz",
		"\r\nHost:x": "%0D%0AHost%3Ax",
	} {
		if got := segment(id); got != want {
			t.Errorf("segment(%q) is %q, want %q", id, got, want)
		}
	}
}
