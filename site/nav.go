package site

import (
	"slices"

	"galley/theme"
)

// order decides what kind of page each node is, and which stand next to it.
func (p *planner) order() {
	p.tops = slices.Clone(p.tops)
	slices.SortStableFunc(p.tops, func(a, b *node) int { return a.source - b.source })
	var reading []*node
	var visit func(n *node, inPost bool)
	visit = func(n *node, inPost bool) {
		n.kind = p.kindOf(n)
		inPost = inPost || n.kind == theme.KindPost
		if n.path == "" {
			p.home = n
		}
		p.reading = append(p.reading, n)
		if n.page != nil && !inPost {
			reading = append(reading, n)
		}
		for _, c := range n.children {
			visit(c, inPost)
		}
		if n.isDatabase() {
			neighbours(posts(p.rows(n)), func(newer, older *node) { newer.prev, older.next = older, newer })
		}
	}
	for _, n := range p.tops {
		visit(n, false)
	}
	neighbours(reading, func(before, after *node) {
		if before.source == after.source {
			after.prev, before.next = before, after
		}
	})
}

func (p *planner) kindOf(n *node) theme.Kind {
	row := n.parent != nil && n.parent.isDatabase() && n.parent.top
	switch template := p.config.Source[n.source].Template; {
	case n.path == "":
		return theme.KindHome
	case n.isDatabase():
		return theme.KindList
	case n.date.IsZero() && p.isLocal(n.id):
		return theme.KindPage // a post says when it was written
	case row && (template == string(theme.KindPost) || template == string(theme.KindPage)):
		return theme.Kind(template)
	case !n.date.IsZero(), row && p.isBlog():
		return theme.KindPost
	}
	return theme.KindPage
}

// isBlog tells whether rows are posts even without a date. In documentation
// they are pages.
func (s *Site) isBlog() bool { return s.look != "docs" }

func neighbours(nodes []*node, join func(a, b *node)) {
	for i := 1; i < len(nodes); i++ {
		join(nodes[i-1], nodes[i])
	}
}

func posts(nodes []*node) []*node {
	return slices.DeleteFunc(slices.Clone(nodes), func(n *node) bool { return n.kind != theme.KindPost })
}

// byDate sorts a copy of posts, the newest first.
func byDate(nodes []*node) []*node {
	nodes = slices.Clone(nodes)
	slices.SortFunc(nodes, compareDate)
	return nodes
}

// rows gives what a list shows of a database, sorted as its source says: by
// default posts by date, and pages after them in the order of the database.
func (s *Site) rows(n *node) []*node {
	if compare := s.config.Source[n.source].compare(); compare != nil && n.top {
		return slices.SortedStableFunc(slices.Values(n.children), compare)
	}
	list := byDate(posts(n.children))
	for _, c := range n.children {
		if c.kind != theme.KindPost {
			list = append(list, c)
		}
	}
	return list
}

// homeItems gives what a home page without a body lists: every post of the
// site's databases, or else its first pages.
func (s *Site) homeItems() []*node {
	if s.home != nil {
		return s.rows(s.home)
	}
	var all, pages []*node
	for _, n := range s.tops {
		switch {
		case n.isDatabase():
			all = append(all, posts(n.children)...)
		case n.kind == theme.KindPost:
			all = append(all, n)
			continue
		}
		pages = append(pages, n)
	}
	if len(all) > 0 {
		return byDate(all)
	}
	return pages
}

// navigation makes the entries of the tree, one for each node, that pages share.
func (r *run) navigation() {
	w := &pageWriter{site: r.site, run: r}
	r.nav = make(map[*node]*theme.NavItem, len(r.site.all))
	for _, n := range r.site.all {
		r.nav[n] = &theme.NavItem{Title: n.title, URL: r.site.url(n.path), Icon: w.icon(n.icon())}
	}
	for _, n := range r.site.all {
		for _, c := range n.children {
			if c.kind != theme.KindPost {
				r.nav[n].Children = append(r.nav[n].Children, r.nav[c])
			}
		}
	}
}

// tree gives the page tree for sidebars. The home page is not in it: its
// children stand at the top.
func (r *run) tree() []*theme.NavItem {
	var items []*theme.NavItem
	for _, n := range r.site.tops {
		item := r.nav[n]
		switch {
		case n.path == "":
			items = append(items, item.Children...)
		case n.kind != theme.KindPost && (n.page != nil || len(item.Children) > 0):
			items = append(items, item)
		}
	}
	return items
}

// maxMenu is how many pages that are nobody's choice fit into the menu: those
// below the home page, or those that a search found.
const maxMenu = 6

// fewPosts is how many posts one looks through without an archive: it is in the
// menu for more.
const fewPosts = 10

// menu gives the top-level places: lists, trees, the pages below the home page
// of a blog, its archive, tags.
func (r *run) menu() []theme.Link {
	var links []theme.Link
	add := func(n *node) {
		links = append(links, theme.Link{Title: n.title, URL: r.nav[n].URL, Icon: r.nav[n].Icon})
	}
	found := map[int]int{} // pages at the top, by source
	for _, n := range r.site.tops {
		found[n.source]++
	}
	for _, n := range r.site.tops {
		switch {
		case n.path != "" && n.kind != theme.KindPost && found[n.source] <= maxMenu:
			add(n)
		case n.path == "" && n.page != nil && r.site.isBlog() && len(r.nav[n].Children) <= maxMenu:
			for _, c := range n.children {
				if c.kind != theme.KindPost {
					add(c)
				}
			}
		}
	}
	if r.site.isBlog() && len(r.site.dated()) > fewPosts {
		links = append(links, theme.Link{Title: r.site.word("archive"), URL: r.site.url(archivePath)})
	}
	if len(r.site.tags) > 0 {
		links = append(links, theme.Link{Title: r.site.word("tags"), URL: r.site.url(tagsPath)})
	}
	return links
}

// breadcrumbs lead from the home page to the parent of n.
func (r *run) breadcrumbs(n *node) []theme.Link {
	if n.path == "" {
		return nil
	}
	crumbs := []theme.Link{{Title: r.site.config.Site.Title, URL: r.site.url("")}}
	for _, a := range n.above() {
		if a.path != "" {
			crumbs = append(crumbs, theme.Link{Title: a.title, URL: r.nav[a].URL, Icon: r.nav[a].Icon})
		}
	}
	return crumbs
}

func (r *run) link(n *node) *theme.Link {
	if n == nil {
		return nil
	}
	return &theme.Link{Title: n.title, URL: r.nav[n].URL, Icon: r.nav[n].Icon}
}
