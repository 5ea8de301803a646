package site

import (
	"fmt"

	"galley/notion"
	"galley/theme"
)

// perPage is how many pages one part of a list shows.
const perPage = 20

// list is a page that lists others, in parts.
type list struct {
	kind        theme.Kind
	title       string
	description string
	path        string
	node        *node // of a database; nil for tags and for the home page
	items       []*node
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
			all = append(all, list{kind: theme.KindList, title: n.title, description: description, path: n.path, node: n, items: rows(n)})
		}
	}
	for _, t := range s.themeTags() {
		all = append(all, list{kind: theme.KindList, title: t.Name, path: s.tags[t.Name].path, items: s.tags[t.Name].nodes})
	}
	return all
}

// parts gives how many pages a list has: at least one.
func (l list) parts() int { return max(1, (len(l.items)+perPage-1)/perPage) }

// part gives the path of a part, counted from 1.
func (l list) part(number int) string {
	if number == 1 {
		return l.path
	}
	return fmt.Sprintf("%spage/%d/", l.path, number)
}

// list writes all parts of a list.
func (r *run) list(l list) error {
	w := &pageWriter{site: r.site, run: r}
	for number := 1; number <= l.parts(); number++ {
		p := r.frame(l.kind, l.title, l.part(number))
		p.Description = l.description
		if l.path != "" {
			p.Breadcrumbs = []theme.Link{{Title: r.site.config.Site.Title, URL: r.site.url("")}}
		}
		if l.node != nil && l.path != "" {
			p.Breadcrumbs = r.breadcrumbs(l.node)
			p.Icon, p.Cover = w.icon(l.node.icon()), w.image(l.node.database.Cover, "")
			p.Updated = l.node.updated
		}
		p.Pager = r.pager(l, number)
		for _, n := range l.items[(number-1)*perPage : min(number*perPage, len(l.items))] {
			p.Items = append(p.Items, r.item(n))
		}
		if err := r.execute(l.part(number)+"index.html", p); err != nil {
			return fmt.Errorf("rendering the list %q: %w", l.title, err)
		}
	}
	return nil
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

// item shows a page in a list.
func (r *run) item(n *node) *theme.Item {
	w := &pageWriter{site: r.site, run: r, node: n}
	item := &theme.Item{
		Title: n.title, URL: r.site.url(n.path), Date: n.date.Time, Updated: n.updated, Draft: n.draft,
		Icon: w.icon(n.icon()),
	}
	if n.isDatabase() {
		item.Description = oneLine(notion.PlainText(n.database.Description))
		return item
	}
	f := r.facts[r.index[n]]
	item.TitleHTML, item.Description, item.Minutes = f.titleHTML, f.description, f.minutes
	item.Authors, item.Tags, item.Cover = n.authors, r.site.nodeTags(n), w.image(n.cover, "")
	return item
}

// others writes the pages that are neither from Notion nor lists.
func (r *run) others() error {
	words := titleWords(r.site.config.Site.Language)
	home := []theme.Link{{Title: r.site.config.Site.Title, URL: r.site.url("")}}
	if len(r.site.tags) > 0 {
		p := r.frame(theme.KindTags, words.tags, tagsPath)
		p.Breadcrumbs = home
		if err := r.execute(tagsPath+"index.html", p); err != nil {
			return fmt.Errorf("rendering the list of tags: %w", err)
		}
	}
	p := r.frame(theme.KindNotFound, words.notFound, "404.html")
	if err := r.execute("404.html", p); err != nil {
		return fmt.Errorf("rendering 404.html: %w", err)
	}
	return nil
}
