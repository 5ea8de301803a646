package notion

import (
	"reflect"
	"testing"
	"time"
)

// phase is a limit that holds from some time on.
type phase struct {
	from  time.Duration
	limit int
}

// changingWindow counts in windows that begin with a request, with a limit that
// changes, also within a window.
func changingWindow(window time.Duration, phases ...phase) counter {
	start, count := -window, 0
	return func(now time.Duration) time.Duration {
		if now >= start+window {
			start, count = now, 0
		}
		limit := 0
		for _, p := range phases {
			if now >= p.from {
				limit = p.limit
			}
		}
		if count < limit {
			count++
			return 0
		}
		return start + window - now
	}
}

// A limit that nobody told of is found out, and found out again when it changes:
// 5,300 requests take hardly longer than it allows, and hardly one in a hundred
// is refused.
func TestPaceFindsTheLimitOut(t *testing.T) {
	const requests, workers, latency = 5300, 8, 200 * time.Millisecond
	for _, test := range []struct {
		name   string
		plan   int
		reason verdict
		server func() counter
	}{
		{"the plan's", 600, spent, func() counter { return changingWindow(time.Minute, phase{0, 600}) }},
		{"lower than the plan's", 600, spent, func() counter { return changingWindow(time.Minute, phase{0, 180}) }},
		{"lower, counted over the last minute", 600, spent, func() counter { return slidingWindow(180) }},
		{"lower for three minutes, from within a window", 600, spent, func() counter {
			return changingWindow(time.Minute, phase{0, 600}, phase{150 * time.Second, 180}, phase{330 * time.Second, 600})
		}},
		{"lower for three minutes, from the beginning of a window", 600, spent, func() counter {
			return changingWindow(time.Minute, phase{0, 600}, phase{125 * time.Second, 180}, phase{330 * time.Second, 600})
		}},
		{"higher for three minutes", 600, spent, func() counter {
			return changingWindow(time.Minute, phase{0, 180}, phase{150 * time.Second, 600}, phase{330 * time.Second, 180})
		}},
		{"the workspace's, over five minutes", 600, crowded, func() counter {
			return changingWindow(5*time.Minute, phase{0, 1000})
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			took, refusals := driveFor(t, test.reason, test.plan, requests, workers, latency, test.server())
			best := ideal(requests, workers, latency, test.server())
			if took > best*105/100 {
				t.Errorf("took %v where the limit allows %v", took, best)
			}
			if refusals > requests/100 {
				t.Errorf("%d of %d requests were refused", refusals, requests)
			}
		})
	}
}

// The second time that a limit ends of which only refusals tell, one request
// finds out.
func TestTheEndOfAnUnknownLimitCostsOneRefusal(t *testing.T) {
	p, now := newPacer(600, 8), time.Now()
	spend := func(limit int) (refusals int) {
		for served := 0; refusals == 0; {
			sent := 0
			for p.reserve(now) == 0 {
				sent++
			}
			for range sent {
				if served++; served <= limit {
					p.answered(now)
					continue
				}
				refusals++
				p.refused(now, crowded, 5*time.Minute)
			}
		}
		now = now.Add(5 * time.Minute)
		return refusals
	}
	equal(t, "refusals at the first end", spend(7+8*36), 8)
	equal(t, "refusals at the second end", spend(7+8*36), 1)
}

func TestAnOverloadHalvesWhatIsUnderWay(t *testing.T) {
	p, now := newPacer(0, 8), time.Now()
	round := func() (sent int) {
		for p.reserve(now) == 0 {
			sent++
		}
		for range sent {
			p.answered(now)
		}
		return sent
	}
	rounds := func(n int) (all []int) {
		for range n {
			all = append(all, round())
		}
		return all
	}
	equal(t, "requests in the first rounds", rounds(5), []int{1, 2, 4, 8, 8})
	p.reserve(now)
	p.refused(now, overload, 10*time.Second)
	now = now.Add(10 * time.Second)
	equal(t, "requests in the rounds after an overload", rounds(8), []int{1, 2, 4, 5, 6, 7, 8, 8})
}

func equal[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}
