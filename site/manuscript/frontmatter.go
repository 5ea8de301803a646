package manuscript

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v3"
)

// field is a key of front matter with its value: a string, a bool, a number, a
// date, []any or fields.
type field struct {
	key   string
	line  int // of the file; 0 when it is not known
	value any
}

type fields []field

type number string

// date is a day, or a time, as it is written: 2026-01-31, 2026-01-31T09:30:00Z.
type date string

// split parts the front matter of a file from its text. marker is the line around
// it, "" when there is none; skipped is how many lines stand before the text.
func split(source []byte) (marker string, head, body []byte, skipped int, closed bool) {
	source = bytes.TrimPrefix(source, []byte("\ufeff"))
	first, rest, _ := bytes.Cut(source, []byte("\n"))
	marker = strings.TrimRight(string(first), " \t\r")
	if marker != "---" && marker != "+++" {
		return "", nil, source, 0, true
	}
	skipped = 1
	for at := 0; at < len(rest); {
		end := bytes.IndexByte(rest[at:], '\n')
		line, next := rest[at:], len(rest)
		if end >= 0 {
			line, next = rest[at:at+end], at+end+1
		}
		skipped++
		if strings.TrimRight(string(line), " \t\r") == marker {
			return marker, rest[:at], rest[next:], skipped, true
		}
		at = next
	}
	return marker, rest, nil, skipped, false
}

// Body gives the text of a file, without its front matter.
func Body(source []byte) []byte {
	_, _, body, _, _ := split(source)
	return body
}

// frontMatter reads the front matter of a file. What is wrong becomes a problem.
func (r *reader) frontMatter(file, marker string, head []byte) fields {
	switch marker {
	case "---":
		return r.yaml(file, head)
	case "+++":
		return r.toml(file, head)
	}
	return nil
}

var yamlLine = regexp.MustCompile(`line \d+: `)

func (r *reader) yaml(file string, head []byte) fields {
	var document yaml.Node
	if err := yaml.Unmarshal(head, &document); err != nil {
		message := yamlLine.ReplaceAllString(strings.TrimPrefix(err.Error(), "yaml: "), "")
		r.problem(file, yamlMistake(head)+1, "the front matter is not YAML: "+message, `a text with a colon or other signs needs quotes: title: "Notes: a start"`)
		return nil
	}
	if len(document.Content) == 0 {
		return nil
	}
	root := document.Content[0]
	if root.Kind != yaml.MappingNode {
		r.problem(file, root.Line+1, "the front matter is no list of keys and values", "write one in each line, such as title: Notes")
		return nil
	}
	list, _ := yamlValue(root, 0).(fields)
	return list
}

// yamlMistake gives the line of YAML, from 1, that follows the last lines which can be
// read. The line that an error of the package tells is, for some mistakes, that in which
// a list of keys begins, or one too small, or missing. It is 1 when those lines end
// far above the last one: such a text is hardly front matter.
func yamlMistake(head []byte) int {
	for tries := 0; len(head) > 0 && tries < 500; tries++ {
		head = head[:bytes.LastIndexByte(head[:len(head)-1], '\n')+1]
		var document yaml.Node
		if yaml.Unmarshal(head, &document) != nil {
			continue
		}
		if len(document.Content) == 0 || document.Content[0].Kind == yaml.MappingNode {
			return 1 + bytes.Count(head, []byte("\n"))
		}
	}
	return 1
}

const maxNesting = 20

// yamlValue gives the value of a node. Above its lines, the file has one of dashes.
func yamlValue(n *yaml.Node, depth int) any {
	switch {
	case depth > maxNesting:
		return nil
	case n.Kind == yaml.MappingNode:
		var list fields
		for i := 0; i+1 < len(n.Content); i += 2 {
			list = append(list, field{n.Content[i].Value, n.Content[i].Line + 1, yamlValue(n.Content[i+1], depth+1)})
		}
		return list
	case n.Kind == yaml.SequenceNode:
		var list []any
		for _, c := range n.Content {
			list = append(list, yamlValue(c, depth+1))
		}
		return list
	case n.Kind != yaml.ScalarNode: // an alias: front matter has none
		return nil
	}
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		var b bool
		_ = n.Decode(&b) // the tag says that it is one
		return b
	case "!!int", "!!float":
		return number(n.Value)
	case "!!timestamp":
		return date(n.Value)
	}
	return n.Value
}

func (r *reader) toml(file string, head []byte) fields {
	var all map[string]any
	if err := toml.Unmarshal(head, &all); err != nil {
		line := 0
		if at := (*toml.DecodeError)(nil); errors.As(err, &at) {
			line, _ = at.Position()
		}
		r.problem(file, line+1, "the front matter is not TOML: "+strings.TrimPrefix(err.Error(), "toml: "), `write a key and a value in each line: title = "Notes"`)
		return nil
	}
	list := tomlFields(all)
	for i := range list {
		list[i].line = lineOfKey(head, list[i].key)
	}
	return list
}

// lineOfKey finds the line of a key of TOML, whose decoder does not tell it.
func lineOfKey(head []byte, key string) int {
	for i, line := range strings.Split(string(head), "\n") {
		name, _, _ := strings.Cut(line, "=")
		if strings.Trim(strings.TrimSpace(name), `"'[]`) == key {
			return i + 2
		}
	}
	return 1
}

func tomlFields(all map[string]any) fields {
	var list fields
	for _, key := range slices.Sorted(maps.Keys(all)) {
		list = append(list, field{key: key, value: tomlValue(all[key])})
	}
	return list
}

func tomlValue(v any) any {
	switch v := v.(type) {
	case map[string]any:
		return tomlFields(v)
	case []any:
		for i := range v {
			v[i] = tomlValue(v[i])
		}
		return v
	case time.Time:
		return date(v.Format(time.RFC3339))
	case toml.LocalDate, toml.LocalDateTime:
		return date(fmt.Sprint(v))
	case int64, float64:
		return number(fmt.Sprint(v))
	}
	return v
}
