package fetch

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"galley/notion"
)

// openSearch lists what a search finds. Databases are taken whole: a search is
// no inventory.
func (r *run) openSearch(ctx context.Context, i int, query string) error {
	f, err := r.search(ctx, query)
	if err != nil {
		return fmt.Errorf("searching for %q: %w", query, err)
	}
	databases := map[notion.ID]bool{}
	for _, t := range f.tables {
		at := tableStanding(t)
		r.giveTable(t)
		database := t.Parent.DatabaseID
		if _, err := r.container(ctx, database, at); unreadable(err) || tooOld(err) {
			r.warnTable(t, err)
		} else if err != nil {
			return err
		} else {
			databases[database] = true
		}
	}
	r.with(func() {
		for _, p := range f.pages {
			r.known[p.ID] = p
			r.next.Found[i] = append(r.next.Found[i], p.ID)
		}
		r.next.Found[i] = append(r.next.Found[i], slices.Collect(maps.Keys(databases))...)
		slices.Sort(r.next.Found[i])
	})
	return nil
}

// warnTable tells why the database of a data source that was found is left out.
func (r *run) warnTable(t *notion.DataSource, err error) {
	title := notion.PlainText(t.Title)
	l := lossOf("", fmt.Sprintf("the database %q", title), err)
	r.warn(Warning{Title: title, URL: cmp.Or(t.URL, t.ID.URL()), Text: l.Text, Hint: l.Hint})
}

// giveTable keeps a data source that a search found, so that it is not asked
// for. Its database is one with it in version 2022-06-28.
func (r *run) giveTable(t *notion.DataSource) {
	face := copied(t)
	r.with(func() { r.schemas[t.ID] = t })
	if r.client.Version().HasDataSources() {
		return
	}
	d := notion.Database{
		Object: "database", ID: face.ID, Title: face.Title, Description: face.Description, Icon: face.Icon, Cover: face.Cover,
		Parent: face.DatabaseParent, CreatedTime: face.CreatedTime, LastEditedTime: face.LastEditedTime, IsInline: face.IsInline,
		URL: face.URL, PublicURL: face.PublicURL,
		DataSources: []notion.DataSourceRef{{ID: face.ID, Name: notion.PlainText(face.Title)}},
	}
	r.with(func() { r.given[t.ID] = &d })
}

// listSize is how many results an answer has at most. API section "Pagination".
const listSize = 100

// found is what a search gave, each thing once, by the order of their coming.
type found struct {
	pages  []*notion.Page
	tables []*notion.DataSource
	seen   map[notion.ID]bool
	newest time.Time // edit
}

// search lists what a search finds, what was edited last first. What is edited
// while a long list is read moves to its head, which was read already: so the head
// is read again then.
func (r *run) search(ctx context.Context, query string) (found, error) {
	f := found{seen: map[notion.ID]bool{}}
	done, err := r.request(ctx)
	if err != nil {
		return f, err
	}
	defer done()
	latest := notion.SearchRequest{Query: query, Sort: &notion.Sort{Timestamp: "last_edited_time", Direction: "descending"}}
	if err := f.take(r.client.Search(ctx, latest)); err != nil {
		return f, err
	}
	if len(f.seen) > listSize {
		latest.Since = f.newest
		err = f.take(r.client.Search(ctx, latest))
	}
	return f, err
}

func (f *found) take(results iter.Seq2[notion.SearchResult, error]) error {
	for result, err := range results {
		if err != nil {
			return err
		}
		if f.seen[result.ID] {
			continue
		}
		f.seen[result.ID] = true
		switch p, t := result.Page, result.DataSource; {
		case p != nil && !p.Trashed() && !p.IsArchived:
			f.pages = append(f.pages, p)
			f.latest(p.LastEditedTime)
		case t != nil && !t.Trashed():
			f.tables = append(f.tables, t)
			f.latest(t.LastEditedTime)
		}
	}
	return nil
}

func (f *found) latest(edit time.Time) {
	if edit.After(f.newest) {
		f.newest = edit
	}
}

// enterSearches has what searches found read. A page that may stand below
// another one that was found waits for the lists of that one, which tell more.
func (r *run) enterSearches() {
	for i, s := range r.sources {
		if s.Kind != KindSearch {
			continue
		}
		for n, id := range r.next.Found[i] {
			page, turn := r.known[id], order{}.below(i).below(n)
			switch {
			case r.next.Databases[id] != nil:
				r.enterDatabase(turn, id, &standing{title: notion.PlainText(r.next.Databases[id].Database.Title)})
			case page == nil && r.glance != nil:
				r.leftover = append(r.leftover, visit{turn: turn, id: id})
			case page == nil:
			case page.Parent.Type == "block_id", r.known[page.Parent.ID()] != nil, r.next.Tables[page.Parent.ID()] != nil, r.schemas[page.Parent.ID()] != nil:
				r.leftover = append(r.leftover, visit{turn: turn, id: id})
			default:
				r.enter(visit{turn: turn, id: id})
			}
		}
	}
}

// enterLeftovers has those found pages read that no list led to. It tells
// whether there are any.
func (r *run) enterLeftovers() bool {
	left := r.leftover
	r.leftover = nil
	begun := false
	for _, v := range left {
		if !r.claimed[v.id] {
			begun = true
			r.enter(v)
		}
	}
	return begun
}

// findHomes finds the pages that hold found pages which stand somewhere in a
// body that could not be read: up from block to block. What it finds is kept,
// for it does not change as long as the page stays where it is.
func (r *run) findHomes(ctx context.Context) error {
	placed := map[notion.ID]bool{}
	for _, p := range r.next.Pages {
		for _, c := range p.Facts.Children {
			placed[c.ID] = true
		}
	}
	for i, s := range r.sources {
		if s.Kind != KindSearch {
			continue
		}
		for _, id := range r.next.Found[i] {
			record := r.next.Pages[id]
			if record == nil || placed[id] || record.Page.Parent.BlockID == "" {
				continue
			}
			if err := r.findHome(ctx, record.Page.Parent.BlockID); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *run) findHome(ctx context.Context, block notion.ID) error {
	if home, known := r.old.Homes[block]; known {
		r.with(func() { r.next.Homes[block] = home })
		return nil
	}
	home := notion.ID("")
	for above, steps := block, 0; above != "" && steps < maxSynced; steps++ {
		b, err := ask(ctx, r, func() (*notion.Block, error) { return r.client.Block(ctx, above) })
		if unreadable(err) {
			break
		}
		if err != nil {
			return fmt.Errorf("looking for the page around the block %s: %w", above, err)
		}
		if b.ChildPage != nil {
			home = above
			break
		}
		if home = b.Parent.PageID; home != "" {
			break
		}
		above = b.Parent.BlockID
	}
	r.with(func() { r.next.Homes[block] = home })
	return nil
}
