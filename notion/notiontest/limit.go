package notiontest

import (
	"math"
	"time"
)

// budget is what was spent of the current window of the rate limit.
type budget struct {
	start time.Time
	spent int
}

// spend takes one request from the budget. A window begins with its first request; when the
// budget is spent the answer says how long the window still lasts.
func (s *Server) spend(now time.Time) *refusal {
	if s.options.limit <= 0 {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	end := s.budget.start.Add(s.options.window)
	if s.budget.start.IsZero() || !now.Before(end) {
		s.budget = budget{start: now}
		end = now.Add(s.options.window)
	}
	if s.budget.spent >= s.options.limit {
		seconds := int(math.Ceil(end.Sub(now).Seconds()))
		return rateLimited("public_api_request_rate_limit", max(1, seconds))
	}
	s.budget.spent++
	return nil
}
