package render

import (
	"encoding/json"
	"strings"
	"testing"

	"galley/notion"

	"golang.org/x/net/html"
)

// FuzzMarkdownIsReadBack makes a block of a type, with text in styles, and reads
// its Markdown back. Each byte of styles is for some characters of the text.
func FuzzMarkdownIsReadBack(f *testing.F) {
	f.Add("bold and italic", []byte{1, 2, 3, 0, 4, 8, 16, 32}, byte(0))
	f.Add("中文。中文*a*_b_ `c` $d$", []byte{1, 0, 2, 64, 0, 1}, byte(1))
	f.Add("1. x\n# y\n- z\\\n\n--- |", []byte{0, 128, 1, 33}, byte(2))
	f.Add("![a](b) <b> &amp; {{ x }} https://x.org", []byte{7, 0, 48}, byte(3))
	f.Add("a\\|b", []byte{16}, byte(4))
	f.Fuzz(func(t *testing.T, text string, styles []byte, kind byte) {
		if len(text) > 200 || len(styles) > 50 {
			t.Skip("long inputs show no more than short ones")
		}
		segments := fuzzSegments(text, styles)
		kinds := []string{"paragraph", "bulleted_list_item", "heading_1", "quote", "table_row", "toggle", "callout", "numbered_list_item"}
		block := notion.Block{Type: kinds[int(kind)%len(kinds)]}
		switch block.Type {
		case "paragraph":
			block.Paragraph = &notion.Paragraph{RichText: segments}
		case "bulleted_list_item":
			block.BulletedListItem = &notion.ListItem{RichText: segments}
		case "heading_1":
			block.Heading1 = &notion.Heading{RichText: segments}
		case "quote":
			block.Quote = &notion.TextBlock{RichText: segments}
		case "table_row":
			block.TableRow = &notion.TableRow{Cells: [][]notion.RichText{segments, {}}}
		case "toggle":
			block.Toggle = &notion.TextBlock{RichText: segments}
		case "callout":
			block.Callout = &notion.Callout{RichText: segments, Icon: &notion.Icon{Type: "emoji", Emoji: "💡"}}
		default:
			block.NumberedListItem = &notion.ListItem{RichText: segments}
		}
		checkReadBack(t, New([]notion.Block{block}, Options{}), nil)
	})
}

// fuzzSegments cuts a text in pieces with styles.
func fuzzSegments(text string, styles []byte) []notion.RichText {
	runes := []rune(text)
	var segments []notion.RichText
	for i := 0; len(runes) > 0; i++ {
		style, size := byte(0), len(runes)
		if i < len(styles) {
			style, size = styles[i], min(len(runes), 1+int(styles[i])%5)
		}
		segment := notion.RichText{Type: "text", PlainText: string(runes[:size]), Annotations: notion.Annotations{
			Bold: style&1 != 0, Italic: style&2 != 0, Strikethrough: style&4 != 0, Underline: style&8 != 0, Code: style&16 != 0}}
		if style&32 != 0 {
			segment.Annotations.Color = "red"
		}
		if style&64 != 0 {
			segment.Href = "https://example.org/(a)?b=$c&lt;d"
		}
		segments = append(segments, segment)
		runes = runes[size:]
	}
	return segments
}

// FuzzBlocks writes whatever JSON decodes to blocks.
func FuzzBlocks(f *testing.F) {
	f.Add(`[{"type":"table","table":{"table_width":3},"children":[{"type":"table_row"},{"type":"column"}]}]`)
	f.Add(`[{"type":"video","video":{"type":"external","external":{"url":"https://vimeo.com/1"}}},{"type":"tab","children":[{"type":"paragraph"},{}]}]`)
	f.Add(`[{"type":"numbered_list_item","numbered_list_item":{"list_start_index":-5}},{"type":"meeting_notes","children":[{"id":"x"}]},{"type":"heading_9"}]`)
	f.Add(`[{"type":"code","code":{"language":"go","rich_text":[{"type":"mention","mention":{"type":"page","page":{}}},{"type":"equation"}]}}]`)
	f.Fuzz(func(t *testing.T, data string) {
		var blocks []notion.Block
		if json.Unmarshal([]byte(data), &blocks) != nil {
			t.Skip("no blocks")
		}
		doc := New(blocks, Options{Language: "de"})
		for _, f := range formats {
			if got := rendered(doc, sampleSite(), f.write); strings.HasPrefix(got, "error: ") {
				t.Error(got)
			}
		}
		doc.Summary(10, nil)
		doc.Words()
	})
}

// FuzzNothingIsInjected puts a text wherever a text or an address can be, and
// finds no script in the HTML.
func FuzzNothingIsInjected(f *testing.F) {
	for _, s := range []string{`<script>alert(1)</script>`, `" onload="x`, "java\nscript:alert(1)", "\x01javascript:alert(1)", "JaVaScRiPt:alert(1)",
		"data:text/html,<script>", "data:image/svg+xml;base64,AAAA", "vbscript:x", "//evil/<script>", "https://x/\"><script>", "www.x.y/'\">", "&#106;avascript:x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := []notion.RichText{{Type: "text", PlainText: s, Href: s, Annotations: notion.Annotations{Color: notion.Color(s)}},
			{Type: "mention", PlainText: s, Mention: &notion.Mention{Type: "link_mention", LinkMention: &notion.LinkMention{Href: s, Title: s}}},
			{Type: "mention", PlainText: s, Mention: &notion.Mention{Type: "date", Date: &notion.Date{Start: s}}},
			{Type: "mention", PlainText: s, Mention: &notion.Mention{Type: "custom_emoji", CustomEmoji: &notion.CustomEmoji{Name: s, URL: s}}},
			{Type: "equation", PlainText: s, Equation: &notion.Equation{Expression: s}}}
		file := &notion.File{Type: "external", External: &notion.URLObject{URL: s}, Caption: text, Name: s}
		link := &notion.LinkBlock{URL: s, Caption: text}
		doc := New([]notion.Block{
			{Type: "heading_1", Heading1: &notion.Heading{RichText: text}}, {Type: "table_of_contents"},
			{Type: "callout", Callout: &notion.Callout{RichText: text, Color: notion.Color(s), Icon: &notion.Icon{Emoji: s}}},
			{Type: "code", Code: &notion.Code{RichText: text, Language: s, Caption: text}},
			{Type: "equation", Equation: &notion.Equation{Expression: s}},
			{Type: "image", Image: file}, {Type: "video", Video: file}, {Type: "audio", Audio: file}, {Type: "pdf", PDF: file}, {Type: "file", File: file},
			{Type: "bookmark", Bookmark: link}, {Type: "embed", Embed: link}, {Type: "child_page", ChildPage: &notion.ChildTitle{Title: s}}, {Type: s},
		}, Options{Language: s})
		checkHarmless(t, rendered(doc, nil, (*Document).HTML))
		checkWellFormed(t, rendered(doc, nil, (*Document).HTML))
	})
}

func checkHarmless(t *testing.T, fragment string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(fragment))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.ToLower(fragment), "<script") {
		t.Errorf("a script in %s", fragment)
	}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			switch {
			case strings.HasPrefix(a.Key, "on"):
				t.Errorf("the handler %s=%q in %s", a.Key, a.Val, fragment)
			case a.Key != "href" && a.Key != "src" && a.Key != "data":
			case strings.HasPrefix(value, "data:image/") && !strings.Contains(value, "svg") && a.Key == "src":
			case !hasSafeScheme(value):
				t.Errorf("the address %s=%q in %s", a.Key, a.Val, fragment)
			}
		}
	}
}

func hasSafeScheme(url string) bool {
	for _, prefix := range []string{"https://", "http://", "mailto:", "tel:", "/", "#"} {
		if strings.HasPrefix(url, prefix) {
			return true
		}
	}
	return false
}
