package site

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// value puts a value where it belongs, if it has the type for that, and goes
// into lists and inline tables.
func (d *document) value(path string, to reflect.Value, node *unstable.Node) {
	switch want := kindOf(to.Type()); {
	case node.Kind != want:
		d.cannotRead(path, d.places[path].value, fmt.Sprintf("%s has to be %s, and this is %s", plain(path), describe(want), describe(node.Kind)), "")
	case want == unstable.InlineTable:
		for it := node.Children(); it.Next(); {
			d.keyValue(path, to, it.Node())
		}
	case want == unstable.Array:
		for it := node.Children(); it.Next(); {
			grow(to)
			inner := element(path, to.Len()-1)
			d.places[inner] = d.elementPlace(path, it.Node())
			d.value(inner, to.Index(to.Len()-1), it.Node())
		}
	case !set(to, string(node.Data)):
		d.cannotRead(path, d.places[path].value, plain(path)+" is too large", "")
	}
}

// elementPlace is where an element of a list stands, or the list when the parser
// does not tell.
func (d *document) elementPlace(path string, node *unstable.Node) place {
	at := d.places[path]
	if node.Raw.Length > 1 {
		at.value = spanOf(node.Raw)
	}
	return at
}

// set gives a field its value, if that has room in it.
func set(field reflect.Value, data string) bool {
	switch field.Kind() {
	case reflect.Pointer:
		field.Set(reflect.New(field.Type().Elem()))
		return set(field.Elem(), data)
	case reflect.String:
		field.SetString(data)
	case reflect.Bool:
		field.SetBool(data == "true")
	case reflect.Int, reflect.Int64:
		n, err := strconv.ParseInt(strings.ReplaceAll(data, "_", ""), 0, field.Type().Bits())
		if err != nil {
			return false
		}
		field.SetInt(n)
	}
	return true
}

// grow adds an element to a list.
func grow(list reflect.Value) {
	list.Set(reflect.Append(list, reflect.Zero(list.Type().Elem())))
}

func kindOf(t reflect.Type) unstable.Kind {
	switch t.Kind() {
	case reflect.Pointer:
		return kindOf(t.Elem())
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
