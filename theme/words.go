package theme

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// words are the texts of the theme itself ("Next", "On this page").
type words struct {
	byTag  map[language.Tag]map[string]string // from words/<language>.toml
	byLang sync.Map                           // language as pages have it -> map[string]string with all words
}

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
		maps.Copy(w.byTag[tag], own)
	}
	return w, nil
}

// word returns the text called name in a language; a %d or %s in it stands for
// args.
func (w *words) word(lang, name string, args ...any) (string, error) {
	all, ok := w.byLang.Load(lang)
	if !ok {
		all, _ = w.byLang.LoadOrStore(lang, w.resolve(lang))
	}
	texts := all.(map[string]string)
	text, ok := texts[name]
	if !ok {
		return "", fmt.Errorf("no words/*.toml has %q; there are %s", name, strings.Join(slices.Sorted(maps.Keys(texts)), ", "))
	}
	if len(args) > 0 {
		text = fmt.Sprintf(text, args...)
	}
	return text, nil
}

// resolve collects the words for a language: its own, else those of the next
// more general language (CLDR's parents: zh-TW, zh-Hant; pt-BR, pt), else English.
func (w *words) resolve(lang string) map[string]string {
	texts := map[string]string{}
	chain := []language.Tag{language.English}
	if tag, err := language.Parse(lang); err == nil {
		var own []language.Tag
		for ; tag != language.Und; tag = tag.Parent() {
			own = append(own, tag)
		}
		slices.Reverse(own)
		chain = append(chain, own...)
	}
	for _, tag := range chain {
		maps.Copy(texts, w.byTag[tag])
	}
	return texts
}
