package theme

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"galley/internal/nearest"
)

// own gives the files of a folder of one's own.
func (s *fileSet) own() []file {
	var own []file
	for _, f := range s.files {
		if f.own {
			own = append(own, f)
		}
	}
	return own
}

// unused warns of what an author's own files say and nothing asks for: most likely
// a name is misspelt.
func unused(set *fileSet) []Warning {
	if len(set.own()) == 0 {
		return nil
	}
	return slices.Concat(unusedPartials(set), unusedWords(set), unusedProperties(set))
}

// templates are all templates of a theme, one after the other.
func (s *fileSet) templates() []byte {
	var all []byte
	for _, folder := range []string{"layouts", "partials", "blocks"} {
		for _, f := range s.in(folder) {
			all = append(all, f.data...)
		}
	}
	return all
}

// unusedPartials looks for partials of which no template includes anything: they may
// define several templates.
func unusedPartials(set *fileSet) []Warning {
	partials := set.in("partials")
	included := map[string]bool{}
	for _, m := range inclusion.FindAllSubmatch(set.templates(), -1) {
		included[string(m[1])] = true
	}
	var names []string
	var found []Warning
	for _, f := range partials {
		if !f.own {
			names = append(names, f.name)
		}
	}
	for _, f := range partials {
		used := included[f.name]
		for _, m := range definition.FindAllSubmatch(f.data, -1) {
			used = used || included[string(m[1])]
		}
		if f.own && !used {
			found = append(found, warning(f, 0, "no template includes this partial", f.name, names))
		}
	}
	return found
}

var (
	inclusion  = regexp.MustCompile(`\{\{(?:- )?\s*(?:template|block)\s*["\x60]([^"\x60]*)`)
	definition = regexp.MustCompile(`\{\{(?:- )?\s*define\s*["\x60]([^"\x60]*)`)
)

// unusedWords looks for words that the embedded theme does not know and no template
// names. A name that a template makes up may be any.
func unusedWords(set *fileSet) []Warning {
	known := map[string]bool{}
	var found []Warning
	all := set.templates()
	if madeWord.Match(all) {
		return nil
	}
	for _, f := range set.all {
		if !strings.HasPrefix(f.name, "words/") {
			continue
		}
		for _, m := range wordKey.FindAllSubmatchIndex(f.data, -1) {
			name := string(f.data[m[2]:m[3]])
			switch {
			case !f.own:
				known[name] = true
			case !known[name] && !bytes.Contains(all, []byte(`"`+name+`"`)) && !bytes.Contains(all, []byte("`"+name+"`")):
				found = append(found, warning(f, lineAt(f.data, m[2]), fmt.Sprintf("nothing asks for the word %q", name), name, slices.Sorted(maps.Keys(known))))
			}
		}
	}
	return found
}

var (
	wordKey  = regexp.MustCompile(`(?m)^\s*"?([\w-]+)"?\s*=`)
	madeWord = regexp.MustCompile(`\bword\s+(?:"\w*"|[$.][\w.]*)\s+(?:\(print|[$.])`)
)

var (
	customName = regexp.MustCompile(`(?:^|[^\w-])(--[\w-]+)`) // and no class like .card--wide
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
)

// unusedProperties looks for custom properties that an author's stylesheet sets or
// uses once, and that are nearly called like one of the embedded theme.
func unusedProperties(set *fileSet) []Warning {
	uses := map[string]int{}
	known := map[string]bool{}
	styles := slices.Concat(set.in("assets"), set.in("modules"))
	for _, f := range slices.Concat(styles, set.in("inline"), set.in("layouts"), set.in("partials"), set.in("blocks")) {
		for _, m := range customName.FindAllSubmatch(withoutComments(f.data), -1) {
			name := string(m[1])
			uses[name]++
			known[name] = known[name] || !f.own
		}
	}
	names := slices.Sorted(maps.Keys(maps.Clone(known)))
	names = slices.DeleteFunc(names, func(n string) bool { return !known[n] })
	var found []Warning
	for _, f := range styles {
		if !f.own || path.Ext(f.name) != ".css" {
			continue
		}
		text := withoutComments(f.data)
		for _, at := range customName.FindAllSubmatchIndex(text, -1) {
			name := string(text[at[2]:at[3]])
			if uses[name] > 1 || known[name] {
				continue
			}
			if _, near := nearest.Name(name, names); near {
				found = append(found, warning(f, lineAt(text, at[2]), name+" is named nowhere else", name, names))
			}
		}
	}
	return found
}

// withoutComments keeps the places of what is left.
func withoutComments(css []byte) []byte {
	return cssComment.ReplaceAllFunc(css, func(c []byte) []byte {
		return bytes.Map(func(r rune) rune {
			if r == '\n' {
				return r
			}
			return ' '
		}, c)
	})
}

// warning says what is odd in a file, and which of some names may have been meant.
func warning(f file, line int, message, name string, names []string) Warning {
	e := &Error{File: f.origin, Line: line, Message: message}
	if near, ok := nearest.Name(name, names); ok {
		e.Hint = "did you mean " + near + "?"
	}
	return e.warning()
}
