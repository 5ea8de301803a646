package theme

import (
	"reflect"
	"slices"
)

// contract lists the types that templates can reach, in the order in which they
// are reached from a page, a sidebar and a block.
func contract() []reflect.Type {
	var found []reflect.Type
	var visit func(t reflect.Type)
	visit = func(t reflect.Type) {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || t.PkgPath() != reflect.TypeFor[Page]().PkgPath() || slices.Contains(found, t) {
			return
		}
		found = append(found, t)
		for _, f := range reflect.VisibleFields(t) {
			visit(f.Type)
		}
	}
	for _, v := range []any{Page{}, NavNode{}, BlockView{}} {
		visit(reflect.TypeOf(v))
	}
	return found
}

// fields lists what templates can ask a value of a type for: fields, then
// methods, each as it is written after the dot.
func fields(t reflect.Type) []string {
	var names []string
	for _, f := range reflect.VisibleFields(t) {
		if !f.Anonymous {
			names = append(names, f.Name)
		}
	}
	methods := reflect.PointerTo(t)
	for i := range methods.NumMethod() {
		names = append(names, methods.Method(i).Name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
