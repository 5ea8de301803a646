package site

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func slugOf(title, language string, keep bool) string {
	c := &Config{Site: SiteConfig{Language: language}}
	if keep {
		c.URLs.Titles = titlesKept
	}
	return c.slugger().make(title)
}

func TestTitlesBecomeSlugs(t *testing.T) {
	cases := []struct{ title, language, want string }{
		{"Hello, World!", "en", "hello-world"},
		{"Don't panic", "en", "dont-panic"},
		{"Über Größe", "de", "ueber-groesse"},
		{"Über Größe", "de-AT", "ueber-groesse"},
		{"Über", "en", "uber"},
		{"日本語", "ja", "ri-ben-yu"},
		{"Привет, мир", "ru", "privet-mir"},
		{"مرحبا", "ar", "mrhb"},
		{"🚀", "en", ""},
		{"../../etc/passwd", "en", "etc-passwd"},
		{"C:\\con", "en", "c-con"},
		{"a\x00b\u202ec", "en", "a-bc"},
		{"one two three four five six seven eight nine ten eleven twelve", "en", "one-two-three-four-five-six-seven-eight-nine-ten-eleven"},
	}
	for _, c := range cases {
		if got := slugOf(c.title, c.language, false); got != c.want {
			t.Errorf("the slug of (%q, %q) = %q, want %q", c.title, c.language, got, c.want)
		}
	}
}

func TestLettersOfAllScriptsAreKeptWhenConfigured(t *testing.T) {
	for title, want := range map[string]string{
		"Hello, World!":    "hello-world",
		"Über Größe":       "über-größe",
		"日本語 の ページ":        "日本語-の-ページ",
		"Привет, мир":      "привет-мир",
		"हिन्दी":           "हिन्दी",
		"café":             "café",
		"🚀":                "",
		"../../etc/passwd": "etc-passwd",
		"a/b?c#d%20e":      "a-b-c-d-20e",
	} {
		if got := slugOf(title, "en", true); got != want {
			t.Errorf("the slug of %q is %q, want %q", title, got, want)
		}
	}
}

var segment = regexp.MustCompile(`^[a-z0-9]([a-z0-9_-]*[a-z0-9])?$`)

func FuzzSlug(f *testing.F) {
	f.Add("../x", "en")
	f.Add("\\\\host\\share", "de")
	f.Add("a/./b//c", "tr")
	f.Fuzz(func(t *testing.T, text, language string) {
		slugger := slugger{language: language}
		for _, s := range append(slugger.path(text), slugger.make(text)) {
			if s != "" && (len(s) > maxSlug || !segment.MatchString(s)) {
				t.Errorf("slug of %q in %q: %q", text, language, s)
			}
		}
		slugger.keep = true
		for _, s := range append(slugger.path(text), slugger.make(text)) {
			odd := strings.ContainsFunc(s, func(r rune) bool {
				return r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
			})
			if odd || utf8.RuneCountInString(s) > maxSlug || s != "" && !fs.ValidPath(s) {
				t.Errorf("slug of %q with its letters kept: %q", text, s)
			}
		}
	})
}
