package nearest

import "testing"

func TestNames(t *testing.T) {
	candidates := []string{"Title", "TitleHTML", "Tags", "TOC", "Date", "Updated"}
	for name, want := range map[string]string{
		"Titel":     "Title", // neighbours that changed places count once
		"title":     "Title",
		"Tag":       "Tags",
		"Updatet":   "Updated",
		"TitleHtml": "TitleHTML",
		"Permalink": "",
		"":          "",
	} {
		got, ok := Name(name, candidates)
		if got != want || ok != (want != "") {
			t.Errorf("%q is taken for %q, %v; want %q", name, got, ok, want)
		}
	}
	if got, ok := Name("x", nil); ok {
		t.Errorf("%q was suggested where there is nothing", got)
	}
}

func TestHints(t *testing.T) {
	candidates := []string{"blog", "docs"}
	for name, want := range map[string]string{
		"dosc":   `did you mean "docs"?`,
		"papers": "there are two",
	} {
		if got := Hint(name, candidates, "there are two"); got != want {
			t.Errorf("the hint for %q is %q, want %q", name, got, want)
		}
	}
}
