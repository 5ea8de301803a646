package fetch

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"galley/notion"
)

// enterDatabase has a database with all its rows read.
func (r *run) enterDatabase(turn order, id notion.ID, at *standing) {
	r.queue.add(turn.lists(), func(ctx context.Context) error {
		d, err := r.container(ctx, id, at)
		if unreadable(err) || tooOld(err) {
			r.warnDatabase(id, at, err)
			return nil
		}
		if err != nil {
			return err
		}
		if d.Linked {
			return nil // enterLinked sees to it
		}
		return r.rows(ctx, turn, d, nil, at)
	})
}

// rows has all rows of a database read, or those that a filter lets through.
func (r *run) rows(ctx context.Context, turn order, d *databaseRecord, filter []byte, at *standing) error {
	for i, ref := range d.Database.DataSources {
		err := r.table(ctx, turn.below(i), ref.ID, filter)
		if unreadable(err) && at != nil {
			r.warnDatabase(d.Database.ID, at, err)
			continue
		}
		if err != nil {
			return fmt.Errorf("fetching the database %q (%s): %w", notion.PlainText(d.Database.Title), d.Database.ID.URL(), err)
		}
	}
	return nil
}

func (r *run) warnDatabase(id notion.ID, at *standing, err error) {
	what := fmt.Sprintf("the database %q", at.title)
	l := lossOf("", what, err)
	if version, _, ok := notion.MultipleSources(err); ok {
		l = loss{Text: what + " has several data sources", Hint: fmt.Sprintf("set the API version to %s or later", version)}
	}
	r.warn(Warning{Page: at.page, URL: id.URL(), Text: l.Text, Hint: l.Hint})
}

// tooOld tells whether an error comes from an old version of the API.
func tooOld(err error) bool {
	_, _, several := notion.MultipleSources(err)
	return several || errors.Is(err, notion.ErrVersion)
}

// table has the rows of a data source read, with its schema.
func (r *run) table(ctx context.Context, turn order, id notion.ID, filter []byte) error {
	t, err := r.schema(ctx, id)
	if err != nil {
		return err
	}
	key := queryKey(id, filter)
	_, err = r.queries.do(ctx, key, func() (*queryRecord, error) {
		q, err := r.believedRows(ctx, turn, t, key)
		if err == nil && q == nil {
			q, err = r.query(ctx, turn, t, filter)
		}
		if err == nil {
			r.with(func() { r.next.Queries[key] = q })
		}
		return q, err
	})
	return err
}

// schema gives a data source, from the store, from what was already read, or by
// asking.
func (r *run) schema(ctx context.Context, id notion.ID) (*tableRecord, error) {
	return r.tables.do(ctx, id, func() (*tableRecord, error) {
		t := r.old.Tables[id]
		r.mu.Lock()
		given := r.schemas[id]
		usable := given == nil && t != nil && r.recent(t.Fetched)
		if usable { // what made a database be read again is reason enough
			d := r.next.Databases[t.Source.Parent.DatabaseID]
			usable = d == nil || !t.Fetched.Before(d.Renewed)
		}
		r.mu.Unlock()
		if !usable {
			var err error
			if t, err = r.readSchema(ctx, id, given); err != nil {
				return nil, err
			}
		}
		r.files.offerDataSource(&t.Source, false)
		r.with(func() { r.next.Tables[id] = t })
		return t, nil
	})
}

// readSchema asks for a data source, unless it was given.
func (r *run) readSchema(ctx context.Context, id notion.ID, given *notion.DataSource) (*tableRecord, error) {
	if given == nil {
		if id == "" {
			return nil, errNoID
		}
		var err error
		given, err = ask(ctx, r, func() (*notion.DataSource, error) { return r.client.DataSource(ctx, id) })
		if err != nil {
			return nil, fmt.Errorf("fetching the data source %s: %w", id, err)
		}
	}
	source := *given
	old := r.old.Tables[id]
	r.files.offerDataSource(&source, old == nil || !old.Source.LastEditedTime.Equal(source.LastEditedTime))
	cleaner.dataSource(&source)
	source.CreatedBy, source.LastEditedBy = nil, nil
	t := &tableRecord{Source: source, Fetched: r.start}
	return t, r.journal.write(entry{Table: t})
}

// query lists rows and has them visited.
func (r *run) query(ctx context.Context, turn order, t *tableRecord, filter []byte) (*queryRecord, error) {
	id := t.Source.ID
	traits := newTraits(t)
	var rows []notion.SearchResult
	err := r.listRows(ctx, id, filter, func(row notion.SearchResult) {
		if row.Page != nil {
			if row.Page.Trashed() || row.Page.IsArchived {
				return
			}
			traits.see(row.Page)
			r.enter(visit{turn: turn.below(len(rows)), id: row.ID, page: row.Page, schema: &t.Source})
		}
		rows = append(rows, row)
	})
	if err != nil {
		return nil, fmt.Errorf("querying the data source %s: %w", id, err)
	}
	if odd := traits.odd(); len(odd) > 0 {
		if err := r.drifted(ctx, t, odd); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(rows, byAge)
	q := &queryRecord{Source: id}
	for i, row := range rows {
		switch {
		case row.Page != nil:
			q.Rows = append(q.Rows, row.ID)
		case row.DataSource != nil: // in a wiki
			inner := row.DataSource.Parent.DatabaseID
			if inner == "" {
				r.warnTable(row.DataSource, errNoID)
				continue
			}
			q.Rows = append(q.Rows, inner)
			r.enterDatabase(turn.below(i), inner, tableStanding(row.DataSource))
		}
	}
	return q, nil
}

// listRows lists the rows of a data source, back to back. No page is begun in the
// middle of a long list: its cursors might expire while the budget of requests is
// spent on that.
func (r *run) listRows(ctx context.Context, id notion.ID, filter []byte, each func(notion.SearchResult)) error {
	done, err := r.request(ctx)
	if err != nil {
		return err
	}
	defer done()
	n := 0
	for row, err := range r.client.Query(ctx, id, notion.QueryRequest{Filter: filter}) {
		if err != nil {
			return err
		}
		if n++; n == longList {
			defer r.queue.hold()()
		}
		each(row)
	}
	return nil
}

// longList is when a list has more than one page of rows.
const longList = 101

// byAge orders rows by the time of their creation, then by ID.
func byAge(a, b notion.SearchResult) int {
	created := func(r notion.SearchResult) time.Time {
		switch {
		case r.Page != nil:
			return r.Page.CreatedTime
		case r.DataSource != nil:
			return r.DataSource.CreatedTime
		}
		return time.Time{}
	}
	if c := created(a).Compare(created(b)); c != 0 {
		return c
	}
	if a.ID < b.ID {
		return -1
	}
	return 1
}
