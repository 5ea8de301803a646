package site

import (
	"context"
	"fmt"
	"html/template"
	"runtime"
	"slices"
	"strings"

	"galley/notion"
	"galley/render"
	"galley/theme"

	"golang.org/x/sync/errgroup"
)

// How many pages one part of a list shows, and one of a table.
const (
	perPage  = 20
	perTable = 100
)

// list is a page that lists others, in parts.
type list struct {
	kind        theme.Kind
	title       string
	description string
	path        string
	node        *node        // of a database; nil for what is not one page in Notion
	above       []theme.Link // the page that lists all tags or authors, if this is one of them
	author      *term        // whose posts these are
	items       []*node
	table       bool // of the items, for a database whose rows are no posts
}

// lists gives every list of the site: of databases, of tags, and the home page
// when no page from Notion is it.
func (s *Site) lists() []list {
	var all []list
	if s.home == nil || s.home.isDatabase() {
		all = append(all, list{
			kind: theme.KindHome, title: s.config.Site.Title, description: s.config.Site.Description,
			node: s.home, items: s.homeItems(),
		})
	}
	for _, n := range s.reading {
		if n.isDatabase() && n.path != "" {
			description := oneLine(notion.PlainText(n.database.Description))
			l := list{kind: theme.KindList, title: n.title, description: description, path: n.path, node: n, items: s.rows(n)}
			if l.table = isTable(n) && !s.isLocal(n.id); l.table && s.config.Source[n.source].Sort == "" {
				l.items = s.tableItems(n)
			}
			all = append(all, l)
		}
	}
	return append(all, s.termLists()...)
}

// termLists gives the lists of tags, authors and series.
func (s *Site) termLists() []list {
	var all []list
	add := func(t *term, author *term, above ...theme.Link) {
		if t.listed {
			all = append(all, list{kind: theme.KindList, title: t.name, path: t.path, items: t.nodes, author: author, above: above})
		}
	}
	for _, t := range s.tags.sorted() {
		add(t, nil, theme.Link{Title: s.word("tags"), URL: s.url(tagsPath)})
	}
	for _, t := range s.people.sorted() {
		add(t, t, theme.Link{Title: s.word("authors"), URL: s.url(authorsPath)})
	}
	for _, t := range s.series.sorted() {
		add(t, nil)
	}
	return all
}

// isTable tells whether the rows of a database are nothing that a list can show
// but by their titles: pages of a database that has no dates for them.
func isTable(n *node) bool {
	return len(n.children) > 0 && !slices.ContainsFunc(n.children, func(c *node) bool {
		_, dated := c.matches[RoleDate]
		return dated || c.isDatabase() || c.kind != theme.KindPage
	})
}

// tableItems gives the rows of a database in the order of its tables.
func (s *Site) tableItems(n *node) []*node {
	var items []*node
	for _, table := range n.tables {
		items = append(items, s.tableRows(table, n.database.View)...)
	}
	return items
}

// size gives how many items a part shows.
func (l list) size() int {
	if l.table {
		return perTable
	}
	return perPage
}

// parts gives how many pages a list has: at least one.
func (l list) parts() int { return max(1, (len(l.items)+l.size()-1)/l.size()) }

// part gives the path of a part, counted from 1.
func (l list) part(number int) string {
	if number == 1 {
		return l.path
	}
	return fmt.Sprintf("%spage/%d/", l.path, number)
}

// lists writes all parts of all lists.
func (r *run) lists(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, l := range r.site.lists() {
		for number := 1; number <= l.parts(); number++ {
			group.Go(func() error {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := r.list(l, number); err != nil {
					return fmt.Errorf("rendering the list %q: %w", l.title, err)
				}
				return nil
			})
		}
	}
	return group.Wait()
}

// list writes one part of a list.
func (r *run) list(l list, number int) error {
	w := &pageWriter{site: r.site, run: r}
	p := r.frame(l.kind, l.title, l.part(number))
	p.Description = l.description
	if l.author != nil {
		who := w.person(l.author)
		p.Author = &who
	}
	if l.path != "" {
		p.Breadcrumbs = append(r.homeCrumb(), l.above...)
	}
	if l.node != nil && l.path != "" {
		p.Breadcrumbs = r.breadcrumbs(l.node)
		p.Icon, p.Cover = w.icon(l.node.icon()), w.image(l.node.database.Cover, "")
		p.Updated, p.Notion = l.node.updated, r.site.inNotion(l.node)
	}
	p.Pager = r.pager(l, number)
	p.Feeds = r.feedsOf(l)
	if err := r.show(p, w, l, l.items[(number-1)*l.size():min(number*l.size(), len(l.items))]); err != nil {
		return err
	}
	if err := r.represent(p, l.node); err != nil {
		return err
	}
	if err := r.structure(p, nil); err != nil {
		return err
	}
	return r.execute(l.part(number)+"index.html", p)
}

// show puts the items of a part on its page: as a table, or one by one.
func (r *run) show(p *theme.Page, w *pageWriter, l list, items []*node) error {
	if !l.table {
		for _, n := range items {
			p.Items = append(p.Items, r.item(n))
		}
		return nil
	}
	db := &render.Database{Columns: viewColumns(w.site.columns(l.node.tables), l.node.database.View)}
	for _, n := range items {
		db.Rows = append(db.Rows, w.row(n, db.Columns))
	}
	var b strings.Builder
	err := render.Table(db, w.renderOptions()).HTML(&b, w)
	p.Content = template.HTML(b.String()) // made by render, which escapes
	return err
}

func (r *run) pager(l list, number int) *theme.Pager {
	if l.parts() == 1 {
		return nil
	}
	p := &theme.Pager{Number: number, Total: l.parts()}
	if number > 1 {
		p.Newer = r.site.url(l.part(number - 1))
	}
	if number < l.parts() {
		p.Older = r.site.url(l.part(number + 1))
	}
	return p
}

// item shows a page in a list, with what its body says.
func (r *run) item(n *node) *theme.Item {
	item := r.brief(n)
	if n.isDatabase() {
		return item
	}
	f := r.facts[r.index[n]]
	item.TitleHTML, item.Description, item.Minutes = f.titleHTML, f.description, f.minutes
	return item
}

// brief shows a page by what is known before any body is read.
func (r *run) brief(n *node) *theme.Item {
	w := &pageWriter{site: r.site, run: r, node: n}
	item := &theme.Item{
		Title: n.title, URL: r.site.url(n.path), Date: n.date.Time, Updated: n.updated, Draft: n.draft,
		Icon: w.icon(n.icon()),
	}
	if n.isDatabase() {
		item.Description = oneLine(notion.PlainText(n.database.Description))
		return item
	}
	item.Description = n.description
	item.Authors, item.Tags, item.Cover = w.authors(n), r.site.nodeTags(n), w.image(n.cover, "")
	return item
}

// others writes the pages that are neither from Notion nor lists.
func (r *run) others() error {
	for _, index := range []struct {
		kind        theme.Kind
		title, path string
		wanted      bool
	}{
		{theme.KindTags, r.site.word("tags"), tagsPath, len(r.view.Tags) > 0},
		{theme.KindAuthors, r.site.word("authors"), authorsPath, len(r.view.Authors) > 1},
	} {
		if !index.wanted {
			continue
		}
		p := r.frame(index.kind, index.title, index.path)
		p.Breadcrumbs = r.homeCrumb()
		if err := r.execute(index.path+"index.html", p); err != nil {
			return fmt.Errorf("rendering the page of %s: %w", index.kind, err)
		}
	}
	if err := r.archive(); err != nil {
		return err
	}
	p := r.frame(theme.KindNotFound, r.site.word("not-found"), "404.html")
	if err := r.execute("404.html", p); err != nil {
		return fmt.Errorf("rendering 404.html: %w", err)
	}
	return nil
}

// homeCrumb is the way to pages that lie directly below the home page.
func (r *run) homeCrumb() []theme.Link {
	return []theme.Link{{Title: r.site.config.Site.Title, URL: r.site.url("")}}
}
