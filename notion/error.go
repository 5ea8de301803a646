package notion

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// What the API can answer instead of an object, and what a client refuses by
// itself; an *Error matches them with errors.Is, by its code or, without one
// that is known, by its status. API section "Error envelope and codes".
var (
	ErrInvalidRequest    = errors.New("invalid request")         // invalid_json, invalid_request, invalid_beta
	ErrInvalidRequestURL = errors.New("invalid request URL")     // also an endpoint that the version does not have
	ErrMissingVersion    = errors.New("missing version")         //
	ErrValidation        = errors.New("refused as invalid")      // bad parameters, and objects that the API does not serve
	ErrUnauthorized      = errors.New("token not valid")         // wrong, revoked or expired
	ErrRestricted        = errors.New("capability missing")      // the connection may not do this
	ErrBlocked           = errors.New("blocked")                 // the connection, or the address it comes from
	ErrNotFound          = errors.New("not found")               // missing, or not shared with the connection
	ErrConflict          = errors.New("conflict")                //
	ErrRateLimited       = errors.New("rate limited")            //
	ErrServer            = errors.New("internal server error")   //
	ErrUnavailable       = errors.New("service unavailable")     // 502, 503, 504, 529
	ErrIncomplete        = errors.New("incomplete listing")      // the server ended a listing early
	ErrCursor            = errors.New("broken pagination")       // a listing that would never end, or cannot go on
	ErrVersion           = errors.New("not in this API version") // asked of a client of an old version

	// ErrForeign stands for an answer that is not the API's but, say, the page of
	// a proxy, and tells nothing about what was asked for.
	ErrForeign = errors.New("not an answer of the API")

	// ErrToken comes at once when no header can hold the token.
	ErrToken = errors.New("the token has a control character in it, such as a line break")
)

var byCode = map[string]error{
	"invalid_json": ErrInvalidRequest, "invalid_request": ErrInvalidRequest, "invalid_beta": ErrInvalidRequest,
	"invalid_request_url": ErrInvalidRequestURL, "missing_version": ErrMissingVersion, "validation_error": ErrValidation,
	"unauthorized": ErrUnauthorized, "restricted_resource": ErrRestricted, "object_not_found": ErrNotFound,
	"conflict_error": ErrConflict, "rate_limited": ErrRateLimited, "internal_server_error": ErrServer,
	"bad_gateway": ErrUnavailable, "service_unavailable": ErrUnavailable, "database_connection_unavailable": ErrUnavailable,
	"gateway_timeout": ErrUnavailable, "service_overload": ErrUnavailable,
}

var byStatus = map[int]error{
	http.StatusBadRequest: ErrInvalidRequest, http.StatusUnauthorized: ErrUnauthorized, http.StatusForbidden: ErrRestricted,
	http.StatusNotFound: ErrNotFound, http.StatusConflict: ErrConflict, http.StatusTooManyRequests: ErrRateLimited,
	http.StatusInternalServerError: ErrServer, http.StatusBadGateway: ErrUnavailable,
	http.StatusServiceUnavailable: ErrUnavailable, http.StatusGatewayTimeout: ErrUnavailable, statusOverload: ErrUnavailable,
}

const statusOverload = 529

// Error is an answer of the API that is not a success.
type Error struct {
	Method         string
	Path           string // "/v1/…", without the query
	Status         int
	Code           string // "object_not_found"; "" when the body was not the API's
	Message        string
	RequestID      string
	RayID          string         // of Cloudflare, which stands before the API
	AdditionalData map[string]any // strings and arrays of strings
	RetryAfter     time.Duration  // 0 when the server did not say

	foreign bool // the body was not the API's
}

// Error gives the request, the status, the code and the message.
func (e *Error) Error() string {
	what := strconv.Itoa(e.Status)
	if e.Code != "" {
		what += " " + e.Code
	}
	return fmt.Sprintf("%s %s: %s: %s", e.Method, e.Path, what, e.Message)
}

// Is tells whether e is the kind of error that target stands for.
func (e *Error) Is(target error) bool {
	blocked := e.blockedConnection() || e.blockedAddress()
	if target == ErrBlocked {
		return blocked
	}
	if e.isElsewhere() {
		return target == ErrForeign
	}
	if kind, known := byCode[e.Code]; known {
		return kind == target
	}
	return !e.blockedAddress() && byStatus[e.Status] == target
}

func (e *Error) blockedConnection() bool {
	return e.text("rate_limit_reason") == "public_api_request_blocked"
}

// blockedAddress tells whether the answer came from in front of the API.
func (e *Error) blockedAddress() bool {
	return e.Status == http.StatusForbidden && e.Code == "" && e.RayID != ""
}

// isElsewhere tells whether somebody else than the API says that there is no
// such thing: that is no reason to believe it.
func (e *Error) isElsewhere() bool {
	return e.foreign && (e.Status == http.StatusBadRequest || e.Status == http.StatusNotFound)
}

// text gives a string of AdditionalData, or "".
func (e *Error) text(key string) string {
	s, _ := e.AdditionalData[key].(string)
	return s
}

// MultipleSources tells whether err says that a database has several data
// sources, which the client's version cannot read. It gives the version that
// can, and the IDs of the data sources.
func MultipleSources(err error) (minimum Version, ids []ID, ok bool) {
	e := asError(err)
	if e == nil || e.text("error_type") != "multiple_data_sources_for_database" {
		return "", nil, false
	}
	children, _ := e.AdditionalData["child_data_source_ids"].([]any)
	for _, c := range children {
		if s, isText := c.(string); isText {
			ids = append(ids, ID(s))
		}
	}
	return Version(e.text("minimum_api_version")), ids, true
}

// IsLinkedDatabase tells whether err says that a database is a linked view of
// another one, which has no data of its own. Views may still lead to the data
// source. API section "Known quirks".
func IsLinkedDatabase(err error) bool {
	e := asError(err)
	return e != nil && e.Status == http.StatusBadRequest &&
		(strings.Contains(e.Message, "is a linked database") ||
			strings.Contains(e.Message, "does not contain any data sources accessible"))
}

var unsupportedBlock = regexp.MustCompile(`(?i)block type ([a-z0-9_]+) is not supported`)

// UnsupportedBlock tells whether err says that a list of children cannot be
// read because of one block among them, and gives that block's type.
func UnsupportedBlock(err error) (blockType string, ok bool) {
	e := asError(err)
	if e == nil || e.Status != http.StatusBadRequest {
		return "", false
	}
	m := unsupportedBlock.FindStringSubmatch(e.Message)
	if m == nil {
		return "", false
	}
	return m[1], true
}

// isInvalidCursor tells whether err says that a cursor has expired.
func isInvalidCursor(err error) bool {
	e := asError(err)
	return e != nil && e.Status == http.StatusBadRequest && strings.Contains(e.Message, "start_cursor provided is invalid")
}

func asError(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// parseError reads the answer to method and path. It takes any body: a proxy's
// page is as possible as the API's JSON.
func parseError(method, path string, status int, header http.Header, body []byte) *Error {
	e := &Error{Method: method, Path: path, Status: status, RayID: header.Get("Cf-Ray"), RequestID: header.Get("X-Notion-Request-Id")}
	var envelope struct {
		Object         string          `json:"object"`
		Code           string          `json:"code"`
		Message        string          `json:"message"`
		RequestID      string          `json:"request_id"`
		AdditionalData json.RawMessage `json:"additional_data"`
	}
	if json.Unmarshal(body, &envelope) == nil && (envelope.Code != "" || envelope.Message != "") {
		e.Code, e.Message = envelope.Code, envelope.Message
		if envelope.RequestID != "" {
			e.RequestID = envelope.RequestID
		}
		if json.Unmarshal(envelope.AdditionalData, &e.AdditionalData) != nil {
			e.AdditionalData = nil
		}
	} else {
		e.foreign = true
		e.Message = foreignMessage(e, header.Get("Location"), body)
	}
	e.RetryAfter = retryAfter(header.Get("Retry-After"), e.text("retry_after"))
	return e
}

// foreignMessage explains an error that the API did not write.
func foreignMessage(e *Error, location string, body []byte) string {
	if u, err := url.Parse(location); err == nil && e.Status/100 == 3 && u.Host != "" {
		host := url.URL{Scheme: u.Scheme, Host: u.Host}
		return fmt.Sprintf("it redirects to %s, which is not followed, since the token would go there too; is that the API's address?", host.String())
	}
	if e.blockedAddress() {
		return "Cloudflare refused the request before it reached Notion, as it does with addresses and user agents " +
			"that look like attacks; give Notion's support the Ray ID " + e.RayID
	}
	text := strings.Join(strings.Fields(string(body)), " ")
	if text == "" {
		return "empty answer"
	}
	if runes := []rune(text); len(runes) > 120 {
		text = string(runes[:120]) + "…"
	}
	return fmt.Sprintf("the answer is not the API's: %q", text)
}

// retryAfter reads whole seconds from the first value that has some.
func retryAfter(values ...string) time.Duration {
	for _, v := range values {
		if s, err := strconv.Atoi(strings.TrimSpace(v)); err == nil && s > 0 && s < 1e6 {
			return time.Duration(s) * time.Second
		}
	}
	return 0
}
