package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/site"

	"github.com/pelletier/go-toml/v2"
)

func TestTheManualShowsTheRecipes(t *testing.T) {
	manual, err := os.ReadFile(filepath.FromSlash("../../docs/publishing.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, ci := range []string{"github-pages", "netlify"} {
		r, ok := recipeFor(ci)
		if !ok {
			t.Fatalf("there is no recipe for %s", ci)
		}
		text, err := recipes.ReadFile(r.name)
		if err != nil {
			t.Fatal(err)
		}
		language := strings.TrimPrefix(strings.Replace(filepath.Ext(r.name), "yml", "yaml", 1), ".")
		if !strings.Contains(string(manual), "\n```"+language+"\n"+string(text)+"```\n") {
			t.Errorf("docs/publishing.md does not show %s as it is", r.name)
		}
	}
}

func TestAnyTitleMakesAConfiguration(t *testing.T) {
	for _, title := range []string{
		"Field notes", `"quoted" and \ back`, "emoji 🚀 and <angles> & more", "日本語", "tab\tand\nlines", "\x00\x1b[31m\x7f", "''' and \"\"\"", "#1 = [x]",
	} {
		text := siteTOML(initAnswers{title: title, baseURL: "https://example.com/"}, place{key: "page", link: "0123456789ab4def8123456789abcdef"})
		config, err := site.ParseConfig("site.toml", text)
		if err != nil {
			t.Errorf("%q: %v\n%s", title, err, text)
			continue
		}
		if got := strings.Fields(config.Site.Title); len(got) != len(strings.Fields(printable(title))) {
			t.Errorf("%q became %q", title, config.Site.Title)
		}
	}
}

func FuzzStringsOfTOML(f *testing.F) {
	f.Add("a\\b\"c\x01\u2028")
	f.Fuzz(func(t *testing.T, s string) {
		var got struct{ Value string }
		if err := toml.Unmarshal([]byte("Value = "+tomlString(s)+"\n"), &got); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		if want := printable(s); got.Value != want {
			t.Fatalf("%q became %q, want %q", s, got.Value, want)
		}
	})
}

// printable is what is kept of a string: each byte that is not UTF-8 becomes a
// replacement character.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}
