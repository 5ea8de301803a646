package render

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"galley/internal/golden"
	"galley/notion"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// TestParse holds what Markdown becomes: testdata/parse/<subject>.txtar.
func TestParse(t *testing.T) {
	for _, path := range archives(t, "parse") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			title := strings.TrimSpace(string(archiveFile(archive, "source.title")))
			doc := Parse(sampleText(archiveFile(archive, "source.md"), title), Options{Language: "en"})
			updated := &txtar.Archive{Comment: archive.Comment}
			for _, f := range archive.Files {
				if strings.HasPrefix(f.Name, "source.") {
					updated.Files = append(updated.Files, f)
				}
			}
			for _, f := range formats {
				updated.Files = append(updated.Files, txtar.File{Name: f.file, Data: []byte(rendered(doc, sampleSite(), f.write))})
			}
			var unread strings.Builder
			for _, u := range doc.Unread() {
				fmt.Fprintf(&unread, "%d: %s\n", u.Line, u.Name)
			}
			if unread.Len() > 0 {
				updated.Files = append(updated.Files, txtar.File{Name: "want.unread", Data: []byte(unread.String())})
			}
			if diff := cmp.Diff(string(txtar.Format(archive)), string(txtar.Format(updated))); diff != "" && !golden.Updating() {
				t.Errorf("(-want +got); if that is right, run the test with -update:\n%s", diff)
			}
			checkWellFormed(t, rendered(doc, sampleSite(), (*Document).HTML))
			if golden.Updating() {
				if err := os.WriteFile(path, txtar.Format(updated), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// sampleText is a text that lies beside other.md, which is page 1 of the sample
// site, and cat.png.
func sampleText(markdown []byte, title string) Text {
	return Text{
		Markdown: markdown, Title: title,
		Link: func(destination string) string {
			name, fragment, _ := strings.Cut(destination, "#")
			switch {
			case name == "other.md":
				return PageLink(testID(1), fragment)
			case strings.HasSuffix(name, ".md"):
				return ""
			}
			return destination
		},
		File: func(destination string) *notion.File {
			if strings.HasSuffix(destination, ".png") {
				return &notion.File{Type: "file", File: &notion.Hosted{URL: storage + destination}}
			}
			return nil
		},
	}
}

// Where our Markdown is parsed and written otherwise, though it says the same.
var otherwise = map[string]string{
	"callout":        "a picture as an icon becomes a picture in the callout",
	"rich_text":      "codes that touch become one",
	"table_equation": "the space that a command of TeX needs is written once more",
}

// TestOurMarkdownIsParsedBack parses the Markdown of each kind of block, of the
// hard cases and of the sample, and writes it again: all that Markdown says of a
// page is in the tree then.
func TestOurMarkdownIsParsedBack(t *testing.T) {
	for _, path := range slices.Concat(archives(t, "blocks"), archives(t, "hard")) {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			diff := parsedDiff(t, New(archiveBlocks(t, archive), Options{}), sampleSite())
			if reason := otherwise[name]; (diff != "") != (reason != "") {
				t.Errorf("known to differ, since %q; parsed and written again (-first +again):\n%s", reason, diff)
			}
		})
	}
	for title, blocks := range samplePages(t) {
		doc := New(blocks, Options{})
		if diff := parsedDiff(t, doc, nil); diff != "" {
			t.Errorf("%s: parsed and written again it differs (-first +again):\n%s", title, diff)
		}
		parsed := Parse(Text{Markdown: []byte(rendered(doc, nil, inDialect(GFM)))}, Options{})
		if missing := firstMissing(plainWords(t, doc), plainWords(t, parsed)); missing != "" {
			t.Errorf("%s: the words %q are not in the page that is parsed back", title, missing)
		}
	}
}

// parsedDiff says how the Markdown of a document changes when it is parsed and
// written again.
func parsedDiff(t *testing.T, doc *Document, to Resolver) string {
	t.Helper()
	first := rendered(doc, to, inDialect(GFM))
	parsed := Parse(Text{Markdown: []byte(first)}, Options{})
	if len(parsed.Unread()) > 0 {
		t.Errorf("left out: %v", parsed.Unread())
	}
	return cmp.Diff(strings.Split(first, "\n"), strings.Split(rendered(parsed, to, inDialect(GFM)), "\n"))
}

// webAddress is one in a text: what is shown for it is not the same everywhere.
var webAddress = regexp.MustCompile(`https?://\S+`)

// plainWords gives the words of a document.
func plainWords(t *testing.T, doc *Document) []string {
	t.Helper()
	text := webAddress.ReplaceAllString(rendered(doc, nil, (*Document).Text), "")
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// firstMissing gives the first words that are not among others, in their order;
// "" when all are.
func firstMissing(words, among []string) string {
	for i, word := range words {
		at := slices.Index(among, word)
		if at < 0 {
			return strings.Join(words[max(0, i-3):min(i+3, len(words))], " ")
		}
		among = among[at+1:]
	}
	return ""
}

func TestHeadingOfATextIsItsTitle(t *testing.T) {
	for text, want := range map[string]string{
		"\n\n# Hello *there*\n\ntext": "Hello there",
		"# `a` & b #":                 "a & b",
		"text\n\n# later":             "",
		"## two":                      "",
		"":                            "",
	} {
		if got := (Text{Markdown: []byte(text)}).Heading(); got != want {
			t.Errorf("%q has the heading %q, want %q", text, got, want)
		}
	}
}

// FuzzParse parses any text: what is written of it is whole and harmless, and
// parsing what was written of it loses no word.
func FuzzParse(f *testing.F) {
	for _, path := range []string{"text", "blocks", "alerts", "html", "footnotes", "math", "pictures"} {
		archive, err := txtar.ParseFile("testdata/parse/" + path + ".txtar")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archiveFile(archive, "source.md"))
	}
	f.Add([]byte("|\n|-"))
	f.Add([]byte("> [!a]\n- [x]\n  > $$\n<details>\n<summary>\n\n"))
	f.Add([]byte("<table><td><details><summary><h1>a</summary></table></details><li>b"))
	f.Fuzz(func(t *testing.T, markdown []byte) {
		if len(markdown) > 2000 {
			t.Skip("long inputs show no more than short ones")
		}
		doc := Parse(sampleText(markdown, "a"), Options{Language: "en"})
		html := rendered(doc, sampleSite(), (*Document).HTML)
		checkWellFormed(t, html)
		checkHarmless(t, html)
		for _, dialect := range Dialects() {
			Parse(Text{Markdown: []byte(rendered(doc, sampleSite(), inDialect(dialect)))}, Options{})
		}
	})
}
