package render

import (
	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

func dividers() family {
	return family{
		types: []string{"divider"},
		build: single(func(_ *builder, block *notion.Block) ast.Node {
			return from(ast.NewThematicBreak(), block, "")
		}),
		kinds: []kind{{
			node: ast.KindThematicBreak,
			html: func(w *writer, n ast.Node) { w.open("hr", n, "") },
			// Stars are neither a marker of our lists nor the underline of a heading.
			markdown: func(w *writer, _ ast.Node) { w.WriteString("***") },
			text:     func(*writer, ast.Node) {},
		}},
	}
}
