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
	told    time.Time     // the end of the last wait that somebody was told of
}

func newGate(limit int) *gate {
	return &gate{pacer: newPacer(limit), changed: make(chan struct{})}
}

// enter waits until a request may leave; leave must follow. Before a wait for a
// time that is known it calls onWait, unless this or another request told of
// the same wait before.
func (g *gate) enter(ctx context.Context, onWait func(time.Duration)) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		wait, changed, isNews := g.ask()
		if wait == 0 {
			return nil
		}
		if isNews {
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

// ask asks the pacer once. isNews is whether nobody was told of a wait that
// ends at that time, or hardly before.
func (g *gate) ask() (wait time.Duration, changed <-chan struct{}, isNews bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	wait = g.pacer.reserve(now)
	if wait > 0 && wait != untilAnswer && now.Add(wait).After(g.told.Add(paceTolerance)) {
		g.told, isNews = now.Add(wait), true
	}
	return wait, g.changed, isNews
}

// leave tells the pacer how a request ended.
func (g *gate) leave(end func(p *pacer, now time.Time)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	end(g.pacer, time.Now())
	close(g.changed)
	g.changed = make(chan struct{})
}
