package render

import (
	"slices"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// kindGroup holds blocks that stand as they are.
var kindGroup = ast.NewNodeKind("Group")

// syncedBlocks show the same blocks in several places. Originals and copies are
// the same here: whoever reads the tree gives both their children. One without is
// a copy of an original that is not shared, or a copy in its own original.
func syncedBlocks() family {
	return family{
		types: []string{"synced_block"},
		build: single(newSynced),
		kinds: []kind{{node: kindGroup, html: groupHTML, markdown: childrenMarkdown, text: childrenText}},
	}
}

func newSynced(b *builder, block *notion.Block) ast.Node {
	original := block.ID
	if from := or(block.SyncedBlock).SyncedFrom; from != nil {
		original = from.BlockID
	}
	place := &notion.Block{ID: original, Type: block.Type}
	switch {
	case original != "" && slices.Contains(b.within, original):
		return from(newBlock(kindPlaceholder, placeholder{block: place, word: "synced-cut", known: true}), block, "")
	case block.HasChildren && len(block.Children) == 0:
		return from(newBlock(kindPlaceholder, placeholder{block: place, word: "synced-unread", known: true}), block, "")
	}
	b.within = append(b.within, original)
	defer func() { b.within = b.within[:len(b.within)-1] }()
	return newGroup(b, block)
}

// newGroup makes a node of the children of a block.
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
