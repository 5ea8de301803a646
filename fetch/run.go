package fetch

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"galley/notion"

	"golang.org/x/sync/errgroup"
)

// run is one walk over the sources.
type run struct {
	client  *notion.Client
	store   *Store
	sources []Source
	options Options
	journal *journal
	start   time.Time
	last    *state        // what was known before; not changed
	old     *state        // what is used of it: not much with Options.Full
	slots   chan struct{} // one for each list or object that may be asked for
	queue   *crew
	files   *downloads
	faces   faces
	glance  *glance // what is new, when lists are believed; else nil

	containers once[opening, struct{}]
	whole      []bool // for each source, whether it takes all data sources of a database
	tables     once[notion.ID, *tableRecord]
	queries    once[string, *queryRecord]
	shared     once[notion.ID, []notion.Block] // children of synced blocks and of what is in them
	reads      once[notion.ID, *pageRecord]    // pages that a lost child made be read again

	mu        sync.Mutex
	next      *state                           // what is known now
	known     map[notion.ID]*notion.Page       // pages that a source gave, before they are visited
	schemas   map[notion.ID]*notion.DataSource // data sources that came with something else, before they are used
	given     map[notion.ID]*notion.Database   // likewise
	opened    map[notion.ID]bool               // databases that were asked for
	claimed   map[notion.ID]bool               // pages that were visited
	read      map[notion.ID]bool               // pages whose body was asked for
	changed   map[notion.ID]bool               // these, and pages whose body is not the one it was
	refreshed map[notion.ID]bool               // pages whose synced copies were read again
	leftover  []visit                          // pages that a search found and that may be below others
	missed    map[notion.ID]bool               // pages and databases that no list has any more
	linked    []notion.ID                      // linked databases whose data source is not known yet
	behind    []notion.ID                      // linked databases whose rows are not known yet
	progress  Progress
}

func newRun(client *notion.Client, store *Store, sources []Source, o Options, old *state, j *journal) *run {
	o = o.withDefaults()
	last := old
	if o.Full {
		files := old.Files
		old = newState(client.Version())
		old.Files = files
	}
	r := &run{
		client: client, store: store, sources: sources, options: o, journal: j, last: last, old: old,
		start: o.Now(), slots: make(chan struct{}, slotsEach*o.Concurrency), queue: newCrew(false),
		next:  newState(client.Version()),
		known: map[notion.ID]*notion.Page{}, schemas: map[notion.ID]*notion.DataSource{}, given: map[notion.ID]*notion.Database{},
		opened: map[notion.ID]bool{}, claimed: map[notion.ID]bool{}, read: map[notion.ID]bool{}, changed: map[notion.ID]bool{}, refreshed: map[notion.ID]bool{}, missed: map[notion.ID]bool{},
	}
	r.files = newDownloads(r)
	r.faces.links = map[notion.ID]string{}
	r.next.Taken = r.start
	r.next.Workspace = old.Workspace
	r.next.Sources = sources
	r.next.Found = make([][]notion.ID, len(sources))
	r.next.Takes = make([][]string, len(sources))
	r.whole = make([]bool, len(sources))
	return r
}

// crawl reads everything, files included.
func (r *run) crawl(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return r.files.queue.work(ctx, r.options.Concurrency) })
	group.Go(func() error {
		defer r.files.queue.close()
		return r.walk(ctx)
	})
	return group.Wait()
}

// walk reads everything but files, in steps that each need what came before.
func (r *run) walk(ctx context.Context) error {
	open := r.openSources
	if r.glance != nil {
		open = r.believeSources
	}
	if err := open(ctx); err != nil {
		return err
	}
	r.enterSources()
	for again := true; again; {
		if err := r.queue.work(ctx, pagesEach*r.options.Concurrency); err != nil {
			return err
		}
		again = r.enterWhole() || r.enterLinked() || r.enterLeftovers() || r.enterCopies() || r.enterLost()
	}
	if err := r.checkLinkedSources(); err != nil {
		return err
	}
	if err := r.findHomes(ctx); err != nil {
		return err
	}
	if err := r.readComments(ctx); err != nil {
		return err
	}
	if err := r.nameUsers(ctx); err != nil {
		return err
	}
	r.keepFaces()
	return nil
}

// The client bounds how many requests are under way. So that there are always so
// many, more pages are read, and more lists and objects asked for: some of them
// wait to be tried again, some write to the disk. What there is of them at once
// bounds the memory that a run takes.
const (
	pagesEach = 2
	slotsEach = 4
)

// request waits for leave to ask for a list or an object; done gives it back.
func (r *run) request(ctx context.Context) (done func(), err error) {
	select {
	case r.slots <- struct{}{}:
		return func() { <-r.slots }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// errNoID stands for a request that cannot be sent: the answer that led to an
// object does not say which one it is.
var errNoID = errors.New("the API does not tell its ID")

// ask asks for one object.
func ask[T any](ctx context.Context, r *run, send func() (*T, error)) (*T, error) {
	done, err := r.request(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	return send()
}

// recent tells whether what no list betrays may be used still.
func (r *run) recent(fetched time.Time) bool { return r.within(staleAfter, fetched) }

func (r *run) within(d time.Duration, fetched time.Time) bool {
	return r.glance != nil || r.start.Sub(fetched) < d
}

// with runs f while nobody else changes the run.
func (r *run) with(f func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f()
}

// count changes the progress and tells it.
func (r *run) count(change func(*Progress)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change(&r.progress)
	r.options.Progress(r.progress)
}

// warn takes down a loss that every run finds anew. Without a title and a URL
// it gets those of its page.
func (r *run) warn(w Warning) {
	r.with(func() {
		if r.glance == nil || !slices.Contains(r.next.Warnings, w) {
			r.next.Warnings = append(r.next.Warnings, w)
		}
	})
}

// unreadable tells whether err is about one object only, which the rest can be
// read without: it is not shared, gone, without an ID, or of a kind that the API
// refuses.
func unreadable(err error) bool {
	if errors.Is(err, notion.ErrNotFound) || errors.Is(err, errNoID) {
		return true
	}
	return (errors.Is(err, notion.ErrValidation) || errors.Is(err, notion.ErrInvalidRequest)) && !passing(err)
}

// passing tells whether a refusal is about the moment and not about the object:
// cursors that expired again and again, or a server that had no time. API
// section "Error envelope and codes".
func passing(err error) bool {
	var e *notion.Error
	return errors.Is(err, notion.ErrCursor) || errors.As(err, &e) && strings.Contains(strings.ToLower(e.Message), "exponential backoff")
}

const (
	hintShare = "share it with the connection in Notion (••• → Connections), or take it out"
	hintKind  = "the API does not show this; replace it in Notion by something it does"
)

// lossOf describes an error that is unreadable.
func lossOf(block notion.ID, what string, err error) loss {
	if errors.Is(err, notion.ErrNotFound) {
		return loss{Block: block, Text: what + " is not shared with the connection, or gone", Hint: hintShare}
	}
	if errors.Is(err, errNoID) {
		return loss{Block: block, Text: what + " cannot be found: " + errNoID.Error(), Hint: hintKind}
	}
	if kind, ok := notion.UnsupportedBlock(err); ok {
		return loss{Block: block, Text: fmt.Sprintf("%s cannot be read because of a block of type %q in it", what, kind), Hint: hintKind}
	}
	var e *notion.Error
	if errors.As(err, &e) && e.Message != "" {
		return loss{Block: block, Text: fmt.Sprintf("%s cannot be read: %s", what, e.Message), Hint: hintKind}
	}
	return loss{Block: block, Text: what + " cannot be read", Hint: hintKind}
}

// titled names a page in an error.
func titled(p *notion.Page) string { return fmt.Sprintf("%q (%s)", titleOf(p), p.URL) }

func titleOf(p *notion.Page) string {
	if title := notion.PlainText(p.Title()); title != "" {
		return title
	}
	return "Untitled"
}
