package notion

import (
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// counter is a way in which a server may count requests. Called with the time
// since the start, it tells how long a refused request has to wait; 0 lets it
// in.
type counter func(now time.Duration) time.Duration

// fixedWindow counts in windows of a minute, the first of which ends at first;
// 0 begins each with a request.
func fixedWindow(limit int, first time.Duration) counter {
	end, count := first, 0
	return func(now time.Duration) time.Duration {
		for now >= end {
			if count = 0; first == 0 {
				end = now + time.Minute
			} else {
				end += time.Minute
			}
		}
		if count++; count <= limit {
			return 0
		}
		return end - now
	}
}

// slidingWindow counts the last minute, with what others sent before.
func slidingWindow(limit int, others ...time.Duration) counter {
	log := others
	return func(now time.Duration) time.Duration {
		for len(log) > 0 && log[0] <= now-time.Minute {
			log = log[1:]
		}
		if len(log) >= limit {
			return log[0] + time.Minute - now
		}
		log = append(log, now)
		return 0
	}
}

// tokenBucket refills steadily.
func tokenBucket(perMinute, capacity int) counter {
	tokens, last := float64(capacity), time.Duration(0)
	each := time.Minute / time.Duration(perMinute)
	return func(now time.Duration) time.Duration {
		tokens = min(tokens+float64(now-last)/float64(each), float64(capacity))
		last = now
		if tokens >= 1 {
			tokens--
			return 0
		}
		return each
	}
}

// sent gives the times of n requests.
func sent(n int, from, every time.Duration) []time.Duration {
	var log []time.Duration
	for i := range n {
		log = append(log, from+time.Duration(i)*every)
	}
	return log
}

// drive sends requests through a gate, as many at once as there are workers,
// and gives the time that they took and how many answers were refusals.
func drive(t *testing.T, limit, requests, workers int, latency time.Duration, server counter) (took time.Duration, refusals int) {
	t.Helper()
	return driveFor(t, spent, limit, requests, workers, latency, server)
}

// driveFor does it with another reason for the refusals.
func driveFor(t *testing.T, reason verdict, limit, requests, workers int, latency time.Duration, server counter) (took time.Duration, refusals int) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		g := newGate(limit, workers, newClock(1))
		start := time.Now()
		var mu sync.Mutex
		arrive := func() time.Duration {
			mu.Lock()
			defer mu.Unlock()
			wait := server(time.Since(start))
			if wait > 0 {
				refusals++
			}
			return wait
		}
		var wg sync.WaitGroup
		for w := range workers {
			mine := requests / workers
			if w < requests%workers {
				mine++
			}
			wg.Go(func() {
				for mine > 0 {
					if err := g.enter(t.Context(), g.turn(false), func(time.Duration) {}); err != nil {
						t.Error(err)
						return
					}
					travel := latency/4 + rand.N(latency/2)
					time.Sleep(travel)
					wait := arrive()
					time.Sleep(travel)
					if wait == 0 {
						mine--
						g.leave((*pacer).answered)
						continue
					}
					wait = wait.Truncate(time.Second) + time.Second // whole seconds, as in Retry-After
					g.leave(func(p *pacer, now time.Time) { p.refused(now, reason, wait) })
				}
			})
		}
		wg.Wait()
		took = time.Since(start)
	})
	return took, refusals
}

// ideal is how long the requests take somebody who knows when the server will
// let the next one in.
func ideal(requests, workers int, latency time.Duration, server counter) time.Duration {
	now := time.Duration(0)
	for requests > 0 {
		if wait := server(now); wait > 0 {
			now += wait
			continue
		}
		requests--
		now += latency / time.Duration(workers)
	}
	return now
}

// However the server counts, 1,000 pages take hardly longer than its budget
// allows, and hardly a request is refused.
func TestPaceFollowsTheServersBudget(t *testing.T) {
	const plan, requests, workers, latency = 180, 1011, 8, 200 * time.Millisecond
	for _, test := range []struct {
		name     string
		limit    int // that the client was told
		server   func() counter
		refusals int // at most
	}{
		{"window from the first request", plan, func() counter { return fixedWindow(plan, 0) }, 2},
		{"window that ends after 10 s", plan, func() counter { return fixedWindow(plan, 10*time.Second) }, 2},
		{"window that ends after 30 s", plan, func() counter { return fixedWindow(plan, 30*time.Second) }, 2},
		{"window that ends after 50 s", plan, func() counter { return fixedWindow(plan, 50*time.Second) }, 2},
		{"sliding window", plan, func() counter { return slidingWindow(plan) }, 2},
		{"token bucket", plan, func() counter { return tokenBucket(plan, plan) }, 20},
		{"small token bucket", plan, func() counter { return tokenBucket(plan, 30) }, 20},
		{"budget spent a moment ago", plan, func() counter {
			return slidingWindow(plan, sent(plan, -3*time.Second, 10*time.Millisecond)...)
		}, 2},
		{"budget spent evenly before", plan, func() counter {
			return slidingWindow(plan, sent(plan, -time.Minute, time.Minute/plan)...)
		}, 15},
		{"smaller plan than told", 600, func() counter { return fixedWindow(plan, 0) }, 15},
	} {
		t.Run(test.name, func(t *testing.T) {
			took, refusals := drive(t, test.limit, requests, workers, latency, test.server())
			best := ideal(requests, workers, latency, test.server())
			if took > best*105/100 {
				t.Errorf("took %v where the budget allows %v", took, best)
			}
			if refusals > test.refusals {
				t.Errorf("%d requests were refused, want at most %d", refusals, test.refusals)
			}
		})
	}
}

// A limit below the plan's is kept, but for the one search for the end of the
// server's window.
func TestPaceKeepsALimitBelowThePlan(t *testing.T) {
	took, refusals := drive(t, 60, 600, 8, 100*time.Millisecond, fixedWindow(600, 0))
	if took < 8*time.Minute || refusals > 0 {
		t.Errorf("600 requests at 60 a minute took %v, with %d refusals", took, refusals)
	}
}

func TestPaceStartsWithOneRequest(t *testing.T) {
	p, now := newPacer(180, 256), time.Now()
	if wait := p.reserve(now); wait != 0 {
		t.Fatalf("the first request has to wait %v", wait)
	}
	if wait := p.reserve(now); wait != untilAnswer {
		t.Errorf("a second request may leave before the first is answered (wait %v)", wait)
	}
	p.answered(now)
	for range 2 {
		if wait := p.reserve(now); wait != 0 {
			t.Errorf("after one answer two may leave, but one waits %v", wait)
		}
	}
}

func TestPauseHoldsForTheLongestWait(t *testing.T) {
	p, now := newPacer(180, 256), time.Now()
	for range 3 {
		p.inFlight++
	}
	p.refused(now, overload, 20*time.Second)
	p.refused(now, overload, 5*time.Second)
	p.refused(now, spent, 10*time.Second)
	if wait := p.reserve(now); wait != 20*time.Second {
		t.Errorf("wait %v, want 20s", wait)
	}
}

func TestOneRequestGoesFirstAfterAPause(t *testing.T) {
	p, now := newPacer(180, 256), time.Now()
	for range 20 {
		p.reserve(now)
		p.answered(now)
	}
	p.reserve(now)
	p.refused(now, overload, time.Second)
	now = now.Add(time.Second)
	if wait := p.reserve(now); wait != 0 {
		t.Fatalf("the first request has to wait %v", wait)
	}
	if wait := p.reserve(now); wait != untilAnswer {
		t.Errorf("a second request may leave before the first is answered (wait %v)", wait)
	}
}

// Somebody else uses the budget too, so there will be more refusals: few
// requests shall be under way when they come.
func TestRefusalWithinTheBudgetMakesCareful(t *testing.T) {
	p, now := newPacer(180, 256), time.Now()
	p.reserve(now)
	p.refused(now, spent, 10*time.Second)
	now = now.Add(10 * time.Second)
	for range 50 {
		if wait := p.reserve(now); wait != 0 {
			t.Fatalf("wait %v", wait)
		}
		p.answered(now)
	}
	atOnce := 0
	for p.reserve(now) == 0 {
		atOnce++
	}
	if atOnce != fewInFlight {
		t.Errorf("%d requests at once, want %d", atOnce, fewInFlight)
	}
}
