package fetch

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"galley/notion"

	"golang.org/x/sync/errgroup"
)

// maxSynced is how deep synced blocks may stand in each other.
const maxSynced = 64

// tree reads the blocks of one page, its parts at the same time.
type tree struct {
	run    *run
	page   *notion.Page
	edited bool // it is read because the page changed
	group  *errgroup.Group
	mu     sync.Mutex
	lost   []loss
}

// place is where in a tree a block stands.
type place struct {
	synced []notion.ID // the originals of the synced blocks around it
}

func (p place) within(original notion.ID) place {
	return place{append(slices.Clip(p.synced), original)}
}

// readTree reads the whole body of a page. The error satisfies unreadable when
// the page itself cannot be read; parts that cannot be are told as losses.
func (r *run) readTree(ctx context.Context, page *notion.Page) ([]notion.Block, []loss, error) {
	blocks, err := r.list(ctx, page.ID, true)
	if err != nil {
		return nil, nil, fmt.Errorf("fetching the blocks of %s: %w", titled(page), err)
	}
	t := &tree{run: r, page: page, edited: true}
	err = t.complete(ctx, func(ctx context.Context) { t.expand(ctx, blocks, place{}) })
	return blocks, t.lost, err
}

// complete does work and what it starts.
func (t *tree) complete(ctx context.Context, work func(context.Context)) error {
	t.group, ctx = errgroup.WithContext(ctx)
	work(ctx)
	return t.group.Wait()
}

// expand starts to read what is below some blocks.
func (t *tree) expand(ctx context.Context, blocks []notion.Block, at place) {
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.ChildPage != nil, b.ChildDatabase != nil, b.Type == "unsupported":
		case b.MeetingNotes != nil:
			t.meeting(ctx, b, at)
		case b.SyncedBlock != nil:
			t.synced(ctx, b, at)
		case b.HasChildren:
			t.fill(ctx, b, b.ID, at)
		}
	}
}

// fill starts to read the children of from and puts them below b.
func (t *tree) fill(ctx context.Context, b *notion.Block, from notion.ID, at place) {
	t.group.Go(func() error {
		var list []notion.Block
		var err error
		if len(at.synced) > 0 {
			list, err = t.run.sharedList(ctx, from, t.edited)
		} else {
			list, err = t.run.list(ctx, from, t.edited)
		}
		if unreadable(err) {
			b.HasChildren, b.Children = true, nil
			t.lose(lossOf(b.ID, describe(b), err))
			return nil
		}
		if err != nil {
			return fmt.Errorf("fetching the blocks of %s: %w", titled(t.page), err)
		}
		b.Children, b.HasChildren = list, len(list) > 0
		t.expand(ctx, b.Children, at)
		return nil
	})
}

// synced starts to read a synced block, which is read where its original is.
func (t *tree) synced(ctx context.Context, b *notion.Block, at place) {
	original := b.ID
	if from := b.SyncedBlock.SyncedFrom; from != nil {
		original = from.BlockID
	}
	switch {
	case original == "":
		b.HasChildren, b.Children = true, nil
		t.lose(lossOf(b.ID, describe(b), errNoID))
	case !b.HasChildren:
	case slices.Contains(at.synced, original):
		t.lose(loss{Block: b.ID, Text: "a synced block stands in its own original", Hint: "take the inner copy out"})
	case len(at.synced) >= maxSynced:
		t.lose(loss{Block: b.ID, Text: "synced blocks stand too deep in each other", Hint: "take the innermost copies out"})
	default:
		t.fill(ctx, b, original, at.within(original))
	}
}

// meeting starts to read the three parts of meeting notes.
func (t *tree) meeting(ctx context.Context, b *notion.Block, at place) {
	parts := b.MeetingNotes.Children
	b.HasChildren = false
	if parts == nil || b.MeetingNotes.Status != "notes_ready" {
		return
	}
	b.Children = nil
	for _, id := range [...]notion.ID{parts.SummaryBlockID, parts.NotesBlockID, parts.TranscriptBlockID} {
		if id != "" {
			b.Children = append(b.Children, notion.Block{ID: id})
		}
	}
	b.HasChildren = len(b.Children) > 0
	for i := range b.Children {
		t.fill(ctx, &b.Children[i], b.Children[i].ID, at)
	}
}

func (t *tree) lose(l loss) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lost = append(t.lost, l)
}

func describe(b *notion.Block) string {
	switch {
	case b.SyncedBlock != nil && b.SyncedBlock.SyncedFrom != nil:
		return "the original of a synced block"
	case b.Type == "":
		return "a part of meeting notes"
	}
	return fmt.Sprintf("the content of a block of type %q", b.Type)
}

// list reads the children of a block or page, in their form for the store.
// Their files begin to be downloaded, with again in their offers.
func (r *run) list(ctx context.Context, id notion.ID, again bool) ([]notion.Block, error) {
	if id == "" {
		return nil, errNoID
	}
	done, err := r.request(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	blocks := []notion.Block{}
	for b, err := range r.client.Children(ctx, id) {
		if err != nil {
			return nil, err
		}
		if b.Trashed() {
			continue
		}
		r.files.offerBlock(&b, again)
		cleanBlock(&b)
		blocks = append(blocks, b)
	}
	return blocks, nil
}

// sharedList reads a list that several pages may show, once. What it gives is
// the caller's, except for the payloads of the blocks.
func (r *run) sharedList(ctx context.Context, id notion.ID, again bool) ([]notion.Block, error) {
	list, err := r.shared.do(ctx, id, func() ([]notion.Block, error) { return r.list(ctx, id, again) })
	return slices.Clone(list), err
}
