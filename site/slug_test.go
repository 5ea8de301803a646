package site

import (
	"regexp"
	"testing"
)

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
		if got := makeSlug(c.title, c.language); got != c.want {
			t.Errorf("makeSlug(%q, %q) = %q, want %q", c.title, c.language, got, c.want)
		}
	}
}

var segment = regexp.MustCompile(`^[a-z0-9]([a-z0-9_-]*[a-z0-9])?$`)

func FuzzSlug(f *testing.F) {
	f.Add("../x", "en")
	f.Add("\\\\host\\share", "de")
	f.Add("a/./b//c", "tr")
	f.Fuzz(func(t *testing.T, text, language string) {
		for _, s := range append(slugPath(text, language), makeSlug(text, language)) {
			if s != "" && (len(s) > maxSlug || !segment.MatchString(s)) {
				t.Errorf("slug of %q in %q: %q", text, language, s)
			}
		}
	})
}
