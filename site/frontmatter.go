package site

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"galley/render"
	"galley/site/manuscript"

	"go.yaml.in/yaml/v3"
)

// Front matter is YAML between two lines of dashes. The keys are those that
// Hugo, Jekyll, Astro, Docusaurus and Eleventy share, and none that one of them
// takes for something else:
//
//   - permalink is the address for Jekyll and Eleventy; the others take it from
//     the file's name. There is no slug, since Astro would take it for the whole
//     path and Hugo for its last part; only the home page has one, for
//     Docusaurus. There is no url, which only Hugo reads.
//   - authors are objects with a name, as Docusaurus wants those that its
//     authors file does not know.
//   - render_with_liquid (Jekyll), templateEngineOverride (Eleventy) and
//     mdx.format (Docusaurus) are there when the body holds braces, which those
//     would read as templates; not in MDX, which none of them reads otherwise.
type fields struct{ node yaml.Node }

func newFields() *fields { return &fields{yaml.Node{Kind: yaml.MappingNode}} }

// add adds a key, unless its value is empty.
func (f *fields) add(key string, value any) {
	if v := yamlValue(value); v != nil {
		f.node.Content = append(f.node.Content, yamlString(key), v)
	}
}

// orNil is nil when there are no keys.
func (f *fields) orNil() any {
	if len(f.node.Content) == 0 {
		return nil
	}
	return f
}

func (r *run) frontMatter(w *pageWriter, facts facts, body []byte, dialect render.Dialect) ([]byte, error) {
	n := w.node
	f := newFields()
	f.add("title", n.title)
	if !n.date.IsZero() {
		f.add("date", n.date)
	}
	if !n.updated.IsZero() {
		f.add("lastmod", moment{n.updated.UTC(), false})
	}
	if n.draft {
		f.add("draft", true)
	}
	f.add("description", facts.description)
	f.add("permalink", "/"+n.path)
	if n.path == "" {
		f.add("slug", "/")
	}
	f.add("tags", tagNames(n))
	f.add("authors", w.authorFields(n))
	if cover := w.image(n.cover, ""); cover != nil {
		f.add("image", cover.URL)
	}
	if hasTemplateMarks(body) && !isJSX(dialect) {
		f.add("render_with_liquid", false)
		f.add("templateEngineOverride", "md")
	}
	if hasBraces(body) && !isJSX(dialect) {
		mdx := newFields()
		mdx.add("format", "md")
		f.add("mdx", mdx)
	}
	if !r.site.isLocal(n.id) {
		notion := newFields()
		notion.add("id", string(n.id))
		notion.add("url", orDefault(n.page.URL, n.id.URL()))
		f.add("notion", notion)
	}
	f.add("properties", w.propertyFields())
	text, err := yaml.Marshal(&f.node)
	if err != nil {
		return nil, fmt.Errorf("writing front matter: %w", err)
	}
	return slices.Concat([]byte("---\n"), bytes.TrimRight(text, "\n"), []byte("\n---\n\n")), nil
}

func tagNames(n *node) any {
	var names []any
	for _, t := range n.row.tags {
		names = append(names, oneLine(t.Name))
	}
	return listOrNil(names)
}

// authorFields gives the authors of a page. Of one that is local, what stands there
// as the picture stays when it could not be had.
func (w *pageWriter) authorFields(n *node) any {
	var list []any
	for _, a := range n.authors {
		one := newFields()
		one.add("name", a.name)
		face := w.face(a.face)
		if face == "" && w.site.isLocal(n.id) {
			face = a.face
		}
		one.add("image_url", face)
		list = append(list, one)
	}
	return listOrNil(list)
}

// propertyFields gives all properties but the title, with their types, by name; of a
// local page those that have no key of their own.
func (w *pageWriter) propertyFields() any {
	f := newFields()
	local := w.site.isLocal(w.node.id)
	for _, name := range slices.SortedFunc(maps.Keys(w.node.page.Properties), compareFold) {
		if v := w.node.page.Properties[name]; v.Type != "title" && v.Type != "button" && !(local && manuscript.IsKey(name)) {
			f.add(name, typedValue(v, w))
		}
	}
	return f.orNil()
}

// yamlValue makes a node of a value; nil when it is empty.
func yamlValue(value any) *yaml.Node {
	switch v := value.(type) {
	case nil:
		return nil
	case string:
		if v == "" {
			return nil
		}
		return yamlString(v)
	case bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: strconv.FormatBool(v)}
	case int64:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: strconv.FormatInt(v, 10)}
	case float64:
		text := strconv.FormatFloat(v, 'g', -1, 64)
		if !strings.ContainsAny(text, ".e") {
			text += ".0" // or it would be a whole number
		}
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!float", Value: text}
	case moment:
		layout := time.RFC3339
		if v.day {
			layout = time.DateOnly
		}
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!timestamp", Value: v.Format(layout)}
	case *fields:
		return &v.node
	case []any:
		list := &yaml.Node{Kind: yaml.SequenceNode}
		for _, element := range v {
			if node := yamlValue(element); node != nil {
				list.Content = append(list.Content, node)
			}
		}
		return list
	}
	return yamlString(fmt.Sprint(value))
}

// yamlString writes text so that it is read as text, in one line: some readers
// of front matter know only the simplest YAML.
func yamlString(s string) *yaml.Node {
	var n yaml.Node
	n.SetString(s)
	if n.Style == yaml.LiteralStyle {
		n.Style = yaml.DoubleQuotedStyle
	}
	return &n
}
