package site

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"galley/theme"
)

const (
	tagsPath    = "tags/"
	authorsPath = "authors/"
	seriesPath  = "series/"
)

// term is a name that pages share, with the pages that have it: a tag, an
// author, or a series.
type term struct {
	name   string
	color  string // Notion's, of the oldest page that has it
	face   string // link to the picture of an author
	path   string // of the list of the pages, "" when there is none
	listed bool   // Galley writes that list; else the path is of a page from Notion
	nodes  []*node
}

// terms are those of one sort, by name; series by what tells them apart.
type terms map[string]*term

// add notes that a page has a term.
func (ts terms) add(key, name string, n *node) *term {
	t := ts[key]
	if t == nil {
		t = &term{name: name}
		ts[key] = t
	}
	if !slices.Contains(t.nodes, n) {
		t.nodes = append(t.nodes, n)
	}
	return t
}

// sorted gives the terms in the order of their names.
func (ts terms) sorted() []*term {
	return slices.SortedFunc(maps.Values(ts), func(a, b *term) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name)), strings.Compare(a.name, b.name))
	})
}

// collectTerms gathers the tags of all pages, and the authors and the series of
// posts.
func (p *planner) collectTerms() {
	p.tags, p.people, p.series = terms{}, terms{}, terms{}
	byAge := slices.Clone(p.all)
	slices.SortFunc(byAge, compareAge)
	for _, n := range byAge {
		for _, option := range n.row.tags {
			t := p.tags.add(oneLine(option.Name), oneLine(option.Name), n)
			t.color = cmp.Or(t.color, string(option.Color), "default")
		}
		if n.kind != theme.KindPost {
			continue
		}
		for _, a := range n.authors {
			t := p.people.add(a.name, a.name, n)
			t.face = cmp.Or(t.face, a.face)
		}
		p.joinSeries(n)
	}
	p.placeTerms(p.tags, tagsPath)
	if len(p.people) > 1 { // what an only author wrote is all that there is
		p.placeTerms(p.people, authorsPath)
	}
	p.placeSeries()
	for _, ts := range []terms{p.tags, p.people} {
		for _, t := range ts {
			slices.SortFunc(t.nodes, compareDate)
		}
	}
}

// placeTerms gives each term its address. Of those that want the same one, that
// which is spelled like it gets it, else the first by name.
func (p *planner) placeTerms(ts terms, base string) {
	keys := slices.SortedFunc(maps.Keys(ts), func(a, b string) int {
		return cmp.Or(boolRank(!p.isLiteral(ts[a].name))-boolRank(!p.isLiteral(ts[b].name)), strings.Compare(ts[a].name, ts[b].name), strings.Compare(a, b))
	})
	taken := map[string]bool{}
	for _, key := range keys {
		hash := sha256.Sum256([]byte(key))
		digits := hex.EncodeToString(hash[:])
		s := cmp.Or(p.config.slugger().make(ts[key].name), digits[:8])
		for n := 6; taken[s] || isReserved(s, false); n++ {
			s = strings.TrimRight(s[:min(len(s), maxSlug)], "-") + "-" + digits[:n]
		}
		taken[s] = true
		ts[key].path, ts[key].listed = base+s+"/", true
	}
}

// isLiteral tells whether a name is spelled like its address.
func (p *planner) isLiteral(name string) bool {
	return slugger{language: defaultLanguage, keep: p.config.slugger().keep}.make(name) == strings.ToLower(name)
}

// themeTags gives tags as themes see them, in the order of their names.
func (s *Site) themeTags() []theme.Tag {
	var list []theme.Tag
	for _, t := range s.tags.sorted() {
		list = append(list, s.themeTag(t))
	}
	return list
}

func (s *Site) themeTag(t *term) theme.Tag {
	return theme.Tag{Name: t.name, URL: s.url(t.path), Color: t.color, Count: len(t.nodes)}
}

// nodeTags gives the tags of one page, in its own order.
func (s *Site) nodeTags(n *node) []theme.Tag {
	var list []theme.Tag
	for _, option := range n.row.tags {
		if t := s.tags[oneLine(option.Name)]; t != nil {
			list = append(list, s.themeTag(t))
		}
	}
	return list
}
