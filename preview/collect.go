package preview

import (
	"maps"
	"slices"
	"time"
)

const (
	// quietTime is how long nothing may change before changes are reported:
	// saving a file is several events.
	quietTime = 30 * time.Millisecond
	// longestTime is when they are reported although more keep coming.
	longestTime = 200 * time.Millisecond
)

// collect gathers changes into lists until changes is closed, then closes lists.
func collect(changes <-chan string, lists chan<- []string) {
	defer close(lists)
	pending := map[string]bool{}
	var first time.Time // when the oldest pending change came
	due := false        // pending is to be reported
	timer := time.NewTimer(quietTime)
	defer timer.Stop()
	for {
		var ready chan<- []string
		var list []string
		if due && len(pending) > 0 {
			ready, list = lists, slices.Sorted(maps.Keys(pending))
		}
		select {
		case path, ok := <-changes:
			if !ok {
				return
			}
			if len(pending) == 0 {
				first = time.Now()
			}
			pending[path] = true
			if left := longestTime - time.Since(first); left > 0 {
				due = false
				timer.Reset(min(quietTime, left))
			}
		case <-timer.C:
			due = true
		case ready <- list:
			clear(pending)
			due = false
		}
	}
}
