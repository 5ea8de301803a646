package theme

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
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
	e := &Error{File: m[1], Message: m[4], Hint: hint(m[4])}
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
	noFunction = regexp.MustCompile(`function "[^"]*" not defined`)
	noField    = regexp.MustCompile(`can't evaluate field \w+ in type \*?theme\.(\w+)`)
	noTemplate = regexp.MustCompile(`no such template "([^"]*)"`)
)

// hint says what to do about a message of the template packages.
func hint(message string) string {
	if noFunction.MatchString(message) {
		return "besides those of text/template, the functions are " + strings.Join(functionNames(), ", ")
	}
	if m := noField.FindStringSubmatch(message); m != nil {
		if fields := fieldsOf(m[1]); fields != "" {
			return m[1] + " has " + fields
		}
	}
	if m := noTemplate.FindStringSubmatch(message); m != nil {
		return fmt.Sprintf("write {{define %q}}, or include a partial by its path, as in {{template \"partials/tags.html\" .}}", m[1])
	}
	return ""
}

// fieldsOf lists the fields that templates can use on a type of the contract.
func fieldsOf(name string) string {
	for _, v := range []any{Page{}, Site{}, Link{}, NavItem{}, NavNode{}, Tag{}, Author{}, Icon{}, Image{},
		Heading{}, Property{}, Item{}, Pager{}, BlockView{}} {
		t := reflect.TypeOf(v)
		if t.Name() != name {
			continue
		}
		var fields []string
		for i := range t.NumField() {
			fields = append(fields, "."+t.Field(i).Name)
		}
		return strings.Join(fields, " ")
	}
	return ""
}
