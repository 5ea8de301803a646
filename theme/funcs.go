package theme

import (
	"fmt"
	"html/template"
	"maps"
	"net/url"
	"slices"
)

// functions are what templates can call besides the functions of text/template.
func functions(w *words) template.FuncMap {
	return template.FuncMap{
		"absolute": absolute,
		"date":     w.date,
		"dict":     dict,
		"nav":      nav,
		"word":     w.word,
	}
}

func functionNames() []string { return slices.Sorted(maps.Keys(functions(nil))) }

// absolute makes a root-relative URL absolute, for tags that need a whole one.
func absolute(base, ref string) (string, error) {
	b, err := url.Parse(base)
	if err != nil {
		return "", err
	}
	r, err := url.Parse(ref)
	if err != nil {
		return "", err
	}
	return b.ResolveReference(r).String(), nil
}

// dict makes a map of names and values, to give a partial more than one thing.
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("a name without a value: give names and values in turn")
	}
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("%v is not a name: give names and values in turn", pairs[i])
		}
		m[name] = pairs[i+1]
	}
	return m, nil
}
