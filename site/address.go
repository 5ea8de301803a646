package site

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"galley/fetch"
	"galley/notion"
	"galley/site/permalink"
)

// Addresses are given from the top of the tree down, and at each level by age:
// of those that want the same one, the oldest page gets it, and the others get
// theirs with the first digits of their ID. So the order in which pages were
// found does not matter, and a new page never takes the address of an old one.
//
// An address that a page has had is kept for it, so that it can lead there for
// ever: another page gets it only when its slug property asks for it, and only
// when nobody would find the first one there any more.

// addresses are those that are given, and those that are kept; keys are folders
// without a slash at the end, "" for home.
type addresses struct {
	taken map[string]bool
	past  *permalink.History
	wants map[notion.ID]bool // pages on the site, whose latest address is not to be given away
}

// place gives every node its path.
func (p *planner) place() {
	a := &addresses{taken: map[string]bool{}, past: p.opts.Past, wants: map[notion.ID]bool{}}
	for _, n := range p.all {
		a.wants[n.id] = true
	}
	level, bases := p.placeTops(a)
	for len(level) > 0 {
		slices.SortFunc(level, compareClaim)
		var next []*node
		for _, n := range level {
			if !n.placed {
				base := bases[n]
				if n.parent != nil {
					base = n.parent.path
				}
				if n.rooted {
					base = ""
				}
				n.path, n.placed = a.give(base, n), true
				p.checkPlace(n, base)
			}
			next = append(next, n.children...)
		}
		level = next
	}
}

// compareClaim orders nodes by who is first to choose: the published before
// drafts, then by age.
func compareClaim(a, b *node) int {
	return cmp.Or(boolRank(a.draft)-boolRank(b.draft), compareAge(a, b))
}

// placeTops gives the places of sources that have a fixed one, and the folders
// below which the others go.
func (p *planner) placeTops(a *addresses) (tops []*node, bases map[*node]string) {
	bases = map[*node]string{}
	if n := p.homeFile(); n != nil {
		n.path, n.placed = "", true
		a.taken[""] = true
	}
	for _, n := range p.tops {
		prefix, fixed := p.prefix(n.source)
		if fixed && !n.placed && !p.config.Source[n.source].isSpread() && !a.taken[folder(prefix)] {
			n.path, n.placed = prefix, true
			a.taken[folder(prefix)] = true
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
	if s.isSpread() || p.isOnly() {
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

// isOnly tells whether there is one source besides the folder of content.
func (p *planner) isOnly() bool {
	count := 0
	for i := range p.config.Source {
		if !p.config.Source[i].spread {
			count++
		}
	}
	return count == 1
}

// give finds a folder below base for n, and takes it: the one that it has had, as
// long as that is one of those that it may get, else the first that is free.
func (a *addresses) give(base string, n *node) string {
	segments := n.segments
	if len(segments) == 0 || utf8.RuneCountInString(base+strings.Join(segments, "/")) > maxPath {
		segments = []string{shortID(n.id)}
	}
	wanted := base + strings.Join(segments, "/")
	if had := a.past.Of(n.id); len(had) > 0 && !n.slugged {
		latest := folder(strings.TrimPrefix(had[0], "/"))
		if isVariant(latest, wanted, n.id) && a.isFree(latest, n) {
			wanted = latest
		}
	}
	given := wanted
	compact := n.id.Compact()
	for digits := min(6, len(compact)); !a.isFree(given, n) && digits <= len(compact); digits++ {
		given = wanted + "-" + compact[:digits]
	}
	a.taken[given] = true
	return given + "/"
}

// isVariant tells whether a folder is the wanted one, or that with digits of an
// ID behind it.
func isVariant(name, wanted string, id notion.ID) bool {
	rest, ok := strings.CutPrefix(name, wanted)
	digits, dashed := strings.CutPrefix(rest, "-")
	return ok && (rest == "" || dashed && len(digits) >= 6 && strings.HasPrefix(id.Compact(), digits))
}

// isFree tells whether n may have a folder.
func (a *addresses) isFree(name string, n *node) bool {
	if a.taken[name] || reserved(name) {
		return false
	}
	owner := a.past.Owner("/" + name + "/")
	if owner == "" || owner == n.id {
		return true
	}
	inUse := a.wants[owner] && a.past.Of(owner)[0] == "/"+name+"/"
	return n.slugged && !n.draft && !inUse
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

// module is the address of a part of the theme; "" when the theme has none.
func (s *Site) module(name string) string {
	if name == "" {
		return ""
	}
	return s.url(name)
}

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
