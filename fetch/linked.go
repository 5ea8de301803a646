package fetch

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"galley/notion"
)

// enterLinked has the rows of linked databases read: of those data sources that
// no source holds anyway, and of these only what the first view shows, since the
// rest was not meant to be seen. It tells whether there is more to do.
func (r *run) enterLinked() bool {
	slices.Sort(r.linked)
	linked, behind := slices.Compact(r.linked), r.behind
	r.linked, r.behind = nil, linked
	for _, id := range linked {
		r.queue.add(order{}.lists(), func(ctx context.Context) error { return r.findSource(ctx, id, *r.database(id)) })
	}
	whole := map[notion.ID]bool{} // data sources that are read with all their rows
	for _, id := range behind {
		source := r.next.Databases[id].Source
		whole[source] = r.queries.has(queryKey(source, nil))
	}
	for i, id := range behind {
		d := *r.next.Databases[id]
		if d.Source == "" {
			continue
		}
		if whole[d.Source] {
			d.Query = queryKey(d.Source, nil)
			r.next.Databases[id] = &d
			continue
		}
		turn := order{}.below(len(r.sources) + i) // after what sources lead to
		r.queue.add(turn.lists(), func(ctx context.Context) error { return r.followLinked(ctx, turn, id, d) })
	}
	return len(linked)+len(behind) > 0
}

// followLinked has the rows read that a linked database shows.
func (r *run) followLinked(ctx context.Context, turn order, id notion.ID, d databaseRecord) error {
	filter := viewFilter(d.View)
	d.Query, d.Lost = queryKey(d.Source, filter), nil
	err := r.table(ctx, turn, d.Source, filter)
	if unreadable(err) {
		d.Query, d.Lost = "", []loss{lossOf(id, "the rows of a linked database", err)}
	} else if err != nil {
		return fmt.Errorf("fetching the rows of the linked database %s: %w", id.URL(), err)
	}
	r.with(func() { r.next.Databases[id] = &d })
	return nil
}

// checkLinkedSources refuses sources that are linked databases and lead nowhere.
func (r *run) checkLinkedSources() error {
	for i, found := range r.next.Found {
		for _, id := range found {
			if d := r.next.Databases[id]; d != nil && d.Linked && d.Query == "" && r.sources[i].Kind != KindSearch {
				return fmt.Errorf("source %d: %s is a linked view of a database that cannot be read: copy the link of the original database, and share that with the connection", i+1, id.URL())
			}
		}
	}
	return nil
}

// findSource asks the first view of a linked database for the data source behind
// it. API section "Known quirks".
func (r *run) findSource(ctx context.Context, id notion.ID, d databaseRecord) error {
	if d.Source != "" || len(d.Lost) > 0 {
		return nil // found out in an earlier run
	}
	first, err := ask(ctx, r, func() (*notion.ViewRef, error) {
		for v, err := range r.client.DatabaseViews(ctx, id) {
			return &v, err
		}
		return nil, nil
	})
	var view *notion.View
	if err == nil && first != nil && first.ID != "" {
		view, err = ask(ctx, r, func() (*notion.View, error) { return r.client.View(ctx, first.ID) })
	}
	if err != nil && !unreadable(err) && !tooOld(err) {
		return fmt.Errorf("fetching the views of the linked database %s: %w", id.URL(), err)
	}
	if err == nil && view != nil && view.DataSourceID != "" {
		d.Source, d.View = view.DataSourceID, view
	} else {
		d.Lost = []loss{{
			Block: id, Text: "a linked database does not tell where its rows are",
			Hint: "share the original database with the connection, or show that one",
		}}
	}
	r.with(func() { r.next.Databases[id] = &d })
	return r.journal.write(entry{Database: &d})
}

// viewFilter gives the condition under which a view shows a row: its filter and
// all its quick filters that have one.
func viewFilter(v *notion.View) json.RawMessage {
	var all []json.RawMessage
	if len(v.Filter) > 0 && !bytes.Equal(v.Filter, []byte("null")) {
		all = append(all, v.Filter)
	}
	for _, property := range slices.Sorted(maps.Keys(v.QuickFilters)) {
		test := map[string]json.RawMessage{}
		if json.Unmarshal(v.QuickFilters[property], &test) != nil || len(test) == 0 {
			continue
		}
		if test["property"] == nil && test["and"] == nil && test["or"] == nil {
			test["property"], _ = json.Marshal(property) // a string always encodes
		}
		filter, _ := json.Marshal(test) // as do raw messages that were decoded
		all = append(all, filter)
	}
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	filter, _ := json.Marshal(map[string][]json.RawMessage{"and": all})
	return filter
}
