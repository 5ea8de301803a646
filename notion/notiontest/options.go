package notiontest

import "time"

// Token is the token that every Server accepts, with all capabilities.
const Token = "ntn_notiontest"

// Capabilities is what a token may do. The zero value may do everything.
type Capabilities struct {
	NoContent  bool     // may not read content
	NoComments bool     // may not read comments
	Users      UserInfo // how much of users it sees
}

// Option changes the behaviour of a Server.
type Option func(*options)

type options struct {
	tokens         map[string]Capabilities
	connection     limit
	workspace      limit
	speed          float64
	latency        time.Duration
	slow           time.Duration
	resultCap      int
	pageCap        int
	cursorLifetime time.Duration
	faults         Faults
}

func defaults() options {
	return options{
		tokens:    map[string]Capabilities{Token: {}},
		resultCap: 10_000,
		pageCap:   maxPageSize,
		slow:      100 * time.Millisecond,
		speed:     1,
	}
}

// WithToken accepts another token with those capabilities.
func WithToken(token string, c Capabilities) Option {
	return func(o *options) { o.tokens[token] = c }
}

// RateLimit allows so many requests in each window, counted from its first request; others are
// answered 429. Notion allows 180 or 600 in a minute. Without it there is no limit.
func RateLimit(requests int, window time.Duration) Option {
	return func(o *options) {
		o.connection = limit{requests: requests, window: window, reason: "public_api_request_rate_limit"}
	}
}

// WorkspaceLimit is a second limit, that of all connections of the workspace together.
func WorkspaceLimit(requests int, window time.Duration) Option {
	return func(o *options) {
		o.workspace = limit{requests: requests, window: window, reason: "public_api_space_request_rate_limit"}
	}
}

// Speed makes the time of the limits pass so many times faster, that of Retry-After too.
func Speed(factor float64) Option { return func(o *options) { o.speed = factor } }

// Latency delays every answer of the API, not of files.
func Latency(d time.Duration) Option { return func(o *options) { o.latency = d } }

// SlowBody is how long the Slow fault takes for a body; 100 ms unless set.
func SlowBody(d time.Duration) Option { return func(o *options) { o.slow = d } }

// ResultCap sets how many results a query gives in all, instead of 10,000.
func ResultCap(n int) Option { return func(o *options) { o.resultCap = n } }

// PageCap makes every list give no more than n results at a time, whatever page_size says.
func PageCap(n int) Option { return func(o *options) { o.pageCap = n } }

// CursorLifetime makes cursors expire after some time of the workspace's clock. Without it they
// do not.
func CursorLifetime(d time.Duration) Option { return func(o *options) { o.cursorLifetime = d } }

// WithFaults makes requests fail at random.
func WithFaults(f Faults) Option { return func(o *options) { o.faults = f } }
