package theme

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// verb is what is replaced in a word: %s is a text, %d a number, and %[2]d the
// second of what there is.
var verb = regexp.MustCompile(`%(?:\[\d+\])?[a-zA-Z]`)

// counted are the words that are lists of names.
var counted = map[string]int{"months": 12, "days": 7}

// checkWords sees that the words of a file have what the English ones have: the same
// to be put in, and as many names.
func checkWords(f file, own, english map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(own)) {
		text := own[name]
		if want, have := counted[name], len(strings.Fields(text)); want > 0 && have != want {
			return wordError(f, name, fmt.Sprintf("%s has to be %d names with spaces between them, and is %d", name, want, have), "")
		}
		model, ok := english[name]
		if !ok {
			continue
		}
		var args []any
		for _, v := range verb.FindAllString(model, -1) {
			if strings.HasSuffix(v, "d") {
				args = append(args, 1)
			} else {
				args = append(args, "x")
			}
		}
		if filled := fmt.Sprintf(text, args...); len(args) > 0 && strings.Contains(filled, "%!") {
			return wordError(f, name, fmt.Sprintf("%s = %q does not have what has to be put in", name, text), fmt.Sprintf("in English it is %q", model))
		}
	}
	return nil
}

// wordError is a mistake in the line of a word.
func wordError(f file, name, message, hint string) error {
	e := &Error{File: f.origin, Message: message, Hint: hint}
	for _, m := range wordKey.FindAllSubmatchIndex(f.data, -1) {
		if string(f.data[m[2]:m[3]]) == name {
			e.Line = lineAt(f.data, m[2])
		}
	}
	return e
}
