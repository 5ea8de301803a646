package notion

import "time"

// EventKind says what an Event tells.
type EventKind string

// The kinds of events.
const (
	EventAnswer EventKind = "answer" // a request was answered, well or with an error that is final
	EventRetry  EventKind = "retry"  // an attempt failed and will be repeated after Wait
	EventWait   EventKind = "wait"   // requests wait for the budget, this and all others, for about Wait
)

// Event is something that happened on the way of a request, for progress and
// logs. It never holds the token.
type Event struct {
	Kind    EventKind
	Method  string
	Path    string        // "/v1/…", without the query
	Status  int           // of the answer; 0 when there was none
	Attempt int           // counted from 1
	Wait    time.Duration // until the next attempt
	Left    time.Duration // of EventRetry: until it gives up, when all attempts fail as this one did
	Reason  string        // why it failed or waits; "" when it went well
}
