package theme

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"galley/internal/nearest"
)

// An Error is a mistake in a file of a theme.
type Error struct {
	File    string // path on disk, or <theme>/<file> of an embedded theme
	Line    int    // from 1; 0 when the mistake is about the file as a whole
	Column  int    // from 1; 0 when unknown
	Message string // what is wrong
	Hint    string // what to do, "" when the message says it all
}

// Error formats the mistake as file:line:column: message; hint.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
		if e.Column > 0 {
			fmt.Fprintf(&b, ":%d", e.Column)
		}
	}
	b.WriteString(": " + e.Message)
	if e.Hint != "" {
		b.WriteString("; " + e.Hint)
	}
	return b.String()
}

// The packages text/template and html/template give positions in the text of
// their messages only.
var position = regexp.MustCompile(`^(?:html/)?template: ?([^:\s]+\.html):(\d+)(?::(\d+))?: (?:executing "[^"]*" )?((?s:.*))$`)

// explain turns an error of the template packages into an *Error. Other errors
// are returned as they are.
func (t *Theme) explain(err error) error {
	m := position.FindStringSubmatch(err.Error())
	if m == nil {
		return err
	}
	e := &Error{File: m[1], Message: m[4], Hint: t.hint(m[4])}
	if origin, ok := t.origins[m[1]]; ok {
		e.File = origin
	}
	e.Line, _ = strconv.Atoi(m[2]) // digits, by the pattern
	if m[3] != "" {
		e.Column, _ = strconv.Atoi(m[3])
		e.Column++ // the packages count from 0
	}
	return e
}

var (
	noFunction = regexp.MustCompile(`function "([^"]*)" not defined`)
	noField    = regexp.MustCompile(`can't evaluate field (\w+) in type \*?theme\.(\w+)`)
	noTemplate = regexp.MustCompile(`no such template "([^"]*)"`)
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
	return ""
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
