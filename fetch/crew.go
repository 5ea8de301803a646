package fetch

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"
)

// crew works off a queue of tasks, which may add tasks.
type crew struct {
	mu     sync.Mutex
	wake   sync.Cond
	tasks  []func(context.Context) error
	active int  // tasks that are being worked on
	open   bool // tasks may come from elsewhere
}

func newCrew(open bool) *crew {
	c := &crew{open: open}
	c.wake.L = &c.mu
	return c
}

func (c *crew) add(task func(context.Context) error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tasks = append(c.tasks, task)
	c.wake.Signal()
}

// close tells that no task will come from elsewhere any more.
func (c *crew) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.open = false
	c.wake.Broadcast()
}

// work does the tasks, up to n at once, until there are none. The first error
// ends it.
func (c *crew) work(ctx context.Context, n int) error {
	group, ctx := errgroup.WithContext(ctx)
	defer context.AfterFunc(ctx, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.wake.Broadcast()
	})()
	for range n {
		group.Go(func() error {
			for {
				task := c.next(ctx)
				if task == nil {
					return ctx.Err()
				}
				err := task(ctx)
				c.finished()
				if err != nil {
					return err
				}
			}
		})
	}
	return group.Wait()
}

// next waits for a task; nil means that there is no more to do.
func (c *crew) next(ctx context.Context) func(context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.tasks) == 0 && (c.active > 0 || c.open) && ctx.Err() == nil {
		c.wake.Wait()
	}
	if len(c.tasks) == 0 || ctx.Err() != nil {
		c.wake.Broadcast()
		return nil
	}
	task := c.tasks[0]
	c.tasks = c.tasks[1:]
	c.active++
	return task
}

func (c *crew) finished() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.active--
	if c.active == 0 {
		c.wake.Broadcast()
	}
}

// once does each piece of work once, and lets whoever comes later wait for its
// result.
type once[K comparable, V any] struct {
	mu    sync.Mutex
	calls map[K]*call[V]
}

type call[V any] struct {
	done  chan struct{}
	value V
	err   error
}

func (o *once[K, V]) do(ctx context.Context, key K, work func() (V, error)) (V, error) {
	o.mu.Lock()
	if o.calls == nil {
		o.calls = map[K]*call[V]{}
	}
	c, begun := o.calls[key]
	if !begun {
		c = &call[V]{done: make(chan struct{})}
		o.calls[key] = c
	}
	o.mu.Unlock()
	if !begun {
		c.value, c.err = work()
		close(c.done)
	}
	select {
	case <-c.done:
		return c.value, c.err
	case <-ctx.Done():
		var none V
		return none, ctx.Err()
	}
}

// has tells whether the work was begun.
func (o *once[K, V]) has(key K) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	_, begun := o.calls[key]
	return begun
}
