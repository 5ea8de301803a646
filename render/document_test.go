package render

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"galley/notion"

	"github.com/google/go-cmp/cmp"
)

func paragraph(text string, children ...notion.Block) notion.Block {
	return notion.Block{Type: "paragraph", Paragraph: &notion.Paragraph{RichText: plainRich(text)}, Children: children}
}

func plainRich(text string) []notion.RichText {
	return []notion.RichText{{Type: "text", PlainText: text}}
}

func heading(level int, text string) notion.Block {
	b := notion.Block{ID: testID(level), Type: fmt.Sprint("heading_", level)}
	h := &notion.Heading{RichText: plainRich(text)}
	*[...]**notion.Heading{&b.Heading1, &b.Heading2, &b.Heading3, &b.Heading4}[level-1] = h
	return b
}

func TestHeadingsAreListed(t *testing.T) {
	doc := New([]notion.Block{heading(1, "A & B"), paragraph("x", heading(2, "In it")), heading(1, " "), heading(1, "a & b")}, Options{Language: "de-DE"})
	want := []Heading{
		{ID: "a-und-b", Text: "A & B", Level: 2, Block: testID(1)},
		{ID: "in-it", Text: "In it", Level: 3, Block: testID(2)},
		{ID: "a-und-b-2", Text: "a & b", Level: 2, Block: testID(1)},
	}
	if diff := cmp.Diff(want, doc.Headings()); diff != "" {
		t.Error(diff)
	}
}

func TestOutlineLeavesNoLevelOut(t *testing.T) {
	tests := map[string]string{
		"1 2 3 4": "2 3 4 5",
		"3":       "2",
		"1 3":     "2 3",
		"1 3 2":   "2 3 3",
		"4 3 2 1": "2 2 2 2",
		"2 4 4 3": "2 3 3 3",
		"1 4 3 1": "2 3 3 2",
		"3 1 2":   "2 2 3",
	}
	for levels, want := range tests {
		// Each stands deeper than the one before: what counts is the order.
		var blocks []notion.Block
		for _, level := range slices.Backward(strings.Fields(levels)) {
			toggle := notion.Block{Type: "toggle", Toggle: &notion.TextBlock{}, Children: blocks}
			blocks = []notion.Block{heading(int(level[0]-'0'), level), toggle}
		}
		var got []string
		for _, h := range New(blocks, Options{}).Headings() {
			got = append(got, fmt.Sprint(h.Level))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("headings of levels %s become %v, want %s", levels, got, want)
		}
	}
}

func TestWordsAreCounted(t *testing.T) {
	tests := map[string]int{"": 0, "one two\nthree": 3, "don't stop": 2, "— ! —": 0, "数据库 and 東京": 6, "ひらカタ한글": 6, "äß Ωж": 2, "v1.2": 1}
	for text, want := range tests {
		doc := New([]notion.Block{paragraph(text)}, Options{})
		if got := doc.Words(); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
	if words, ideographs := New([]notion.Block{paragraph("数据库 and 東京 2026")}, Options{}).Count(); words != 2 || ideographs != 5 {
		t.Errorf("counted %d words and %d characters", words, ideographs)
	}
}

func TestSummaryIsCutBetweenWords(t *testing.T) {
	blocks := []notion.Block{
		heading(1, "Not this"), {Type: "toggle", Toggle: &notion.TextBlock{}, Children: []notion.Block{paragraph("nor this")}},
		paragraph(""), paragraph("The first\nwords", paragraph("and these")), paragraph("数据库数据库"),
	}
	doc := New(blocks, Options{})
	tests := map[int]string{100: "The first words and these 数据库数据库", 12: "The first…", 20: "The first words and…", 30: "The first words and these…", 0: ""}
	for n, want := range tests {
		if got := doc.Summary(n, nil); got != want {
			t.Errorf("in %d characters: %q, want %q", n, got, want)
		}
	}
	if got := New(blocks[:2], Options{}).Summary(10, nil); got != "" {
		t.Errorf("without paragraphs: %q", got)
	}
}

func TestSummaryKnowsTitlesAsTheyAreNow(t *testing.T) {
	mention := notion.RichText{Type: "mention", PlainText: "Old notes", Mention: &notion.Mention{Type: "page", Page: &notion.Reference{ID: testID(1)}}}
	block := paragraph("See ")
	block.Paragraph.RichText = append(block.Paragraph.RichText, mention)
	doc := New([]notion.Block{block}, Options{})
	if got := doc.Summary(100, sampleSite()); got != "See Release notes" {
		t.Errorf("with a resolver: %q", got)
	}
	if got := doc.Summary(100, nil); got != "See Old notes" {
		t.Errorf("without one: %q", got)
	}
}

func TestMathIsNoticed(t *testing.T) {
	inline := paragraph("x")
	inline.Paragraph.RichText = append(inline.Paragraph.RichText, notion.RichText{Type: "equation", Equation: &notion.Equation{Expression: "x"}})
	for want, blocks := range map[bool][]notion.Block{true: {inline}, false: {paragraph("$x$")}} {
		if got := New(blocks, Options{}).HasMath(); got != want {
			t.Errorf("%v is %v", blocks, got)
		}
	}
}

func TestInlineHasNoBlockAroundIt(t *testing.T) {
	doc := Inline([]notion.RichText{{PlainText: "# A\n", Annotations: notion.Annotations{Italic: true}}, {PlainText: "b"}}, Options{})
	for i, want := range []string{"<em># A<br></em>b", `*\# A*<br/>b`, "# A\nb"} {
		if got := rendered(doc, nil, formats[i].write); got != want {
			t.Errorf("%s: got %q, want %q", formats[i].file, got, want)
		}
	}
}

func TestATableIsThatOfADatabaseWithoutItsTitle(t *testing.T) {
	site := sampleSite()
	inPage := New([]notion.Block{{ID: testID(3), Type: "child_database"}}, Options{})
	table := Table(site.databases[testID(3)], Options{})
	for i, title := range []string{"<p class=\"database-title\"><a href=\"/tasks/\">Tasks | all</a></p>\n", "[Tasks \\| all](/tasks/)\n\n", "Tasks | all\n"} {
		whole := rendered(inPage, site, formats[i].write)
		want := strings.Replace(whole, title, "", 1)
		if got := rendered(table, site, formats[i].write); got != want || want == whole {
			t.Errorf("%s: got\n%swant\n%s", formats[i].file, got, want)
		}
	}
}

// nested makes blocks of a type in one another, each with its depth as text.
func nested(depth int, wrap func(text string, children []notion.Block) notion.Block) []notion.Block {
	var blocks []notion.Block
	for i := depth; i > 0; i-- {
		blocks = []notion.Block{wrap(fmt.Sprintf("level%d.", i), blocks)}
	}
	return blocks
}

func TestDeepBlocksAreFlatButThere(t *testing.T) {
	const depth = 1000
	wraps := map[string]func(string, []notion.Block) notion.Block{
		"toggle": func(text string, children []notion.Block) notion.Block {
			return notion.Block{Type: "toggle", Toggle: &notion.TextBlock{RichText: plainRich(text)}, HasChildren: len(children) > 0, Children: children}
		},
		"list": func(text string, children []notion.Block) notion.Block {
			return notion.Block{Type: "bulleted_list_item", BulletedListItem: &notion.ListItem{RichText: plainRich(text)}, HasChildren: len(children) > 0, Children: children}
		},
		"unknown": func(text string, children []notion.Block) notion.Block {
			return notion.Block{Type: text, HasChildren: len(children) > 0, Children: children}
		},
		"tabs": func(text string, children []notion.Block) notion.Block {
			return notion.Block{Type: "tab", Children: []notion.Block{paragraph(text, children...)}}
		},
	}
	for name, wrap := range wraps {
		t.Run(name, func(t *testing.T) {
			doc := New(nested(depth, wrap), Options{})
			for _, f := range formats {
				got := rendered(doc, nil, f.write)
				for _, level := range []int{1, 99, 101, 102, depth} {
					if text := fmt.Sprintf("level%d.", level); strings.Count(got, text) != 1 {
						t.Errorf("%s has %q %d times", f.file, text, strings.Count(got, text))
					}
				}
				if strings.Contains(got, "could not be read") {
					t.Errorf("%s has a placeholder", f.file)
				}
			}
		})
	}
}

func TestThemeWritesABlock(t *testing.T) {
	site := sampleSite()
	var seen []BlockView
	site.overrides = map[string]func(io.Writer, BlockView) error{
		"callout": func(w io.Writer, view BlockView) error {
			seen = append(seen, view)
			_, err := fmt.Fprintf(w, "<aside>%s</aside>", view.HTML)
			return err
		},
		"to_do": func(w io.Writer, view BlockView) error {
			_, err := fmt.Fprintf(w, "<li>%s: %s|%s</li>", view.Attrs["checked"], view.HTML, view.Default)
			return err
		},
	}
	inner := notion.Block{ID: testID(12), Type: "callout", Callout: &notion.Callout{RichText: plainRich("in")}}
	outer := notion.Block{ID: testID(11), Type: "callout", Children: []notion.Block{inner, paragraph("below")},
		Callout: &notion.Callout{RichText: plainRich("out"), Color: "red", Icon: &notion.Icon{Type: "emoji", Emoji: "💡"}}}
	task := notion.Block{Type: "to_do", ToDo: &notion.ToDo{RichText: plainRich("it"), Checked: true}}
	got := rendered(New([]notion.Block{outer, task}, Options{}), site, (*Document).HTML)
	want := "<aside>out\n<aside>in</aside>\n<p>below</p>\n</aside>\n<ul class=\"todo\">\n" +
		`<li>true: it|<li class="done"><label><input type="checkbox" disabled checked> it</label></li></li>` + "\n</ul>\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	view := seen[len(seen)-1]
	wantView := BlockView{Kind: "callout", ID: testID(11).Compact(), HTML: "out\n<aside>in</aside>\n<p>below</p>\n", Text: "out\n  in\n  below",
		Attrs: map[string]string{"color": "red", "icon": "💡"}, Default: view.Default}
	if diff := cmp.Diff(wantView, view); diff != "" {
		t.Error(diff)
	}
	if !strings.HasPrefix(view.Default, `<div id="`+testID(11).Compact()+`" class="callout c-red" role="note">`) || !strings.Contains(view.Default, "<aside>in</aside>") {
		t.Errorf("the default is %s", view.Default)
	}
}

func TestThemeKnowsWhatABlockHas(t *testing.T) {
	caption := plainRich("A caption")
	tests := []struct {
		block notion.Block
		want  map[string]string
	}{
		{notion.Block{Type: "code", Code: &notion.Code{Language: "c++", Caption: caption}}, map[string]string{"language": "c++", "caption": "A caption"}},
		{notion.Block{Type: "bookmark", Bookmark: &notion.LinkBlock{URL: "www.example.org"}}, map[string]string{"url": "https://www.example.org"}},
		{notion.Block{Type: "embed", Embed: &notion.LinkBlock{URL: "javascript:x", Caption: caption}}, map[string]string{"caption": "A caption"}},
		{notion.Block{Type: "image", Image: &notion.File{File: &notion.Hosted{URL: storage + "cat.png?X"}}}, map[string]string{"url": "/files/ab12/cat.png", "name": "cat.png"}},
		{notion.Block{Type: "divider"}, map[string]string{}},
	}
	for _, test := range tests {
		site := sampleSite()
		var got BlockView
		site.overrides = map[string]func(io.Writer, BlockView) error{test.block.Type: func(_ io.Writer, view BlockView) error {
			got = view
			return nil
		}}
		rendered(New([]notion.Block{test.block}, Options{}), site, (*Document).HTML)
		if diff := cmp.Diff(test.want, got.Attrs); diff != "" {
			t.Errorf("%s: %s", test.block.Type, diff)
		}
	}
}

func TestErrorOfATemplateIsReturned(t *testing.T) {
	site := sampleSite()
	broken := errors.New("no such function")
	site.overrides = map[string]func(io.Writer, BlockView) error{"paragraph": func(io.Writer, BlockView) error { return broken }}
	if err := New([]notion.Block{paragraph("x")}, Options{}).HTML(io.Discard, site); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func TestADocumentIsWrittenByManyAtOnce(t *testing.T) {
	doc := New([]notion.Block{
		{Type: "code", Code: &notion.Code{RichText: plainRich("x := 1"), Language: "go"}},
		{Type: "child_database", ID: testID(3)}, paragraph("a *b*"),
	}, Options{})
	want := rendered(doc, sampleSite(), (*Document).HTML)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got := rendered(doc, sampleSite(), (*Document).HTML); got != want {
				t.Errorf("got %s", got)
			}
			rendered(doc, sampleSite(), inDialect(GFM))
		})
	}
	group.Wait()
}

func TestAddresses(t *testing.T) {
	tests := map[string]string{
		"https://example.org/a b|c[1]?x={y}#z#w": "https://example.org/a%20b%7Cc%5B1%5D?x=%7By%7D#z%23w",
		"https://example.org/%41%":               "https://example.org/%41%25",
		"HTTP://EXAMPLE.ORG":                     "HTTP://EXAMPLE.ORG",
		"//cdn.example.org/x":                    "https://cdn.example.org/x",
		"www.example.org":                        "https://www.example.org",
		"example.org:8080/x":                     "https://example.org:8080/x",
		"müller.example/ü":                       "https://müller.example/ü",
		" https://example.org\n/x ":              "https://example.org/x",
		"mailto:a@b.org":                         "mailto:a@b.org",
		"tel:+49301":                             "tel:+49301",
		"#part":                                  "#part",
		"/about/":                                "/about/",
		"https://user:pass@example.org/x@y":      "https://example.org/x@y",
		"http://a@b@[::1]:80/":                   "http://[::1]:80/",
		"https://m%C3%BCller.example":            "https://m%C3%BCller.example",
		"https://i❤.example":                     "https://i❤.example",
		"http://[::1":                            "",
		"http://[fe80::1%25eth0]/":               "",
		"http://[v1.x]/":                         "",
		"https://exa%20mple.org":                 "",
		"https://exa mple.org/":                  "",
		"https://exa\u00a0mple.org/":             "",
		"https://a,b.org":                        "",
		"https://good.org\\@evil.org":            "",
		"https://good.org\\evil.org":             "",
		"https://example.org:99999":              "",
		"https://example.org:x":                  "",
		"https://user:pass@":                     "",
		"https://...":                            "",
		"example.org:99999/":                     "",
		"foo/bar":                                "",
		"javascript:alert(1)":                    "",
		"java\nscript:alert(1)":                  "",
		"data:text/html,x":                       "",
		"file:///etc/passwd":                     "",
		"https:/one-slash":                       "",
		"https://":                               "",
		"mailto:":                                "",
		"":                                       "",
	}
	for raw, want := range tests {
		if got, ok := safeURL(raw); got != want || ok != (want != "") {
			t.Errorf("%q leads to %q (%v), want %q", raw, got, ok, want)
		}
	}
}

func TestSizesOfFiles(t *testing.T) {
	for size, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1.0 kB", 1_234_567: "1.2 MB", 12_345_678: "12 MB", 999_600: "1.0 MB", 5_000_000_000: "5.0 GB"} {
		if got := formatSize(size); got != want {
			t.Errorf("%d bytes are %q, want %q", size, got, want)
		}
	}
}
