package fetch

import (
	"context"
	"fmt"
	"slices"

	"galley/notion"
)

// relist reads those lists of an unchanged page again in which child pages and
// databases stand: only they tell of changes further down. It gives the children,
// and puts into the record what is new about them. same is false when the lists
// hold something else, so that the page has to be read again.
func (r *run) relist(ctx context.Context, record *pageRecord) (children []notion.Block, same bool, err error) {
	if r.glance != nil && !r.glance.lists[record.Page.ID] {
		return r.believedChildren(record), true, nil
	}
	if len(record.Facts.Listings) == 0 {
		return nil, true, nil
	}
	root, err := r.store.body(record.Body)
	if err != nil {
		return nil, false, nil // hasBody saw it whole a moment ago; it can be read again
	}
	for _, l := range lists(record.Page.ID, &root) {
		if !slices.Contains(record.Facts.Listings, l.id) {
			continue
		}
		read := r.list
		if l.synced {
			read = r.sharedList
		}
		now, err := read(ctx, l.id, false)
		if unreadable(err) {
			return nil, false, nil
		}
		if err != nil {
			return nil, false, fmt.Errorf("fetching the blocks of %s: %w", titled(&record.Page), err)
		}
		if !graft(now, *l.blocks) {
			return nil, false, nil
		}
		children = append(children, childBlocksHere(now)...)
		*l.blocks = now
		if l.above != nil {
			l.above.HasChildren = len(now) > 0
		}
	}
	before, listings := record.Body, record.Facts.Listings
	record.Facts = survey(record.Page.ID, root)
	record.Facts.Listings = listings // what left a list may come back to it
	seal(root)
	if record.Body, err = r.store.saveBody(root); err != nil {
		return nil, false, err
	}
	if record.Body != before {
		r.with(func() { r.changed[record.Page.ID] = true })
	}
	return children, true, nil
}

// listing is a list of blocks in a tree.
type listing struct {
	id     notion.ID     // of the page or block above it
	above  *notion.Block // nil for a page
	synced bool          // it stands in a synced block, and may be shown elsewhere
	blocks *[]notion.Block
}

// lists gives the lists of a tree that live in it, and not in the originals of
// its copies. Inner ones come before those that they stand in.
func lists(page notion.ID, root *[]notion.Block) []listing {
	var found []listing
	var walk func(l listing)
	walk = func(l listing) {
		for i := range *l.blocks {
			b := &(*l.blocks)[i]
			if b.SyncedBlock == nil || b.SyncedBlock.SyncedFrom == nil {
				walk(listing{b.ID, b, l.synced || b.SyncedBlock != nil, &b.Children})
			}
		}
		found = append(found, l)
	}
	walk(listing{page, nil, false, root})
	return found
}

// graft puts what is below the blocks of a list into the list as it is now. It
// reports false when the two differ in more than child pages and databases.
func graft(now, before []notion.Block) bool {
	var rest []*notion.Block
	for i := range before {
		if b := &before[i]; b.ChildPage == nil && b.ChildDatabase == nil {
			rest = append(rest, b)
		}
	}
	for i := range now {
		b := &now[i]
		if b.ChildPage != nil || b.ChildDatabase != nil {
			continue
		}
		if len(rest) == 0 || rest[0].ID != b.ID || rest[0].Type != b.Type {
			return false
		}
		b.Children, b.HasChildren = rest[0].Children, rest[0].HasChildren
		rest = rest[1:]
	}
	return len(rest) == 0
}

// childBlocksHere gives the child pages and databases of one list.
func childBlocksHere(list []notion.Block) []notion.Block {
	var children []notion.Block
	for i := range list {
		if b := &list[i]; b.ChildPage != nil || b.ChildDatabase != nil {
			children = append(children, *b)
		}
	}
	return children
}
