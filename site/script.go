package site

import (
	"unicode"

	"golang.org/x/text/language"
)

// scriptOf is a script that says something about how a page is to be shown:
// Latin and the like all read "" here.
type script struct {
	table    []*unicode.RangeTable
	codes    []string // ISO 15924, of languages that are written in it
	language string   // that a text in it is most likely in
	rtl      bool
}

// Kana stands before Han, since Japanese is written in both.
var scripts = []script{
	{[]*unicode.RangeTable{unicode.Arabic}, []string{"Arab"}, "ar", true},
	{[]*unicode.RangeTable{unicode.Hebrew}, []string{"Hebr"}, "he", true},
	{[]*unicode.RangeTable{unicode.Hangul}, []string{"Kore", "Hang"}, "ko", false},
	{[]*unicode.RangeTable{unicode.Hiragana, unicode.Katakana}, []string{"Jpan"}, "ja", false},
	{[]*unicode.RangeTable{unicode.Han}, []string{"Hans", "Hant", "Hani", "Jpan"}, "zh", false},
}

// firstScript is where the first of these scripts, Hebrew, begins in Unicode.
const firstScript = '\u0590'

// direction is that of a language: "ltr" or "rtl".
func direction(tag string) string {
	code, _ := language.Make(tag).Script()
	switch code.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr":
		return "rtl"
	}
	return "ltr"
}

// detect gives the language and direction of a text on a site in the given
// language. They differ from the site's only when most letters are of a script
// that the site's language is not written in, and the script leaves little
// doubt: workspaces often mix languages, but only few can be told apart.
func detect(text, site string) (lang, dir string) {
	counts := make([]int, len(scripts))
	letters := 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if r < firstScript {
			continue
		}
		for i, s := range scripts {
			if unicode.In(r, s.table...) {
				counts[i]++
				break
			}
		}
	}
	const kana, han = 3, 4
	if counts[kana]*10 > counts[han] {
		counts[kana], counts[han] = counts[kana]+counts[han], 0
	}
	code, _ := language.Make(site).Script()
	known := 0
	for i, s := range scripts {
		known += counts[i]
		if counts[i]*2 <= letters {
			continue
		}
		for _, c := range s.codes {
			if c == code.String() {
				return site, direction(site)
			}
		}
		if s.rtl {
			return s.language, "rtl"
		}
		return s.language, "ltr"
	}
	if letters > 0 && known*2 < letters {
		return site, "ltr" // Latin, Cyrillic and so on: all from left to right
	}
	return site, direction(site)
}
