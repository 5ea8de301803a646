package fetch

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"galley/notion"

	"golang.org/x/sync/errgroup"
)

// visit is a page to be read.
type visit struct {
	turn   order
	id     notion.ID
	page   *notion.Page       // as a list gave it; nil when none did
	schema *notion.DataSource // of a row; nil when unknown

	// Of a page that stands in the body of another one, as its block has it.
	parent notion.ID
	title  string
	edited time.Time
	empty  bool
}

// enter has a page visited, unless it was already. The files that a list showed
// of it are fetched at once: their links may expire before its turn comes.
func (r *run) enter(v visit) {
	r.mu.Lock()
	claimed := r.claimed[v.id]
	r.claimed[v.id] = true
	if v.page == nil {
		v.page = r.known[v.id]
	}
	r.mu.Unlock()
	if claimed {
		return
	}
	if v.page != nil {
		r.files.offerPage(v.page, !r.old.Pages[v.id].settled(v.page.LastEditedTime))
	}
	r.count(func(p *Progress) { p.PagesFound++ })
	r.queue.add(v.turn, func(ctx context.Context) error { return r.visit(ctx, v) })
}

// visit reads a page, as far as that is needed: its body and the rest of its
// properties side by side.
func (r *run) visit(ctx context.Context, v visit) error {
	old := r.old.Pages[v.id]
	page, stored, err := r.pageObject(ctx, v, old)
	if err != nil || page == nil || page.Trashed() || page.IsArchived {
		r.count(func(p *Progress) { p.PagesFound-- })
		return err
	}
	if v.page == nil {
		r.files.offerPage(page, !old.settled(page.LastEditedTime))
	}
	record := &pageRecord{Page: *page}
	if stored {
		record.Whole = old.Whole
	} else {
		r.faces.see().page(page)
		record.Page.Properties = maps.Clone(page.Properties) // a list may still be looking at the page's own
		cleaner.page(&record.Page)
	}
	var body body
	var rest rest
	group, inner := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		body, err = r.body(inner, record, old, v.empty)
		return err
	})
	if !stored {
		group.Go(func() (err error) {
			rest, err = r.complete(inner, &record.Page, old, v.schema)
			return err
		})
	}
	err = group.Wait()
	if errors.Is(err, errGone) {
		r.count(func(p *Progress) { p.PagesFound-- })
		return nil
	}
	if err != nil {
		return err
	}
	rest.join(record)
	if err := r.keep(record, body, rest.asked); err != nil {
		return err
	}
	r.with(func() { r.next.Pages[v.id] = record })
	r.count(func(p *Progress) { p.PagesDone++ })
	r.follow(v.turn, v.id, body.children)
	return nil
}

// pageObject gives the page itself: as a list gave it, as it was known, or by
// asking; stored tells that it was known. It is nil for a page that cannot be
// read.
func (r *run) pageObject(ctx context.Context, v visit, old *pageRecord) (page *notion.Page, stored bool, err error) {
	if v.page != nil {
		return v.page, false, nil
	}
	if old.settled(v.edited) || r.believes(v.edited) && old != nil {
		return &old.Page, true, nil
	}
	if err = errNoID; v.id != "" {
		page, err = ask(ctx, r, func() (*notion.Page, error) { return r.client.Page(ctx, v.id) })
	}
	if unreadable(err) {
		l := lossOf("", fmt.Sprintf("the page %q", v.title), err)
		r.warn(Warning{Page: v.parent, URL: v.id.URL(), Text: l.Text, Hint: l.Hint})
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("fetching the page %q: %w", v.title, err)
	}
	return page, false, nil
}

// body is what reading a body gave.
type body struct {
	blocks   []notion.Block
	children []notion.Block // the child pages and databases in it
	isNew    bool           // the blocks were read, and are not in the store
}

// body reads the body of a record's page, from the store or by asking.
func (r *run) body(ctx context.Context, record, old *pageRecord, empty bool) (body, error) {
	if old.settled(record.Page.LastEditedTime) && !r.outdated(old) && (r.glance != nil || r.store.hasBody(old.Body)) {
		record.Fetched, record.Body, record.Facts, record.Lost = old.Fetched, old.Body, old.Facts, old.Lost
		children, same, err := r.relist(ctx, record)
		if err != nil || same {
			r.files.offerBody(record.Facts.Files)
			return body{children: children}, err
		}
	}
	record.Fetched, record.Lost = r.options.Now(), nil
	var blocks []notion.Block
	var err error
	if !empty {
		r.count(func(p *Progress) { p.PagesFetched++ })
		blocks, record.Lost, err = r.readTree(ctx, &record.Page)
	}
	if unreadable(err) {
		blocks, err = r.withoutBody(ctx, record, err)
	}
	return body{blocks, childBlocks(blocks), true}, err
}

// outdated tells whether a body says something of pages elsewhere that it is time
// to ask for again: their titles come with the text that mentions them.
func (r *run) outdated(old *pageRecord) bool {
	return !r.recent(old.Fetched) && slices.ContainsFunc(old.Facts.Mentions, func(id notion.ID) bool {
		return r.last.Pages[id] == nil && r.last.Databases[id] == nil
	})
}

// errGone tells that a page is not there any more.
var errGone = errors.New("the page is gone")

// withoutBody gives a page whose body cannot be read a body that says so, or
// errGone when there is no such page any more: lists may be older than the
// truth.
func (r *run) withoutBody(ctx context.Context, record *pageRecord, cause error) ([]notion.Block, error) {
	page := &record.Page
	if errors.Is(cause, notion.ErrNotFound) {
		now, err := ask(ctx, r, func() (*notion.Page, error) { return r.client.Page(ctx, page.ID) })
		if unreadable(err) || err == nil && now.Trashed() {
			r.warn(Warning{Title: titleOf(page), URL: page.URL, Text: "the page was listed but is not shared with the connection, or gone", Hint: hintShare})
			return nil, errGone
		}
		if err != nil {
			return nil, fmt.Errorf("fetching the page %s: %w", titled(page), err)
		}
	}
	record.Lost = []loss{lossOf("", "the content of the page", cause)}
	return []notion.Block{{ID: page.ID, Type: "unsupported", Unsupported: &notion.Unsupported{}, HasChildren: true}}, nil
}

// keep saves what was read of a page, and what its body means. asked tells that
// its properties were.
func (r *run) keep(record *pageRecord, b body, asked bool) error {
	if b.isNew {
		record.Facts = survey(record.Page.ID, b.blocks)
		seal(b.blocks)
		var err error
		if record.Body, err = r.store.saveBody(b.blocks); err != nil {
			return err
		}
		r.with(func() { r.read[record.Page.ID], r.changed[record.Page.ID] = true, true })
	}
	if !b.isNew && !asked {
		return nil
	}
	return r.journal.write(entry{Page: record})
}

// childBlocks gives the child pages and databases of a tree.
func childBlocks(blocks []notion.Block) []notion.Block {
	var children []notion.Block
	for i := range blocks {
		if b := &blocks[i]; b.ChildPage != nil || b.ChildDatabase != nil {
			children = append(children, *b)
			continue
		}
		children = append(children, childBlocks(blocks[i].Children)...)
	}
	return children
}

// follow has the child pages and databases of a page read.
func (r *run) follow(turn order, page notion.ID, children []notion.Block) {
	for i := range children {
		switch b := &children[i]; {
		case b.ChildPage != nil:
			r.enter(visit{turn: turn.below(i), id: b.ID, parent: page, title: b.ChildPage.Title, edited: b.LastEditedTime, empty: !b.HasChildren})
		case b.ChildDatabase != nil:
			at := blockStanding(page, b)
			if r.believes(b.LastEditedTime) {
				at.mark = ""
			}
			r.enterDatabase(turn.below(i), b.ID, at)
		}
	}
}
