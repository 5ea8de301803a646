package site

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"galley/internal/nearest"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// document is the text of a configuration file that knows where in it each key
// and value stands, so that every error can show its place. Keys are written as
// paths: "site.title", "source[1].properties.date".
type document struct {
	name     string // of the file, for messages
	text     []byte
	places   map[string]place
	misread  map[string]bool // keys whose values cannot be read
	meant    map[string]bool // keys that unknown ones were most likely meant to be
	problems []Problem
}

// place is where a key and its value stand, as ranges of bytes.
type place struct{ key, value span }

type span struct{ start, end int }

// decode reads the text into v, a pointer to a struct. Unknown keys and values
// of a wrong type become problems, all of them, and the rest is read; of errors
// of syntax only the first does, since nothing after it can be trusted: then ok
// is false.
func (d *document) decode(v any) (ok bool) {
	d.places, d.misread, d.meant = map[string]place{}, map[string]bool{}, map[string]bool{}
	ok = d.walk(reflect.ValueOf(v).Elem())
	var all map[string]any
	err := toml.Unmarshal(d.text, &all) // finds what is wrong with the file as a whole, and where
	var at *toml.DecodeError
	switch {
	case err == nil:
	case errors.As(err, &at):
		line, column := at.Position()
		told := slices.ContainsFunc(d.problems, func(p Problem) bool { return p.Line == line })
		if !told {
			d.report(d.lineSpan(line, column), strings.TrimPrefix(at.Error(), "toml: "), "")
		}
	default:
		d.report(span{}, strings.TrimPrefix(err.Error(), "toml: "), "")
	}
	return ok
}

// walk goes over the expressions of the file, and puts what they say where it
// belongs in root. It tells whether it came to the end.
func (d *document) walk(root reflect.Value) bool {
	var p unstable.Parser
	p.Reset(d.text)
	at, inside := "", root // the table that key-values belong to; no value when it is unknown
	for p.NextExpression() {
		switch node := p.Expression(); node.Kind {
		case unstable.Table, unstable.ArrayTable:
			at, inside = d.enter(root, node)
		case unstable.KeyValue:
			if inside.IsValid() {
				d.keyValue(at, inside, node)
			}
		}
	}
	return p.Error() == nil
}

// enter follows the header of a table from the root.
func (d *document) enter(root reflect.Value, node *unstable.Node) (string, reflect.Value) {
	path, inside := "", root
	keys := node.Key()
	for keys.Next() {
		name, key := string(keys.Node().Data), spanOf(keys.Node().Raw)
		if inside.Type() == freeType {
			d.notFree(join(path, name), key, unstable.InlineTable)
			return "", reflect.Value{}
		}
		if inside.Kind() != reflect.Struct {
			return d.noTable(path, d.places[path].key)
		}
		field, ok := d.field(path, inside, name, key)
		if !ok {
			return "", reflect.Value{}
		}
		path, inside = join(path, name), field
		isList := node.Kind == unstable.ArrayTable && keys.IsLast()
		if field.Kind() != reflect.Slice {
			d.remember(path, place{key: key})
			if isList && field.Kind() == reflect.Struct {
				d.cannotRead(path, key, fmt.Sprintf("%s is one table, not a list", name), fmt.Sprintf("write [%s]", plain(path)))
				return "", reflect.Value{}
			}
			continue
		}
		if isList {
			grow(field)
		}
		if field.Len() == 0 {
			d.cannotRead(path, key, fmt.Sprintf("%s is a list of tables", name), fmt.Sprintf("write [[%s]]", name))
			return "", reflect.Value{}
		}
		path, inside = element(path, field.Len()-1), field.Index(field.Len()-1)
		d.remember(path, place{key: key})
	}
	if inside.Kind() != reflect.Struct && inside.Type() != freeType {
		return d.noTable(path, d.places[path].key)
	}
	return path, inside
}

func (d *document) noTable(path string, key span) (string, reflect.Value) {
	d.cannotRead(path, key, fmt.Sprintf("%s is not a table", plain(path)), "")
	return "", reflect.Value{}
}

// keyValue takes one line, or one entry of an inline table, in the table at path.
func (d *document) keyValue(path string, inside reflect.Value, node *unstable.Node) {
	keys := node.Key()
	for keys.Next() {
		name, key := string(keys.Node().Data), spanOf(keys.Node().Raw)
		if inside.Type() == freeType && keys.IsLast() {
			d.free(path, inside, name, key, node.Value())
			return
		}
		field, ok := d.field(path, inside, name, key)
		if !ok {
			return
		}
		path, inside = join(path, name), field
		if !keys.IsLast() {
			if field.Kind() != reflect.Struct && field.Type() != freeType {
				d.noTable(path, key)
				return
			}
			continue
		}
		if _, twice := d.places[path]; twice {
			d.report(key, fmt.Sprintf("%s is set twice", plain(path)), "")
			return
		}
		d.places[path] = place{key, d.valueSpan(node.Value(), key)}
	}
	d.value(path, inside, node.Value())
}

// element is the path of an element of a list.
func element(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

// cannotRead reports that the value at a path cannot be read.
func (d *document) cannotRead(path string, at span, message, hint string) {
	d.misread[path] = true
	d.report(at, message, hint)
}

// isClear tells whether it is known what the file has at a path, or that it has
// nothing there. To complain about what is not clear would be to say the same
// thing twice.
func (d *document) isClear(path string) bool {
	if _, there := d.places[path]; there || d.misread[path] {
		return !d.misread[path]
	}
	for {
		if d.misread[path] || d.meant[path] {
			return false
		}
		cut := strings.LastIndexAny(path, ".[")
		if cut < 0 {
			return true
		}
		path = path[:cut]
	}
}

// field gives the field called name; when there is none, that is a problem.
func (d *document) field(path string, inside reflect.Value, name string, at span) (reflect.Value, bool) {
	if inside.Type() == freeType {
		d.notFree(join(path, name), at, unstable.InlineTable)
		return reflect.Value{}, false
	}
	for i := range inside.NumField() {
		if name != "" && inside.Type().Field(i).Tag.Get("toml") == name {
			return inside.Field(i), true
		}
	}
	where := "at the top of the file"
	if path != "" {
		where = "in [" + plain(path) + "]"
	}
	names := keysOf(inside.Type())
	hint := "the keys here are " + strings.Join(names, ", ")
	if near, ok := nearest.Name(name, names); isTokenKey(name) {
		hint = "the token is never kept in this file: set the environment variable NOTION_TOKEN"
	} else if ok {
		hint = fmt.Sprintf("did you mean %q?", near)
		d.meant[join(path, near)] = true
	}
	d.report(at, fmt.Sprintf("unknown key %q %s", name, where), hint)
	return reflect.Value{}, false
}

// keysOf lists the keys that a struct is decoded from.
func keysOf(t reflect.Type) []string {
	var names []string
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("toml"); name != "" {
			names = append(names, name)
		}
	}
	return names
}

func (d *document) remember(path string, p place) {
	if _, ok := d.places[path]; !ok {
		d.places[path] = p
	}
}

// spanAt is where the value at path stands, or its key or table when it is not
// set.
func (d *document) spanAt(path string) span {
	for {
		if p, ok := d.places[path]; ok {
			if p.value.end > p.value.start {
				return p.value
			}
			return p.key
		}
		cut := strings.LastIndexAny(path, ".[")
		if cut < 0 {
			return span{}
		}
		path = path[:cut]
	}
}

// valueSpan is where a value stands: the parser does not tell it for all kinds,
// so it is what follows the equals sign, up to a comment.
func (d *document) valueSpan(node *unstable.Node, key span) span {
	if node.Raw.Length > 1 {
		return spanOf(node.Raw)
	}
	equals := strings.IndexByte(string(d.text[key.end:]), '=')
	if equals < 0 {
		return key
	}
	rest := string(d.text[key.end+equals+1:])
	value := strings.TrimLeft(rest, " \t")
	start := key.end + equals + 1 + len(rest) - len(value)
	return span{start, start + len(firstWord(value))}
}

// firstWord cuts a line before what ends a bare value.
func firstWord(s string) string {
	if i := strings.IndexAny(s, " \t\r\n,#}"); i >= 0 {
		return s[:i]
	}
	return s
}

// lineSpan is the place at a line and column, both from 1.
func (d *document) lineSpan(line, column int) span {
	start := 0
	for i, text := range slices.Collect(strings.Lines(string(d.text))) {
		if i+1 == line {
			at := min(start+max(column-1, 0), len(d.text))
			return span{at, at + 1}
		}
		start += len(text)
	}
	return span{len(d.text), len(d.text)}
}

func spanOf(r unstable.Range) span {
	return span{int(r.Offset), int(r.Offset) + int(r.Length)}
}

var index = regexp.MustCompile(`\[\d+\]`)

// plain is a path as people write it, without the places in lists.
func plain(path string) string { return index.ReplaceAllString(path, "") }

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
