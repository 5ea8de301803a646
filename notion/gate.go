package notion

import (
	"cmp"
	"container/heap"
	"context"
	"sync"
	"time"
)

// gate is where every request of a client waits for the pacer's leave. One at a
// time is let through, in the order of their turns.
type gate struct {
	clock clock

	mu    sync.Mutex
	pacer *pacer
	queue turns
	turns uint64      // that were given out
	again *time.Timer // asks the pacer again; nil when an answer will
	told  time.Time   // the end of the last wait that somebody was told of
}

func newGate(limit, concurrency int, c clock) *gate {
	return &gate{clock: c, pacer: newPacer(limit, concurrency)}
}

// turn is the place of a request in the queue, which it keeps when it is tried
// again: so what was begun first ends first. Requests that go on with a list
// come before all others, because cursors expire.
type turn struct {
	goesOn bool
	number uint64

	leave  chan struct{} // closed when it may leave
	onWait func(time.Duration)
	place  int // in the queue; -1 when it is not there
}

// turn gives a new request its place.
func (g *gate) turn(goesOn bool) *turn {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.turns++
	return &turn{goesOn: goesOn, number: g.turns, place: -1}
}

// enter waits until a request may leave; leave must follow when the error is
// nil. When it is the first in the queue and the end of the wait is known,
// onWait may be told of it.
func (g *gate) enter(ctx context.Context, t *turn, onWait func(time.Duration)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	t.leave, t.onWait = make(chan struct{}), onWait
	g.change(func() { heap.Push(&g.queue, t) })
	select {
	case <-t.leave:
		return nil
	case <-ctx.Done():
	}
	out := false
	g.change(func() {
		if t.place >= 0 {
			heap.Remove(&g.queue, t.place)
			out = true
		}
	})
	if out {
		return ctx.Err()
	}
	return nil // it was let through at the same time
}

// leave tells the pacer how a request ended.
func (g *gate) leave(end func(p *pacer, now time.Time)) {
	g.change(func() { end(g.pacer, g.clock.now()) })
}

// change does something to the queue or the pacer, and lets those through who
// may leave then.
func (g *gate) change(do func()) {
	g.mu.Lock()
	do()
	tell := g.open()
	g.mu.Unlock()
	tell()
}

// open lets requests through until the pacer refuses. The result tells the next
// in the queue of the wait, unless one that ends then, or hardly before, was
// told already.
func (g *gate) open() (tell func()) {
	if g.again != nil {
		g.again.Stop()
		g.again = nil
	}
	now := g.clock.now()
	for len(g.queue) > 0 {
		wait := g.pacer.reserve(now)
		if wait == 0 {
			close(heap.Pop(&g.queue).(*turn).leave)
			continue
		}
		if wait == untilAnswer {
			break
		}
		g.again = time.AfterFunc(g.clock.lasts(wait), func() { g.change(func() {}) })
		if now.Add(wait).After(g.told.Add(paceTolerance)) {
			g.told = now.Add(wait)
			onWait := g.queue[0].onWait
			return func() { onWait(wait) }
		}
		break
	}
	return func() {}
}

// served is how many requests the server has taken, so that somebody who is
// refused again and again knows whether others are too.
func (g *gate) served() uint64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.pacer.served
}

// turns is a heap.
type turns []*turn

func (q turns) Len() int { return len(q) }

func (q turns) Less(i, j int) bool {
	if q[i].goesOn != q[j].goesOn {
		return q[i].goesOn
	}
	return cmp.Less(q[i].number, q[j].number)
}

func (q turns) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].place, q[j].place = i, j
}

func (q *turns) Push(t any) {
	t.(*turn).place = len(*q)
	*q = append(*q, t.(*turn))
}

func (q *turns) Pop() any {
	last := len(*q) - 1
	t := (*q)[last]
	(*q)[last] = nil
	*q = (*q)[:last]
	t.place = -1
	return t
}
