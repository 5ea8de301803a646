package render

import (
	"fmt"
	"io"
	"testing"

	"galley/notion"
)

// benchmarkPage is a page of about 60 KB of JSON.
func benchmarkPage() []notion.Block {
	var blocks []notion.Block
	for i := range 60 {
		rich := []notion.RichText{
			{Type: "text", PlainText: "Some words that stand for what people write, with an_underscore, "},
			{Type: "text", PlainText: "a bold end, ", Annotations: notion.Annotations{Bold: true}},
			{Type: "text", PlainText: "a link", Href: "https://example.org/path?a=1&b=2"},
			{Type: "text", PlainText: " and code", Annotations: notion.Annotations{Code: true}},
		}
		blocks = append(blocks, heading(1+i%2, fmt.Sprint("Part ", i)), paragraph("Plain words without anything special in them at all."),
			notion.Block{Type: "paragraph", Paragraph: &notion.Paragraph{RichText: rich}},
			notion.Block{Type: "bulleted_list_item", BulletedListItem: &notion.ListItem{RichText: rich}, Children: []notion.Block{paragraph("nested")}})
	}
	return blocks
}

func BenchmarkNew(b *testing.B) {
	blocks := benchmarkPage()
	b.ReportAllocs()
	for b.Loop() {
		New(blocks, Options{Language: "en"})
	}
}

func benchmarkWrite(b *testing.B, write func(*Document, io.Writer, Resolver) error) {
	doc := New(benchmarkPage(), Options{Language: "en"})
	site := sampleSite()
	b.ReportAllocs()
	for b.Loop() {
		if err := write(doc, io.Discard, site); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHTML(b *testing.B)     { benchmarkWrite(b, (*Document).HTML) }
func BenchmarkMarkdown(b *testing.B) { benchmarkWrite(b, inDialect(GFM)) }
func BenchmarkText(b *testing.B)     { benchmarkWrite(b, (*Document).Text) }

func BenchmarkWords(b *testing.B) {
	doc := New(benchmarkPage(), Options{Language: "en"})
	b.ReportAllocs()
	for b.Loop() {
		doc.Words()
	}
}
