package manuscript

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"galley/fetch"
	"galley/notion"

	"golang.org/x/text/unicode/norm"
)

// Options say how a folder is read.
type Options struct {
	// Spread says that the folder itself is no list: what is in it stands side by
	// side. An index.md is a page above them all the same.
	Spread bool
	// Except are folders in it that are read by themselves.
	Except []string
	// Files describes the files that are no pages; nil remembers nothing.
	Files *fetch.Describer
	// Zone is that of times without one; UTC for nil.
	Zone *time.Location
}

// Read reads the folder called name in dir, the folder of the configuration. Names
// have slashes. Links that lead out of the folder are not followed: such a file is
// a problem. The error is an *Error when files are to blame.
func Read(dir, name string, opts Options) (*Tree, error) {
	place := filepath.Join(dir, filepath.FromSlash(name))
	root, err := os.OpenRoot(place)
	if err != nil {
		return nil, fmt.Errorf("reading the folder %s: %w", name, err)
	}
	defer root.Close()
	r := &reader{
		root: root, place: place, name: name, opts: opts,
		tree: &Tree{
			Name:  name,
			Pages: map[notion.ID]*Page{}, Lists: map[notion.ID]*List{}, Files: map[string]fetch.File{},
			Names: map[string]notion.ID{}, Targets: map[notion.ID]bool{},
		},
	}
	if opts.Zone == nil {
		r.opts.Zone = time.UTC
	}
	if opts.Files == nil {
		r.opts.Files = new(fetch.Describer)
	}
	if r.tree.Roots, err = r.folder("."); err != nil {
		return nil, err
	}
	r.resolve()
	if len(r.problems) > 0 {
		return nil, &Error{r.problems}
	}
	return r.tree, nil
}

// reader reads one folder and those in it.
type reader struct {
	root     *os.Root
	place    string // of the folder on disk
	name     string // of the folder, from that of the configuration
	opts     Options
	tree     *Tree
	problems []Problem
	later    []func() // what needs all names to be known
}

func (r *reader) problem(file string, line int, message, hint string) {
	r.problems = append(r.problems, Problem{file, max(line, 1), message, hint})
}

// full gives the name of a file from the folder of the configuration. Some file
// systems take accents apart, so the form of the name is always the same.
func (r *reader) full(name string) string { return norm.NFC.String(path.Join(r.name, name)) }

// noise are files that systems and editors leave behind.
func noise(name string) bool {
	switch name {
	case "Thumbs.db", "desktop.ini", "node_modules":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".swp")
}

// isMarkdown tells whether a file is a page.
func isMarkdown(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".md" || ext == ".markdown"
}

// folder reads a folder, and gives what it is: a page, a list, or, when it is to be
// none, what is in it.
func (r *reader) folder(name string) ([]notion.ID, error) {
	entries, err := fs.ReadDir(r.root.FS(), name)
	if err != nil {
		return nil, fmt.Errorf("reading the folder %s: %w", r.full(name), err)
	}
	index := indexOf(entries)
	var page *Page
	var about *Page // a list
	var children []notion.ID
	for _, entry := range entries {
		file := path.Join(name, entry.Name())
		switch {
		case noise(entry.Name()):
		case entry.IsDir():
			below, err := r.below(file)
			if err != nil {
				return nil, err
			}
			children = append(children, below...)
		case !isMarkdown(entry.Name()):
			if err := r.file(file); err != nil {
				return nil, err
			}
		case entry.Name() == index:
			page, err = r.page(file)
		case strings.EqualFold(stem(entry.Name()), "_index"):
			about, err = r.page(file)
		default:
			one, err := r.page(file)
			if err != nil {
				return nil, err
			}
			r.add(one)
			children = append(children, one.ID)
		}
		if err != nil {
			return nil, err
		}
	}
	r.sort(children)
	return r.settle(name, page, about, children), nil
}

// settle makes a folder what it is: a page, a list, or nothing by itself.
func (r *reader) settle(name string, page, about *Page, children []notion.ID) []notion.ID {
	switch {
	case page != nil:
		page.Slug = path.Base(r.full(name))
		page.Children = children
		for _, id := range children {
			r.own(id, page.ID)
		}
		r.add(page)
		r.tree.Names[r.full(name)] = page.ID
		return []notion.ID{page.ID}
	case name == "." && r.opts.Spread:
		return children
	case len(children) == 0 && about == nil:
		return nil
	}
	list := r.list(name, about, children)
	r.tree.Lists[list.ID] = list
	r.tree.Names[r.full(name)] = list.ID
	return []notion.ID{list.ID}
}

// below reads a folder in a folder, unless it is read by itself.
func (r *reader) below(name string) ([]notion.ID, error) {
	if slices.Contains(r.opts.Except, r.full(name)) {
		return nil, nil
	}
	return r.folder(name)
}

// indexOf gives the name of the file that is the page of its folder; "" when there
// is none.
func indexOf(entries []fs.DirEntry) string {
	readme := ""
	for _, entry := range entries {
		switch name := entry.Name(); {
		case entry.IsDir() || !isMarkdown(name):
		case strings.EqualFold(stem(name), "index"):
			return name
		case strings.EqualFold(stem(name), "readme"):
			readme = name
		}
	}
	return readme
}

func stem(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

func (r *reader) add(page *Page) {
	r.tree.Pages[page.ID] = page
	r.tree.Names[page.Name] = page.ID
}

// own says in which page or list a page or list lives.
func (r *reader) own(id, owner notion.ID) {
	if page := r.tree.Pages[id]; page != nil {
		page.Owner = owner
	} else if list := r.tree.Lists[id]; list != nil {
		list.Owner = owner
	}
}

// list makes a folder a list, with what _index.md says of it.
func (r *reader) list(name string, about *Page, children []notion.ID) *List {
	full := r.full(name)
	list := &List{Name: full, Slug: path.Base(full)}
	list.ID = ID(full + "/")
	title := notion.PropertyValue{Title: plainText(words(path.Base(full)))}
	if about != nil {
		title = about.Properties[titleName]
		list.Icon, list.Cover, list.weight = about.Icon, about.Cover, about.weight
		list.LastEditedTime = about.LastEditedTime
		for _, name := range []string{"description", "summary", "excerpt"} {
			if v, ok := about.Properties[name]; ok {
				list.Description = v.RichText
			}
		}
	}
	list.Title = title.Title
	table := &fetch.DataSource{Rows: children}
	table.ID = ID(full + "/*")
	table.Title = list.Title
	table.Properties = map[string]notion.Property{titleName: {Name: titleName, Type: "title"}}
	list.Sources = []*fetch.DataSource{table}
	for _, id := range children {
		r.own(id, list.ID)
	}
	return list
}

// sort orders what is in a folder: by weight, then by name.
func (r *reader) sort(ids []notion.ID) {
	slices.SortStableFunc(ids, func(a, b notion.ID) int {
		x, y := r.rank(a), r.rank(b)
		return cmp.Or(cmp.Compare(x.weight, y.weight), natural(x.name, y.name))
	})
}

type rank struct {
	weight float64
	name   string
}

func (r *reader) rank(id notion.ID) rank {
	if page := r.tree.Pages[id]; page != nil {
		return rank{page.weight, page.Name}
	}
	list := r.tree.Lists[id]
	return rank{list.weight, list.Name}
}

// natural compares names as people do: 2-b comes before 10-a.
func natural(a, b string) int {
	for a != "" && b != "" {
		x, y := digits(a), digits(b)
		if x > 0 && y > 0 {
			m, n := strings.TrimLeft(a[:x], "0"), strings.TrimLeft(b[:y], "0")
			if c := cmp.Or(cmp.Compare(len(m), len(n)), strings.Compare(m, n)); c != 0 {
				return c
			}
			a, b = a[x:], b[y:]
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// file takes down a file that is no page.
func (r *reader) file(name string) error {
	in, err := r.open(name)
	if err != nil || in == nil {
		return err
	}
	defer in.Close()
	file, err := r.opts.Files.Describe(in, filepath.Join(r.place, filepath.FromSlash(name)), r.full(name))
	if err != nil {
		return err
	}
	r.tree.Files[Key(r.full(name))] = file
	return nil
}

// open opens a file; nil for what is none, such as a link that leads to a folder or
// out of this one, which is a problem.
func (r *reader) open(name string) (*os.File, error) {
	in, err := OpenRegular(r.root, name)
	switch {
	case errors.Is(err, ErrLink):
		r.problem(r.full(name), 1, "this is a link to a folder, or to something that is not in the folder "+r.name, "put the files themselves there")
		return nil, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil // it has just been removed
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", r.full(name), err)
	}
	return in, nil
}

// ErrLink is the error of a link that is not followed.
var ErrLink = errors.New("a link to a folder, or out of this one")

// OpenRegular opens a file below root, also through a link to another one there. The
// error is ErrLink for other links, and fs.ErrNotExist for what is no file at all.
func OpenRegular(root *os.Root, name string) (*os.File, error) {
	name = filepath.FromSlash(name)
	info, err := root.Lstat(name)
	if err != nil {
		return nil, err
	}
	link := info.Mode()&fs.ModeSymlink != 0
	if !link && !info.Mode().IsRegular() { // opening a pipe would wait for somebody who writes to it
		return nil, fs.ErrNotExist
	}
	in, err := root.Open(name)
	if err != nil && link {
		return nil, ErrLink
	} else if err != nil {
		return nil, err
	}
	switch info, err := in.Stat(); {
	case err != nil:
		return nil, errors.Join(err, in.Close())
	case info.Mode().IsRegular():
		return in, nil
	case link:
		return nil, errors.Join(ErrLink, in.Close())
	}
	return nil, errors.Join(fs.ErrNotExist, in.Close())
}

// words makes a name of a file a title: "field-notes" becomes "Field notes".
func words(name string) string {
	text := strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || unicode.IsSpace(r) }), " ")
	runes := []rune(text)
	if len(runes) > 0 {
		runes[0] = unicode.ToUpper(runes[0])
	}
	return string(runes)
}
