package fetch

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"galley/notion"
)

// enterCopies has pages that were not read in this run look again at the synced
// blocks of which they show copies, where these may have changed: on a page that
// did, be it the same one, or on one that no source holds. It tells whether there
// are any.
func (r *run) enterCopies() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	home := map[notion.ID]notion.ID{}
	for id, p := range r.next.Pages {
		for _, original := range p.Facts.Originals {
			home[original] = id
		}
	}
	begun := false
	for _, id := range slices.Sorted(maps.Keys(r.next.Pages)) {
		record := r.next.Pages[id]
		if r.read[id] || r.refreshed[id] {
			continue
		}
		stale := map[notion.ID]bool{}
		for _, original := range record.Facts.Copies {
			if where, known := home[original]; !known && r.glance == nil || r.changed[where] {
				stale[original] = true
			}
		}
		if len(stale) > 0 {
			r.refreshed[id] = true
			begun = true
			r.queue.add(order{}, func(ctx context.Context) error { return r.refreshCopies(ctx, record, stale) })
		}
	}
	return begun
}

// refreshCopies reads what some copies on a page show.
func (r *run) refreshCopies(ctx context.Context, record *pageRecord, stale map[notion.ID]bool) error {
	blocks, err := r.store.body(record.Body)
	if err != nil {
		return fmt.Errorf("reading the stored body of %s: %w", titled(&record.Page), err)
	}
	t := &tree{run: r, page: &record.Page}
	if err := t.complete(ctx, func(ctx context.Context) { t.again(ctx, blocks, stale, place{}) }); err != nil {
		return err
	}
	now := *record
	open := unread(blocks)
	now.Lost = slices.DeleteFunc(slices.Clone(record.Lost), func(l loss) bool {
		return !open[l.Block] || slices.ContainsFunc(t.lost, func(m loss) bool { return m.Block == l.Block })
	})
	now.Lost = append(now.Lost, t.lost...)
	// What stands in the rest of the page comes from the store, without the times
	// that tell whether it changed; whoever read its list has seen to it.
	children := slices.DeleteFunc(childBlocks(blocks), func(b notion.Block) bool { return b.LastEditedTime.IsZero() })
	now.Facts = survey(now.Page.ID, blocks)
	seal(blocks)
	if now.Body, err = r.store.saveBody(blocks); err != nil {
		return err
	}
	r.with(func() {
		r.next.Pages[now.Page.ID] = &now
		if now.Body != record.Body {
			r.changed[now.Page.ID] = true
		}
	})
	r.follow(order{}, now.Page.ID, children)
	return nil
}

// again starts to read the stale copies of a stored tree.
func (t *tree) again(ctx context.Context, blocks []notion.Block, stale map[notion.ID]bool, at place) {
	for i := range blocks {
		b := &blocks[i]
		inner := at
		if b.SyncedBlock != nil {
			original := b.ID
			if from := b.SyncedBlock.SyncedFrom; from != nil {
				original = from.BlockID
				if stale[original] {
					b.HasChildren = true // it may have got some
					t.synced(ctx, b, at)
					continue
				}
			}
			inner = at.within(original)
		}
		t.again(ctx, b.Children, stale, inner)
	}
}
