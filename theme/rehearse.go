package theme

import (
	"bytes"
	"errors"
	"html/template"
	"io"
	"reflect"
	"regexp"
	"slices"
	"time"
)

// always are the errors of a template that are the same whatever the page: names
// that do not exist, and values of a type that cannot be used in that way.
var always = regexp.MustCompile(`can't evaluate field|error calling (?:word|setting|inline|dict)|wrong number of args|wrong type for value|can't iterate over|incompatible types|exceeded maximum template depth`)

var isNil = regexp.MustCompile(`nil pointer evaluating|index out of range`)

// rehearseBare runs a layout on a page that has nothing but a title, and warns of
// what fails on the first such page: a field of what is not there.
func (t *Theme) rehearseBare(layout *template.Template, bare *Page) {
	if len(t.own) == 0 {
		return // tests see to Galley's own
	}
	err := layout.Execute(io.Discard, bare)
	if err == nil || !isNil.MatchString(err.Error()) {
		return
	}
	e := new(Error)
	if !errors.As(t.explain(err), &e) {
		return
	}
	t.warn(e)
}

// rehearse runs a template on a value that has something in every field, so that
// misspelt names are found when the theme is loaded, not on the first page that
// gets there. What else goes wrong may be due to the made-up value.
func (t *Theme) rehearse(f file, tmpl *template.Template, full any) error {
	var written bytes.Buffer
	err := tmpl.Execute(&written, full)
	if err == nil {
		t.checkBalance(f, written.Bytes())
		return nil
	}
	if always.MatchString(err.Error()) {
		return t.explain(err)
	}
	return nil
}

// warn keeps a warning. A partial is in many layouts: it is warned of once.
func (t *Theme) warn(e *Error) {
	if w := e.warning(); !slices.Contains(t.warnings, w) {
		t.warnings = append(t.warnings, w)
	}
}

// filled makes a value of a type of the contract with something in every field,
// one element in every list, and no more than a few levels of itself.
func filled[T any]() *T {
	v := new(T)
	fill(reflect.ValueOf(v).Elem(), map[reflect.Type]int{})
	return v
}

// nested is how often a type may stand within itself.
const nested = 2

func fill(v reflect.Value, inside map[reflect.Type]int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(1)
	case reflect.Pointer:
		if inside[v.Type().Elem()] < nested {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem(), inside)
		}
	case reflect.Slice:
		element := reflect.New(v.Type().Elem()).Elem()
		fill(element, inside)
		if element.Kind() != reflect.Pointer || !element.IsNil() {
			v.Set(reflect.Append(v, element))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.Unix(0, 0).UTC()))
			return
		}
		inside[v.Type()]++
		for i := range v.NumField() {
			fill(v.Field(i), inside)
		}
		inside[v.Type()]--
	}
}
