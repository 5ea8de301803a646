package render

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"galley/notion"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"
)

// TestMarkdownIsReadBack parses the Markdown of each kind of block with goldmark
// and finds what is in the document.
func TestMarkdownIsReadBack(t *testing.T) {
	for _, path := range slices.Concat(archives(t, "blocks"), archives(t, "hard")) {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			checkReadBack(t, New(archiveBlocks(t, archive), Options{}), sampleSite())
		})
	}
}

// checkReadBack compares a document with its Markdown as goldmark reads it, in
// the dialects that goldmark knows.
func checkReadBack(t testing.TB, doc *Document, to Resolver) {
	t.Helper()
	if diff := readBack(t, doc, to); diff != "" {
		t.Error(diff)
	}
}

// readBack says what goldmark reads otherwise.
func readBack(t testing.TB, doc *Document, to Resolver) string {
	t.Helper()
	for _, dialect := range Dialects() {
		if goldmarkFor(dialect) == nil {
			continue
		}
		markdown := rendered(doc, to, inDialect(dialect))
		if diff := readingDiff(t, task{doc: doc, to: to, dialect: dialect}, markdown, byGoldmark(t, dialect, markdown), habits{noAlerts: true}); diff != "" {
			return diff
		}
	}
	return ""
}

// readingDiff compares a document with the HTML that a parser made of its
// Markdown, and says how they differ.
func readingDiff(t testing.TB, of task, markdown, parsed string, h habits) string {
	t.Helper()
	want, got := expected(t, of.doc, of.to, of.dialect), readHTML(t, parsed)
	h.apply(want)
	h.apply(got)
	diff := cmp.Diff(strings.Split(outline(want), "\n"), strings.Split(outline(got), "\n"))
	if diff == "" {
		return ""
	}
	return fmt.Sprintf("%s is read back otherwise (-document +Markdown):\n%s\nMarkdown:\n%s\nread as:\n%s", of.dialect, diff, markdown, parsed)
}

func withoutSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func attributeOf(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// TestOtherParsersReadTheSame does the same with parsers that are not made in Go,
// and with the sample and what is recorded too.
func TestOtherParsersReadTheSame(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	parsers := otherParsers(t)
	var tasks []task
	for _, path := range slices.Concat(archives(t, "blocks"), archives(t, "hard")) {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		tasks = append(tasks, inAllDialects(filepath.Base(path), archiveBlocks(t, archive), sampleSite())...)
	}
	for title, blocks := range samplePages(t) {
		tasks = append(tasks, inAllDialects(title, blocks, nil)...)
	}
	if os.Getenv("GALLEY_RECORDED") != "" {
		eachRecording(t, func(name string, tree any) {
			eachBody(tree, func(blocks []notion.Block, texts []string) {
				tasks = append(tasks, inAllDialects(name, blocks, nil, texts...)...)
			})
		})
	}
	for _, p := range parsers {
		p.readBack(t, tasks)
	}
}

// TestMDXWithoutEquationsNeedsNoPlugins compiles it as MDX is by itself. Only the
// braces of TeX would be JavaScript then.
func TestMDXWithoutEquationsNeedsNoPlugins(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	for _, p := range otherParsers(t) {
		if p.name != "MDX" {
			continue
		}
		node := startNode(t)
		for _, path := range slices.Concat(archives(t, "blocks"), archives(t, "hard")) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			doc := New(archiveBlocks(t, archive), Options{})
			if doc.math {
				continue
			}
			for _, dialect := range []Dialect{MDX, Docusaurus} {
				markdown := rendered(doc, sampleSite(), inDialect(dialect))
				if _, complaint := node.ask(t, "mdx without plugins", markdown); complaint != "" {
					t.Errorf("%s as %s: %s\n%s", filepath.Base(path), dialect, complaint, markdown)
				}
			}
		}
	}
}
