package fetch

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"galley/notion"
)

// downloads gets the files that pages show into the store, while the pages are
// being read: signed links expire after an hour. API section "Download rules".
type downloads struct {
	run   *run
	queue *crew
	mu    sync.Mutex
	seen  map[string]care // by key
}

// care is what was done about a file that was offered.
type care int

const (
	believed care = iota + 1 // an earlier run could not have it, and this one does not try
	asked                    // it is in the store, or was asked for
)

// offer is a file that some object shows.
type offer struct {
	key   string
	url   string // signed, or without signature when the object is from the store
	owner owner
	again bool // the object was read because it changed
}

// owner is the object that gives fresh links to a file.
type owner struct {
	kind string // block, page, database, data_source, comment; "" when the link does not expire
	id   notion.ID
}

func newDownloads(r *run) *downloads {
	return &downloads{run: r, queue: newCrew(true), seen: map[string]care{}}
}

// offer has a file downloaded that is not there. What could not be had is
// believed to stay so for a while, and until what shows it changes.
func (d *downloads) offer(o offer) {
	r := d.run
	old := r.old.Files[o.key]
	want := asked
	if old.Final && old.Limit == r.options.MaxFileSize && !o.again && !r.options.Full && r.recent(old.Tried) {
		want = believed
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	before := d.seen[o.key]
	if before >= want {
		return
	}
	d.seen[o.key] = want
	r.count(func(p *Progress) {
		if before == 0 {
			p.FilesFound++
		}
		if want == believed {
			p.FilesDone++
		}
	})
	if want == believed {
		r.with(func() { r.next.Files[o.key] = old })
		return
	}
	d.queue.add(order{}, func(ctx context.Context) error { return d.get(ctx, o, before == 0) })
}

// visitor offers what an object shows; again is that of the offers.
func (d *downloads) visitor(of owner, again bool) visitor {
	return visitor{
		hosted: func(h *notion.Hosted, _ string) { d.offer(offer{notion.FileKey(h.URL), h.URL, of, again}) },
		emoji:  func(e *notion.CustomEmoji) { d.offer(offer{e.URL, e.URL, owner{}, again}) },
	}
}

func (d *downloads) offerBlock(b *notion.Block, again bool) {
	d.visitor(owner{"block", b.ID}, again).block(b)
}

func (d *downloads) offerPage(p *notion.Page, again bool) {
	d.visitor(owner{"page", p.ID}, again).page(p)
}

func (d *downloads) offerDatabase(db *notion.Database, again bool) {
	d.visitor(owner{"database", db.ID}, again).database(db)
}

func (d *downloads) offerDataSource(ds *notion.DataSource, again bool) {
	d.visitor(owner{"data_source", ds.ID}, again).dataSource(ds)
}

// offerBody offers the files of a body that was not read in this run.
func (d *downloads) offerBody(files []bodyFile) {
	for _, f := range files {
		of := owner{"block", f.Block}
		if f.Public {
			of = owner{}
		}
		d.offer(offer{f.Key, f.Key, of, false})
	}
}

// get has a file in the store, or takes down why it cannot be had.
func (d *downloads) get(ctx context.Context, o offer, first bool) error {
	r := d.run
	f, known := r.old.Files[o.key]
	if !known || f.Path == "" || !r.store.hasFile(&f) {
		var err error
		if f, err = d.download(ctx, o); err != nil {
			return err
		}
		if err := r.journal.write(entry{File: &f, Key: o.key}); err != nil {
			return err
		}
	}
	r.with(func() { r.next.Files[o.key] = f })
	if first {
		r.count(func(p *Progress) { p.FilesDone++ })
	}
	return nil
}

const (
	maxDownloads = 6 // attempts
	maxRenewals  = 3 // of the link
)

// download tries to get a file until that is no use. Its error ends the run: the
// disk, the context, or the API; what is wrong with the file alone is in the
// record.
func (d *downloads) download(ctx context.Context, o offer) (fileRecord, error) {
	renewals, expiry := 0, time.Time{}
	for attempt := 1; ; attempt++ {
		f, err := d.run.store.receive(ctx, d.run.options, o, func(n int) {
			d.run.count(func(p *Progress) { p.Bytes += int64(n) })
		})
		if err == nil {
			return f, nil
		}
		var refused *downloadError
		switch {
		case ctx.Err() != nil:
			return f, ctx.Err()
		case !errors.As(err, &refused):
			return f, fmt.Errorf("saving the file %s: %w", o.key, err)
		case refused.status == http.StatusForbidden && o.owner.kind != "" && renewals < maxRenewals && expiry.Before(d.run.options.Now()):
			renewals++
			if o.url, expiry, err = d.renew(ctx, o); err != nil {
				return f, err
			}
			if o.url != "" {
				continue
			}
			refused = &downloadError{text: "what showed it does not show it any more"}
		}
		if !refused.retry || attempt >= maxDownloads {
			return fileRecord{Failed: refused.text, Final: !refused.retry && !refused.later, Tried: d.run.options.Now(), Limit: d.run.options.MaxFileSize}, nil
		}
		wait := min(time.Second<<(attempt-1), 30*time.Second)
		if refused.after > 0 {
			wait = refused.after
		}
		if err := pause(ctx, wait+rand.N(wait/4+1)); err != nil {
			return f, err
		}
	}
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// renew reads the owner of a file again for a fresh link; "" when it does not
// have the file any more.
func (d *downloads) renew(ctx context.Context, o offer) (link string, expiry time.Time, err error) {
	r := d.run
	find := visitor{hosted: func(h *notion.Hosted, _ string) {
		if notion.FileKey(h.URL) == o.key {
			link, expiry = h.URL, h.ExpiryTime
		}
	}}
	id := o.owner.id
	if id == "" {
		return "", expiry, nil
	}
	switch o.owner.kind {
	case "block":
		var b *notion.Block
		if b, err = ask(ctx, r, func() (*notion.Block, error) { return r.client.Block(ctx, id) }); err == nil {
			find.block(b)
		}
	case "page":
		var p *notion.Page
		if p, err = ask(ctx, r, func() (*notion.Page, error) { return r.client.Page(ctx, id) }); err == nil {
			find.page(p)
		}
	case "database":
		var db *notion.Database
		if db, err = ask(ctx, r, func() (*notion.Database, error) { return r.client.Database(ctx, id) }); err == nil {
			find.database(db)
		}
	case "comment":
		var c *notion.Comment
		if c, err = ask(ctx, r, func() (*notion.Comment, error) { return r.client.Comment(ctx, id) }); err == nil {
			find.comment(c)
		}
	case "data_source":
		var ds *notion.DataSource
		if ds, err = ask(ctx, r, func() (*notion.DataSource, error) { return r.client.DataSource(ctx, id) }); err == nil {
			find.dataSource(ds)
		}
	}
	if unreadable(err) {
		return "", expiry, nil
	}
	if err != nil {
		return "", expiry, fmt.Errorf("asking for a fresh link to the file %s: %w", o.key, err)
	}
	return link, expiry, nil
}
