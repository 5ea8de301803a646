package notion

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"galley/internal/memnet"
)

const aUser = `{"object":"user","id":"aaaaaaaa-0000-4000-8000-000000000001","request_id":"r"}`

func TestWhatIsRetried(t *testing.T) {
	for _, test := range []struct {
		name  string
		reply reply
		again bool
	}{
		{"400 invalid_json", failure(400, "invalid_json", "no"), false},
		{"400 invalid_request_url", failure(400, "invalid_request_url", "no"), false},
		{"400 missing_version", failure(400, "missing_version", "no"), false},
		{"400 validation_error", failure(400, "validation_error", "no"), false},
		{"400 that asks for it", failure(400, "validation_error", "Please Retry with Exponential Backoff."), true},
		{"401", failure(401, "unauthorized", "API token is invalid."), false},
		{"403", failure(403, "restricted_resource", "no"), false},
		{"403 of a proxy", reply{status: 403, body: "<html>"}, false},
		{"404", failure(404, "object_not_found", "no"), false},
		{"400 of a proxy", reply{status: 400, body: "<html>"}, true},
		{"404 of a proxy", reply{status: 404, body: "<html>not here</html>"}, true},
		{"409", failure(409, "conflict_error", "collision"), true},
		{"429", failure(429, "rate_limited", "slow down"), true},
		{"429 blocked", reply{status: 429, body: `{"code":"rate_limited","message":"no","additional_data":{"rate_limit_reason":"public_api_request_blocked"}}`}, false},
		{"500", failure(500, "internal_server_error", "oh"), true},
		{"502 of a proxy", reply{status: 502, body: "<html>bad gateway</html>"}, true},
		{"503", failure(503, "service_unavailable", "oh"), true},
		{"504", failure(504, "gateway_timeout", "oh"), true},
		{"529", failure(529, "service_overload", "oh"), true},
		{"501", failure(501, "", "no"), false},
		{"truncated JSON", ok(`{"object":"user","id":"aaaa`), true},
		{"HTML with status 200", ok(`<html>sign in</html>`), true},
		{"empty body", ok(``), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := serve(t, func(n int, c call) reply {
					if n == 0 {
						return test.reply
					}
					return ok(aUser)
				})
				u, err := s.client().Me(t.Context())
				if test.again && (err != nil || u.ID != idA || len(s.seen()) != 2) {
					t.Errorf("got %v, %v after %d requests; want the second answer", u, err, len(s.seen()))
				}
				if !test.again && (err == nil || len(s.seen()) != 1) {
					t.Errorf("got %v after %d requests; want the first answer's error", err, len(s.seen()))
				}
			})
		})
	}
}

func TestRefusalsThatTellOfTheBudget(t *testing.T) {
	for _, test := range []struct {
		retryAfter time.Duration
		reason     string
		want       verdict
	}{
		{time.Second, "", spent},
		{time.Second, "public_api_request_rate_limit", spent},
		{0, "public_api_request_rate_limit", overload},
		{time.Second, "public_api_space_request_rate_limit", crowded},
		{time.Second, "public_api_endpoint_rate_limit", crowded},
	} {
		e := &Error{Status: 429, RetryAfter: test.retryAfter, AdditionalData: map[string]any{"rate_limit_reason": test.reason}}
		if got := judge(e); got != test.want {
			t.Errorf("%q after %v: verdict %d, want %d", test.reason, test.retryAfter, got, test.want)
		}
	}
}

func TestBrokenConnectionIsRetried(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serve(t, func(n int, c call) reply {
			if n == 0 {
				panic(http.ErrAbortHandler)
			}
			return ok(aUser)
		})
		if _, err := s.client().Me(t.Context()); err != nil || len(s.seen()) != 2 {
			t.Errorf("%v after %d requests", err, len(s.seen()))
		}
	})
}

// An error may arrive in part, as anything may.
func TestAnErrorThatBreaksOffIsRetried(t *testing.T) {
	body := `{"object":"error","status":404,"code":"object_not_found","message":"Could not find it."}`
	n := 0
	h := memnet.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n++; n > 1 {
			io.WriteString(w, aUser)
			return
		}
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(404)
		io.WriteString(w, body[:len(body)-20])
	}))
	u, err := New(testToken, WithBaseURL("http://api.test"), WithHTTPClient(h), WithSpeed(100)).Me(t.Context())
	if err != nil || u.ID != idA || n != 2 {
		t.Errorf("%v, %v after %d requests", u, err, n)
	}
}

func TestBackoffDoublesUntilItGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var o observed
		s := serve(t, func(int, call) reply { return failure(500, "internal_server_error", "oh") })
		_, err := s.client(o.option()).Me(t.Context())
		if !errors.Is(err, ErrServer) || len(s.seen()) != maxAttempts {
			t.Errorf("%v after %d requests", err, len(s.seen()))
		}
		waits := o.waits(EventRetry)
		for i, want := range []time.Duration{1, 2, 4, 8, 16} {
			if want *= time.Second; i >= len(waits) || waits[i] < want || waits[i] > want+maxJitter {
				t.Fatalf("waits %v; the one after attempt %d should be about %v", waits, i+1, want)
			}
		}
	})
}

func TestEventsTellHowLongItGoesOn(t *testing.T) {
	const latency = 3 * time.Second
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var ends []time.Duration // as told, since the start
		s := serve(t, func(int, call) reply {
			time.Sleep(latency)
			return failure(500, "internal_server_error", "oh")
		})
		s.client(WithObserver(func(e Event) {
			if e.Kind == EventRetry {
				ends = append(ends, time.Since(start)+e.Left)
			}
		})).Me(t.Context())
		took := time.Since(start)
		for i, end := range ends {
			if end > took || end < took-maxAttempts*maxJitter {
				t.Errorf("after attempt %d the end was told for %v, but came at %v", i+1, end, took)
			}
		}
		if len(ends) != maxAttempts-1 {
			t.Errorf("told %d times", len(ends))
		}
	})
}

func TestRetryAfterComesFromHeaderOrBody(t *testing.T) {
	body := `{"code":"rate_limited","message":"m","additional_data":{"retry_after":"9"}}`
	for name, r := range map[string]reply{
		"header": reply{status: 429, body: body}.with("Retry-After", "7"),
		"body":   {status: 429, body: body},
	} {
		want := map[string]time.Duration{"header": 7 * time.Second, "body": 9 * time.Second}[name]
		synctest.Test(t, func(t *testing.T) {
			s := serve(t, func(n int, c call) reply {
				if n == 0 {
					return r
				}
				return ok(aUser)
			})
			start := time.Now()
			if _, err := s.client().Me(t.Context()); err != nil {
				t.Error(err)
			}
			if took := time.Since(start); took < want || took > want+maxJitter {
				t.Errorf("%s: waited %v, want about %v", name, took, want)
			}
		})
	}
}

// A refusal to one request holds back all of them.
func TestOverloadPausesEverybody(t *testing.T) {
	for _, status := range []int{429, 529} {
		synctest.Test(t, func(t *testing.T) {
			start := time.Now()
			var mu sync.Mutex
			var early []time.Duration
			refused := false
			s := serve(t, func(n int, c call) reply {
				mu.Lock()
				defer mu.Unlock()
				if n == 5 {
					refused = true
					return failure(status, "", "slow down").with("Retry-After", "30")
				}
				if at := time.Since(start); refused && at < 30*time.Second {
					early = append(early, at)
				}
				return ok(aUser)
			})
			c := s.client()
			for range 5 {
				if _, err := c.Me(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			var wg sync.WaitGroup
			wg.Go(func() { c.Me(t.Context()) })
			synctest.Wait()
			for range 8 {
				wg.Go(func() {
					if _, err := c.Me(t.Context()); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if len(early) > 0 {
				t.Errorf("%d: requests arrived in the pause: %v", status, early)
			}
		})
	}
}

func TestCancellingStopsAWaitAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serve(t, func(int, call) reply {
			return failure(429, "rate_limited", "slow down").with("Retry-After", "50")
		})
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			time.Sleep(3 * time.Second)
			cancel()
		}()
		start := time.Now()
		_, err := s.client().Me(ctx)
		if !errors.Is(err, context.Canceled) || time.Since(start) != 3*time.Second {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

func TestCancellingARequestUnderWayIsNoRetry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var o observed
		ctx, cancel := context.WithCancel(t.Context())
		s := serve(t, func(int, call) reply {
			cancel()
			time.Sleep(time.Second)
			return ok(aUser)
		})
		_, err := s.client(o.option()).Me(ctx)
		if !errors.Is(err, context.Canceled) || len(o.waits(EventRetry)) != 0 {
			t.Errorf("%v after %d retries", err, len(o.waits(EventRetry)))
		}
		time.Sleep(time.Minute) // the server's handler ends
	})
}

func TestSilentServerTimesOutAndIsRetried(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serve(t, func(n int, c call) reply {
			if n == 0 {
				time.Sleep(5 * time.Minute)
			}
			return ok(aUser)
		})
		start := time.Now()
		if _, err := s.client().Me(t.Context()); err != nil {
			t.Error(err)
		}
		if took := time.Since(start); took < 65*time.Second || took > 90*time.Second {
			t.Errorf("took %v", took)
		}
		time.Sleep(5 * time.Minute) // the server's handler ends
	})
}

// Queries that take too long are asked for fewer rows, and stay so.
func TestSlowQueryIsRetriedWithSmallerPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serve(t, func(n int, c call) reply {
			switch n {
			case 0, 1, 2, 3:
				return failure([]int{503, 504, 503, 503}[n], "service_unavailable", "too slow")
			case 4:
				return ok(`{"object":"list","results":[],"has_more":true,"next_cursor":"c1"}`)
			}
			return ok(`{"object":"list","results":[],"has_more":false,"next_cursor":null}`)
		})
		if _, err := collect(s.client().Query(t.Context(), idA, QueryRequest{})); err != nil {
			t.Fatal(err)
		}
		var sizes []any
		for _, c := range s.seen() {
			sizes = append(sizes, c.Body["page_size"])
		}
		if got, want := fmt.Sprint(sizes), "[100 50 25 12 10 10]"; got != want {
			t.Errorf("page sizes %s, want %s", got, want)
		}
	})
}

func TestEventsTellOfEachStep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var o observed
		s := serve(t, func(n int, c call) reply {
			if n == 0 {
				return failure(502, "bad_gateway", "oh")
			}
			return ok(aUser)
		})
		if _, err := s.client(o.option()).User(t.Context(), idA); err != nil {
			t.Fatal(err)
		}
		if len(o.events) != 2 {
			t.Fatalf("events %+v", o.events)
		}
		first, second := o.events[0], o.events[1]
		if first.Kind != EventRetry || first.Status != 502 || first.Reason != "bad_gateway" || first.Wait < time.Second || first.Attempt != 1 {
			t.Errorf("first event %+v", first)
		}
		if want := (Event{Kind: EventAnswer, Method: "GET", Path: "/v1/users/" + string(idA), Status: 200, Attempt: 2}); second != want {
			t.Errorf("second event %+v, want %+v", second, want)
		}
	})
}
