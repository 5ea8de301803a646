package render

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"galley/notion"
)

// What is slow to make is made once: "new" gives the time for what no cache has,
// "kept" for what one has from an earlier build. Each page has ten of them.

func BenchmarkEquations(b *testing.B) {
	benchmarkSlow(b, func(n int) notion.Block {
		return notion.Block{Type: "equation", Equation: &notion.Equation{Expression: fmt.Sprintf(`\int_0^{%d} \frac{\sin x}{\sqrt{1+x^2}}\,dx = \sum_{k=1}^n a_k`, n)}}
	})
}

func BenchmarkCode(b *testing.B) {
	program := strings.Repeat("func add(a, b int) (sum int, err error) { // of two numbers\n\treturn a + b, fmt.Errorf(\"never %d\", 7)\n}\n", 10)
	benchmarkSlow(b, func(n int) notion.Block {
		return notion.Block{Type: "code", Code: &notion.Code{RichText: []notion.RichText{{PlainText: fmt.Sprint("// ", n, "\n", program)}}, Language: "go"}}
	})
}

func BenchmarkDiagrams(b *testing.B) {
	benchmarkSlow(b, func(n int) notion.Block {
		source := fmt.Sprintf("flowchart LR\nwrite%d[Write in Notion] --> fetch{Changed?}\nfetch -->|yes| build[Build]\nfetch -->|no| wait[Wait]", n)
		return notion.Block{Type: "code", Code: &notion.Code{RichText: []notion.RichText{{PlainText: source}}, Language: "mermaid"}}
	})
}

func benchmarkSlow(b *testing.B, block func(n int) notion.Block) {
	made := 0
	page := func() (blocks []notion.Block) {
		for range 10 {
			made++
			blocks = append(blocks, block(made))
		}
		return blocks
	}
	write := func(blocks []notion.Block, kept Cache) {
		if err := New(blocks, Options{Language: "en", Cache: kept}).HTML(io.Discard, sampleSite()); err != nil {
			b.Fatal(err)
		}
	}
	write(page(), nil) // what is loaded once
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			write(page(), nil)
		}
	})
	b.Run("kept", func(b *testing.B) {
		kept, blocks := keeper{}, page()
		write(blocks, kept)
		for b.Loop() {
			write(blocks, kept)
		}
	})
}
