package notion

import (
	"net/http"
	"strings"
	"time"
	"unicode"
)

const (
	defaultBaseURL           = "https://api.notion.com"
	defaultRequestsPerMinute = 180
	defaultConcurrency       = 8
	defaultUserAgent         = "galley"
)

// attemptTimeout bounds one attempt, from its first byte to its last. The
// server itself gives up after 60 seconds.
const attemptTimeout = 75 * time.Second

// Client reads from the Notion API. It is safe for concurrent use, and meant to
// be shared: its budget of requests, its pauses and its retries hold for all
// who use it.
type Client struct {
	baseURL   string
	version   Version
	userAgent string
	http      *http.Client
	limit     int // requests in a minute; 0 for none of our own
	atOnce    int // requests
	clock     clock
	gate      *gate
	observe   func(Event)

	// The token lives in these closures, so that no way of printing a client
	// shows it.
	authorize func(http.Header) error
	redact    func([]byte) []byte
}

// ClientOption changes a client under construction.
type ClientOption func(*Client)

// WithBaseURL sets where the API is, without "/v1"; the default is
// https://api.notion.com.
func WithBaseURL(u string) ClientOption {
	return func(c *Client) { c.baseURL = strings.TrimSuffix(strings.TrimRight(u, "/"), "/v1") }
}

// WithVersion sets the Notion-Version of all requests; the default is
// DefaultVersion.
func WithVersion(v Version) ClientOption { return func(c *Client) { c.version = v } }

// WithHTTPClient sets what sends the requests. Its Timeout, if any, should not
// be below 65 seconds.
func WithHTTPClient(h *http.Client) ClientOption { return func(c *Client) { c.http = h } }

// WithRequestsPerMinute sets the budget of the plan: 180, the default, or 600
// in Business and Enterprise workspaces. 0 leaves the pace to the server's
// refusals alone.
func WithRequestsPerMinute(n int) ClientOption {
	return func(c *Client) { c.limit = max(n, 0) }
}

// WithConcurrency sets how many requests may be under way at once, at least 1;
// the default is 8.
func WithConcurrency(n int) ClientOption {
	return func(c *Client) { c.atOnce = max(n, 1) }
}

// WithSpeed makes the client's time pass so many times faster than the world's:
// its waits, its timeouts and the window of its budget. It is for benchmarks
// against a server whose time does the same.
func WithSpeed(factor float64) ClientOption {
	return func(c *Client) { c.clock = newClock(factor) }
}

// WithUserAgent sets the User-Agent of all requests.
func WithUserAgent(s string) ClientOption { return func(c *Client) { c.userAgent = s } }

// WithObserver sets a function that is told of every answer, retry and wait.
// It is called from all goroutines that use the client, and should be quick.
func WithObserver(f func(Event)) ClientOption { return func(c *Client) { c.observe = f } }

// New gives a client that reads with token, which may belong to an internal
// connection, a person, or an OAuth grant. White space around it is dropped; what
// no header can hold fails with ErrToken.
func New(token string, opts ...ClientOption) *Client {
	token = strings.TrimSpace(token)
	c := &Client{
		baseURL:   defaultBaseURL,
		version:   DefaultVersion,
		userAgent: defaultUserAgent,
		http:      &http.Client{Transport: transport()},
		limit:     defaultRequestsPerMinute,
		atOnce:    defaultConcurrency,
		clock:     newClock(1),
		observe:   func(Event) {},
		authorize: authorizer(token),
		redact:    redactor(token),
	}
	for _, opt := range opts {
		opt(c)
	}
	c.gate = newGate(c.limit, c.atOnce, c.clock)
	c.http = staying(c.http)
	return c
}

// staying gives a client that follows no redirect: the API has none, and the
// token shall not reach another host, or the same one unencrypted.
func staying(h *http.Client) *http.Client {
	own := *h
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &own
}

// Version gives the Notion-Version that the client sends.
func (c *Client) Version() Version { return c.version }

// transport keeps a connection for each of the requests that are usually under
// way at once, where HTTP/2 does not do with one.
func transport() http.RoundTripper {
	standard, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport
	}
	t := standard.Clone()
	t.MaxIdleConnsPerHost = 16
	return t
}

// authorizer puts the token into a header, if that can hold it: net/http would
// find out too, but as if the network had failed.
func authorizer(token string) func(http.Header) error {
	if strings.ContainsFunc(token, unicode.IsControl) {
		return func(http.Header) error { return ErrToken }
	}
	return func(h http.Header) error {
		h.Set("Authorization", "Bearer "+token)
		return nil
	}
}

// redactor takes the token out of text that comes back from whoever answers.
func redactor(token string) func([]byte) []byte {
	if token == "" {
		return func(b []byte) []byte { return b }
	}
	return func(b []byte) []byte {
		return []byte(strings.ReplaceAll(string(b), token, "[token]"))
	}
}
