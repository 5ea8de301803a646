package notiontest

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
)

// Fault is one way for a request to fail.
type Fault string

// The faults of API requests; those marked F of file downloads too.
const (
	Pass           Fault = "pass"            // no fault: lets one request of a script through (F)
	RateLimited    Fault = "rate limited"    // 429 with Retry-After
	Conflict       Fault = "conflict"        // 409
	InternalError  Fault = "internal error"  // 500 (F)
	BadGateway     Fault = "bad gateway"     // 502 with an HTML body
	Unavailable    Fault = "unavailable"     // 503 with guidance
	GatewayTimeout Fault = "gateway timeout" // 504
	Overloaded     Fault = "overloaded"      // 529 with Retry-After
	Reset          Fault = "reset"           // the connection is dropped before the answer (F)
	Truncated      Fault = "truncated"       // the body ends before its Content-Length (F)
	Cut            Fault = "cut"             // the body has no Content-Length and is cut off (F)
	Slow           Fault = "slow"            // the body comes in small parts (F)
	HTML           Fault = "html"            // 200 with an HTML body
	HTMLNotFound   Fault = "html not found"  // 404 with an HTML body
	ExpiredCursor  Fault = "expired cursor"  // 400, on requests that have a cursor
	RepeatedCursor Fault = "repeated cursor" // the cursor that was sent is the next one too, on requests that have one
	Moved          Fault = "moved"           // the last result of the page before comes again, on requests that have a cursor, for objects
	BackOff        Fault = "back off"        // 400 whose message asks for exponential backoff
	NotShared      Fault = "not shared"      // 404
	Unauthorized   Fault = "unauthorized"    // 401
	Blocked        Fault = "blocked"         // 403 of the proxy, with an HTML body
	LinkExpired    Fault = "link expired"    // 403 of a download (F alone)
	NotReady       Fault = "not ready"       // 202 of a download (F alone)
)

// fileOnly and fileToo sort the faults by what they can hit.
var (
	fileOnly = []Fault{LinkExpired, NotReady}
	fileToo  = []Fault{Pass, InternalError, Reset, Truncated, Cut, Slow}
	onCursor = []Fault{ExpiredCursor, RepeatedCursor, Moved}
)

// Passing gives the faults that a client can recover from by repeating a request, a listing,
// or, of links that have expired, the request that gave them.
func Passing() []Fault {
	return []Fault{RateLimited, Conflict, InternalError, BadGateway, Unavailable, GatewayTimeout, Overloaded, Reset,
		Truncated, Cut, Slow, HTML, HTMLNotFound, ExpiredCursor, RepeatedCursor, Moved, BackOff, LinkExpired, NotReady}
}

// Faults makes requests fail at random. The draw depends on the seed, on the request and on how
// often it was made, not on the order of requests, so runs with concurrency are repeatable.
type Faults struct {
	Probability float64 // of a fault, from 0 to 1
	Seed        uint64
	Kinds       []Fault // nil is Passing
	RetryAfter  int     // seconds that 429 and 529 ask for; 0 is 1
}

// script is a list of faults for the next requests of an endpoint.
type script struct {
	method  string
	pattern []string
	faults  []Fault
}

// Script makes the next matching requests fail, one fault each, in that order; Pass lets one
// through. The pattern is a method and a path in which "*" or a name in braces stands for one
// segment: "GET /v1/blocks/*/children". Scripts come before random faults.
func (s *Server) Script(pattern string, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	method, path, _ := strings.Cut(pattern, " ")
	s.scripts = append(s.scripts, &script{method, strings.Split(path, "/"), slices.Clone(faults)})
}

func (sc *script) matches(r *http.Request) bool {
	segments := strings.Split(r.URL.EscapedPath(), "/")
	if sc.method != r.Method || len(segments) != len(sc.pattern) {
		return false
	}
	for i, want := range sc.pattern {
		if want != "*" && !strings.HasPrefix(want, "{") && want != segments[i] {
			return false
		}
	}
	return true
}

// fault decides whether and how a request fails.
func (s *Server) fault(r *http.Request, body []byte) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	isFile := !strings.HasPrefix(r.URL.Path, "/v1/")
	for _, sc := range s.scripts {
		if len(sc.faults) > 0 && sc.matches(r) && applies(sc.faults[0], r, body, isFile) {
			f := sc.faults[0]
			sc.faults = sc.faults[1:]
			return f
		}
	}
	if s.options.faults.Probability <= 0 {
		return Pass
	}
	return s.draw(r, body, isFile)
}

func (s *Server) draw(r *http.Request, body []byte, isFile bool) Fault {
	key := r.Method + " " + r.URL.Path
	s.drawn[key]++
	hash := fnv.New64a()
	fmt.Fprint(hash, key, s.drawn[key])
	random := rand.New(rand.NewPCG(s.options.faults.Seed, hash.Sum64()))
	if random.Float64() >= s.options.faults.Probability {
		return Pass
	}
	kinds := s.options.faults.Kinds
	if kinds == nil {
		kinds = Passing()
	}
	kinds = slices.DeleteFunc(slices.Clone(kinds), func(f Fault) bool { return !applies(f, r, body, isFile) })
	if len(kinds) == 0 {
		return Pass
	}
	return kinds[random.IntN(len(kinds))]
}

// applies reports whether a fault can hit a request.
func applies(f Fault, r *http.Request, body []byte, isFile bool) bool {
	switch {
	case isFile:
		return slices.Contains(fileOnly, f) || slices.Contains(fileToo, f)
	case slices.Contains(fileOnly, f):
		return false
	case f == Moved && strings.Contains(r.URL.Path, "/properties/"):
		return false // what has no ID cannot be told from the same value twice
	case slices.Contains(onCursor, f):
		return sentCursor(r, body) != ""
	}
	return true
}

func sentCursor(r *http.Request, body []byte) string {
	if text := r.URL.Query().Get("start_cursor"); text != "" {
		return text
	}
	var sent struct {
		Cursor string `json:"start_cursor"`
	}
	if json.Unmarshal(body, &sent) != nil {
		return ""
	}
	return sent.Cursor
}

// faulty gives the response of a fault, or the proper one and how to spoil its delivery.
func (s *Server) faulty(f Fault, route route, id string, proper func() reply) (reply, delivery) {
	retryAfter := max(1, s.options.faults.RetryAfter)
	switch f {
	case Reset:
		return reply{}, reset
	case Truncated:
		return proper(), truncated
	case Cut:
		return proper(), cut
	case Slow:
		return proper(), slowly
	case HTML:
		return htmlReply(http.StatusOK, "Just a moment..."), whole
	case HTMLNotFound:
		return htmlReply(http.StatusNotFound, "404 Not Found"), whole
	case BadGateway:
		return htmlReply(http.StatusBadGateway, "502 Bad Gateway"), whole
	case Blocked:
		return htmlReply(http.StatusForbidden, "Attention Required! | Cloudflare"), whole
	case RateLimited:
		return s.failure(rateLimited("public_api_request_rate_limit", retryAfter)), whole
	case ExpiredCursor:
		return s.failure(invalid("The start_cursor provided is invalid: it has expired.")), whole
	case BackOff:
		return s.failure(invalid("Rendering took too long. Please retry with exponential backoff.")), whole
	case NotShared:
		return s.failure(s.ws.notFound(route.kind, id)), whole
	case Unauthorized:
		return s.failure(unauthorized()), whole
	}
	if e := serverError(f, retryAfter); e != nil {
		return s.failure(e), whole
	}
	return proper(), whole
}

// serverError gives the faults that are a proper answer of the API, or nil.
func serverError(f Fault, retryAfter int) *refusal {
	switch f {
	case Conflict:
		return &refusal{status: http.StatusConflict, code: "conflict_error",
			message: "Conflict occurred while saving. Please try again."}
	case InternalError:
		return &refusal{status: http.StatusInternalServerError, code: "internal_server_error",
			message: "Unexpected error occurred."}
	case Unavailable:
		return &refusal{status: http.StatusServiceUnavailable, code: "service_unavailable",
			message: "Notion is unavailable, please try again later.",
			additional: JSON{
				"endpoint_name":     "public_queryDataSource",
				"notion_error_name": "PgPoolWaitConnectionTimeout",
				"retry_guidance":    []any{"Use exponential backoff with jitter", "Reduce page_size", "Narrow query filters/sorts"},
			}}
	case GatewayTimeout:
		return &refusal{status: http.StatusGatewayTimeout, code: "gateway_timeout", message: "The request timed out."}
	case Overloaded:
		return &refusal{status: 529, code: "service_overload", message: "Notion is overloaded.", retryAfter: retryAfter}
	}
	return nil
}

// htmlReply is an answer of the proxy before the API: no JSON and no request ID.
func htmlReply(status int, title string) reply {
	header := http.Header{}
	header.Set("Content-Type", "text/html; charset=UTF-8")
	header.Set("Cf-Ray", "8f0c0ffee0c0ffee-TST")
	body := "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><h1>" + title + "</h1></body></html>"
	return reply{status, header, []byte(body)}
}
