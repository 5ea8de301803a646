package site

import (
	"fmt"
	"reflect"

	"github.com/pelletier/go-toml/v2/unstable"
)

// freeTable is a table whose keys the configuration does not know. Its values are
// strings, int64s and bools.
type freeTable map[string]any

var freeType = reflect.TypeFor[freeTable]()

// free takes a value of a free table.
func (d *document) free(path string, to reflect.Value, name string, key span, node *unstable.Node) {
	path = join(path, name)
	if _, twice := d.places[path]; twice {
		d.report(key, fmt.Sprintf("%s is set twice", plain(path)), "")
		return
	}
	d.places[path] = place{key, d.valueSpan(node, key)}
	kinds := map[unstable.Kind]reflect.Type{
		unstable.String: reflect.TypeFor[string](), unstable.Integer: reflect.TypeFor[int64](), unstable.Bool: reflect.TypeFor[bool](),
	}
	kind, ok := kinds[node.Kind]
	if !ok {
		d.notFree(path, d.places[path].value, node.Kind)
		return
	}
	value := reflect.New(kind).Elem()
	if !set(value, string(node.Data)) {
		d.cannotRead(path, d.places[path].value, plain(path)+" is too large", "")
		return
	}
	if to.IsNil() {
		to.Set(reflect.MakeMap(freeType))
	}
	to.SetMapIndex(reflect.ValueOf(name), value)
}

// notFree reports what cannot stand in a free table.
func (d *document) notFree(path string, at span, kind unstable.Kind) {
	d.cannotRead(path, at, fmt.Sprintf("%s has to be text, a whole number, or true or false, and this is %s", plain(path), describe(kind)), "")
}
