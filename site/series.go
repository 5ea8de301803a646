package site

import (
	"slices"

	"galley/notion"
	"galley/theme"
)

// joinSeries notes which series a post is part of. A relation leads to the page
// of the series; every other property has its name.
func (p *planner) joinSeries(n *node) {
	m, ok := n.matches[RoleSeries]
	if !ok {
		return
	}
	v := n.page.Properties[m.Property]
	if m.Type != "relation" {
		if name := oneLine(seriesName(v)); name != "" {
			n.series = p.series.add(name, name, n)
		}
		return
	}
	for _, reference := range v.Relation {
		if about := p.nodes[reference.ID]; about != nil && about.page != nil {
			n.series = p.series.add(string(reference.ID), about.title, n)
			n.series.path = about.path
			about.about = n.series
			return
		}
	}
}

func seriesName(v notion.PropertyValue) string {
	if len(v.MultiSelect) > 0 {
		return v.MultiSelect[0].Name
	}
	return plainValue(v)
}

// placeSeries puts the posts of each series into the order to read them, and
// gives those series an address that have no page of their own.
func (p *planner) placeSeries() {
	unplaced := terms{}
	for key, t := range p.series {
		slices.SortFunc(t.nodes, func(a, b *node) int { return compareDate(b, a) })
		if t.path == "" {
			unplaced[key] = t
		}
	}
	p.placeTerms(unplaced, seriesPath)
}

// themeSeries gives the series of the site, that with the newest post first.
func (s *Site) themeSeries() []*theme.Series {
	all := s.series.sorted()
	slices.SortStableFunc(all, func(a, b *term) int {
		return compareDate(a.nodes[len(a.nodes)-1], b.nodes[len(b.nodes)-1])
	})
	var list []*theme.Series
	for _, t := range all {
		list = append(list, &theme.Series{Title: t.name, URL: s.url(t.path), Total: len(t.nodes)})
	}
	return list
}

// seriesOf shows a page in its series: a post in its place, and the page that is
// about a series with all posts of that.
func (r *run) seriesOf(n *node) *theme.Series {
	t := n.series
	if t == nil {
		t = n.about
	}
	if t == nil {
		return nil
	}
	at := slices.Index(t.nodes, n)
	series := &theme.Series{Title: t.name, URL: r.site.url(t.path), Number: at + 1, Total: len(t.nodes)}
	for i, part := range t.nodes {
		link := *r.link(part)
		link.Current = i == at
		series.Items = append(series.Items, link)
	}
	if at > 0 {
		series.Prev = r.link(t.nodes[at-1])
	}
	if at >= 0 && at+1 < len(t.nodes) {
		series.Next = r.link(t.nodes[at+1])
	}
	return series
}
