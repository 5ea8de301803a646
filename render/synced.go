package render

import (
	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// kindGroup holds blocks that stand as they are.
var kindGroup = ast.NewNodeKind("Group")

// syncedBlocks show the same blocks in several places. Originals and copies are
// the same here: whoever reads the tree gives both their children.
func syncedBlocks() family {
	return family{
		types: []string{"synced_block"},
		build: single(newGroup),
		kinds: []kind{{node: kindGroup, html: groupHTML, markdown: childrenMarkdown, text: childrenText}},
	}
}

func newGroup(b *builder, block *notion.Block) ast.Node {
	n := newBlock(kindGroup, struct{}{})
	b.children(n, block)
	return from(n, block, "")
}

// groupHTML has an element only when a link leads to the group.
func groupHTML(w *writer, n ast.Node) {
	id := w.anchor(n)
	if id == "" {
		w.siblings(n.FirstChild(), "\n")
		return
	}
	w.print(`<div id="`, id, `">`)
	w.lines(n.FirstChild())
	w.WriteString("</div>")
}
