package fetch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"galley/notion"

	"golang.org/x/sync/errgroup"
)

// openSources reads what the sources name, and the lists of searches, before
// anything below them: so a page that several sources lead to is the same for
// all. What a source names has to be there.
func (r *run) openSources(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	for i, s := range r.sources {
		group.Go(func() error {
			var err error
			switch s.Kind {
			case KindDatabase:
				err = r.openDatabase(ctx, i, s.ID)
			case KindDataSource:
				err = r.openDataSource(ctx, i, s.ID)
			case KindPage:
				err = r.openPage(ctx, i, s.ID)
			case KindSearch:
				err = r.openSearch(ctx, i, s.Query)
			default:
				err = fmt.Errorf("there is no kind of source called %q", s.Kind)
			}
			if err != nil {
				return fmt.Errorf("source %d: %w", i+1, err)
			}
			return nil
		})
	}
	return group.Wait()
}

// openDatabase takes a database, or a data source under the name of one. API
// section "How one client supports all three".
func (r *run) openDatabase(ctx context.Context, i int, id notion.ID) error {
	d, err := r.container(ctx, id, nil)
	if version, _, several := notion.MultipleSources(err); several {
		return fmt.Errorf("the database %s has several data sources: set the API version to %s or later: %w", id.URL(), version, err)
	}
	if unreadable(err) {
		if r.client.Version().HasDataSources() {
			if tableErr := r.openTable(ctx, i, id); !unreadable(tableErr) {
				return tableErr
			}
		}
		return r.explain(ctx, id, KindDatabase, err)
	}
	if err != nil {
		return err
	}
	r.next.Found[i], r.whole[i] = []notion.ID{d.Database.ID}, true
	for _, ref := range d.Database.DataSources {
		if _, err := r.schema(ctx, ref.ID); err != nil {
			return fmt.Errorf("fetching the database %s: %w", id.URL(), err)
		}
	}
	return nil
}

// openDataSource takes a data source, or a database under the name of one; in
// version 2022-06-28 they are the same.
func (r *run) openDataSource(ctx context.Context, i int, id notion.ID) error {
	if !r.client.Version().HasDataSources() {
		return r.openDatabase(ctx, i, id)
	}
	err := r.openTable(ctx, i, id)
	if !unreadable(err) {
		return err
	}
	if d, dbErr := r.container(ctx, id, nil); dbErr == nil && !d.Linked {
		return r.openDatabase(ctx, i, id)
	}
	return r.explain(ctx, id, KindDataSource, err)
}

// openTable takes one data source with the database that holds it.
func (r *run) openTable(ctx context.Context, i int, id notion.ID) error {
	t, err := r.schema(ctx, id)
	if err != nil {
		return err
	}
	database := t.Source.Parent.DatabaseID
	_, err = r.container(ctx, database, nil)
	if unreadable(err) {
		// Only the data source is shared: it stands for its database.
		database, err = cmp.Or(database, id), nil
		r.with(func() {
			r.next.Databases[database] = &databaseRecord{Fetched: r.start, Database: notion.Database{
				Object: "database", ID: database, Title: t.Source.Title, Description: t.Source.Description,
				Icon: t.Source.Icon, Cover: t.Source.Cover, Parent: t.Source.DatabaseParent, URL: t.Source.URL,
				CreatedTime: t.Source.CreatedTime, LastEditedTime: t.Source.LastEditedTime,
				DataSources: []notion.DataSourceRef{{ID: id, Name: notion.PlainText(t.Source.Title)}},
			}}
		})
	}
	if err != nil {
		return err
	}
	r.next.Found[i] = []notion.ID{database}
	r.next.Takes[i] = []string{queryKey(id, r.sources[i].Filter)}
	return nil
}

// openPage takes a page.
func (r *run) openPage(ctx context.Context, i int, id notion.ID) error {
	page, err := ask(ctx, r, func() (*notion.Page, error) { return r.client.Page(ctx, id) })
	if unreadable(err) {
		return r.explain(ctx, id, KindPage, err)
	}
	if err != nil {
		return fmt.Errorf("fetching the page %s: %w", id.URL(), err)
	}
	if page.Trashed() || page.IsArchived {
		return fmt.Errorf("the page %s is in the trash or archived: restore it, or take it out of the configuration", titled(page))
	}
	r.with(func() { r.known[page.ID] = page })
	r.next.Found[i] = []notion.ID{page.ID}
	return nil
}

// explain finds out what is wrong with the ID of a source.
func (r *run) explain(ctx context.Context, id notion.ID, kind Kind, cause error) error {
	block, err := ask(ctx, r, func() (*notion.Block, error) { return r.client.Block(ctx, id) })
	switch {
	case err != nil && !unreadable(err):
		return fmt.Errorf("fetching the %s %s: %w", kind, id.URL(), err)
	case err != nil && kind == KindPage && r.isDataSource(ctx, id):
		return fmt.Errorf("%s is a data source, not a page: write data_source = instead of page =: %w", id.URL(), cause)
	case err != nil && errors.Is(cause, notion.ErrNotFound):
		return fmt.Errorf("the %s %s is not there, or not shared: open it in Notion and add your connection under ••• → Connections: %w", kind, id.URL(), cause)
	case err != nil:
		return fmt.Errorf("fetching the %s %s: %w", kind, id.URL(), cause)
	case block.ChildPage != nil && kind != KindPage:
		return fmt.Errorf("%q (%s) is a page, not a %s: write page = instead: %w", block.ChildPage.Title, id.URL(), kind, cause)
	case block.ChildDatabase != nil && kind == KindPage:
		return fmt.Errorf("%q (%s) is a database, not a page: write database = instead of page =: %w", block.ChildDatabase.Title, id.URL(), cause)
	case block.ChildPage == nil && block.ChildDatabase == nil:
		return fmt.Errorf("%s is a block within a page, not a %s: copy the link of the page or database: %w", id.URL(), kind, cause)
	}
	return fmt.Errorf("fetching the %s %s: %w", kind, id.URL(), cause)
}

func (r *run) isDataSource(ctx context.Context, id notion.ID) bool {
	if !r.client.Version().HasDataSources() {
		return false
	}
	_, err := ask(ctx, r, func() (*notion.DataSource, error) { return r.client.DataSource(ctx, id) })
	return err == nil
}

// enterSources has what is below the sources read.
func (r *run) enterSources() {
	for i, s := range r.sources {
		for _, id := range r.next.Found[i] {
			switch {
			case s.Kind == KindPage:
				r.enter(visit{turn: order{}.below(i), id: id})
			case s.Kind != KindSearch && len(r.next.Takes[i]) > 0:
				r.enterTables(order{}.below(i), r.next.Takes[i], s.Filter)
			}
		}
	}
	r.enterWhole()
	r.enterSearches()
}

// enterWhole has all rows of the databases that are sources read. When a list
// led to one that had changed, it may have other data sources than before.
// enterWhole tells whether there are any.
func (r *run) enterWhole() bool {
	begun := false
	for i, s := range r.sources {
		if !r.whole[i] {
			continue
		}
		var keys, added []string
		for _, ref := range r.next.Databases[r.next.Found[i][0]].Database.DataSources {
			key := queryKey(ref.ID, s.Filter)
			keys = append(keys, key)
			if !slices.Contains(r.next.Takes[i], key) {
				added = append(added, key)
			}
		}
		r.next.Takes[i] = keys
		r.enterTables(order{}.below(i), added, s.Filter)
		begun = begun || len(added) > 0
	}
	return begun
}

// enterTables has the rows of a source read.
func (r *run) enterTables(turn order, keys []string, filter []byte) {
	for i, key := range keys {
		id := notion.ID(key[:len(key)-len(filter)])
		turn := turn.below(i)
		r.queue.add(turn.lists(), func(ctx context.Context) error { return r.table(ctx, turn, id, filter) })
	}
}
