package notion

import (
	"crypto/tls"
	"errors"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"
)

const (
	maxAttempts = 6
	maxBackoff  = 30 * time.Second
	maxJitter   = 250 * time.Millisecond
	maxPause    = time.Hour // a longer one is for somebody else to wait out
)

// verdict is what is to be done about a failed attempt.
type verdict int

const (
	final    verdict = iota // the error is the answer
	again                   // repeat this request
	overload                // repeat it, and let everybody wait: the server has too much to do
	spent                   // the same: the connection's budget of requests is spent
	crowded                 // the same: a budget is spent of which only its refusals tell
)

// isRefusal tells whether the server did nothing about the request, and asks to
// let it be for a while.
func (v verdict) isRefusal() bool { return v >= overload }

// judge applies the table of API section "Error envelope and codes". All that
// this package sends only reads, so POST is as good to repeat as GET.
func judge(err error) verdict {
	e := asError(err)
	if e == nil {
		return judgeTransport(err)
	}
	switch e.Status {
	case http.StatusTooManyRequests:
		return judgeLimit(e)
	case statusOverload:
		return overload
	case http.StatusConflict, http.StatusInternalServerError, http.StatusBadGateway,
		http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return again
	case http.StatusBadRequest:
		if strings.Contains(strings.ToLower(e.Message), "retry with exponential backoff") {
			return again
		}
	}
	if e.isElsewhere() {
		return again
	}
	return final
}

// judgeLimit tells the limits apart. API section "Rate limits".
func judgeLimit(e *Error) verdict {
	reason := e.text("rate_limit_reason")
	switch {
	case e.blockedConnection():
		return final
	case e.RetryAfter == 0:
		return overload
	case reason == "", reason == "public_api_request_rate_limit":
		return spent
	}
	return crowded
}

// judgeTransport decides about failures without an answer of the API. What
// would fail in the same way each time is not repeated.
func judgeTransport(err error) verdict {
	var certificate *tls.CertificateVerificationError
	if errors.As(err, &certificate) || errors.Is(err, errRequest) || errors.Is(err, errTooLarge) {
		return final
	}
	return again
}

// backoff tells how long to wait after the failure of an attempt, counted from
// 1: what the server says, or else a time that doubles.
func backoff(err error, attempt int) time.Duration {
	if e := asError(err); e != nil && e.RetryAfter > 0 {
		return e.RetryAfter
	}
	return min(time.Second<<(attempt-1), maxBackoff)
}

// jitter keeps requests apart that failed together.
func jitter() time.Duration { return rand.N(maxJitter) }
