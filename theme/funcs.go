package theme

import (
	"fmt"
	"html/template"
	"maps"
	"net/url"
	"slices"
	"strings"

	"galley/internal/nearest"
)

// functions are what templates can call besides the functions of text/template.
func functions(w *words, s Settings, scripts inlineScripts) template.FuncMap {
	return template.FuncMap{
		"absolute": absolute,
		"date":     w.date,
		"dict":     dict,
		"image":    image,
		"inline":   scripts.element,
		"nav":      nav,
		"setting":  s.own,
		"word":     w.word,
	}
}

// usage says how each function is called, and what it gives.
var usage = map[string][2]string{
	"absolute": {"absolute .Site.BaseURL .Cover.URL", "a root-relative URL, made absolute"},
	"date":     {`date (word .Language "date") .Date .Language`, "a time in a layout of Go's package time, in a language; \"\" for the zero time"},
	"dict":     {`dict "Language" .Language "Of" .`, "several values as one, for the dot of a partial"},
	"image":    {"image .Avatar 20 20", "an Image of a URL, width and height, for partials/image.html"},
	"inline":   {`inline "paint"`, "one of the small scripts that stand in the page itself, from inline/"},
	"nav":      {"nav .", "Site.Tree as the sidebar of a page shows it: a list of NavNode"},
	"setting":  {`setting "motto"`, "a setting that theme.toml declares"},
	"word":     {`word .Language "part" 1 3`, "one of the theme's own texts, with what is to be put in"},
}

func functionNames() []string { return slices.Sorted(maps.Keys(functions(nil, Settings{}, nil))) }

// image makes an Image of an address, for partials/image.html.
func image(url string, width, height int) *Image {
	if url == "" {
		return nil
	}
	return &Image{URL: url, Width: width, Height: height}
}

// own gives a setting that theme.toml declares.
func (s Settings) own(name string) (any, error) {
	value, ok := s.Own[name]
	if !ok {
		return nil, unknownSetting(name, s.Own)
	}
	return value, nil
}

// didYouMean suggests the nearest of some names, or lists them.
func didYouMean(name string, names []string) string {
	if near, ok := nearest.Name(name, names); ok {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return "; there are " + strings.Join(names, ", ")
}

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
