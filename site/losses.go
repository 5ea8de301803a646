package site

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"galley/fetch"
	"galley/notion"
	"galley/render"
)

// loss is a warning as the manifest keeps it, so that a build with nothing to do
// can repeat it. The manifest may be published, so it holds no title of a page
// that is not: of a dead link only where it leads.
type loss struct {
	fetch.Warning
	Leads notion.ID `json:"leads,omitempty"`
}

func (r *run) warn(w fetch.Warning) { r.lose(loss{Warning: w}) }

func (r *run) lose(l loss) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lost[l] = true
}

// aim is a link to a block of a page on the site. Whether the block is there is
// known when all pages are made.
type aim struct {
	target notion.ID
	at     fetch.Warning
}

// checkLinks takes down the links of a page that lead to nothing on the site: of
// several to one place the first.
func (r *run) checkLinks(n *node, links []render.Link) {
	told := map[notion.ID]bool{}
	for _, link := range links {
		at := fetch.Warning{Kind: fetch.WarnLink, Page: n.id, Title: n.title, URL: r.site.where(n.id, link.Block)}
		switch {
		case !told[link.Page] && !r.site.leads(link.Page):
			told[link.Page] = true
			r.lose(loss{at, link.Page})
		case link.Target != "" && !told[link.Target] && r.site.find(link.Page) != nil:
			told[link.Target] = true
			r.aim(aim{link.Target, at})
		}
	}
}

func (r *run) aim(a aim) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.aims = append(r.aims, a)
}

// leads tells whether a page or database can be read by everybody: on the site,
// or where Notion publishes it.
func (s *Site) leads(id notion.ID) bool {
	if s.config.URLs.Outside == outsideText {
		return s.find(id) != nil
	}
	if page, ok := s.snapshot.Pages[id]; ok && webURL(page.PublicURL) != "" {
		return true
	}
	if db, ok := s.snapshot.Databases[id]; ok && webURL(db.PublicURL) != "" {
		return true
	}
	return s.find(id) != nil
}

// countBlocks counts the blocks of a page, by Notion's type; copies of one count
// each. Blocks without a type are no blocks: they hold what belongs to others.
func (r *run) countBlocks(blocks []notion.Block) {
	count := map[string]int{}
	var walk func([]notion.Block)
	walk = func(blocks []notion.Block) {
		for i := range blocks {
			kind := blocks[i].Type
			if u := blocks[i].Unsupported; u != nil {
				kind = orDefault(u.BlockType, kind)
			}
			if kind != "" {
				count[kind]++
			}
			walk(blocks[i].Children)
		}
	}
	walk(blocks)
	r.mu.Lock()
	defer r.mu.Unlock()
	for kind, n := range count {
		r.blocks[kind] += n
	}
}

// checkBlocks takes down what cannot be shown of a page, one warning for each
// type of block.
func (r *run) checkBlocks(n *node, list []render.Placeholder) {
	first := map[string]notion.ID{}
	count := map[string]int{}
	seen := map[notion.ID]bool{n.id: true} // stands for a body that could not be read, which is known
	for _, p := range list {
		if p.Block != "" && seen[p.Block] {
			continue
		}
		seen[p.Block] = true
		if count[p.Type]++; count[p.Type] == 1 {
			first[p.Type] = p.Block
		}
	}
	for kind, number := range count {
		text := fmt.Sprintf("a block of type %q cannot be shown", kind)
		if number > 1 {
			text = fmt.Sprintf("%d blocks of type %q cannot be shown", number, kind)
		}
		r.warn(fetch.Warning{
			Kind: fetch.WarnBlock, Type: kind, Count: number,
			Page: n.id, Title: n.title, URL: r.site.where(n.id, first[kind]), Text: text, Hint: placeholderHint(kind),
		})
	}
}

// placeholderHint says what to do about a block that cannot be shown.
func placeholderHint(blockType string) string {
	switch blockType {
	case "template":
		return "a template button has no use on a site: remove it"
	case "meeting_notes", "transcription":
		return "build again when Notion has written the notes"
	case "link_to_page":
		return "it leads to a comment: link to the page instead"
	case "image", "video", "audio", "pdf", "file", "bookmark", "embed", "link_preview":
		return "it has no address that a browser can open: enter one, or upload the file"
	}
	return "the API does not give what is in it: put another kind of block in its place, or remove it"
}

// checkFailures takes down what a page shows as its source, one warning for each
// kind.
func (r *run) checkFailures(n *node, list []render.Failure) {
	first := map[string]render.Failure{}
	count := map[string]int{}
	for _, f := range list {
		if count[f.Kind]++; count[f.Kind] == 1 {
			first[f.Kind] = f
		}
	}
	for kind, number := range count {
		f := first[kind]
		says := map[string]struct{ one, hint string }{
			"equation": {"an equation", "correct its LaTeX"},
			"diagram":  {"a diagram", "correct it, in Mermaid's own language"},
		}[kind]
		text := fmt.Sprintf("%s is shown as its source: %s", says.one, f.Reason)
		if number > 1 {
			text = fmt.Sprintf("%d %ss are shown as their source; the first: %s", number, kind, f.Reason)
		}
		r.warn(fetch.Warning{
			Kind: fetch.WarningKind(kind), Count: number,
			Page: n.id, Title: n.title, URL: r.site.where(n.id, f.Block), Text: text, Hint: says.hint,
		})
	}
}

// blockURL is the address in Notion of a block in a page, or of the page.
func blockURL(page, block notion.ID) string {
	if block == "" || block == page {
		return page.URL()
	}
	return page.URL() + "#" + block.Compact()
}

// losses gives what was lost on the way, in an order that does not depend on
// which page was first.
func (r *run) losses() []loss {
	for _, a := range r.aims {
		if r.site.writes(FormatHTML) && !r.reached[a.target] && r.site.find(a.target) == nil {
			a.at.Text, a.at.Hint = "a link leads to a block that is not on its page any more", "link to another block, or to the page"
			r.warn(a.at)
		}
	}
	return slices.SortedFunc(maps.Keys(r.lost), func(a, b loss) int {
		return strings.Compare(a.key(), b.key())
	})
}

func (l loss) key() string {
	return strings.Join([]string{l.Title, l.URL, l.Text, string(l.Leads)}, "\x00")
}

// warnings tells all losses: those of the snapshot, of the plan, and of making
// the files.
func (s *Site) warnings(lost []loss) []fetch.Warning {
	all := slices.Concat(s.snapshot.Warnings, s.notes)
	told := map[string]bool{}
	for _, w := range all {
		told[w.URL] = true
	}
	if !s.hasPages() {
		all = append(all, fetch.Warning{Kind: fetch.WarnSite, Text: "the site has no pages", Hint: s.whyEmpty()})
	}
	if s.opts.Theme != nil {
		for _, w := range s.opts.Theme.Warnings() {
			if w.Lost != "" && slices.ContainsFunc(s.static(), func(f staticFile) bool { return f.name == w.Lost }) {
				continue
			}
			all = append(all, fetch.Warning{Kind: fetch.WarnSetting, Text: w.Text, Hint: w.Hint})
		}
	}
	outward := map[notion.ID]int{} // by page, where in all its links to unknown pages are
	links := map[notion.ID]int{}   // by page, how many these are
	for _, l := range lost {
		switch {
		case l.Leads == "":
			all = append(all, l.Warning)
		case told[l.Leads.URL()]: // it is known why the page is not there
		case s.known(l.Leads):
			all = append(all, s.deadLink(l))
		default:
			if links[l.Page]++; links[l.Page] == 1 {
				outward[l.Page] = len(all)
				all = append(all, l.Warning)
			}
			w := &all[outward[l.Page]]
			w.Count = links[l.Page]
			w.Text, w.Hint = outwardLinks(w.Count)
		}
	}
	return all
}

// outwardLinks says that so many links of a page lead to pages of which nothing
// is known.
func outwardLinks(n int) (text, hint string) {
	if n == 1 {
		return "a link leads to a page that no source holds", "add a source that holds it, or remove the link"
	}
	return fmt.Sprintf("%d links lead to pages that no source holds", n), "add a source that holds them, or remove the links"
}

// known tells whether a page or database is in the snapshot.
func (s *Site) known(id notion.ID) bool {
	_, page := s.snapshot.Pages[id]
	_, database := s.snapshot.Databases[id]
	return page || database
}

// deadLink says that a link leads to something that is held back.
func (s *Site) deadLink(l loss) fetch.Warning {
	title := s.word("untitled")
	if page, ok := s.snapshot.Pages[l.Leads]; ok {
		title = s.titleOf(page.Title())
	} else if db, ok := s.snapshot.Databases[l.Leads]; ok {
		title = s.titleOf(db.Title)
	}
	w := l.Warning
	w.Text, w.Hint = fmt.Sprintf("a link leads to %q, which is not on the site", title), "publish it, or remove the link"
	return w
}
