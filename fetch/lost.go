package fetch

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"galley/notion"
)

// A page that a list has no more may be gone, but lists also lose what is there:
// while they are read their rows move, and what failed behind them is left out.
// So whatever was there after the last complete run, and is not where it was, is
// asked for before it leaves the snapshot.

// askSingly is how many lost rows of a data source are asked for one by one; for
// more of them the data source is asked again.
const askSingly = 10

// holders gives the page around each child page and database.
func (st *state) holders() map[notion.ID]notion.ID {
	held := maps.Clone(st.Kept)
	if held == nil {
		held = map[notion.ID]notion.ID{}
	}
	for _, id := range slices.Sorted(maps.Keys(st.Pages)) {
		for _, c := range st.Pages[id].Facts.Children {
			if !c.Copy || held[c.ID] == "" {
				held[c.ID] = id
			}
		}
	}
	return held
}

// enterLost has those lost pages and databases read that are there. It tells
// whether there is more to do.
func (r *run) enterLost() bool {
	rows := map[notion.ID]bool{}
	begun := false
	for _, key := range slices.Sorted(maps.Keys(r.last.Queries)) {
		old := r.last.Queries[key]
		for _, id := range old.Rows {
			rows[id] = true
		}
		if now := r.next.Queries[key]; now != nil {
			if lost := r.missing(old.Rows, now.Rows); len(lost) > 0 {
				begun = true
				r.queue.add(order{}, func(ctx context.Context) error { return r.confirmRows(ctx, key, lost) })
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(r.last.held)) {
		if record := r.next.Pages[r.last.held[id]]; record != nil && !record.shows(id) && r.isMissing(id) {
			begun = true
			r.queue.add(order{}, func(ctx context.Context) error { return r.confirmChild(ctx, id) })
		}
	}
	for i, s := range r.sources {
		j := slices.IndexFunc(r.last.Sources, func(old Source) bool { return s.Kind == KindSearch && sameSource(s, old) })
		if j < 0 {
			continue
		}
		belongs := func(id notion.ID) bool { return r.last.held[id] != "" || rows[id] } // to another list
		for _, id := range r.missing(slices.DeleteFunc(slices.Clone(r.last.Found[j]), belongs), r.next.Found[i]) {
			begun = true
			r.queue.add(order{}, func(ctx context.Context) error { return r.confirmFound(ctx, i, id) })
		}
	}
	return begun
}

// missing gives what was in a list, is not in it now, and is nowhere else.
func (r *run) missing(before, now []notion.ID) []notion.ID {
	listed := setOf(now)
	return slices.DeleteFunc(slices.Clone(before), func(id notion.ID) bool { return listed[id] || !r.isMissing(id) })
}

// isMissing tells, once, that something is not in the snapshot.
func (r *run) isMissing(id notion.ID) bool {
	if r.next.Pages[id] != nil || r.next.Databases[id] != nil || r.missed[id] {
		return false
	}
	r.missed[id] = true
	return true
}

func setOf(ids []notion.ID) map[notion.ID]bool {
	set := make(map[notion.ID]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}

// shows tells whether a page or database stands in a body.
func (r *pageRecord) shows(id notion.ID) bool {
	return slices.ContainsFunc(r.Facts.Children, func(c child) bool { return c.ID == id })
}

// living asks for a page or, as the block that stands for it, a database. Both
// are nil when it is gone.
func (r *run) living(ctx context.Context, id notion.ID) (page *notion.Page, database *notion.Block, err error) {
	if r.last.Databases[id] != nil {
		database, err = ask(ctx, r, func() (*notion.Block, error) { return r.client.Block(ctx, id) })
		if unreadable(err) || err == nil && (database.Trashed() || database.ChildDatabase == nil) {
			return nil, nil, nil
		}
	} else {
		page, err = ask(ctx, r, func() (*notion.Page, error) { return r.client.Page(ctx, id) })
		if unreadable(err) || err == nil && (page.Trashed() || page.IsArchived) {
			return nil, nil, nil
		}
	}
	if err != nil {
		return nil, nil, fmt.Errorf("looking whether %s is there still: %w", id.URL(), err)
	}
	return page, database, nil
}

// confirmRows takes those rows into the answer to a query that belong there.
func (r *run) confirmRows(ctx context.Context, key string, lost []notion.ID) error {
	source := r.last.Queries[key].Source
	filter := key[len(source):]
	doubtful := lost
	if len(lost) <= askSingly {
		doubtful = nil
		for _, id := range lost {
			page, database, err := r.living(ctx, id)
			switch {
			case err != nil:
				return err
			case database != nil && database.Parent.ID() == r.last.Databases[id].Database.Parent.ID():
				r.keepRow(key, id, nil)
			case page == nil || page.Parent.ID() != source:
			case filter != "":
				doubtful = append(doubtful, id) // it may have left the filter
			default:
				r.keepRow(key, id, page)
			}
		}
	}
	return r.listAgain(ctx, key, doubtful)
}

// listAgain lists that part of a data source again in which some rows stood.
func (r *run) listAgain(ctx context.Context, key string, lost []notion.ID) error {
	var made []time.Time
	for _, id := range lost {
		if p := r.last.Pages[id]; p != nil {
			made = append(made, p.Page.CreatedTime)
		}
	}
	if len(made) == 0 {
		return nil
	}
	source, missed := r.last.Queries[key].Source, setOf(lost)
	// Times are rounded down to the minute.
	from, to := slices.MinFunc(made, time.Time.Compare), slices.MaxFunc(made, time.Time.Compare).Add(time.Minute)
	for _, filter := range notion.Narrow([]byte(key[len(source):]),
		notion.TimeCondition{Timestamp: "created_time", Test: "on_or_after", At: from},
		notion.TimeCondition{Timestamp: "created_time", Test: "before", At: to}) {
		err := r.listRows(ctx, source, filter, func(row notion.SearchResult) {
			if row.Page != nil && !row.Page.Trashed() && !row.Page.IsArchived && missed[row.ID] {
				r.keepRow(key, row.ID, row.Page)
			}
		})
		if err != nil {
			return fmt.Errorf("looking whether rows of the data source %s are there still: %w", source, err)
		}
	}
	return nil
}

// keepRow takes a row into the answer to a query: a page, or a database of a
// wiki.
func (r *run) keepRow(key string, id notion.ID, page *notion.Page) {
	kept := false
	r.with(func() {
		q := r.next.Queries[key]
		if kept = !slices.Contains(q.Rows, id); kept {
			q.Rows = append(q.Rows, id)
		}
	})
	switch {
	case !kept:
	case page == nil:
		r.enterDatabase(order{}, id, &standing{title: notion.PlainText(r.last.Databases[id].Database.Title)})
	default:
		r.enter(visit{id: id, page: page, schema: r.schemaOf(r.last.Queries[key].Source)})
	}
}

func (r *run) schemaOf(source notion.ID) *notion.DataSource {
	r.mu.Lock()
	defer r.mu.Unlock()
	if t := r.next.Tables[source]; t != nil {
		return &t.Source
	}
	return nil
}

// confirmChild looks for a child that no list of its page has any more. When it
// is on a page of the snapshot, that is read again: a move changes no time, and
// only lists in which children stood are read each time. When its lists do not
// have it even then, it is kept where the API says that it is.
func (r *run) confirmChild(ctx context.Context, id notion.ID) error {
	page, database, err := r.living(ctx, id)
	if err != nil || page == nil && database == nil {
		return err
	}
	parent := notion.Parent{}
	if page != nil {
		parent = page.Parent
	} else {
		parent = database.Parent
	}
	home := parent.PageID
	if parent.BlockID != "" {
		if err := r.findHome(ctx, parent.BlockID); err != nil {
			return err
		}
		r.with(func() { home = r.next.Homes[parent.BlockID] })
	}
	var around *pageRecord
	r.with(func() { around = r.next.Pages[home] })
	if around == nil {
		return nil // it moved away
	}
	if r.last.Kept[id] != home {
		if around, err = r.reread(ctx, around); err != nil {
			return err
		}
	}
	if around.shows(id) {
		return nil
	}
	r.with(func() { r.next.Kept[id] = home })
	if page != nil {
		r.enter(visit{id: id, page: page})
	} else {
		r.enterDatabase(order{}, id, blockStanding(home, database))
	}
	return nil
}

// reread reads the body of a page that this run took from the store, and what
// stands in it.
func (r *run) reread(ctx context.Context, record *pageRecord) (*pageRecord, error) {
	id := record.Page.ID
	return r.reads.do(ctx, id, func() (*pageRecord, error) {
		if r.wasRead(id) {
			return record, nil
		}
		now := *record
		now.Fetched = r.options.Now()
		blocks, lost, err := r.readTree(ctx, &now.Page)
		if unreadable(err) {
			return record, nil
		}
		if err != nil {
			return nil, err
		}
		now.Lost = lost
		children := childBlocks(blocks)
		if err := r.keep(&now, body{blocks, children, true}, false); err != nil {
			return nil, err
		}
		now.Facts.Listings = append(now.Facts.Listings, record.Facts.Listings...) // what left a list may come back to it
		slices.Sort(now.Facts.Listings)
		now.Facts.Listings = slices.Compact(now.Facts.Listings)
		r.with(func() { r.next.Pages[id] = &now })
		r.follow(order{}, id, children)
		return &now, nil
	})
}

func (r *run) wasRead(id notion.ID) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.read[id]
}

// confirmFound looks for what a search does not find any more: an index is no
// inventory. A page that has another title now may rightly be missing.
func (r *run) confirmFound(ctx context.Context, i int, id notion.ID) error {
	page, database, err := r.living(ctx, id)
	if err != nil || page == nil && database == nil {
		return err
	}
	renamed := false
	if old := r.last.Pages[id]; page != nil && old != nil {
		renamed = titleOf(page) != titleOf(&old.Page)
	} else if database != nil {
		renamed = database.ChildDatabase.Title != notion.PlainText(r.last.Databases[id].Database.Title)
	}
	if renamed && r.sources[i].Query != "" {
		return nil
	}
	r.with(func() {
		r.next.Found[i] = append(r.next.Found[i], id)
		slices.Sort(r.next.Found[i])
	})
	if page != nil {
		r.enter(visit{id: id, page: page})
	} else {
		r.enterDatabase(order{}, id, &standing{title: database.ChildDatabase.Title})
	}
	return nil
}
