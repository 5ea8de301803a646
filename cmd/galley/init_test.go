package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/site"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v3"
)

func TestTheManualShowsTheRecipes(t *testing.T) {
	manual, err := os.ReadFile(filepath.FromSlash("../../docs/publishing.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, ci := range []string{"github-pages", "netlify"} {
		for _, r := range recipesFor(ci) {
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
}

// The workflow keeps the store in a cache that later runs find, and then builds.
func TestTheWorkflowKeepsTheStore(t *testing.T) {
	text, err := recipes.ReadFile("recipes/github-pages.yml")
	if err != nil {
		t.Fatal(err)
	}
	var workflow struct {
		Jobs map[string]struct {
			Steps []struct {
				Uses, Run string
				With      map[string]string
			}
		}
	}
	if err := yaml.Unmarshal(text, &workflow); err != nil {
		t.Fatal(err)
	}
	cached, built := -1, -1
	for i, step := range workflow.Jobs["build"].Steps {
		if strings.HasPrefix(step.Uses, "actions/cache@") && step.With["path"] == ".galley" {
			cached = i
			if key, again := step.With["key"], step.With["restore-keys"]; !strings.HasPrefix(key, again) || !strings.Contains(key, "github.run_id") {
				t.Errorf("key %q, restore-keys %q: caches are never written twice under one key", key, again)
			}
		}
		if step.Run == "go run ./cmd/galley build" {
			built = i
		}
	}
	if cached < 0 || built < cached {
		t.Errorf("the cache is step %d, the build step %d", cached, built)
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
