package notiontest

import (
	"math"
	"time"
)

// limit is a number of requests that may be sent in a window, which begins with its first
// request.
type limit struct {
	requests int // 0 for no limit
	window   time.Duration
	reason   string // what the answer says when it is spent

	start time.Time
	spent int
}

// left tells how long the current window still lasts when its requests are spent; 0 when one more
// is allowed.
func (l *limit) left(now time.Time) time.Duration {
	if l.requests <= 0 {
		return 0
	}
	if end := l.start.Add(l.window); l.start.IsZero() || !now.Before(end) {
		l.start, l.spent = now, 0
	} else if l.spent >= l.requests {
		return end.Sub(now)
	}
	return 0
}

// spend takes one request from the limits. A spent one answers how long its window still lasts.
func (s *Server) spend() *refusal {
	s.mu.Lock()
	defer s.mu.Unlock()
	limits := []*limit{&s.options.connection, &s.options.workspace}
	for _, l := range limits {
		if left := l.left(s.now()); left > 0 {
			return rateLimited(l.reason, max(1, int(math.Ceil(left.Seconds()))))
		}
	}
	for _, l := range limits {
		l.spent++
	}
	return nil
}

// now is the time of the limits.
func (s *Server) now() time.Time {
	return s.began.Add(time.Duration(float64(time.Since(s.began)) * s.options.speed))
}

// SetRateLimit changes how many requests a window of RateLimit allows, from now on: also in the
// one that has begun.
func (s *Server) SetRateLimit(requests int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.options.connection.requests = requests
}
