package notion

import (
	"context"
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
)

// verdict is what is to be done about a failed attempt.
type verdict int

const (
	final    verdict = iota // the error is the answer
	again                   // repeat this request
	overload                // repeat it, and let everybody wait
	spent                   // the same, because the budget of requests is spent
)

// judge applies the table of API section "Error envelope and codes". All that
// this package sends only reads, so POST is as good to repeat as GET.
func judge(err error) verdict {
	e := asError(err)
	if e == nil {
		return judgeTransport(err)
	}
	switch e.Status {
	case http.StatusTooManyRequests:
		if e.blockedConnection() {
			return final
		}
		if reason := e.text("rate_limit_reason"); e.RetryAfter > 0 && (reason == "" || reason == "public_api_request_rate_limit") {
			return spent
		}
		return overload
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
	return final
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

// patience tells how long the attempts after the next wait would take, if all
// of them failed with err after such a time as the last one took.
func patience(err error, attempt int, took time.Duration) time.Duration {
	total := (maxAttempts - time.Duration(attempt)) * took
	for next := attempt + 1; next < maxAttempts; next++ {
		total += backoff(err, next)
	}
	return total
}

// sleep waits, or returns the context's error.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
