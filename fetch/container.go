package fetch

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"galley/notion"
)

// standing is how a list shows a database: as a block in the body of a page, or
// as a data source that a search or a wiki holds.
type standing struct {
	page   notion.ID // around the block
	title  string
	edited time.Time
	source notion.ID // the data source; "" for a block
	mark   string    // changes with what the list shows; "" when that tells nothing
}

func blockStanding(page notion.ID, b *notion.Block) *standing {
	title, edited := b.ChildDatabase.Title, b.LastEditedTime
	return &standing{page: page, title: title, edited: edited, mark: digestOf([]any{title, edited})}
}

func tableStanding(t *notion.DataSource) *standing {
	face := copied(t)
	cleaner.dataSource(face)
	face.Properties, face.CreatedBy, face.LastEditedBy = nil, nil, nil
	return &standing{title: notion.PlainText(t.Title), edited: t.LastEditedTime, source: t.ID, mark: digestOf(face)}
}

// copied gives a data source that shares nothing with t.
func copied(t *notion.DataSource) *notion.DataSource {
	var c notion.DataSource
	if data, err := json.Marshal(t); err != nil || json.Unmarshal(data, &c) != nil {
		return &notion.DataSource{ID: t.ID} // what came as JSON is some
	}
	return &c
}

// settled tells whether a database that stands like that is the one that the
// record has, and cannot have changed since without a new time.
func (r *databaseRecord) settled(at *standing) bool {
	if at == nil || at.mark == "" {
		return true
	}
	mark, known := r.Marks[at.source]
	return (mark == at.mark || !known) && r.Fetched.Sub(at.edited) > settling
}

// noted gives the record with what a list shows of its database.
func (r *databaseRecord) noted(at *standing) *databaseRecord {
	if at == nil || at.mark == "" || r.Marks[at.source] == at.mark {
		return r
	}
	now := *r
	now.Marks = map[notion.ID]string{}
	maps.Copy(now.Marks, r.Marks)
	now.Marks[at.source] = at.mark
	return &now
}

// opening is one of the two times that a run may open a database.
type opening struct {
	id    notion.ID
	again bool
}

// container gives a database, from the store or by asking. A nil standing is
// that of a source, of which no list tells. When the store was believed, and a
// later caller comes from a list that shows something else, it is asked for
// after all.
func (r *run) container(ctx context.Context, id notion.ID, at *standing) (*databaseRecord, error) {
	_, err := r.containers.do(ctx, opening{id, false}, func() (struct{}, error) {
		d := r.old.Databases[id]
		age := staleAfter
		if at == nil || d != nil && d.Linked {
			age = unlistedAfter
		}
		if d != nil && !r.isGiven(id) && r.within(age, d.Fetched) && d.settled(at) {
			r.hold(id, d)
			return struct{}{}, nil
		}
		_, err := r.askContainer(ctx, id, at)
		return struct{}{}, err
	})
	if err == nil && !r.agrees(id, at) {
		_, err = r.containers.do(ctx, opening{id, true}, func() (struct{}, error) {
			return struct{}{}, r.reopen(ctx, id, at)
		})
	}
	if err == nil {
		err = r.note(id, at)
	}
	if err != nil {
		return nil, err
	}
	return r.database(id), nil
}

// agrees tells whether what is held of a database is what a list shows. When it
// was asked for in this run it is.
func (r *run) agrees(id notion.ID, at *standing) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.opened[id] || r.next.Databases[id].settled(at)
}

// note takes down what a list shows of a database, for the next run to compare.
func (r *run) note(id notion.ID, at *standing) error {
	r.mu.Lock()
	before := r.next.Databases[id]
	now := before.noted(at)
	r.next.Databases[id] = now
	r.mu.Unlock()
	if now == before {
		return nil
	}
	return r.journal.write(entry{Database: now})
}

// database gives what is known now of a database.
func (r *run) database(id notion.ID) *databaseRecord {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.next.Databases[id]
}

func (r *run) isGiven(id notion.ID) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.given[id] != nil
}

// hold takes a database into what is known now.
func (r *run) hold(id notion.ID, d *databaseRecord) {
	r.files.offerDatabase(&d.Database, false)
	r.with(func() {
		r.next.Databases[id] = d
		if d.Linked {
			r.linked = append(r.linked, id)
		}
	})
}

// askContainer asks for a database and holds it.
func (r *run) askContainer(ctx context.Context, id notion.ID, at *standing) (*databaseRecord, error) {
	d, err := r.readContainer(ctx, id)
	if err != nil {
		return nil, err
	}
	if r.old.Databases[id] != nil {
		d.Renewed = r.start
	}
	d = d.noted(at)
	if err := r.journal.write(entry{Database: d}); err != nil {
		return nil, err
	}
	r.with(func() { r.opened[id] = true })
	r.hold(id, d)
	return d, nil
}

// reopen asks for a database that was taken from the store, and for those of
// its data sources that were too.
func (r *run) reopen(ctx context.Context, id notion.ID, at *standing) error {
	d, err := r.askContainer(ctx, id, at)
	if err != nil {
		return err
	}
	for _, ref := range d.Database.DataSources {
		if !r.tables.has(ref.ID) {
			continue // whoever wants it will see that its database was asked for
		}
		t, err := r.schema(ctx, ref.ID)
		if err == nil && t == r.old.Tables[ref.ID] {
			err = r.renewSchema(ctx, t)
		}
		if err != nil && !unreadable(err) {
			return err
		}
	}
	return nil
}

// renewSchema asks for a data source in place of t.
func (r *run) renewSchema(ctx context.Context, t *tableRecord) error {
	r.mu.Lock()
	given := r.schemas[t.Source.ID]
	r.mu.Unlock()
	now, err := r.readSchema(ctx, t.Source.ID, given)
	if err != nil {
		return err
	}
	now.Odd = t.Odd
	r.with(func() { r.next.Tables[t.Source.ID] = now })
	return nil
}

// readContainer asks for a database, as of the beginning of the run: so it is not
// newer than its data sources, in whatever order they are read. A linked one is recognised by any of the
// three answers that the API has for it. API section "Known quirks".
func (r *run) readContainer(ctx context.Context, id notion.ID) (*databaseRecord, error) {
	if id == "" {
		return nil, errNoID
	}
	r.mu.Lock()
	d, err := r.given[id], error(nil)
	delete(r.given, id) // it is changed below
	r.mu.Unlock()
	if d == nil {
		d, err = ask(ctx, r, func() (*notion.Database, error) { return r.client.Database(ctx, id) })
	}
	if notion.IsLinkedDatabase(err) {
		return &databaseRecord{Database: notion.Database{Object: "database", ID: id, URL: id.URL()}, Fetched: r.start, Linked: true}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("fetching the database %s: %w", id.URL(), err)
	}
	if d.Trashed() {
		return nil, fmt.Errorf("fetching the database %s: it is in the trash: %w", id.URL(), notion.ErrNotFound)
	}
	r.files.offerDatabase(d, true)
	if d.Properties != nil {
		r.with(func() { r.schemas[id] = d.AsDataSource() })
	}
	cleaner.database(d)
	d.Properties, d.CreatedBy, d.LastEditedBy = nil, nil, nil
	return &databaseRecord{Database: *d, Fetched: r.start, Linked: len(d.DataSources) == 0}, nil
}
