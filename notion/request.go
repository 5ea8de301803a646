package notion

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxBody bounds a response; the largest that are known have a few megabytes.
const maxBody = 128 << 20

var (
	errRequest  = errors.New("cannot make the request")
	errSlow     = fmt.Errorf("no answer within %v", attemptTimeout)
	errTooLarge = fmt.Errorf("the answer is larger than %d bytes", maxBody)
)

// request is one call of the API.
type request struct {
	method string
	path   string         // below /v1/, escaped
	query  []string       // name=value, escaped
	body   map[string]any // nil for GET

	// Of a list, whose cursor goes into the query of a GET and into the body of
	// a POST.
	size   int    // results in a page; 0 for what is no list
	cursor string // "" for the first page
}

func get(path string, query ...string) *request {
	return &request{method: http.MethodGet, path: path, query: query}
}

func post(path string, body map[string]any, query ...string) *request {
	return &request{method: http.MethodPost, path: path, query: query, body: body}
}

// segment gives an ID as a segment of a path or a value in a query. The IDs of
// properties come percent-encoded and are used as they are; only what no URL
// can hold is escaped.
func segment(id string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%"
	if _, err := url.PathUnescape(id); err == nil && strings.Trim(id, plain) == "" {
		return id
	}
	return strings.ReplaceAll(url.QueryEscape(id), "+", "%20")
}

// do sends a request, in its turn and as often as it needs, and gives the body
// of the answer, which is a JSON object.
func (c *Client) do(ctx context.Context, r *request) ([]byte, error) {
	e := &effort{method: r.method, path: "/v1/" + r.path}
	turn := c.gate.turn(r.cursor != "")
	for {
		e.attempts++
		waits := e.event(EventWait)
		waits.Status, waits.Reason = 0, "the budget of requests is spent"
		err := c.gate.enter(ctx, turn, func(wait time.Duration) {
			told := waits // two may tell it at once
			told.Wait = wait
			c.observe(told)
		})
		if err != nil {
			return nil, e.wrap(err)
		}
		body, wait, err := c.try(ctx, r, e)
		if err != nil || wait == 0 {
			return body, err
		}
		if e.refused {
			continue // the gate holds it back, like everybody
		}
		if err := c.clock.sleep(ctx, wait); err != nil {
			return nil, e.wrap(err)
		}
		if r.shrinks(e.status) {
			r.shrink()
		}
	}
}

// try makes one attempt, gives the gate its leave back and decides what comes of
// it: an error, success (no wait), or a wait for the next attempt.
func (c *Client) try(ctx context.Context, r *request, e *effort) (body []byte, wait time.Duration, err error) {
	start := c.clock.now()
	body, e.status, err = c.attempt(ctx, r)
	e.took = c.clock.now().Sub(start)
	end := (*pacer).answered
	defer func() { c.gate.leave(end) }()
	if err == nil {
		c.observe(e.event(EventAnswer))
		return body, 0, nil
	}
	if ctx.Err() != nil {
		return nil, 0, e.wrap(ctx.Err())
	}
	v := judge(err)
	e.count(v, c.gate.served())
	wait = backoff(err, e.failed) + jitter()
	if v.isRefusal() {
		end = func(p *pacer, now time.Time) { p.refused(now, v, wait) }
	}
	event := e.event(EventRetry)
	event.Reason, event.Wait, event.Left = reason(err), wait, wait+e.patience(err)
	if err = e.verdict(v, wait, err); err != nil {
		event.Kind, event.Wait, event.Left = EventAnswer, 0, 0
	}
	c.observe(event)
	return nil, wait, err
}

// attempt sends a request once. The status is 0 when nothing was answered.
func (c *Client) attempt(ctx context.Context, r *request) (body []byte, status int, err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, c.clock.lasts(attemptTimeout), errSlow)
	defer cancel()
	req, err := c.build(ctx, r)
	if err != nil {
		return nil, 0, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, 0, c.explain(r, err)
	}
	defer resp.Body.Close()
	body, err = io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	if err == nil && len(body) > maxBody {
		err = errTooLarge
	}
	if resp.StatusCode/100 != 2 {
		refusal := parseError(r.method, "/v1/"+r.path, resp.StatusCode, resp.Header, c.redact(body))
		if err == nil || judge(refusal) != final {
			return nil, resp.StatusCode, refusal
		}
	} else if err == nil && !isObject(body) {
		err = fmt.Errorf("%w: it is not a JSON object", ErrForeign)
	}
	if err != nil {
		return nil, resp.StatusCode, fmt.Errorf("%s /v1/%s: %w", r.method, r.path, err)
	}
	return body, resp.StatusCode, nil
}

func isObject(body []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("{")) && json.Valid(body)
}

func (c *Client) build(ctx context.Context, r *request) (*http.Request, error) {
	target := c.baseURL + "/v1/" + r.path
	if q := r.parameters(); q != "" {
		target += "?" + q
	}
	var body io.Reader
	if r.body != nil {
		data, err := json.Marshal(r.fields())
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errRequest, err)
		}
		body = bytes.NewReader(data)
	}
	req, err := http.NewRequestWithContext(ctx, r.method, target, body)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errRequest, err)
	}
	if (req.URL.Scheme != "http" && req.URL.Scheme != "https") || req.URL.Host == "" {
		return nil, fmt.Errorf("%w: the API's address %q is not an http or https URL", errRequest, c.baseURL)
	}
	if err := c.authorize(req.Header); err != nil {
		return nil, fmt.Errorf("%w: %w", errRequest, err)
	}
	req.Header.Set("Notion-Version", string(c.version))
	req.Header.Set("User-Agent", c.userAgent)
	if r.body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return req, nil
}

// parameters gives the query string, with the place in a list.
func (r *request) parameters() string {
	parts := r.query
	if r.body == nil && r.size > 0 {
		parts = append(slices.Clone(parts), "page_size="+strconv.Itoa(r.size))
		if r.cursor != "" {
			parts = append(parts, "start_cursor="+url.QueryEscape(r.cursor))
		}
	}
	return strings.Join(parts, "&")
}

// fields gives the body, with the place in a list.
func (r *request) fields() map[string]any {
	fields := maps.Clone(r.body)
	if r.size > 0 {
		fields["page_size"] = r.size
		if r.cursor != "" {
			fields["start_cursor"] = r.cursor
		}
	}
	return fields
}

// explain says what a failure to reach the API may come from.
func (c *Client) explain(r *request, err error) error {
	var op *net.OpError
	var dns *net.DNSError
	if errors.As(err, &dns) || (errors.As(err, &op) && op.Op == "dial") {
		return fmt.Errorf("no answer from %s: %w (is the network up, and the API's address right?)", c.baseURL, bare(err))
	}
	return fmt.Errorf("%s /v1/%s: %w", r.method, r.path, bare(err))
}

// bare takes away what net/http puts around an error: the method and URL, which
// stand in the message already.
func bare(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// shrinks tells whether a request is worth repeating with fewer results: the
// server answers queries so when they take too long.
func (r *request) shrinks(status int) bool {
	return (status == http.StatusServiceUnavailable || status == http.StatusGatewayTimeout) && strings.HasSuffix(r.path, "/query")
}

// minPageSize is as far as a query's pages are made smaller.
const minPageSize = 10

func (r *request) shrink() { r.size = max(r.size/2, minPageSize) }

// read sends a request and decodes the answer.
func read[T any](ctx context.Context, c *Client, r *request) (*T, error) {
	body, err := c.do(ctx, r)
	if err != nil {
		return nil, err
	}
	return decode[T](body)
}

// decode reads one object, and says which one it is when that fails.
func decode[T any](data []byte) (*T, error) {
	v := new(T)
	err := json.Unmarshal(data, v)
	if err == nil {
		return v, nil
	}
	var head struct {
		Object string `json:"object"`
		ID     string `json:"id"`
	}
	if json.Unmarshal(data, &head) != nil || head.Object == "" {
		return nil, fmt.Errorf("decoding an answer: %w", err)
	}
	return nil, fmt.Errorf("decoding %s %s: %w", head.Object, head.ID, err)
}
