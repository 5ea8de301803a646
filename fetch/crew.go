package fetch

import (
	"cmp"
	"container/heap"
	"context"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

// order is where a piece of work stands. Lists come before pages, since they
// tell what there is to do and their cursors expire; and pages come in the order
// of the site: of its sources, of the rows of a table, and a page's children
// right after it.
type order struct {
	list bool
	path []int
}

// below gives the place of the n-th thing that something leads to.
func (o order) below(n int) order { return order{path: append(slices.Clip(o.path), n)} }

// lists gives the place of the lists that belong there.
func (o order) lists() order { return order{true, o.path} }

func (o order) compare(other order) int {
	if o.list != other.list {
		if o.list {
			return -1
		}
		return 1
	}
	return slices.Compare(o.path, other.path)
}

// crew works off a queue of tasks, which may add tasks. Those that are added
// with the same order are begun as they came.
type crew struct {
	mu     sync.Mutex
	wake   sync.Cond
	tasks  tasks
	added  int  // tasks in all
	active int  // tasks that are being worked on
	open   bool // tasks may come from elsewhere
	held   int  // lists for the end of which pages wait
}

// task is a piece of work. Its turn is by its place, then by its number.
type task struct {
	turn   order
	number int
	work   func(context.Context) error
}

func newCrew(open bool) *crew {
	c := &crew{open: open}
	c.wake.L = &c.mu
	return c
}

func (c *crew) add(turn order, work func(context.Context) error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.added++
	heap.Push(&c.tasks, task{turn, c.added, work})
	c.wake.Signal()
}

// hold lets no page be begun until release is called.
func (c *crew) hold() (release func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.held++
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.held--
		c.wake.Broadcast()
	}
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
				work := c.next(ctx)
				if work == nil {
					return ctx.Err()
				}
				err := work(ctx)
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
	for !c.ready() && (c.active > 0 || c.open) && ctx.Err() == nil {
		c.wake.Wait()
	}
	if !c.ready() || ctx.Err() != nil {
		c.wake.Broadcast()
		return nil
	}
	c.active++
	return heap.Pop(&c.tasks).(task).work
}

// ready tells whether there is a task that may be begun.
func (c *crew) ready() bool {
	return len(c.tasks) > 0 && (c.held == 0 || c.tasks[0].turn.list)
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

// tasks is a heap.
type tasks []task

func (t tasks) Len() int { return len(t) }

func (t tasks) Less(i, j int) bool {
	return cmp.Or(t[i].turn.compare(t[j].turn), cmp.Compare(t[i].number, t[j].number)) < 0
}

func (t tasks) Swap(i, j int) { t[i], t[j] = t[j], t[i] }

func (t *tasks) Push(v any) { *t = append(*t, v.(task)) }

func (t *tasks) Pop() any {
	last := len(*t) - 1
	v := (*t)[last]
	(*t)[last] = task{}
	*t = (*t)[:last]
	return v
}
