package render

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// FuzzTrees makes a tree of blocks: the bytes of decisions are what it is made
// of, and text is cut into the words that it has. All of its text is in every
// format and dialect, the HTML is whole and harmless, and goldmark reads the
// Markdown as the document is.
func FuzzTrees(f *testing.F) {
	for seed := range uint64(20) {
		g := seeded(seed, true)
		var decisions []byte
		choose := g.choose
		g.choose = func(below int) int {
			n := choose(below)
			decisions = append(decisions, byte(n))
			return n
		}
		g.document()
		f.Add(decisions, strings.Join(pieces, "\x1f"))
	}
	f.Add([]byte{3, 5, 3, 0, 1, 1, 31, 2}, "a\x1f*\x1f中。\x1f\n\x1f`")
	kept := keeper{} // the equations and listings are always the same
	f.Fuzz(func(t *testing.T, decisions []byte, text string) {
		words := strings.Split(text, "\x1f")
		if len(decisions) > 600 || len(words) > 300 {
			t.Skip("long inputs show no more than short ones")
		}
		for _, word := range words {
			if len(word) > 60 {
				t.Skip("long inputs show no more than short ones")
			}
		}
		g := fuzzed(decisions, words)
		doc := New(g.document(), Options{Language: "en", Cache: kept})
		page := rendered(doc, sampleSite(), (*Document).HTML)
		checkWellFormed(t, page)
		checkHarmless(t, page)
		checkAllText(t, "HTML", textOfHTML(t, page), g.texts)
		checkAllText(t, "text", rendered(doc, sampleSite(), (*Document).Text), g.texts)
		for _, dialect := range Dialects() {
			markdown := rendered(doc, sampleSite(), inDialect(dialect))
			if goldmarkFor(dialect) != nil { // what MDX reads, only MDX knows
				checkAllText(t, string(dialect), textOfHTML(t, byGoldmark(t, dialect, markdown)), g.texts)
			}
		}
		checkReadBack(t, doc, sampleSite())
	})
}

func textOfHTML(t *testing.T, fragment string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(fragment))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

// checkAllText finds texts in what was written, each after the one before.
func checkAllText(t *testing.T, where, written string, texts []string) {
	t.Helper()
	rest := withoutSpace(written)
	for _, text := range texts {
		want := withoutSpace(clean(text))
		_, after, found := strings.Cut(rest, want)
		if !found {
			t.Errorf("%q is not in the %s, or not where it should be:\n%s", text, where, written)
			return
		}
		rest = after
	}
}
