package notiontest

import (
	"net/http"
	"time"
)

// Request is one request that the server got.
type Request struct {
	Time    time.Time
	Method  string
	Path    string
	Query   string // raw
	Pattern string // the endpoint, for example "GET /v1/blocks/{id}/children"
	Status  int    // 0 for a connection that was dropped, or as long as the answer is not complete
}

func (s *Server) record(r *http.Request, route route) *Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	entry := &Request{
		Time: time.Now(), Method: r.Method, Path: r.URL.Path, Query: r.URL.RawQuery,
		Pattern: route.method + " " + route.pattern,
	}
	s.log = append(s.log, entry)
	return entry
}

func (s *Server) finish(entry *Request, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	entry.Status = status
}

// Requests counts the requests by endpoint, whatever their answers were:
// "GET /v1/blocks/{id}/children": 12. Paths that are no endpoint count as "<method> other".
func (s *Server) Requests() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	counts := map[string]int{}
	for _, entry := range s.log {
		counts[entry.Pattern]++
	}
	return counts
}

// Total counts all requests, those for files too.
func (s *Server) Total() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.log)
}

// Log returns the requests in the order of their arrival.
func (s *Server) Log() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Request, len(s.log))
	for i, entry := range s.log {
		out[i] = *entry
	}
	return out
}

// ResetCounts forgets the requests so far. Budgets, cursors and scripts stay.
func (s *Server) ResetCounts() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log = nil
}
