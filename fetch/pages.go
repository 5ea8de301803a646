package fetch

import (
	"context"
	"errors"
	"fmt"
	"time"

	"galley/notion"
)

// visit is a page to be read.
type visit struct {
	id     notion.ID
	page   *notion.Page       // as a list gave it; nil when none did
	schema *notion.DataSource // of a row; nil when unknown

	// Of a page that stands in the body of another one, as its block has it.
	parent notion.ID
	title  string
	edited time.Time
	empty  bool
}

// enter has a page visited, unless it was already.
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
	r.count(func(p *Progress) { p.PagesFound++ })
	r.queue.add(func(ctx context.Context) error { return r.visit(ctx, v) })
}

// visit reads a page, as far as that is needed.
func (r *run) visit(ctx context.Context, v visit) error {
	old := r.old.Pages[v.id]
	page, stored, err := r.pageObject(ctx, v, old)
	if err != nil || page == nil || page.Trashed() || page.IsArchived {
		r.count(func(p *Progress) { p.PagesFound-- })
		return err
	}
	r.files.offerPage(page, !old.settled(page.LastEditedTime))
	record := &pageRecord{Page: *page}
	asked := false
	if stored {
		record.Whole = old.Whole
	} else {
		cleaner.page(&record.Page)
		if asked, err = r.complete(ctx, record, old, v.schema); err != nil {
			return err
		}
	}
	children, err := r.body(ctx, record, old, v.empty)
	if errors.Is(err, errGone) {
		r.count(func(p *Progress) { p.PagesFound-- })
		return nil
	}
	if err != nil {
		return err
	}
	if asked {
		if err := r.journal.write(entry{Page: record}); err != nil {
			return err
		}
	}
	r.with(func() { r.next.Pages[v.id] = record })
	r.count(func(p *Progress) { p.PagesDone++ })
	r.follow(v.id, children)
	return nil
}

// pageObject gives the page itself: as a list gave it, as it was known, or by
// asking; stored tells that it was known. It is nil for a page that cannot be
// read.
func (r *run) pageObject(ctx context.Context, v visit, old *pageRecord) (page *notion.Page, stored bool, err error) {
	if v.page != nil {
		return v.page, false, nil
	}
	if old.settled(v.edited) {
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

// body gives the record the body of its page, from the store or by asking, and
// tells which child pages and databases stand in it.
func (r *run) body(ctx context.Context, record, old *pageRecord, empty bool) ([]notion.Block, error) {
	if old.settled(record.Page.LastEditedTime) && r.store.hasBody(old.Body) {
		record.Fetched, record.Body, record.Facts, record.Lost = old.Fetched, old.Body, old.Facts, old.Lost
		children, same, err := r.relist(ctx, record)
		if err != nil || same {
			r.files.offerBody(record.Facts.Files)
			return children, err
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
	if err != nil {
		return nil, err
	}
	children := childBlocks(blocks)
	return children, r.keep(record, blocks)
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

// keep saves a body that was read and what it means.
func (r *run) keep(record *pageRecord, blocks []notion.Block) error {
	record.Facts = survey(record.Page.ID, blocks)
	seal(blocks)
	var err error
	if record.Body, err = r.store.saveBody(blocks); err != nil {
		return err
	}
	r.with(func() { r.read[record.Page.ID], r.changed[record.Page.ID] = true, true })
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
func (r *run) follow(page notion.ID, children []notion.Block) {
	for i := range children {
		switch b := &children[i]; {
		case b.ChildPage != nil:
			r.enter(visit{id: b.ID, parent: page, title: b.ChildPage.Title, edited: b.LastEditedTime, empty: !b.HasChildren})
		case b.ChildDatabase != nil:
			r.enterDatabase(b.ID, blockStanding(page, b))
		}
	}
}
