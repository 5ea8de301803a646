package render

import (
	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// blockNode is a node for something that Markdown has no block for.
type blockNode[T any] struct {
	ast.BaseBlock
	kind ast.NodeKind
	data T
}

func newBlock[T any](kind ast.NodeKind, data T) *blockNode[T] {
	return &blockNode[T]{kind: kind, data: data}
}

// Kind implements ast.Node.
func (n *blockNode[T]) Kind() ast.NodeKind { return n.kind }

// Dump implements ast.Node.
func (n *blockNode[T]) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// inlineNode is a node for something that Markdown has no inline for.
type inlineNode[T any] struct {
	ast.BaseInline
	kind ast.NodeKind
	data T
}

func newInline[T any](kind ast.NodeKind, data T) *inlineNode[T] {
	return &inlineNode[T]{kind: kind, data: data}
}

// Kind implements ast.Node.
func (n *inlineNode[T]) Kind() ast.NodeKind { return n.kind }

// Dump implements ast.Node.
func (n *inlineNode[T]) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// data gives what a node of this package holds.
func data[T any](n ast.Node) T {
	switch n := n.(type) {
	case *blockNode[T]:
		return n.data
	case *inlineNode[T]:
		return n.data
	}
	var zero T
	return zero
}

// origin says which block a node was made from. It is an attribute of the node,
// so that goldmark's own nodes can have it too.
type origin struct {
	block *notion.Block
	color notion.Color
}

const originName = "notion"

// from notes the block that a node is made from, and its colour.
func from[N ast.Node](n N, block *notion.Block, color notion.Color) N {
	n.SetAttributeString(originName, &origin{block, color})
	return n
}

func originOf(n ast.Node) *origin {
	if value, ok := n.AttributeString(originName); ok {
		return value.(*origin)
	}
	return nil
}

// attribute gives a named attribute of a node, or the zero value.
func attribute[T any](n ast.Node, name string) T {
	value, _ := n.AttributeString(name)
	result, _ := value.(T)
	return result
}
