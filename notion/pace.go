package notion

import "time"

// pacer reckons when the next request may leave. It knows no clock and waits
// for nothing: every method is told the time, and gate does the waiting.
//
// A plan gives so many requests in 60 seconds, to be spent in any rhythm, but
// how the server counts them is not documented: in a window that began with the
// first request, in one that began at a moment of its own, over the last 60
// seconds, or together with another process that uses the same token. So the
// pacer
//
//   - lets a burst of a whole budget go and then keeps to the log of its own last
//     60 seconds, in which a request counts from its answer, because the server
//     may have counted it at any time before that. No server's window can then
//     hold more than the budget;
//   - tries, when its log is full for the first time, whether the server's window
//     ends earlier than the log's: it sends more, first one request alone, until
//     one is refused, whose Retry-After tells the end of the window, or until it
//     has sent a second budget;
//   - starts with one request at a time, at first and after every pause, and
//     doubles that with each round of answers, so that a budget that is still
//     spent costs one refusal and not one for each worker;
//   - has few requests under way at once when it was refused within its budget,
//     because somebody else uses it too, and falls back to an even rhythm when
//     that happens again.
type pacer struct {
	limit   int           // requests in a window; 0 for no limit of our own
	learned int           // a lower limit that the server showed, while learnedUntil lasts; or 0
	window  time.Duration // the server's window

	answers  []time.Time // the answers of the last window, oldest first
	inFlight int         // requests that have left and are not answered
	ramp     int         // requests that may be in flight
	ceiling  int         // of ramp
	spare    int         // requests that may still be tried above the budget

	pausedUntil  time.Time
	learnedUntil time.Time
	resumed      time.Time // when the last pause that gave a new budget ended

	evenUntil time.Time     // the even rhythm lasts until then
	gap       time.Duration // between two requests of the even rhythm
	next      time.Time     // of the even rhythm
}

const (
	paceMargin     = 100 * time.Millisecond   // for the coarseness of clocks
	paceTolerance  = 2 * time.Second          // for Retry-After in whole seconds, and jitter
	worthTrying    = 5 * time.Second          // a shorter wait for the log is not
	fewInFlight    = 4                        // enough to spend 180 a minute, and few to be refused at once
	learnedWindows = 5                        // how long a lower limit is believed
	untilAnswer    = time.Duration(1<<63 - 1) // wait for an answer, not for a time
)

func newPacer(limit int) *pacer {
	return &pacer{limit: limit, window: time.Minute, ramp: 1, ceiling: 256, spare: limit}
}

// reserve asks to send a request now. It is counted as in flight when the
// result is 0; or else the result is how long to wait before asking again,
// unless something is answered before.
func (p *pacer) reserve(now time.Time) time.Duration {
	if now.Before(p.pausedUntil) {
		return p.pausedUntil.Sub(now)
	}
	if p.inFlight >= p.ramp {
		return untilAnswer
	}
	if p.limit == 0 {
		p.inFlight++
		return 0
	}
	even := now.Before(p.evenUntil)
	if even && now.Before(p.next) {
		return p.next.Sub(now)
	}
	if wait := p.budget(now); wait > 0 {
		if p.spare == 0 || wait < worthTrying {
			return wait
		}
		if tried := p.limit - p.spare; p.inFlight >= min(max(tried, 1), fewInFlight) {
			return untilAnswer // and not for the log, which is what is being tried
		}
		p.spare--
	}
	if even {
		p.next = now.Add(p.gap)
	}
	p.inFlight++
	return 0
}

// budget tells how long it takes until the last window's log has room.
func (p *pacer) budget(now time.Time) time.Duration {
	p.forget(now)
	over := len(p.answers) + p.inFlight - p.effectiveLimit(now)
	switch {
	case over < 0:
		return 0
	case over < len(p.answers):
		return p.answers[over].Add(p.window + paceMargin).Sub(now)
	}
	return untilAnswer
}

func (p *pacer) effectiveLimit(now time.Time) int {
	if p.learned > 0 && now.Before(p.learnedUntil) {
		return p.learned
	}
	return p.limit
}

// forget drops what no longer counts: answers older than a window, and those
// from before the server began a new one.
func (p *pacer) forget(now time.Time) {
	horizon := now.Add(-p.window - paceMargin)
	if p.resumed.After(horizon) && !now.Before(p.resumed) {
		horizon = p.resumed
	}
	i := 0
	for i < len(p.answers) && !p.answers[i].After(horizon) {
		i++
	}
	p.answers = p.answers[i:]
}

// answered gives a request back that was let through, with any outcome but a
// refusal.
func (p *pacer) answered(now time.Time) {
	p.inFlight--
	p.ramp = min(p.ramp+1, p.ceiling)
	if p.limit > 0 {
		p.forget(now)
		p.answers = append(p.answers, now)
	}
}

// overloaded gives a request back that the server refused because it has too
// much to do, with everybody or with us: nothing leaves for so long.
func (p *pacer) overloaded(now time.Time, wait time.Duration) {
	p.inFlight--
	p.pause(now.Add(wait))
}

func (p *pacer) pause(until time.Time) {
	if until.After(p.pausedUntil) {
		p.pausedUntil = until
	}
	p.ramp = 1
}

// refused gives a request back that the server refused because the budget is
// spent; wait is how long the server says that this will last.
func (p *pacer) refused(now time.Time, wait time.Duration) {
	p.inFlight--
	end := now.Add(wait)
	if p.limit == 0 || now.Before(p.pausedUntil) {
		p.pause(end) // one of several that were in flight when the first was refused
		return
	}
	p.pause(end)
	p.forget(now)
	p.spare = 0
	own := len(p.answers)
	if own < p.limit {
		p.ceiling = max(fewInFlight, p.limit/45)
	}
	switch {
	case own > 0 && own >= p.limit/10 && !end.Before(p.answers[0].Add(p.window-paceTolerance)):
		// The server's window is the one that the log shows, so what was sent
		// in it is what the server allows.
		p.learned, p.learnedUntil = min(own, p.limit), end.Add(learnedWindows*p.window)
	case own < p.limit && (now.Before(p.evenUntil) || now.Sub(p.resumed) < p.window):
		p.slowDown(now, end)
	default:
		p.resumed = end
	}
}

// slowDown begins the even rhythm, or makes it slower.
func (p *pacer) slowDown(now, end time.Time) {
	if now.Before(p.evenUntil) {
		p.gap = min(p.gap*3/2, p.window/10)
	} else {
		p.gap = p.window * 102 / 100 / time.Duration(p.limit)
	}
	p.evenUntil = end.Add(p.window)
}
