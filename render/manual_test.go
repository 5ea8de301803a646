package render

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"galley/internal/golden"
	"galley/notion"
)

// shown are the examples of the manual: what it is called in Notion, and blocks.
var shown = []struct{ name, blocks string }{
	{"bold, italic, both", `[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"bold","annotations":{"bold":true}},{"plain_text":" "},{"plain_text":"italic","annotations":{"italic":true}},{"plain_text":" "},{"plain_text":"both","annotations":{"bold":true,"italic":true}}]}}]`},
	{"the same where stars would not be read", `[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"「強調」","annotations":{"bold":true}},{"plain_text":"です"}]}}]`},
	{"strikethrough, underline", `[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"gone","annotations":{"strikethrough":true}},{"plain_text":" "},{"plain_text":"under","annotations":{"underline":true}}]}}]`},
	{"code, equation", `[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"a{b}","annotations":{"code":true}},{"plain_text":" "},{"type":"equation","plain_text":"x^2","equation":{"expression":"x^2"}}]}}]`},
	{"colour, background", `[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"red","annotations":{"color":"red"}},{"plain_text":" "},{"plain_text":"marked","annotations":{"color":"yellow_background"}}]}}]`},
	{"link, page, person", `[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"a [b]","href":"https://example.org/"},{"plain_text":" "},{"type":"mention","plain_text":"x","mention":{"type":"page","page":{"id":"00000000-0000-8000-8000-000000000001"}}},{"plain_text":" "},{"type":"mention","plain_text":"@Ada","mention":{"type":"user","user":{"id":"00000000-0000-8000-8000-000000000007"}}}]}}]`},
	{"date", `[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"on "},{"type":"mention","plain_text":"x","mention":{"type":"date","date":{"start":"2026-06-27"}}}]}}]`},
	{"custom emoji", `[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"a "},{"type":"mention","plain_text":":party:","mention":{"type":"custom_emoji","custom_emoji":{"name":"party","url":"https://icons.example.org/party.png"}}}]}}]`},
	{"line break", `[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"one\ntwo"}]}}]`},
	{"text with marks", `[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"*a* <b> {c} #d ==e== f:g"}]}}]`},
	{"text with blocks below", `[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"above"}]},"children":[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"below"}]}}]}]`},
	{"heading 1 to 4", `[{"type":"heading_1","heading_1":{"rich_text":[{"plain_text":"Heading"}]}}]`},
	{"toggle heading", `[{"type":"heading_1","heading_1":{"is_toggleable":true,"rich_text":[{"plain_text":"Heading"}]},"children":[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"folded"}]}}]}]`},
	{"bulleted list", `[{"type":"bulleted_list_item","bulleted_list_item":{"rich_text":[{"plain_text":"a"}]},"children":[{"type":"bulleted_list_item","bulleted_list_item":{"rich_text":[{"plain_text":"b"}]}}]}]`},
	{"numbered list", `[{"type":"numbered_list_item","numbered_list_item":{"list_start_index":3,"rich_text":[{"plain_text":"a"}]}},{"type":"numbered_list_item","numbered_list_item":{"rich_text":[{"plain_text":"b"}]}}]`},
	{"to-do list", `[{"type":"to_do","to_do":{"rich_text":[{"plain_text":"a"}]}},{"type":"to_do","to_do":{"checked":true,"rich_text":[{"plain_text":"b"}]}}]`},
	{"toggle", `[{"type":"toggle","toggle":{"rich_text":[{"plain_text":"a *b*"}]},"children":[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"folded"}]}}]}]`},
	{"quote", `[{"type":"quote","quote":{"rich_text":[{"plain_text":"a"}]}}]`},
	{"callout", `[{"type":"callout","callout":{"icon":{"type":"emoji","emoji":"💡"},"rich_text":[{"plain_text":"a"}]}}]`},
	{"code block", `[{"type":"code","code":{"language":"c++","rich_text":[{"plain_text":"int a;"}],"caption":[{"plain_text":"caption"}]}}]`},
	{"equation block", `[{"type":"equation","equation":{"expression":"a^2 + b^2"}}]`},
	{"divider", `[{"type":"divider","divider":{}}]`},
	{"table", `[{"type":"table","table":{"table_width":2,"has_column_header":true},"children":[{"type":"table_row","table_row":{"cells":[[{"plain_text":"a"}],[{"plain_text":"b"}]]}},{"type":"table_row","table_row":{"cells":[[{"plain_text":"c|d"}],[{"plain_text":"e\nf"}]]}}]}]`},
	{"table without header", `[{"type":"table","table":{"table_width":2},"children":[{"type":"table_row","table_row":{"cells":[[{"plain_text":"a"}],[{"plain_text":"b"}]]}}]}]`},
	{"columns", `[{"type":"column_list","column_list":{},"children":[{"type":"column","column":{},"children":[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"left"}]}}]},{"type":"column","column":{},"children":[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"right"}]}}]}]}]`},
	{"tabs", `[{"type":"tab","tab":{},"children":[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"label"}]},"children":[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"body"}]}}]}]}]`},
	{"synced block", `[{"type":"synced_block","synced_block":{},"children":[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"a"}]}}]}]`},
	{"image", `[{"type":"image","image":{"type":"file","file":{"url":"https://prod-files-secure.s3.us-west-2.amazonaws.com/space/cat.png?X-Amz-Date=1"},"caption":[{"plain_text":"A cat"}]}}]`},
	{"video, audio, PDF, file", `[{"type":"pdf","pdf":{"type":"file","file":{"url":"https://prod-files-secure.s3.us-west-2.amazonaws.com/space/paper.pdf?X-Amz-Date=1"}}}]`},
	{"embed", `[{"type":"embed","embed":{"url":"https://www.youtube.com/watch?v=dQw4w9WgXcQ"}}]`},
	{"bookmark, link preview", `[{"type":"bookmark","bookmark":{"url":"https://example.org/a","caption":[{"plain_text":"caption"}]}}]`},
	{"sub-page, link to page", `[{"type":"link_to_page","link_to_page":{"type":"page_id","page_id":"00000000-0000-8000-8000-000000000001"}}]`},
	{"database in a page", `[{"id":"00000000-0000-8000-8000-000000000003","type":"child_database","child_database":{"title":"Tasks"}}]`},
	{"table of contents", `[{"type":"table_of_contents","table_of_contents":{}},{"type":"heading_1","heading_1":{"rich_text":[{"plain_text":"One"}]}}]`},
	{"breadcrumb", `[{"type":"breadcrumb","breadcrumb":{}}]`},
	{"meeting notes", `[{"type":"meeting_notes","meeting_notes":{"title":[{"plain_text":"Weekly"}],"status":"notes_ready"},"children":[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"We met."}]}}]}]`},
	{"template button", `[{"type":"template","template":{"rich_text":[{"plain_text":"New entry"}]}}]`},
	{"what the API does not give away", `[{"id":"00000000-0000-8000-8000-000000000005","type":"unsupported","unsupported":{"block_type":"button"}}]`},
}

// TestTheManualShowsWhatIsWritten holds the table of docs/markdown.md.
func TestTheManualShowsWhatIsWritten(t *testing.T) {
	var b strings.Builder
	b.WriteString("| in Notion |")
	for _, dialect := range Dialects() {
		fmt.Fprintf(&b, " `%s` |", dialect)
	}
	b.WriteString("\n|" + strings.Repeat(" --- |", len(Dialects())+1) + "\n")
	for _, example := range shown {
		var blocks []notion.Block
		if err := json.Unmarshal([]byte(example.blocks), &blocks); err != nil {
			t.Fatalf("%s: %v", example.name, err)
		}
		doc := New(blocks, Options{Language: "en"})
		b.WriteString("| " + example.name + " |")
		gfm := rendered(doc, sampleSite(), inDialect(GFM))
		for _, dialect := range Dialects() {
			markdown := rendered(doc, sampleSite(), inDialect(dialect))
			if dialect != GFM && markdown == gfm {
				b.WriteString(" = |")
				continue
			}
			b.WriteString(" " + exampleCell(markdown) + " |")
		}
		b.WriteByte('\n')
	}
	golden.CheckSection(t, "../docs/markdown.md", "blocks", []byte(b.String()))
}

// exampleCell writes Markdown as code in the cell of a table.
func exampleCell(markdown string) string {
	w := newWriter(New(nil, Options{}), nil, formatMarkdown)
	w.dialect = GFM
	return w.cell(func() {
		for i, line := range strings.Split(strings.TrimRight(markdown, "\n"), "\n") {
			if i > 0 {
				w.WriteByte(lineEnd)
			}
			if line != "" {
				w.code(line)
			}
		}
	})
}
