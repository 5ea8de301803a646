package site

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"galley/fetch"
	"galley/notion"
	"galley/site/manuscript"

	"golang.org/x/text/unicode/norm"
)

// Local is what lies beside the configuration: pages in Markdown, and static files.
type Local struct {
	trees  map[int]*manuscript.Tree // by source
	pages  map[notion.ID]*manuscript.Page
	lists  map[notion.ID]*manuscript.List
	names  map[string]notion.ID // pages and lists by the names of their files and folders
	static []staticFile
}

// ReadLocal reads the folders of Markdown that are sources, and that of static
// files. Mistakes in their files are a *manuscript.Error, and a source whose folder is
// not there is a *ConfigError.
//
// files describes files; nil remembers nothing from one reading to the next.
func (c *Config) ReadLocal(files *fetch.Describer) (*Local, error) {
	if files == nil {
		files = new(fetch.Describer)
	}
	local := &Local{
		trees: map[int]*manuscript.Tree{}, names: map[string]notion.ID{},
		pages: map[notion.ID]*manuscript.Page{}, lists: map[notion.ID]*manuscript.List{},
	}
	var problems []manuscript.Problem
	for i := range c.Source {
		s := &c.Source[i]
		if s.source.Kind != kindFolder {
			continue
		}
		if info, err := os.Stat(c.local(s.Folder)); err != nil || !info.IsDir() {
			return nil, s.missing()
		}
		tree, err := manuscript.Read(c.Dir, s.Folder, manuscript.Options{Spread: s.spread, Except: c.foldersBesides(i), Files: files})
		if wrong := (*manuscript.Error)(nil); errors.As(err, &wrong) {
			problems = append(problems, wrong.Problems...)
			continue
		}
		if err != nil {
			return nil, err
		}
		local.add(i, tree)
	}
	if len(problems) > 0 {
		return nil, &manuscript.Error{Problems: problems}
	}
	var err error
	local.static, err = c.readStatic(files)
	return local, err
}

// add takes in what the folder of a source holds.
func (l *Local) add(source int, tree *manuscript.Tree) {
	l.trees[source] = tree
	maps.Copy(l.pages, tree.Pages)
	maps.Copy(l.lists, tree.Lists)
	maps.Copy(l.names, tree.Names)
}

// Folder is one that was read, for those who tell of it.
type Folder struct {
	Name  string // relative to the configuration
	Kind  string // of what was found: "page" or "static file"
	Files int
}

// Folders lists the folders that were read.
func (l *Local) Folders() []Folder {
	var list []Folder
	for _, i := range slices.Sorted(maps.Keys(l.trees)) {
		list = append(list, Folder{l.trees[i].Name, "page", len(l.trees[i].Pages)})
	}
	if len(l.static) > 0 {
		folder := strings.TrimSuffix(l.static[0].from, "/"+l.static[0].name)
		list = append(list, Folder{folder, "static file", len(l.static)})
	}
	return list
}

// foldersBesides lists the folders of the other sources.
func (c *Config) foldersBesides(source int) []string {
	var others []string
	for i, s := range c.Source {
		if i != source && s.Folder != "" {
			others = append(others, s.Folder)
		}
	}
	return others
}

// join gives the snapshot with what is local, and its roots by source.
func (l *Local) join(c *Config, fetched *fetch.Snapshot) *fetch.Snapshot {
	s := *fetched
	s.Roots = nil
	remote := fetched.Roots
	for i := range c.Source {
		switch {
		case c.Source[i].source.Kind == kindFolder:
			var roots []notion.ID
			if tree := l.trees[i]; tree != nil {
				roots = tree.Roots
			}
			s.Roots = append(s.Roots, roots)
		case len(remote) > 0:
			s.Roots = append(s.Roots, remote[0])
			remote = remote[1:]
		default:
			s.Roots = append(s.Roots, nil)
		}
	}
	if len(l.trees) == 0 {
		return &s
	}
	s.Pages, s.Databases, s.Files, s.Targets = cloned(s.Pages), cloned(s.Databases), cloned(s.Files), cloned(s.Targets)
	for id, page := range l.pages {
		s.Pages[id] = &page.Page
	}
	for id, list := range l.lists {
		s.Databases[id] = &list.Database
	}
	for _, tree := range l.trees {
		maps.Copy(s.Files, tree.Files)
		maps.Copy(s.Targets, tree.Targets)
	}
	return &s
}

// cloned copies a map to write to: a copy of nil is one, too.
func cloned[K comparable, V any](m map[K]V) map[K]V {
	c := make(map[K]V, len(m))
	maps.Copy(c, m)
	return c
}

// page gives the file that a page is; nil for one from Notion.
func (l *Local) page(id notion.ID) *manuscript.Page { return l.pages[id] }

// list gives the folder that a list is; nil for one from Notion.
func (l *Local) list(id notion.ID) *manuscript.List { return l.lists[id] }

// named gives the page or list of a file or folder; "" when there is none.
func (l *Local) named(name string) notion.ID { return l.names[norm.NFC.String(name)] }

// isLocal tells whether a page or list is a file or folder.
func (s *Site) isLocal(id notion.ID) bool {
	return s.opts.Local.page(id) != nil || s.opts.Local.list(id) != nil
}

// where says where the source of a page is, for messages: its address in Notion,
// that of a block in it, or its file.
func (s *Site) where(page, block notion.ID) string {
	if p := s.opts.Local.page(page); p != nil {
		return p.Name
	}
	if l := s.opts.Local.list(page); l != nil {
		return l.Name
	}
	return blockURL(page, block)
}

// homeFile gives the file that is the home page: index.md at the top of the folder
// of content, or one that says that its address is "/". nil when there is none, or
// when a source has that place.
func (p *planner) homeFile() *node {
	if slices.ContainsFunc(p.config.Source, func(s SourceConfig) bool { return s.Path == "/" }) {
		return nil
	}
	for _, n := range p.tops {
		page := p.opts.Local.page(n.id)
		if page == nil {
			continue
		}
		s := &p.config.Source[n.source]
		if page.Address == "/" || s.spread && p.opts.Local.named(s.Folder) == n.id {
			return n
		}
	}
	return nil
}

// checkPlace warns of a file that has not the address that its name or front matter
// asks for: another page has it, or Galley itself.
func (p *planner) checkPlace(n *node, base string) {
	wanted := base + strings.Join(n.segments, "/") + "/"
	if n.path == wanted || len(n.segments) == 0 || !p.isLocal(n.id) {
		return
	}
	p.note(n, fmt.Sprintf("the address /%s is that of something else, so the page is at /%s", wanted, n.path), "give it another name, or a slug")
}

// localAddress gives a page or list the segments that the name of its file asks
// for, or the address that its front matter says.
func (p *planner) localAddress(n *node) {
	slugger := p.config.slugger()
	page, list := p.opts.Local.page(n.id), p.opts.Local.list(n.id)
	slug := ""
	switch {
	case page != nil && page.Address != "":
		n.segments = slugger.path(page.Address)
		n.rooted, n.slugged = true, len(n.segments) > 0
	case page != nil && n.slugged:
	case page != nil:
		slug = page.Slug
	case list != nil:
		slug = list.Slug
	}
	if s := slugger.make(slug); s != "" {
		n.segments = []string{s}
	}
}
