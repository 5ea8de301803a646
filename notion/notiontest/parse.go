package notiontest

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"golang.org/x/tools/txtar"
)

// ParseWorkspace reads a workspace in the notation that the package comment describes under
// "Workspaces as text". Errors name the file and the line in it.
func ParseWorkspace(text []byte) (*Workspace, error) {
	p := &parser{
		ws: NewWorkspace(), files: map[string][]byte{},
		named: map[string]any{}, labels: map[string]*Block{},
	}
	sections, err := p.sections(txtar.Parse(text))
	if err != nil {
		return nil, err
	}
	// Whatever can be referred to is made before what refers to it.
	for _, step := range []func(*section) error{p.declare, p.schema, p.row, p.fill, p.parent, p.dates} {
		for _, s := range sections {
			if err := step(s); err != nil {
				return nil, err
			}
		}
	}
	for label, block := range p.labels {
		if block.ws == nil {
			return nil, fmt.Errorf("no block is labelled %q", label)
		}
	}
	p.ws.named, p.ws.labels = p.named, p.labels
	return p.ws, p.ws.Err()
}

// FindPage returns a page or row of a parsed workspace by the name of its file, nil for none.
func (ws *Workspace) FindPage(name string) *Page {
	p, _ := ws.named[name].(*Page)
	return p
}

// FindDatabase returns a database of a parsed workspace by the name of its file, nil for none.
func (ws *Workspace) FindDatabase(name string) *Database {
	db, _ := ws.named[name].(*Database)
	return db
}

// FindBlock returns a block of a parsed workspace by its label, nil for none.
func (ws *Workspace) FindBlock(label string) *Block { return ws.labels[label] }

type parser struct {
	ws     *Workspace
	files  map[string][]byte
	named  map[string]any
	labels map[string]*Block
}

// section is one file of the notation.
type section struct {
	name    string
	headers []line
	body    []line
}

// line is a line of a section with its number, without its indentation.
type line struct {
	section    *section
	number     int
	indent     int
	key, value string // of a header
	text       string // of a line of the body
}

func (l line) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", l.section.name, l.number, fmt.Errorf(format, args...))
}

// kind gives the folder of the name: people, pages, databases or rows.
func (s *section) kind() string {
	kind, _, _ := strings.Cut(s.name, "/")
	return kind
}

// header gives the value of a header, "" for none.
func (s *section) header(key string) string {
	for _, h := range s.headers {
		if h.key == key {
			return h.value
		}
	}
	return ""
}

func (p *parser) sections(archive *txtar.Archive) ([]*section, error) {
	var out []*section
	for _, f := range archive.Files {
		s := &section{name: f.Name}
		switch s.kind() {
		case "files":
			p.files[f.Name] = f.Data
			continue
		case "people", "pages", "databases", "rows":
		default:
			return nil, fmt.Errorf("%s: the name must begin with people/, pages/, databases/, rows/ or files/", f.Name)
		}
		if err := s.split(string(f.Data)); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// split tells the headers from the body, which begins behind the first empty line.
func (s *section) split(data string) error {
	inBody := false
	for i, text := range strings.Split(strings.TrimRight(data, "\n"), "\n") {
		trimmed := strings.TrimLeft(text, " ")
		l := line{section: s, number: i + 1, indent: len(text) - len(trimmed), text: trimmed}
		switch {
		case trimmed == "":
			inBody = true
		case inBody:
			s.body = append(s.body, l)
		default:
			key, value, ok := strings.Cut(trimmed, ":")
			if !ok {
				return l.errorf("a header is \"key: value\"")
			}
			l.key, l.value = strings.TrimSpace(key), strings.TrimSpace(value)
			s.headers = append(s.headers, l)
		}
	}
	return nil
}

// declare makes people, pages and databases, without what they hold.
func (p *parser) declare(s *section) error {
	if _, taken := p.named[s.name]; taken {
		return fmt.Errorf("%s is there twice", s.name)
	}
	switch s.kind() {
	case "people":
		p.named[s.name] = p.ws.Person(s.header("name"), s.header("email"))
	case "pages":
		p.named[s.name] = p.ws.Page(s.header("title"))
	case "databases":
		name := "Name"
		for _, h := range s.headers {
			if column, ok := strings.CutPrefix(h.key, "property "); ok && h.value == "title" {
				name = column
			}
		}
		p.named[s.name] = p.ws.Database(s.header("title"), Schema(Title(name)))
	}
	return nil
}

// row makes the row of a data source, without its values.
func (p *parser) row(s *section) error {
	if s.kind() != "rows" {
		return nil
	}
	folder, _, _ := strings.Cut(strings.TrimPrefix(s.name, "rows/"), "/")
	db, ok := p.named["databases/"+folder].(*Database)
	if !ok {
		return fmt.Errorf("%s: there is no databases/%s", s.name, folder)
	}
	p.named[s.name] = db.Row(s.header("title"), nil)
	return nil
}

// fill sets the headers and the body.
func (p *parser) fill(s *section) error {
	for _, h := range s.headers {
		var err error
		switch target := p.named[s.name].(type) {
		case *Page:
			err = p.pageHeader(target, h)
		case *Database:
			err = p.databaseHeader(target, h)
		}
		if err != nil {
			return err
		}
	}
	page, isPage := p.named[s.name].(*Page)
	if len(s.body) > 0 && !isPage {
		return s.body[0].errorf("only pages and rows have a body")
	}
	if !isPage {
		return nil
	}
	blocks, err := p.body(s.body)
	if err != nil {
		return err
	}
	page.Append(blocks...)
	return nil
}

// parent puts pages and databases on their pages.
func (p *parser) parent(s *section) error {
	name := s.header("parent")
	if name == "" {
		return nil
	}
	holder, ok := p.named[name].(*Page)
	if !ok {
		return fmt.Errorf("%s: the parent %q is no page", s.name, name)
	}
	switch target := p.named[s.name].(type) {
	case *Page:
		target.In(holder)
	case *Database:
		target.In(holder)
	}
	return nil
}

// dates sets what must not be moved by the building: times and authors.
func (p *parser) dates(s *section) error {
	for _, h := range s.headers {
		switch h.key {
		case "created", "edited":
			t, err := time.Parse(time.RFC3339, h.value)
			if err != nil {
				return h.errorf("%w", err)
			}
			p.date(s, h.key, t)
		case "by":
			user, ok := p.named[h.value].(*User)
			page, isPage := p.named[s.name].(*Page)
			if !ok || !isPage {
				return h.errorf("a page is by one of the people, not %q", h.value)
			}
			page.By(user)
		}
	}
	return nil
}

func (p *parser) date(s *section, key string, t time.Time) {
	switch target := p.named[s.name].(type) {
	case *Page:
		map[string]func(time.Time) *Page{"created": target.Created, "edited": target.Edited}[key](t)
	case *Database:
		map[string]func(time.Time) *Database{"created": target.Created, "edited": target.Edited}[key](t)
	}
}

// object reads a JSON object.
func object(text string) (JSON, error) {
	var o JSON
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		return nil, fmt.Errorf("reading JSON: %w", err)
	}
	return o, nil
}
