package theme

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"
)

// words are the texts of the theme itself ("Next", "On this page").
type words struct {
	byTag  map[language.Tag]map[string]string // from words/<language>.toml
	byLang sync.Map                           // language as pages have it -> Words
}

// Words are a theme's texts in one language: all that its words/*.toml name.
type Words map[string]string

// Words gives the texts of the theme in a language, a BCP 47 tag: what it has no
// text for in the language is in a more general one, or in English.
func (t *Theme) Words(language string) Words { return t.words.in(language) }

// Date formats a time by one of Go's layouts, with the names of months and days
// of the week ("January", "Monday") in the language. The zero time is "".
func (w Words) Date(layout string, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return w.named(layout, "January", "months", int(t.Month())-1, t, func(rest string) string {
		return w.named(rest, "Monday", "days", int(t.Weekday()+6)%7, t, t.Format)
	})
}

// named formats what of a layout is around a name, and puts into its place the
// one that a list of words has at a place.
func (w Words) named(layout, name, list string, at int, t time.Time, format func(string) string) string {
	names := strings.Fields(w[list])
	if at >= len(names) {
		return format(layout)
	}
	parts := strings.Split(layout, name)
	for i, part := range parts {
		parts[i] = format(part)
	}
	return strings.Join(parts, names[at])
}

// Text gives the text called name; "" when there is none.
func (w Words) Text(name string) string { return w[name] }

// Day writes a date as the language does.
func (w Words) Day(t time.Time) string { return w.Date(w["date"], t) }

// readWords reads words/<language>.toml of all layers: a later layer's file
// needs to hold only what differs.
func readWords(set *fileSet) (*words, error) {
	w := &words{byTag: map[language.Tag]map[string]string{}}
	for _, f := range set.all {
		if !strings.HasPrefix(f.name, "words/") {
			continue
		}
		tag, err := language.Parse(strings.TrimSuffix(path.Base(f.name), ".toml"))
		if err != nil || path.Ext(f.name) != ".toml" {
			return nil, &Error{File: f.origin, Message: "not named after a language", Hint: "call it en.toml, pt-br.toml, …"}
		}
		var own map[string]string
		if err := decodeStrict(f.origin, f.data, &own, ""); err != nil {
			return nil, err
		}
		if w.byTag[tag] == nil {
			w.byTag[tag] = map[string]string{}
		}
		if err := checkWords(f, own, w.byTag[language.English]); err != nil {
			return nil, err
		}
		maps.Copy(w.byTag[tag], own)
	}
	return w, nil
}

// word returns the text called name in a language; a %d or %s in it stands for
// args.
func (w *words) word(lang, name string, args ...any) (string, error) {
	texts := w.in(lang)
	text, ok := texts[name]
	if _, swapped := texts[lang]; !ok && swapped {
		return "", fmt.Errorf("the language comes first, as in %s", usage["word"][0])
	}
	if !ok {
		return "", fmt.Errorf("no words/*.toml has %q%s", name, didYouMean(name, slices.Sorted(maps.Keys(texts))))
	}
	if len(args) > 0 {
		text = fmt.Sprintf(text, args...)
	}
	return text, nil
}

// date formats a time by one of Go's layouts: in English, or in a language that
// is given.
func (w *words) date(layout string, t time.Time, lang ...string) string {
	return w.in(append(lang, "en")[0]).Date(layout, t)
}

func (w *words) in(lang string) Words {
	all, ok := w.byLang.Load(lang)
	if !ok {
		all, _ = w.byLang.LoadOrStore(lang, w.resolve(lang))
	}
	return all.(Words)
}

// resolve collects the words for a language: its own, else those of the next
// more general language (CLDR's parents: zh-TW, zh-Hant; pt-BR, pt), else English.
// In a language without words a date is as ISO 8601 has it: with the name of a
// month it would be in two languages.
func (w *words) resolve(lang string) Words {
	texts := Words{}
	maps.Copy(texts, w.byTag[language.English])
	tag, err := language.Parse(lang)
	if err != nil {
		return texts
	}
	var own []language.Tag
	known := false
	for ; tag != language.Und; tag = tag.Parent() {
		own = append(own, tag)
		known = known || w.byTag[tag] != nil
	}
	if !known {
		texts["date"] = time.DateOnly
	}
	for _, tag := range slices.Backward(own) {
		maps.Copy(texts, w.byTag[tag])
	}
	return texts
}
