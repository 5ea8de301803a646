package notion

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// paused is a wait as a client told of it.
type paused struct {
	at   time.Duration // since the start
	wait time.Duration
}

// pauses sends requests through a client, as many at once as there are workers,
// and gives the waits that it told of and when requests left.
func pauses(t *testing.T, limit, requests, workers int, answer func(n int) reply) (told []paused, left []time.Duration) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		start := time.Now()
		s := serve(t, func(n int, _ call) reply {
			mu.Lock()
			left = append(left, time.Since(start))
			mu.Unlock()
			time.Sleep(time.Duration(50+n%7*10) * time.Millisecond)
			return answer(n)
		})
		c := s.client(WithRequestsPerMinute(limit), WithObserver(func(e Event) {
			if e.Kind == EventWait {
				mu.Lock()
				told = append(told, paused{time.Since(start), e.Wait})
				mu.Unlock()
			}
		}))
		var wg sync.WaitGroup
		for range workers {
			wg.Go(func() {
				for range requests / workers {
					if _, err := c.Me(t.Context()); err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		wg.Wait()
	})
	return told, left
}

// However many requests wait, a pause is told once, and lasts as long as was
// told.
func TestAPauseIsToldOnceAndTruly(t *testing.T) {
	const limit = 180
	for _, test := range []struct {
		name     string
		requests int
		answer   func(n int) reply
	}{
		{"two budgets are spent", 2*limit + 80, func(int) reply { return ok(aUser) }},
		{"the server asks for one", limit + 80, func(n int) reply {
			if n == limit+2 {
				return failure(429, "rate_limited", "slow down").with("Retry-After", "40")
			}
			return ok(aUser)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			told, left := pauses(t, limit, test.requests, 8, test.answer)
			long := 0
			for _, p := range told {
				if p.wait < 10*time.Second {
					continue
				}
				long++
				for _, at := range left {
					if at > p.at && at < p.at+p.wait {
						t.Fatalf("at %v it told of a wait of %v, and yet a request left at %v", p.at, p.wait, at)
					}
				}
			}
			if long != 1 {
				t.Errorf("one pause was told %d times: %v", long, told)
			}
		})
	}
}
