package fetch

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"galley/notion"
)

// believes tells whether what has no time comes from a list that was believed.
func (r *run) believes(edited time.Time) bool { return r.glance != nil && edited.IsZero() }

// believeSources takes what the sources name as it was, with what is new of it.
func (r *run) believeSources(ctx context.Context) error {
	r.next.Warnings = slices.Clone(r.last.Warnings)
	r.next.Homes = maps.Clone(r.last.Homes)
	maps.Copy(r.known, r.glance.pages)
	for id, t := range r.glance.tables {
		at := tableStanding(t)
		r.giveTable(t)
		if _, err := r.container(ctx, t.Parent.DatabaseID, at); err != nil && !unreadable(err) && !tooOld(err) {
			return fmt.Errorf("fetching the database of the data source %s: %w", id, err)
		}
	}
	for i := range r.sources {
		r.next.Found[i], r.next.Takes[i] = slices.Clone(r.last.Found[i]), slices.Clone(r.last.Takes[i])
		for _, id := range r.next.Found[i] {
			if r.last.Databases[id] == nil {
				continue
			}
			if _, err := r.container(ctx, id, nil); err != nil {
				return err
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(r.last.Kept)) {
		r.next.Kept[id] = r.last.Kept[id]
		r.follow(order{}, r.last.Kept[id], r.believed([]notion.ID{id}))
	}
	return nil
}

// believedChildren gives what stands in the lists of a page that are not read.
func (r *run) believedChildren(record *pageRecord) []notion.Block {
	var ids []notion.ID
	for _, c := range record.Facts.Children {
		ids = append(ids, c.ID)
	}
	return r.believed(ids)
}

// believed gives blocks for child pages and databases that were readable.
func (r *run) believed(ids []notion.ID) []notion.Block {
	var blocks []notion.Block
	for _, id := range ids {
		if d := r.last.Databases[id]; d != nil {
			title := notion.PlainText(d.Database.Title)
			blocks = append(blocks, notion.Block{ID: id, Type: "child_database", ChildDatabase: &notion.ChildTitle{Title: title}, HasChildren: true})
		} else if p := r.last.Pages[id]; p != nil {
			blocks = append(blocks, notion.Block{ID: id, Type: "child_page", ChildPage: &notion.ChildTitle{Title: titleOf(&p.Page)}, HasChildren: true})
		}
	}
	return blocks
}

// believedRows gives the rows of a query as they were, with what is new of them,
// and has them visited; nil when the query has to be asked.
func (r *run) believedRows(ctx context.Context, turn order, t *tableRecord, key string) (*queryRecord, error) {
	if r.glance == nil || r.glance.queries[key] || r.last.Queries[key] == nil {
		return nil, nil
	}
	q := &queryRecord{Source: t.Source.ID}
	traits, known := newTraits(t), map[notion.ID]bool{}
	take := func(id notion.ID) {
		belongs, edited := r.glance.rows[key][id]
		if known[id] = true; edited && !belongs {
			r.with(func() { r.missed[id] = true }) // both lists of the look say that it left the filter
			return
		}
		if page := r.glance.pages[id]; page != nil {
			traits.see(page)
		}
		switch at := turn.below(len(q.Rows)); {
		case r.last.Databases[id] != nil:
			r.follow(at, "", r.believed([]notion.ID{id}))
		case r.last.Pages[id] != nil || edited:
			r.enter(visit{turn: at, id: id, schema: &t.Source})
		}
		q.Rows = append(q.Rows, id)
	}
	for _, id := range r.last.Queries[key].Rows {
		take(id)
	}
	for _, id := range slices.Sorted(maps.Keys(r.glance.rows[key])) {
		if !known[id] {
			take(id)
		}
	}
	if odd := traits.odd(); len(odd) > 0 {
		return q, r.drifted(ctx, t, odd)
	}
	return q, nil
}
