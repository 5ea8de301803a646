package search_test

import (
	"encoding/json"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"galley/site/search"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write testdata/words.json anew")

// vector is a text and its words. The client is tested with the same ones.
type vector struct {
	Text  string
	Words []string
}

func vectors(t testing.TB) []vector {
	t.Helper()
	data, err := os.ReadFile("testdata/words.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []vector
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestWordsOfEveryScript(t *testing.T) {
	list := vectors(t)
	for i, v := range list {
		got := append([]string{}, search.Words(v.Text)...)
		if diff := cmp.Diff(v.Words, got); diff != "" && !*update {
			t.Errorf("the words of %q (-want +got):\n%s", v.Text, diff)
		}
		list[i].Words = got
	}
	if *update {
		var b strings.Builder
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		if err := e.Encode(list); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("testdata/words.json", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWordsDoNotDependOnHowTheTextIsCut(t *testing.T) {
	for _, v := range vectors(t) {
		alone := search.Words(v.Text)
		both := search.Words("Before, " + v.Text + " after")
		if len(alone) > 0 && !slices.Equal(both, append(append([]string{"before"}, alone...), "after")) {
			t.Errorf("within a sentence %q is %q", v.Text, both)
		}
	}
}

func FuzzWords(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add(v.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, word := range search.Words(text) {
			if word == "" || utf8.RuneCountInString(word) > 64 {
				t.Errorf("%q has the word %q", text, word)
			}
			if strings.ContainsAny(word, " \n#/") {
				t.Errorf("%q has the word %q, which reads as another", text, word)
			}
		}
	})
}
