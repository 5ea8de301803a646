package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/notion/notiontest"
	"galley/render"
	"galley/theme"
)

func TestThemesHaveTheWordsOfDocuments(t *testing.T) {
	look, err := theme.Load("blog", "", theme.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	words := look.Words("en")
	for name, text := range render.Words() {
		if words[name] != text {
			t.Errorf("the word %q is %q in documents, and %q in the theme", name, text, words[name])
		}
	}
}

// A page whose script is not that of the site speaks its own language.
func TestBodiesSpeakTheLanguageOfTheirPage(t *testing.T) {
	ws, err := notiontest.ParseWorkspace([]byte(`-- pages/home --
title: Heim

child_page: pages/tide
child_page: pages/japan
-- pages/tide --
title: Gezeiten

paragraph: Am @[2026-06-27] war Flut.
form: {}
-- pages/japan --
title: Shio

paragraph: これは潮の満ち引きについての文章です。 @[2026-06-27]
-- pages/empty --
title:
parent: pages/home
`))
	if err != nil {
		t.Fatal(err)
	}
	c := configured(t, t.TempDir(), "[site]\ntitle = \"Heim\"\nbase_url = \"https://heim.example/\"\nlanguage = \"de\"\ntheme = \"docs\"\n[[source]]\npage = \"@pages/home\"\n", ws)
	dir := t.TempDir()
	built(t, c, fetched(t, ws, c), options(t, c), dir)
	for file, want := range map[string][]string{
		"gezeiten/index.html": {`>27. Juni 2026</time> war Flut`, "Ein Block vom Typ „form“ kann hier nicht gezeigt werden.", "In Notion öffnen"},
		"gezeiten/index.md":   {`>27. Juni 2026</time> war Flut`},
		"shio/index.html":     {`lang="ja"`, `>2026年6月27日</time></p>`},
		"404.html":            {"Seite nicht gefunden"},
		"index.html":          {"Ohne Titel"},
	} {
		page, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(file)))
		if err != nil {
			t.Error(err)
			continue
		}
		for _, text := range want {
			if !strings.Contains(string(page), text) {
				t.Errorf("%s has no %s:\n%s", file, text, page)
			}
		}
	}
}
