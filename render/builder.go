package render

import (
	"strings"
	"unicode/utf8"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// maxDepth is how deep blocks nest. What lies deeper follows in its order, at
// the deepest level.
const maxDepth = 100

// builder makes the tree of one document.
type builder struct {
	doc     *Document
	depth   int
	ids     map[string]int // ids of headings that are taken: how many begin with each
	outline []int          // Notion's levels of the last heading and of those that it is below
	levels  []level
	within  []notion.ID // the originals of the synced blocks around
}

func newBuilder(options Options, words *vocabulary) *builder {
	doc := &Document{root: ast.NewDocument(), options: options, words: words}
	return &builder{doc: doc, ids: map[string]int{}, levels: nesting()}
}

// blocks adds what a list of sibling blocks becomes to a node.
func (b *builder) blocks(to ast.Node, blocks []notion.Block) {
	for start := 0; start < len(blocks); {
		f := b.doc.words.family(knownType(&blocks[start]))
		end := start + 1
		for f.joins != nil && end < len(blocks) && blocks[end].Raw == nil && f.joins(&blocks[end-1], &blocks[end]) {
			end++
		}
		f.build(b, to, blocks[start:end])
		start = end
	}
}

// knownType gives the type of a block whose payload could be read, or else "".
func knownType(block *notion.Block) string {
	if block.Raw != nil {
		return ""
	}
	return block.Type
}

// children adds what the children of a block become to a node.
func (b *builder) children(to ast.Node, block *notion.Block) {
	switch {
	case len(block.Children) == 0:
		if block.HasChildren {
			to.AppendChild(to, unreadable(block))
		}
	case b.depth >= maxDepth:
		b.blocks(to, flatten(block.Children))
	default:
		b.depth++
		b.blocks(to, block.Children)
		b.depth--
	}
}

// flatten puts blocks and all that is below them into one list, in the order of
// reading.
func flatten(blocks []notion.Block) []notion.Block {
	var flat []notion.Block
	rest := [][]notion.Block{blocks}
	for len(rest) > 0 {
		top := len(rest) - 1
		if len(rest[top]) == 0 {
			rest = rest[:top]
			continue
		}
		block := rest[top][0]
		rest[top] = rest[top][1:]
		rest = append(rest, block.Children)
		block.HasChildren = block.HasChildren && len(block.Children) == 0
		block.Children = nil
		flat = append(flat, block)
	}
	return flat
}

// text adds a line of rich text to a node, as a block without a margin.
func (b *builder) text(to ast.Node, segments []notion.RichText) *ast.TextBlock {
	n := ast.NewTextBlock()
	b.inlines(n, segments)
	to.AppendChild(to, n)
	return n
}

// caption adds the caption of a block to its node, when there is one.
func (b *builder) caption(to ast.Node, segments []notion.RichText) {
	if len(mergeSegments(segments)) > 0 {
		b.text(to, segments)
	}
}

// or gives what p points at, or the zero value: a payload may be missing.
func or[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// clean takes out of a text what no format may hold: control characters,
// non-characters and broken UTF-8; and byte order marks, which some programs take
// for space and none shows. Every way to end a line becomes "\n".
func clean(s string) string {
	if !needsCleaning(s) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == '\v' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			return '\n'
		case isForbidden(r), r == byteOrderMark:
			return -1
		}
		return r
	}, s)
}

const byteOrderMark = '\ufeff'

func needsCleaning(s string) bool {
	for _, r := range s {
		if r == '\r' || r == '\v' || r == '\u2028' || r == '\u2029' || r == utf8.RuneError || r == byteOrderMark || isForbidden(r) {
			return true
		}
	}
	return false
}

// isForbidden tells whether HTML may not hold a character. Living Standard
// 13.2.3.5.
func isForbidden(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r <= 0x9f || r >= 0xfdd0 && r <= 0xfdef || r&0xfffe == 0xfffe
}
