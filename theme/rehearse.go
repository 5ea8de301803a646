package theme

import (
	"html/template"
	"io"
	"reflect"
	"regexp"
	"time"
)

// always are the errors of a template that are the same whatever the page:
// names of fields, words, settings and scripts that do not exist.
var always = regexp.MustCompile(`can't evaluate field|error calling (?:word|setting|inline)`)

// rehearse runs a template on a value that has something in every field, so that
// misspelt names are found when the theme is loaded, not on the first page that
// gets there. What else goes wrong may be due to the made-up value.
func (t *Theme) rehearse(tmpl *template.Template, full any) error {
	if err := tmpl.Execute(io.Discard, full); err != nil && always.MatchString(err.Error()) {
		return t.explain(err)
	}
	return nil
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
