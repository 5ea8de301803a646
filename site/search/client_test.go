package search_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"galley/site/search"
	"galley/site/search/searchtest"

	"github.com/google/go-cmp/cmp"
)

// client runs a task of testdata/client.mjs: the client of the built-in themes,
// in Node.
func client(t testing.TB, out, in any, task ...string) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node")
	}
	files, err := filepath.Glob(filepath.Join("..", "..", "theme", "builtin", "base", "modules", "search", "*.js"))
	if err != nil || len(files) == 0 {
		t.Fatalf("the client is not there: %v", err)
	}
	var module bytes.Buffer
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		module.Write(data)
	}
	name := filepath.Join(t.TempDir(), "search.mjs")
	if err := os.WriteFile(name, module.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	input, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, append([]string{filepath.Join("testdata", "client.mjs"), name}, task...)...)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(input), os.Stderr
	output, err := cmd.Output()
	if err != nil {
		t.Fatalf("the client ends with %v", err)
	}
	if err := json.Unmarshal(output, out); err != nil {
		t.Fatal(err)
	}
}

func TestTheClientHasTheSameWords(t *testing.T) {
	var texts []string
	for _, v := range vectors(t) {
		texts = append(texts, v.Text)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		texts = append(texts, randomText(r))
	}
	var got [][]string
	client(t, &got, texts, "words")
	for i, text := range texts {
		want := append([]string{}, search.Words(text)...)
		if !slices.Equal(got[i], want) {
			t.Errorf("%q (%+q) has the words %+q, in the client %+q", text, text, want, got[i])
		}
	}
}

// randomText mixes characters of all scripts, most often neighbours of each other.
func randomText(r *rand.Rand) string {
	var b strings.Builder
	block := rune(0)
	for range 2 + r.IntN(30) {
		if r.IntN(6) == 0 {
			block = []rune{0, 0x80, 0x300, 0x370, 0x400, 0x590, 0x600, 0x900, 0xe00, 0xe80, 0x1000, 0x1100, 0x1780, 0x1e00, 0x2000,
				0x2100, 0x3000, 0x3080, 0x3100, 0x4e00, 0xac00, 0xf900, 0xfb00, 0xff00, 0x10300, 0x1d400, 0x20000}[r.IntN(27)]
		}
		c := block + rune(r.IntN(128))
		switch {
		case r.IntN(12) == 0:
			c = rune(' ' + r.IntN(95))
		case unicode.Is(unicode.Cs, c), !unicode.In(c, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z):
			continue // what Go's tables do not know yet may be a letter to a browser
		}
		b.WriteRune(c)
	}
	return b.String()
}

// asked is a query for the client, found what it answers.
type asked struct {
	Text   string
	Facets []string
}

type found struct {
	Total int
	URLs  []string // of the first ten
	Bytes int      // read for this query, with what it needs to show titles
}

func find(t testing.TB, dir string, queries ...asked) []found {
	t.Helper()
	var results []found
	client(t, &results, queries, "find", dir)
	return results
}

// built writes an index into a folder.
func built(t testing.TB, pages []search.Page) string {
	t.Helper()
	dir := t.TempDir()
	x := search.New(func(name string, data []byte) error { return os.WriteFile(filepath.Join(dir, name), data, 0o644) })
	for _, p := range pages {
		if err := x.Add(p); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Finish(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestWrittenQueriesFindTheirPages(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	pages, err := searchtest.Written()
	if err != nil {
		t.Fatal(err)
	}
	queries, err := searchtest.Queries()
	if err != nil {
		t.Fatal(err)
	}
	if len(queries) != 50 {
		t.Errorf("%d queries", len(queries))
	}
	g := searchtest.NewGenerator(1)
	for i := range 300 { // among which they stand
		pages = append(pages, g.Page(i))
	}
	var texts []asked
	for _, q := range queries {
		if !slices.ContainsFunc(pages, func(p search.Page) bool { return p.URL == q.URL }) {
			t.Errorf("%q is to find %s, which is no page", q.Text, q.URL)
		}
		texts = append(texts, asked{Text: q.Text})
	}
	const expected = 50
	good := 0
	for i, result := range find(t, built(t, pages), texts...) {
		if slices.Contains(result.URLs[:min(3, len(result.URLs))], queries[i].URL) {
			good++
		} else {
			t.Logf("%s: %q (%s) finds %v, not %s", queries[i].Language, queries[i].Text, queries[i].Kind, result.URLs, queries[i].URL)
		}
	}
	if good < expected {
		t.Errorf("of %d queries %d have their page among the first three, not %d", len(queries), good, expected)
	}
}

func page(url, title, text string, tags ...string) search.Page {
	return search.Page{Key: url, URL: url, Title: title, Section: strings.Split(url, "/")[0], Tags: tags, Parts: []search.Part{{Text: text}}}
}

func TestWhatIsFoundAndInWhichOrder(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	pages := []search.Page{
		page("a/1", "Harbour lights", "Nothing else.", "sea"),
		page("a/2", "Other things", "The harbour is named once in a text that goes on.", "sea", "land"),
		page("b/3", "Harbour", "A page about it. Harbour, harbour.", "land"),
		page("b/4", "Lighthouse keeping", "One keeps the lamp."),
		page("b/5", "Mending", "A net is mended by daylight."),
		{Key: "6", URL: "c/6", Title: "By heading", Parts: []search.Part{{Text: "None."}, {ID: "h", Title: "Harbours of the north", Text: "None."}}},
		page("c/7", "Übergänge", "Straße und Weg"),
	}
	dir := built(t, pages)
	for _, test := range []struct {
		query  string
		facets []string
		want   string
	}{
		{"harbour", nil, "b/3 a/1 c/6 a/2"}, // title, then heading, then text; other forms too
		{"HARBOUR lights", nil, "a/1"},
		{"lightho", nil, "b/4"},           // the beginning of a word
		{"lighthuose", nil, "b/4"},        // letters swapped
		{"ighthouse", nil, "b/4"},         // the first letter missing
		{"dailight", nil, "b/5"},          // one letter for another
		{"ubergange", nil, "c/7"},         // accents
		{"strasse", nil, "c/7"},           // letters that fold
		{"lamp daylight", nil, "b/5 b/4"}, // no page has both
		{"harbour", []string{"#land", ""}, "b/3 a/2"},
		{"harbour", []string{"#land", "/a"}, "a/2"},
		{"harbour", []string{"#unknown"}, ""},
		{"zzzzqqq", nil, ""},
		{"", nil, ""},
		{"!?", nil, ""},
	} {
		result := find(t, dir, asked{test.query, test.facets})[0]
		if diff := cmp.Diff(test.want, strings.Join(result.URLs, " ")); diff != "" {
			t.Errorf("%q %q (-want +got):\n%s", test.query, test.facets, diff)
		}
	}
}
