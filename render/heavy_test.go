package render

import (
	"flag"
	"fmt"
	"io"
	"strings"
	"testing"

	"galley/notion"
)

// heavy is how long the texts of TestLongTextsOfMarks are.
var heavy = flag.Int("heavy", 20_000, "`bytes` of each text that takes parsers long")

// heavyParts are texts that parsers take long for when there are many of them.
var heavyParts = []string{"[", "]", "![](", "`", "``a", "*", "_", "*a_ ", "**a ", "<", "<a ", "</", "&", "&#", "$", "$$", "|", "~", "~~a", "\\",
	"> ", "- ", "1. ", "a\n", "a\t", "(", "{{", "{", "#", "a@", "www.", "http://", ":", "😀", "שa ", "a"}

// What would take minutes, were the time not in proportion to the text.
func TestLongTextsOfMarks(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	for _, part := range heavyParts {
		var text []notion.RichText
		for range *heavy/2000 + 1 {
			s := strings.Repeat(part, 2000/len(part))
			text = append(text, notion.RichText{Type: "text", PlainText: s}, notion.RichText{Type: "text", PlainText: s, Annotations: notion.Annotations{Bold: true}},
				notion.RichText{Type: "text", PlainText: s, Href: "https://example.org/"})
		}
		whole := notion.PlainText(text)
		doc := New([]notion.Block{
			{Type: "paragraph", Paragraph: &notion.Paragraph{RichText: text}},
			{Type: "table_row", TableRow: &notion.TableRow{Cells: [][]notion.RichText{text}}},
			{Type: "heading_1", Heading1: &notion.Heading{RichText: text}},
			{Type: "code", Code: &notion.Code{RichText: []notion.RichText{{PlainText: whole}}, Language: "plain text"}},
			{Type: "equation", Equation: &notion.Equation{Expression: whole}},
		}, Options{})
		if got := everything(t, rendered(doc, nil, (*Document).HTML)); strings.Count(got, withoutSpace(whole)) < 4 {
			t.Errorf("many %q are not all in the HTML", part)
		}
		for _, dialect := range Dialects() {
			if got := rendered(doc, nil, inDialect(dialect)); len(got) < 4*len(whole) {
				t.Errorf("many %q are %d bytes in %s, less than there were", part, len(got), dialect)
			}
		}
		if doc.Words() < 0 || len(doc.Summary(100, nil)) > 500 {
			t.Errorf("many %q have no summary", part)
		}
	}
}

func TestDeepAndLongTrees(t *testing.T) {
	deep := notion.Block{Type: "paragraph", Paragraph: &notion.Paragraph{RichText: []notion.RichText{{PlainText: "bottom"}}}}
	for range 3000 {
		deep = notion.Block{Type: "toggle", Toggle: &notion.TextBlock{RichText: []notion.RichText{{PlainText: "x"}}}, Children: []notion.Block{deep}, HasChildren: true}
	}
	blocks := []notion.Block{deep}
	for range 20_000 {
		blocks = append(blocks, notion.Block{Type: "heading_2", Heading2: &notion.Heading{RichText: []notion.RichText{{PlainText: "same"}}}})
	}
	doc := New(blocks, Options{})
	html := rendered(doc, nil, (*Document).HTML)
	if strings.Count(html, "<details") != 3000 || !strings.Contains(html, "bottom") {
		t.Error("the HTML lacks blocks")
	}
	ids := map[string]bool{}
	for _, h := range doc.Headings() {
		ids[h.ID] = true
	}
	if len(ids) != 20_000 || !ids["same-20000"] {
		t.Errorf("20000 headings have %d ids", len(ids))
	}
	if got := rendered(doc, nil, inDialect(GFM)); strings.Count(got, "<details>") != 3000 || !strings.Contains(got, "bottom") {
		t.Error("the Markdown lacks blocks")
	}
}

// A template of the theme is asked once for each block, however deep.
func TestOverridesInEachOther(t *testing.T) {
	block := notion.Block{Type: "table", Table: &notion.Table{}, Children: []notion.Block{{Type: "table_row", TableRow: &notion.TableRow{Cells: [][]notion.RichText{{{PlainText: "cell"}}}}}}}
	const depth = 30
	for i := range depth {
		block = notion.Block{ID: testID(i + 100), Type: "toggle", Toggle: &notion.TextBlock{RichText: []notion.RichText{{PlainText: fmt.Sprint("level ", i)}}}, Children: []notion.Block{block}, HasChildren: true}
	}
	site := sampleSite()
	asked := 0
	site.overrides = map[string]func(io.Writer, BlockView) error{"toggle": func(w io.Writer, v BlockView) error {
		asked++
		_, err := io.WriteString(w, "<section>"+v.Default+"</section>")
		return err
	}}
	table := notion.Block{Type: "table_row", TableRow: &notion.TableRow{Cells: [][]notion.RichText{{{PlainText: "after"}}}}}
	got := rendered(New([]notion.Block{block, table}, Options{}), site, (*Document).HTML)
	if asked != depth || strings.Count(got, "<section>") != depth || strings.Count(got, "<details") != depth || strings.Count(got, "level 7<") != 1 {
		t.Errorf("a template was asked %d times for %d blocks:\n%s", asked, depth, got)
	}
	if !strings.Contains(got, `aria-label="Table"`) || !strings.Contains(got, `aria-label="Table 2"`) || strings.Contains(got, "Table 3") {
		t.Errorf("the tables are not counted:\n%s", got)
	}
}
