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

const tagsPath = "tags/"

// tag is a label with the pages that carry it.
type tag struct {
	name  string
	color string // Notion's, of the oldest page that carries it
	path  string
	nodes []*node // the newest first
}

// collectTags gathers the tags of all pages.
func (p *planner) collectTags() {
	p.tags = map[string]*tag{}
	byAge := slices.Clone(p.all)
	slices.SortFunc(byAge, compareAge)
	for _, n := range byAge {
		for _, option := range n.row.tags {
			name := oneLine(option.Name)
			t := p.tags[name]
			if t == nil {
				t = &tag{name: name, color: cmp.Or(string(option.Color), "default")}
				p.tags[name] = t
			}
			if !slices.Contains(t.nodes, n) {
				t.nodes = append(t.nodes, n)
			}
		}
	}
	p.placeTags()
	for _, t := range p.tags {
		slices.SortFunc(t.nodes, compareDate)
	}
}

// placeTags gives each tag its address. Of tags that want the same one, that
// which is spelled like it gets it, else the first by name.
func (p *planner) placeTags() {
	names := slices.SortedFunc(maps.Keys(p.tags), func(a, b string) int {
		return cmp.Or(boolRank(!p.isLiteral(a))-boolRank(!p.isLiteral(b)), strings.Compare(a, b))
	})
	taken := map[string]bool{}
	for _, name := range names {
		hash := sha256.Sum256([]byte(name))
		digits := hex.EncodeToString(hash[:])
		s := cmp.Or(p.config.slugger().make(name), digits[:8])
		for n := 6; taken[s] || isReserved(s, false); n++ {
			s = strings.TrimRight(s[:min(len(s), maxSlug)], "-") + "-" + digits[:n]
		}
		taken[s] = true
		p.tags[name].path = tagsPath + s + "/"
	}
}

// isLiteral tells whether a name is spelled like its address.
func (p *planner) isLiteral(name string) bool {
	return slugger{language: defaultLanguage, keep: p.config.slugger().keep}.make(name) == strings.ToLower(name)
}

// themeTags gives tags as themes see them, in the order of their names.
func (s *Site) themeTags() []theme.Tag {
	var list []theme.Tag
	for _, name := range slices.SortedFunc(maps.Keys(s.tags), func(a, b string) int {
		return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(a, b))
	}) {
		list = append(list, s.themeTag(s.tags[name]))
	}
	return list
}

func (s *Site) themeTag(t *tag) theme.Tag {
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
