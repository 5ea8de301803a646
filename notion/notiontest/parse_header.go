package notiontest

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// pageHeader sets one header of a page or a row.
func (p *parser) pageHeader(page *Page, h line) error {
	if property, ok := strings.CutPrefix(h.key, "property "); ok {
		return p.rowValue(page, property, h)
	}
	if who, ok := strings.CutPrefix(h.key, "comment "); ok {
		user, known := p.named[who].(*User)
		if !known {
			return h.errorf("a comment is by one of the people, not %q", who)
		}
		text, err := p.inline(h, h.value)
		page.Comment(user, text)
		return err
	}
	switch h.key {
	case "title", "parent", "created", "edited", "by":
	case "icon":
		page.Icon(iconOf(h.value))
	case "cover":
		f, err := p.file(h, h.value)
		page.Cover(f)
		return err
	case "public_url":
		page.PublicURL(h.value)
	case "trash":
		page.Trash()
	case "archived":
		page.Archive()
	case "locked":
		page.Lock()
	case "unshared":
		page.Unshare()
	default:
		return h.errorf("a page has no header %q", h.key)
	}
	return nil
}

// databaseHeader sets one header of a database.
func (p *parser) databaseHeader(db *Database, h line) error {
	if strings.HasPrefix(h.key, "property ") {
		return nil // the schema is made before
	}
	if view, ok := strings.CutPrefix(h.key, "view "); ok {
		return addView(db, view, h)
	}
	switch h.key {
	case "title", "parent", "created", "edited":
	case "icon":
		db.Icon(iconOf(h.value))
	case "cover":
		f, err := p.file(h, h.value)
		db.Cover(f)
		return err
	case "description":
		text, err := p.inline(h, h.value)
		db.Description(text)
		return err
	case "inline":
		db.Inline()
	case "trash":
		db.Trash()
	case "unshared":
		db.Unshare()
	default:
		return h.errorf("a database has no header %q", h.key)
	}
	return nil
}

// addView reads "view <type> <name>: {filter, quick_filters, sorts, configuration}".
func addView(db *Database, header string, h line) error {
	kind, name, _ := strings.Cut(header, " ")
	var config struct {
		Filter        JSON   `json:"filter"`
		QuickFilters  JSON   `json:"quick_filters"`
		Sorts         []JSON `json:"sorts"`
		Configuration JSON   `json:"configuration"`
	}
	if h.value != "" {
		if err := json.Unmarshal([]byte(h.value), &config); err != nil {
			return h.errorf("reading the view: %w", err)
		}
	}
	db.View(kind, name, ViewConfig{
		Filter: config.Filter, QuickFilters: config.QuickFilters,
		Sorts: config.Sorts, Configuration: config.Configuration,
	})
	return nil
}

// schema adds the properties of a database: "property <name>: <type> <details>".
func (p *parser) schema(s *section) error {
	db, ok := p.named[s.name].(*Database)
	if !ok {
		return nil
	}
	for _, h := range s.headers {
		name, isProperty := strings.CutPrefix(h.key, "property ")
		if !isProperty || h.value == "title" {
			continue
		}
		property, err := p.propertyOf(name, h)
		if err != nil {
			return err
		}
		db.AddProperty(property)
	}
	return nil
}

func (p *parser) propertyOf(name string, h line) (*Property, error) {
	kind, details, _ := strings.Cut(h.value, " ")
	words := commaList(details)
	options := make([]any, len(words))
	for i, word := range words {
		options[i] = word
	}
	switch kind {
	case "select":
		return Select(name, options...), nil
	case "multi_select":
		return MultiSelect(name, options...), nil
	case "status":
		return Status(name, options...), nil
	case "relation":
		target, ok := p.named[details].(*Database)
		if !ok {
			return nil, h.errorf("a relation points at a database, not %q", details)
		}
		return Relation(name, target), nil
	case "rollup":
		if len(words) != 3 {
			return nil, h.errorf("a rollup has a relation, a property and a function")
		}
		return Rollup(name, words[0], words[1], words[2]), nil
	case "number":
		if details == "" {
			details = "number"
		}
		return Number(name, details), nil
	case "formula":
		return Formula(name, details), nil
	case "unique_id":
		return UniqueID(name, details), nil
	case "verification":
		return Verification(name), nil
	case "rich_text", "checkbox", "url", "email", "phone_number", "date", "people", "files", "created_time",
		"created_by", "last_edited_time", "last_edited_by", "button", "place":
		return PropertyOf(kind, name, JSON{}), nil
	}
	return nil, h.errorf("no property is of the type %q", kind)
}

// rowValue reads the value of a property by its type. JSON is taken as it is.
func (p *parser) rowValue(page *Page, name string, h line) error {
	if page.source == nil {
		return h.errorf("a page that is no row has no properties")
	}
	property := page.source.property(name)
	if property == nil {
		return h.errorf("the database has no property %q", name)
	}
	value, err := p.valueOf(property.kind, h)
	if err == nil {
		page.SetValue(name, value)
	}
	return err
}

func (p *parser) valueOf(kind string, h line) (any, error) {
	if strings.HasPrefix(h.value, "{") {
		o, err := object(h.value)
		if err != nil {
			return nil, h.errorf("%w", err)
		}
		return o, nil
	}
	switch kind {
	case "rich_text":
		return p.inline(h, h.value)
	case "multi_select":
		return commaList(h.value), nil
	case "number", "rollup":
		n, err := strconv.ParseFloat(h.value, 64)
		if err != nil {
			return nil, h.errorf("%q is no number", h.value)
		}
		return n, nil
	case "checkbox":
		return h.value == "true", nil
	case "date":
		start, end, _ := strings.Cut(h.value, " / ")
		return Range(start, end), nil
	case "people":
		return named[*User](p, h)
	case "relation":
		return named[*Page](p, h)
	case "files":
		var files []*File
		for _, word := range commaList(h.value) {
			f, err := p.file(h, word)
			if err != nil {
				return nil, err
			}
			files = append(files, f)
		}
		return files, nil
	}
	return h.value, nil
}

// named reads a list of names of other files.
func named[T any](p *parser, h line) ([]T, error) {
	var out []T
	for _, word := range commaList(h.value) {
		item, ok := p.named[word].(T)
		if !ok {
			return nil, h.errorf("there is no such %q", word)
		}
		out = append(out, item)
	}
	return out, nil
}

func commaList(text string) []string {
	var out []string
	for word := range strings.SplitSeq(text, ",") {
		if word = strings.TrimSpace(word); word != "" {
			out = append(out, word)
		}
	}
	return out
}

// iconOf reads an emoji, a URL or "native <name> <color>".
func iconOf(text string) Icon {
	if strings.Contains(text, "://") {
		return FileIcon(External(text))
	}
	if native, ok := strings.CutPrefix(text, "native "); ok {
		name, color, _ := strings.Cut(native, " ")
		return NativeIcon(name, color)
	}
	return Emoji(text)
}

// file reads a URL, or the name of a file of the archive, which is uploaded.
func (p *parser) file(l line, text string) (*File, error) {
	if !strings.HasPrefix(text, "files/") {
		return External(text), nil
	}
	data, ok := p.files[text]
	if !ok {
		return nil, l.errorf("there is no file %s", text)
	}
	return Upload(strings.TrimPrefix(text, "files/"), data), nil
}

// scalar reads the value of an attribute: JSON where it is a number or a boolean, else text.
func scalar(text string) any {
	switch text {
	case "true", "":
		return true
	case "false":
		return false
	}
	if n, err := strconv.ParseFloat(text, 64); err == nil && fmt.Sprint(n) == text {
		return n
	}
	return text
}
