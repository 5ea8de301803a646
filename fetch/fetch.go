// Package fetch reads a Notion workspace into a [Snapshot].
//
// [Run] walks the sources of a site: databases and their rows, pages and the
// trees of pages and databases below them, or what a search finds. It reads
// every page's blocks to the last level, downloads the files that Notion hosts,
// and gives a snapshot that needs no network any more. What it read is kept in a
// [Store], so that the next run asks only for what changed.
//
// # What is asked for
//
// A first run asks for each source (a database and its data sources, one
// request each), for its lists, for the children of every block that has any
// (one request for each 100), for each child page and child database (their
// icon, cover and URL are in no list), and for what is still missing then:
// values of more than 25 references, and the names of users that came without
// one. Nothing is asked for twice, but the head of a search that has more than
// 100 results: what is edited meanwhile moves there.
//
// A run after that asks for lists again: for the rows of data sources, and for
// those children among which child pages or databases stand. The blocks of a page
// whose last_edited_time is the one that the store has are not asked for. Three
// things make it read more:
//
//   - Times are rounded to the minute, so a page or database that was read less
//     than two minutes after its last edit is read again.
//   - A synced block shows what may live on another page. A page that shows a
//     copy has it read again when the page of the original changed, and on every
//     run when no source holds that page.
//   - Rows with properties or options that the stored schema lacks make the
//     schema and its database be read again, and so does a search or a page that
//     shows the database with another title, icon or time.
//
// What no list betrays is read again after a while, or at once with Options.Full:
// a database that is itself a source, and the view of a linked one, after a day;
// pages that mention others which are in no source, and so have their titles from
// the time when they were read, after a week.
//
// A page that was there after the last run and is in no list now is asked for
// before it leaves the snapshot: lists lose what moves while they are read. Rows
// that may have left a filter, and rows of which more than ten are missing, are
// looked for with one more query. Children that have moved to where no list is
// read are found in that way.
//
// A file is downloaded once. One that could not be had is tried again after a
// week, or when the page that shows it is edited. Downloads do not count as
// requests, and go on beside them. Their sizes and times are bounded, and they
// carry nothing that tells who asks, to whatever host they are redirected.
// Pictures of users are not among them: Snapshot.Faces has the links, and only who
// plans the site knows which of them are shown.
//
// Comments are asked for with Options.Comments only: those on a page as a whole,
// since those on its blocks would need a request for each block. They change no
// time. A page is asked for them when it was read, and again when a tenth of the
// time has passed since it or its comments last changed: after ten minutes at the
// earliest, and after an hour at the latest, or a day when it had none.
//
// A linked database shows rows of another one. When no source holds that, its
// data source is found through its first view, and only the rows which that view
// lets through are taken: the others may not be meant for the site.
//
// # Watching
//
// A run with Options.Glance asks only for what was edited since the last one, and
// believes lists to be what they were. It ends in the same snapshot as any other,
// but for what changes without an edit: rows that are deleted or moved, pages that
// are not shared any more, values of formulas and rollups.
//
// # All or nothing
//
// What is not shared, not supported or gone is a [Warning], and the page is
// built without it. Any other error ends the run without a snapshot, and the last
// one stays as it was. What had been read by then stays in the store, also when
// the process is killed, and the next run goes on from there.
//
// The same workspace gives the same snapshot, whatever the order in which
// answers came.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"galley/internal/atomicfile"
	"galley/notion"
)

const (
	defaultConcurrency = 8
	defaultFileTimeout = 10 * time.Minute
)

// Options change how Run works. The zero value is good.
type Options struct {
	// Full asks for everything again, whatever the store has. Only the bytes
	// of files, which never change, are kept.
	Full bool
	// Glance asks only for what was edited since the last run: one request for
	// each data source that is a source, and one for all pages and searches
	// together. Lists are believed to be what they were, unless an edit tells
	// otherwise or they have one page. It is for watching, between runs that read
	// all lists. When the store has no complete snapshot of the same sources, or
	// what is new can only be placed by lists, the run is one of those.
	Glance bool
	// Now is the clock; nil for time.Now.
	Now func() time.Time
	// Progress is told whenever a number moves, by one goroutine at a time.
	Progress func(Progress)
	// Comments asks for the discussions of pages too: at least one request for
	// each page that was read, and some for others.
	Comments bool
	// MaxFileSize is the size in bytes above which a file is not downloaded; 0
	// for no limit.
	MaxFileSize int64
	// FileTimeout is how long one attempt to download a file may take; 0 for 10
	// minutes.
	FileTimeout time.Duration
	// Concurrency is how many downloads may be under way at once; twice as many
	// pages are read. 0 is 8. How many requests are, the client says.
	Concurrency int
	// Waiting is called once when another run has the store, and the run then
	// waits for its end; nil for ErrLocked at once.
	Waiting func()
	// HTTP downloads files; nil for a client of its own. It is never given the
	// token.
	HTTP *http.Client
}

// Progress counts what a run has done.
type Progress struct {
	PagesFound   int   // pages that belong to the snapshot, as far as known
	PagesDone    int   // of these, those whose body is there
	PagesFetched int   // of these, those whose body was asked for in this run
	FilesFound   int   // files that pages show
	FilesDone    int   // of these, those that are there or cannot be had
	Bytes        int64 // of files downloaded in this run

	CommentsFound int // pages whose comments are asked for in this run
	CommentsDone  int // of these, those that answered
}

// Run reads the sources and gives what they hold. The store is locked
// meanwhile: Options.Waiting says what happens when another run has it. An error
// of the API can be told with errors.Is and the errors of package notion.
func Run(ctx context.Context, client *notion.Client, store *Store, sources []Source, o Options) (*Snapshot, error) {
	unlock, err := store.lock(ctx, o.Waiting)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if err := store.begin(); err != nil {
		return nil, err
	}
	if err := atomicfile.Sweep(store.root, 0); err != nil {
		return nil, fmt.Errorf("cleaning %s: %w", store.root, err)
	}
	old, err := store.progress(client.Version())
	if err != nil {
		return nil, err
	}
	journal := store.journal(client.Version())
	defer journal.close()
	r := newRun(client, store, sources, o, old, journal)
	if found, err := r.glances(ctx); err != nil {
		return nil, err
	} else if found.nothing() {
		store.looked = r.start
		return assemble(old, store), nil
	}
	err = r.crawl(ctx)
	if errors.Is(err, notion.ErrNotFound) && old.doubtContainers() {
		// What the store believes of a database may be what is not there, such
		// as a data source that was taken out of it.
		r = newRun(client, store, sources, o, old, journal)
		err = r.crawl(ctx)
	}
	if err != nil {
		return nil, err
	}
	if err := store.save(r.next, old); err != nil {
		return nil, err
	}
	store.looked = r.start
	return assemble(r.next, store), nil
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	if o.Concurrency <= 0 {
		o.Concurrency = defaultConcurrency
	}
	if o.FileTimeout <= 0 {
		o.FileTimeout = defaultFileTimeout
	}
	if o.HTTP == nil {
		o.HTTP = &http.Client{}
	}
	o.HTTP = discreet(o.HTTP)
	return o
}
