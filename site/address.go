package site

import (
	"slices"
	"strings"

	"galley/fetch"
)

// Addresses are given from the top of the tree down, and at each level by age:
// of those that want the same one, the oldest page gets it, and the others get
// theirs with the first digits of their ID. So the order in which pages were
// found does not matter, and a new page never takes the address of an old one.

// addresses remembers what is taken; keys are folders without a slash at the
// end, "" for home.
type addresses map[string]bool

// place gives every node its path.
func (p *planner) place() {
	taken := addresses{}
	level, bases := p.placeTops(taken)
	for len(level) > 0 {
		slices.SortFunc(level, compareAge)
		var next []*node
		for _, n := range level {
			if !n.placed {
				base := bases[n]
				if n.parent != nil {
					base = n.parent.path
				}
				n.path, n.placed = taken.give(base, n), true
			}
			next = append(next, n.children...)
		}
		level = next
	}
}

// placeTops gives the places of sources that have a fixed one, and the folders
// below which the others go.
func (p *planner) placeTops(taken addresses) (tops []*node, bases map[*node]string) {
	bases = map[*node]string{}
	for _, n := range p.tops {
		prefix, fixed := p.prefix(n.source)
		if fixed && p.config.Source[n.source].source.Kind != fetch.KindSearch && !taken[folder(prefix)] {
			n.path, n.placed = prefix, true
			taken[folder(prefix)] = true
		}
		bases[n] = prefix
	}
	return slices.Clone(p.tops), bases
}

// prefix is the path of a source, or, when it has none in the configuration,
// its place by default: the top of the site for an only source, for an only
// page without a path, and for searches. The others are placed like pages, by
// their titles.
func (p *planner) prefix(source int) (prefix string, fixed bool) {
	s := p.config.Source[source]
	if s.Path != "" {
		return strings.TrimPrefix(s.Path, "/"), true
	}
	if len(p.config.Source) == 1 || s.source.Kind == fetch.KindSearch {
		return "", true
	}
	if s.source.Kind != fetch.KindPage {
		return "", false
	}
	for i, other := range p.config.Source {
		rival := other.source.Kind == fetch.KindPage && other.Path == "" || other.Path == "/"
		if i != source && rival {
			return "", false
		}
	}
	return "", true
}

// give finds a free folder below base for n, and takes it.
func (taken addresses) give(base string, n *node) string {
	segments := n.segments
	if len(segments) == 0 || len(base)+len(strings.Join(segments, "/")) > maxPath {
		segments = []string{shortID(n.id)}
	}
	wanted := base + strings.Join(segments, "/")
	if !taken[wanted] && !reserved(wanted) {
		taken[wanted] = true
		return wanted + "/"
	}
	compact := n.id.Compact()
	for digits := min(6, len(compact)); ; digits++ {
		unique := wanted + "-" + compact[:digits]
		if !taken[unique] && !reserved(unique) || digits == len(compact) {
			taken[unique] = true
			return unique + "/"
		}
	}
}

// reserved tells whether any segment of a path is.
func reserved(name string) bool {
	for i, segment := range strings.Split(name, "/") {
		if isReserved(segment, i == 0) {
			return true
		}
	}
	return false
}

func folder(dir string) string { return strings.TrimSuffix(dir, "/") }

// url is the address of a file or folder below the site's root, root-relative.
func (s *Site) url(name string) string { return s.config.base.Path + escapePath(name) }

// relative is the address of a file as it is seen from another one.
func relative(from, to string) string {
	up := strings.Split(from, "/")
	down := strings.Split(to, "/")
	for len(up) > 1 && len(down) > 1 && up[0] == down[0] {
		up, down = up[1:], down[1:]
	}
	return strings.Repeat("../", len(up)-1) + escapePath(strings.Join(down, "/"))
}

// permalink is the absolute address of a file or folder.
func (s *Site) permalink(name string) string {
	u := *s.config.base
	u.Path = ""
	return strings.TrimSuffix(u.String(), "/") + s.url(name)
}

// escapePath escapes what may not stand in the path of a URL. The folders of
// pages never need it; names of files may.
func escapePath(name string) string {
	if !strings.ContainsFunc(name, func(r rune) bool { return !isPlain(r) }) {
		return name
	}
	var b strings.Builder
	for _, c := range []byte(name) {
		if isPlain(rune(c)) {
			b.WriteByte(c)
			continue
		}
		const hex = "0123456789ABCDEF"
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}

// isPlain tells the unreserved characters of RFC 3986, and the slash.
func isPlain(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-._~/", r)
}
