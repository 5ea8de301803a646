// Package bookmark reads what pages of the web say of themselves, for the cards
// of bookmarks: a title, a description, an icon and a picture.
//
//	reader := &bookmark.Reader{Cache: cache, UserAgent: "galley/1.0"}
//	result, err := reader.Read(ctx, []string{"https://example.org/"})
//	card := result.Cards["https://example.org/"]
//
// Addresses come from pages that many may edit, and a build may run where other
// things can be reached than readers of the site can. So only http and https are
// spoken, and only with addresses that are public: each connection is checked
// when its address is known, also after redirects. No proxy is used, no cookie
// kept, no token sent. What is read has limits of size and time; pictures are
// decoded and written anew. Nothing of this can fail a build: a page that cannot
// be read has no card.
//
// What was found is kept for 30 days, and that nothing was found for a day.
//
// Pictures of people are read in the same way: see Reader.Portraits.
package bookmark

import (
	"context"
	"net/netip"
	"slices"
	"sync"
	"time"

	"galley/internal/derived"

	"golang.org/x/sync/errgroup"
)

// Card is what a page says of itself. Texts have one line; what is not known is
// empty.
type Card struct {
	Title       string   `json:"title,omitempty"`
	Description string   `json:"description,omitempty"`
	Icon        *Picture `json:"icon,omitempty"`  // at most 64 pixels wide and high
	Image       *Picture `json:"image,omitempty"` // at most 960 pixels wide
}

// Picture is a picture in the cache.
type Picture struct {
	Path        string `json:"-"`
	Hash        string `json:"hash"` // SHA-256 of the content, hexadecimal
	ContentType string `json:"content_type"`
	Size        int64  `json:"size"` // bytes
	Width       int    `json:"width"`
	Height      int    `json:"height"`
}

// How long something is believed, and for how long a build may wait.
const (
	foundFor  = 30 * 24 * time.Hour
	failedFor = 24 * time.Hour
	budget    = 2 * time.Minute
)

const (
	atOnce     = 8 // pages
	atOnceHost = 2 // pages of one host
)

// Reader reads pages. Its fields are not to be changed once it is used.
type Reader struct {
	Cache     *derived.Cache // without one nothing is kept, pictures neither
	UserAgent string
	Language  string                // of the site, which pages are asked for in
	Offline   bool                  // take what the cache has, however old, and ask for nothing
	Now       func() time.Time      // nil for time.Now
	Public    func(netip.Addr) bool // whether an address may be connected to; nil for IsPublic
	Own       netip.AddrPort        // one that may be connected to in any case, as the API is; zero for none
	Progress  func(done, total int) // told by one goroutine at a time; may be nil
}

// Result is what Read found.
type Result struct {
	Cards  map[string]Card // by address; those about which nothing is known are left out
	Failed int             // addresses of which nothing could be read
	Asked  int             // requests that were sent
	Until  time.Time       // when the first of all this should be read again; zero for never
}

// Read gives the cards of addresses, which may repeat. The error is that of ctx.
func (r *Reader) Read(ctx context.Context, addresses []string) (Result, error) {
	addresses = slices.Compact(slices.Sorted(slices.Values(addresses)))
	run := &run{
		Reader: r, client: r.client(), result: Result{Cards: map[string]Card{}},
		hosts: map[string]chan struct{}{}, old: map[string]entry{},
	}
	var missing []string
	for _, address := range addresses {
		known, ok := run.recall(address)
		if ok {
			run.take(address, known)
		} else {
			run.old[address] = known
			missing = append(missing, address)
		}
	}
	if r.Offline || len(missing) == 0 {
		return run.result, ctx.Err()
	}
	err := run.fetch(ctx, missing)
	return run.result, err
}

// run is one Read.
type run struct {
	*Reader
	client   *client
	old      map[string]entry // what was known of addresses, but should be read again
	decoding sync.Mutex       // pictures need memory: one at a time

	mu     sync.Mutex
	hosts  map[string]chan struct{}
	result Result
	done   int
}

// fetch reads pages for as long as there is time.
func (r *run) fetch(ctx context.Context, addresses []string) error {
	limited, cancel := context.WithTimeout(ctx, budget)
	defer cancel()
	group := new(errgroup.Group)
	group.SetLimit(atOnce)
	for _, address := range addresses {
		group.Go(func() error {
			entry := r.page(limited, address)
			if old := r.old[address]; !entry.found() && old.found() {
				entry.Card = old.Card // what was true once is better than nothing
			}
			if limited.Err() != nil {
				entry.Until = r.now() // there was no time: the next build tries again
			} else {
				r.keep(address, entry)
			}
			r.told(address, entry, len(addresses))
			return ctx.Err()
		})
	}
	err := group.Wait()
	r.result.Asked = int(r.client.requests.Load())
	return err
}

func (r *run) told(address string, e entry, total int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.take(address, e)
	r.done++
	if r.Progress != nil {
		r.Progress(r.done, total)
	}
}

// take puts what is known of an address into the result.
func (r *run) take(address string, e entry) {
	if e.found() {
		r.result.Cards[address] = *e.Card
	} else {
		r.result.Failed++
	}
	if r.result.Until.IsZero() || e.Until.Before(r.result.Until) {
		r.result.Until = e.Until
	}
}

// host waits until a host may be asked for one more thing.
func (r *run) host(ctx context.Context, name string) (done func(), err error) {
	r.mu.Lock()
	slots := r.hosts[name]
	if slots == nil {
		slots = make(chan struct{}, atOnceHost)
		r.hosts[name] = slots
	}
	r.mu.Unlock()
	select {
	case slots <- struct{}{}:
		return func() { <-slots }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (r *Reader) now() time.Time {
	if r.Now != nil {
		return r.Now()
	}
	return time.Now()
}
