package theme

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"galley/internal/nearest"
)

var (
	noFunction = regexp.MustCompile(`function "([^"]*)" not defined`)
	noField    = regexp.MustCompile(`can't evaluate field (\w+) in type \*?theme\.(\w+)`)
	noTemplate = regexp.MustCompile(`no such template "([^"]*)"`)
	ofTime     = regexp.MustCompile(`can't evaluate field \w+ in type time\.Time`)
	ofRange    = regexp.MustCompile(`index out of range`)
	itself     = regexp.MustCompile(`exceeded maximum template depth`)
	ofNil      = regexp.MustCompile(`^at <(.*)\.\w+>: nil pointer evaluating`)
	wrongCount = regexp.MustCompile(`wrong number of args for (\w+)`)
)

// hint says what to do about a message of the template packages.
func (t *Theme) hint(message string) string {
	if m := noFunction.FindStringSubmatch(message); m != nil {
		names := functionNames()
		if near, ok := nearest.Name(m[1], names); ok {
			return "did you mean " + near + "?"
		}
		return "besides those of text/template, the functions are " + strings.Join(names, ", ")
	}
	if m := noField.FindStringSubmatch(message); m != nil {
		return fieldHint(m[2], m[1])
	}
	if m := noTemplate.FindStringSubmatch(message); m != nil {
		return t.templateHint(m[1])
	}
	if ofTime.MatchString(message) {
		return "{{" + usage["date"][0] + "}} writes a time"
	}
	if m := ofNil.FindStringSubmatch(message); m != nil {
		return fmt.Sprintf("some pages have none: ask first, with {{with %s}}", m[1])
	}
	if ofRange.MatchString(message) {
		return "a list may be empty: go through it with {{range}}"
	}
	if itself.MatchString(message) {
		return "it includes itself, and nothing stops that"
	}
	if m := wrongCount.FindStringSubmatch(message); m != nil && usage[m[1]][0] != "" {
		return "it is called as in {{" + usage[m[1]][0] + "}}"
	}
	return ""
}

// dotHint says of a file of the embedded theme what its dot has to be, and where
// the author's own files include it: the file itself is right.
func (t *Theme) dotHint(name string) string {
	for _, f := range t.own {
		if f.name == name {
			return ""
		}
	}
	for _, f := range t.own {
		for _, m := range inclusion.FindAllSubmatchIndex(f.data, -1) {
			if string(f.data[m[2]:m[3]]) != name {
				continue
			}
			hint := fmt.Sprintf("it is included by %s:%d", f.origin, lineAt(f.data, m[0]))
			if dot := t.dots[name]; dot != "" {
				hint += ", and its dot has to be " + dot
			}
			return hint
		}
	}
	return ""
}

var dotOf = regexp.MustCompile(`^\{\{(?:- )?/\*[^*]*\bDot: ([^*]*?)\.? \*/`)

// dots gives what partials say of their dots, by their names.
func dots(partials []file) map[string]string {
	m := map[string]string{}
	for _, f := range partials {
		if d := dotOf.FindSubmatch(f.data); d != nil {
			m[f.name] = string(d[1])
		}
	}
	return m
}

var keyword = regexp.MustCompile(`\{\{(?:- )?\s*(/\*(?s:.*?)\*/|(?:if|range|with|define|block|end)\b[^}]*)`)

// syntaxHint says what to do about a template that cannot be parsed.
func syntaxHint(f file, message string) string {
	switch {
	case strings.Contains(message, "unexpected EOF"):
		if opening, line := lastOpen(f.data); line > 0 {
			return fmt.Sprintf("{{%s}} of line %d, or something in it, has no {{end}}", opening, line)
		}
	case strings.Contains(message, "unexpected {{end}}"):
		return "it ends nothing: every {{if}}, {{range}}, {{with}}, {{define}} and {{block}} before it has its end"
	case strings.Contains(message, `'}'`), strings.Contains(message, "unclosed action"):
		return "an action ends with }}"
	}
	return ""
}

// lastOpen gives the last action of a template that waits for its end, and its line.
func lastOpen(data []byte) (opening string, line int) {
	var open []int
	for _, m := range keyword.FindAllSubmatchIndex(data, -1) {
		switch word := data[m[2]:m[3]]; {
		case bytes.HasPrefix(word, []byte("/*")):
		case bytes.HasPrefix(word, []byte("end")):
			open = open[:max(0, len(open)-1)]
		default:
			open = append(open, m[2])
		}
	}
	if len(open) == 0 {
		return "", 0
	}
	at := open[len(open)-1]
	opening, _, _ = strings.Cut(string(data[at:]), "}}")
	return strings.TrimSpace(strings.TrimSuffix(opening, "-")), lineAt(data, at)
}

// fieldHint suggests a field of a type of the contract.
func fieldHint(typeName, field string) string {
	for _, c := range contract() {
		if c.Name() != typeName {
			continue
		}
		names := fields(c)
		if near, ok := nearest.Name(field, names); ok {
			return "did you mean ." + near + "?"
		}
		return typeName + " has ." + strings.Join(names, " .")
	}
	return ""
}

// templateHint suggests a partial. Only names are compared: their folder and
// extension are alike.
func (t *Theme) templateHint(name string) string {
	var partials []string
	for file := range t.origins {
		if strings.HasPrefix(file, "partials/") {
			partials = append(partials, stem(file))
		}
	}
	slices.Sort(partials)
	if near, ok := nearest.Name(stem(name), partials); ok {
		return fmt.Sprintf("did you mean \"partials/%s.html\"?", near)
	}
	return fmt.Sprintf("write {{define %q}}, or include a partial by its path: the partials are %s", name, strings.Join(partials, ", "))
}

func stem(file string) string { return strings.TrimSuffix(path.Base(file), ".html") }
