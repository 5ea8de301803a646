package notion

import (
	"sort"
	"time"
)

// pacer reckons when the next request may leave. It knows no clock and waits
// for nothing: every method is told the time, and gate does the waiting.
//
// A plan gives so many requests in 60 seconds, to be spent in any rhythm, but
// how the server counts them is not documented: in a window that began with the
// first request, in one that began at a moment of its own, over the last 60
// seconds, or together with another process that uses the same token. The limit
// may be lower than the plan's, and change. So the pacer
//
//   - lets a burst of a whole budget go and then keeps to the log of its own last
//     60 seconds, in which a request counts from its answer, because the server
//     may have counted it at any time before that. No server's window can then
//     hold more than the budget;
//   - tries, when its log is full for the first time, whether the server's window
//     ends earlier than the log's: it sends more, first one request alone, until
//     one is refused, whose Retry-After tells the end of the window, or until it
//     has sent a second budget;
//   - takes what it had sent in a window when it was refused for the limit, and
//     tries in the same way whether that has risen, but not above the plan, and
//     not with more than one request in tryAfter;
//   - starts with one request at a time, at first and after every pause, and
//     doubles that with each round of answers, so that a budget that is still
//     spent costs one refusal and not one for each worker; after an overload it
//     doubles only up to half of what it had, and then adds one with each round;
//   - has few requests under way at once when it was refused within its budget,
//     because somebody else uses it too, and falls back to an even rhythm when
//     that happens again.
//
// Of other limits, such as a workspace's, only refusals tell; see quota.
type pacer struct {
	limit   int           // requests in a window; 0 for no limit of our own
	learned int           // a lower limit that the server showed; 0 for none
	window  time.Duration // the server's window

	answers  []time.Time // the answers of the last window, oldest first
	inFlight int         // requests that have left and are not answered
	served   uint64      // requests that were answered in all

	ramp      int // requests that may be in flight
	grown     int // answers since the ramp grew, above the threshold
	threshold int // up to which the ramp doubles with each round
	ceiling   int // of the ramp

	searched bool   // the first search for the end of the server's window is over
	tried    int    // requests above the budget in the try that goes on
	nextTry  uint64 // when so many were served, a try above the learned limit is due

	pausedUntil time.Time
	resumed     time.Time // when the last pause that gave a new budget ended

	evenUntil time.Time     // the even rhythm lasts until then
	gap       time.Duration // between two requests of the even rhythm
	next      time.Time     // of the even rhythm

	crowd quota // of the workspace, or of an endpoint
}

const (
	paceMargin    = 100 * time.Millisecond   // for the coarseness of clocks
	paceTolerance = 2 * time.Second          // for Retry-After in whole seconds, and jitter
	worthTrying   = 5 * time.Second          // a shorter wait for the log is not
	tryAfter      = 150                      // requests between two tries above a learned limit
	fewInFlight   = 4                        // enough to spend 180 a minute, and few to be refused at once
	untilAnswer   = time.Duration(1<<63 - 1) // wait for an answer, not for a time
)

func newPacer(limit, concurrency int) *pacer {
	return &pacer{limit: limit, window: time.Minute, ramp: 1, threshold: concurrency, ceiling: concurrency}
}

// reserve asks to send a request now. It is counted as in flight when the
// result is 0; or else the result is how long to wait before asking again,
// unless something is answered before.
func (p *pacer) reserve(now time.Time) time.Duration {
	if now.Before(p.pausedUntil) {
		return p.pausedUntil.Sub(now)
	}
	if p.inFlight >= min(p.ramp, p.crowd.atOnce()) {
		return untilAnswer
	}
	if p.limit > 0 {
		if wait := p.budgeted(now); wait > 0 {
			return wait
		}
	}
	p.inFlight++
	return 0
}

// budgeted tells how long the budget holds a request back. 0 takes it into
// account.
func (p *pacer) budgeted(now time.Time) time.Duration {
	even := now.Before(p.evenUntil)
	if even && now.Before(p.next) {
		return p.next.Sub(now)
	}
	wait := p.logged(now)
	switch {
	case wait == 0:
		p.searched = p.searched || p.tried > 0
		p.tried = 0
	case wait < worthTrying || !p.mayTry():
		return wait
	case p.inFlight >= min(max(p.tried, 1), fewInFlight):
		return untilAnswer // and not for the log, which is what is being tried
	default:
		p.tried++
	}
	if even {
		p.next = now.Add(p.gap)
	}
	return 0
}

// logged tells how long it takes until the last window's log has room.
func (p *pacer) logged(now time.Time) time.Duration {
	p.forget(now)
	over := len(p.answers) + p.inFlight - p.effectiveLimit()
	switch {
	case over < 0:
		return 0
	case over < len(p.answers):
		return p.answers[over].Add(p.window + paceMargin).Sub(now)
	}
	return untilAnswer
}

// mayTry tells whether to find out if more than the budget is let through.
func (p *pacer) mayTry() bool {
	if p.learned > 0 {
		return p.served >= p.nextTry && len(p.answers)+p.inFlight < p.limit
	}
	return !p.searched && p.tried < p.limit
}

func (p *pacer) effectiveLimit() int {
	if p.learned > 0 {
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
	p.answers = p.since(horizon)
}

// answered gives a request back that was let through, with any outcome but a
// refusal.
func (p *pacer) answered(now time.Time) {
	p.inFlight--
	p.served++
	p.crowd.sent++
	p.grow()
	if p.limit == 0 {
		return
	}
	p.forget(now)
	p.answers = append(p.answers, now)
	if p.learned > 0 && len(p.answers) > p.learned {
		p.learned = len(p.answers)
	}
	if p.learned >= p.limit {
		p.learned = 0
	}
}

// grow lets more requests be in flight, or brings that nearer.
func (p *pacer) grow() {
	if p.grown++; p.ramp < p.threshold || p.grown >= p.ramp {
		p.grown, p.ramp = 0, min(p.ramp+1, p.ceiling)
	}
}

// refused gives a request back that the server refused, for which reason v says;
// wait is how long that will last.
func (p *pacer) refused(now time.Time, v verdict, wait time.Duration) {
	p.inFlight--
	first := !now.Before(p.pausedUntil) // or one of several that were in flight together
	before := p.ramp
	end := now.Add(wait)
	if first || v != spent || end.After(p.pausedUntil.Add(paceTolerance)) {
		p.pause(end)
	}
	switch {
	case !first:
	case v == overload:
		p.threshold = max(before/2, 1)
	case v == crowded:
		p.crowd.end()
	case v == spent && p.limit > 0:
		p.overspent(now, end)
	}
}

func (p *pacer) pause(until time.Time) {
	if until.After(p.pausedUntil) {
		p.pausedUntil = until
	}
	p.ramp, p.grown = 1, 0
}

// overspent draws its conclusions from a refusal because the budget is spent,
// which it is until end.
func (p *pacer) overspent(now, end time.Time) {
	p.tried, p.searched, p.nextTry = 0, true, p.served+tryAfter
	own := p.since(end.Add(-p.window - paceTolerance))
	if len(own) < p.limit {
		p.ceiling = min(p.ceiling, max(fewInFlight, p.limit/45))
	}
	switch {
	case len(own) > 0 && len(own) >= p.limit/10 && !end.Before(own[0].Add(p.window-paceTolerance)):
		// The server's window is the one that the log shows, so what was sent
		// in it is what the server allows. Retry-After is rounded up.
		if p.learned = len(own); p.learned >= p.limit {
			p.learned = 0
		}
		if room := own[0].Add(p.window + paceMargin); room.Before(end) {
			p.pausedUntil = room
		}
	case len(own) < p.limit && (now.Before(p.evenUntil) || now.Sub(p.resumed) < p.window):
		p.slowDown(now, end)
	default:
		p.resumed = end
	}
}

// since gives the answers after a time.
func (p *pacer) since(start time.Time) []time.Time {
	i := sort.Search(len(p.answers), func(i int) bool { return p.answers[i].After(start) })
	return p.answers[i:]
}

// slowDown begins the even rhythm, or makes it slower.
func (p *pacer) slowDown(now, end time.Time) {
	if now.Before(p.evenUntil) {
		p.gap = min(p.gap*3/2, p.window/10)
	} else {
		p.gap = p.window * 102 / 100 / time.Duration(p.effectiveLimit())
	}
	p.evenUntil = end.Add(p.window)
}

// quota is a budget of which nothing is known but when it was spent.
type quota struct {
	size int // what it gave the last time; 0 when unknown
	sent int // since it was new
}

// end takes down that the budget is spent, and that a new one follows.
func (q *quota) end() { q.size, q.sent = q.sent, 0 }

// atOnce is how many requests may be in flight so near to its end, so that one
// is refused and not all of them. Past the end it may have grown.
func (q *quota) atOnce() int {
	if q.size == 0 {
		return 1 << 30
	}
	return max(q.size-q.sent, q.sent-q.size, 1)
}
