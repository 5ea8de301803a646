package notion

import (
	"context"
	"sync"
	"time"
)

// gate is where every request of a client waits for the pacer's leave.
type gate struct {
	mu      sync.Mutex
	pacer   *pacer
	changed chan struct{} // closed and replaced at every answer
}

func newGate(limit int) *gate {
	return &gate{pacer: newPacer(limit), changed: make(chan struct{})}
}

// enter waits until a request may leave; leave must follow. It calls onWait,
// once, before it waits for a time that is known.
func (g *gate) enter(ctx context.Context, onWait func(time.Duration)) error {
	told := false
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		g.mu.Lock()
		wait, changed := g.pacer.reserve(time.Now()), g.changed
		g.mu.Unlock()
		if wait == 0 {
			return nil
		}
		if !told && wait != untilAnswer {
			told = true
			onWait(wait)
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-changed:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// leave tells the pacer how a request ended.
func (g *gate) leave(end func(p *pacer, now time.Time)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	end(g.pacer, time.Now())
	close(g.changed)
	g.changed = make(chan struct{})
}
