package site

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

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
	tables   map[string]int // number of elements of arrays of tables
	problems []Problem
}

// place is where a key and its value stand, as ranges of bytes.
type place struct{ key, value span }

type span struct{ start, end int }

// decode reads the text into v, a pointer to a struct. Unknown keys and values
// of a wrong type become problems, all of them; only the first error of syntax
// does, since nothing after it can be trusted.
func (d *document) decode(v any) {
	d.places, d.tables = map[string]place{}, map[string]int{}
	d.walk(reflect.TypeOf(v).Elem())
	if len(d.problems) > 0 {
		return
	}
	err := toml.NewDecoder(strings.NewReader(string(d.text))).DisallowUnknownFields().Decode(v)
	var at *toml.DecodeError
	switch {
	case err == nil:
	case errors.As(err, &at):
		line, column := at.Position()
		d.report(d.lineSpan(line, column), strings.TrimPrefix(at.Error(), "toml: "), "")
	default:
		d.report(span{}, strings.TrimPrefix(err.Error(), "toml: "), "")
	}
}

// walk goes over the expressions of the file and holds each against the type
// that it is to be decoded into.
func (d *document) walk(root reflect.Type) {
	var p unstable.Parser
	p.Reset(d.text)
	at, inside := "", root // the table that key-values belong to; nil when it is unknown
	for p.NextExpression() {
		switch node := p.Expression(); node.Kind {
		case unstable.Table, unstable.ArrayTable:
			at, inside = d.enter(root, node)
		case unstable.KeyValue:
			if inside != nil {
				d.keyValue(at, inside, node)
			}
		}
	}
	// The decoder finds the same error of syntax and gives it a position; here
	// it only has to stop the walk.
}

// enter follows the header of a table from the root.
func (d *document) enter(root reflect.Type, node *unstable.Node) (string, reflect.Type) {
	path, inside := "", root
	keys := node.Key()
	for keys.Next() {
		name, key := string(keys.Node().Data), spanOf(keys.Node().Raw)
		field, ok := d.field(path, inside, name, key)
		if !ok {
			return "", nil
		}
		path = join(path, name)
		inside = field
		if field.Kind() != reflect.Slice {
			d.remember(path, place{key: key})
			continue
		}
		inside = field.Elem()
		switch {
		case node.Kind == unstable.ArrayTable && keys.IsLast():
			d.tables[path]++
		case d.tables[path] == 0:
			d.report(key, fmt.Sprintf("%s is a list of tables", name), fmt.Sprintf("write [[%s]]", name))
			return "", nil
		}
		path = fmt.Sprintf("%s[%d]", path, d.tables[path]-1)
		d.remember(path, place{key: key})
	}
	if inside.Kind() != reflect.Struct || inside == root {
		d.report(d.places[path].key, fmt.Sprintf("%s is not a table", plain(path)), "")
		return "", nil
	}
	return path, inside
}

// keyValue takes one line, or one entry of an inline table, in the table at path.
func (d *document) keyValue(path string, inside reflect.Type, node *unstable.Node) {
	keys := node.Key()
	for keys.Next() {
		name, key := string(keys.Node().Data), spanOf(keys.Node().Raw)
		field, ok := d.field(path, inside, name, key)
		if !ok {
			return
		}
		path, inside = join(path, name), field
		if !keys.IsLast() {
			if field.Kind() != reflect.Struct {
				d.report(key, fmt.Sprintf("%s is not a table", name), "")
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

// value holds a value against its type, and goes into inline tables.
func (d *document) value(path string, want reflect.Type, node *unstable.Node) {
	switch {
	case want.Kind() == reflect.Struct && node.Kind == unstable.InlineTable:
		for it := node.Children(); it.Next(); {
			d.keyValue(path, want, it.Node())
		}
	case want.Kind() == reflect.Slice && node.Kind == unstable.Array:
		for it := node.Children(); it.Next(); d.tables[path]++ {
			element := fmt.Sprintf("%s[%d]", path, d.tables[path])
			d.places[element] = d.places[path]
			d.value(element, want.Elem(), it.Node())
		}
	case node.Kind != kindOf(want):
		d.report(d.places[path].value, fmt.Sprintf("%s has to be %s, and this is %s", plain(path), describe(kindOf(want)), describe(node.Kind)), "")
	}
}

func kindOf(t reflect.Type) unstable.Kind {
	switch t.Kind() {
	case reflect.String:
		return unstable.String
	case reflect.Bool:
		return unstable.Bool
	case reflect.Int:
		return unstable.Integer
	case reflect.Slice:
		return unstable.Array
	default:
		return unstable.InlineTable
	}
}

func describe(k unstable.Kind) string {
	switch k {
	case unstable.String:
		return `text in "quotes"`
	case unstable.Bool:
		return "true or false"
	case unstable.Integer:
		return "a whole number"
	case unstable.Array:
		return "a list"
	case unstable.InlineTable:
		return "a table"
	case unstable.Float:
		return "a number with a fraction"
	default:
		return "a date or time"
	}
}

// field gives the type of the field called name; when there is none, that is a
// problem.
func (d *document) field(path string, inside reflect.Type, name string, at span) (reflect.Type, bool) {
	names := keysOf(inside)
	for i := range inside.NumField() {
		f := inside.Field(i)
		if name != "" && f.Tag.Get("toml") == name {
			if f.Type.Kind() == reflect.Pointer {
				return f.Type.Elem(), true
			}
			return f.Type, true
		}
	}
	where := "at the top of the file"
	if path != "" {
		where = "in [" + plain(path) + "]"
	}
	d.report(at, fmt.Sprintf("unknown key %q %s", name, where), unknownHint(name, names))
	return nil, false
}

// unknownHint says what to write instead of an unknown key.
func unknownHint(name string, names []string) string {
	if isTokenKey(name) {
		return "the token is never kept in this file: set the environment variable NOTION_TOKEN"
	}
	if near, ok := nearest(name, names); ok {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "the keys here are " + strings.Join(names, ", ")
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
