package notion

import (
	"fmt"
	"time"
)

// effort is what was done so far to have one request answered.
type effort struct {
	method, path string
	attempts     int
	status       int           // of the last answer; 0 when there was none
	took         time.Duration // the last attempt
	failed       int           // attempts that count towards the end
	refused      bool          // the last one was
	served       uint64        // what the server had taken of anybody when this was last refused
}

// count takes down a failed attempt. Somebody who is refused while others are
// not has only bad luck: that leads to no end.
func (e *effort) count(v verdict, served uint64) {
	lucky := e.refused && served > e.served
	e.refused, e.served = v.isRefusal(), served
	if !e.refused || !lucky {
		e.failed++
	}
}

// verdict gives the error with which the effort ends, or nil when it goes on
// after the wait.
func (e *effort) verdict(v verdict, wait time.Duration, err error) error {
	switch {
	case v == final:
		return err
	case e.failed >= maxAttempts:
		return fmt.Errorf("gave up after %d attempts: %w", e.attempts, err)
	case wait > maxPause:
		return fmt.Errorf("gave up because the answer asks to wait for %v: %w", wait.Round(time.Second), err)
	}
	return nil
}

// patience tells how long the attempts after the next wait would take, if all of
// them failed with err after such a time as the last one took.
func (e *effort) patience(err error) time.Duration {
	total := time.Duration(maxAttempts-e.failed) * e.took
	for next := e.failed + 1; next < maxAttempts; next++ {
		total += backoff(err, next)
	}
	return total
}

func (e *effort) event(kind EventKind) Event {
	return Event{Kind: kind, Method: e.method, Path: e.path, Status: e.status, Attempt: e.attempts}
}

// wrap says which request an error is about.
func (e *effort) wrap(err error) error { return fmt.Errorf("%s %s: %w", e.method, e.path, err) }

// reason says in a few words what an event is about.
func reason(err error) string {
	e := asError(err)
	switch {
	case e == nil:
		return err.Error()
	case e.Code != "":
		return e.Code
	}
	return e.Message
}
