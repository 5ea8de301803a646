package render

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// separator gives lists that follow each other different markers, or Markdown
// would take them for one.
type separator struct {
	doc    *Document
	marker byte // of the list that ends right before; 0 when none does
}

// visit goes through sibling blocks.
func (s *separator) visit(n ast.Node) {
	for ; n != nil; n = n.NextSibling() {
		switch {
		case n.Kind() == ast.KindList:
			list := n.(*ast.List)
			list.Marker = s.next(list.Marker)
			for item := n.FirstChild(); item != nil; item = item.NextSibling() {
				(&separator{doc: s.doc}).visit(item.FirstChild())
			}
		case n.Kind() == kindContents && len(s.doc.headings) > 0:
			n.SetAttributeString(markerName, s.next('-'))
		case isUnframed(n):
			s.visit(n.FirstChild())
		case mayBeSilent(n):
		default:
			(&separator{doc: s.doc}).visit(n.FirstChild())
			s.marker = 0
		}
	}
}

// next gives the marker of a list that has one by itself.
func (s *separator) next(marker byte) byte {
	if s.marker == marker {
		marker = map[byte]byte{'-': '+', '+': '-', '.': ')', ')': '.'}[marker]
	}
	s.marker = marker
	return marker
}

// isUnframed tells whether a dialect of Markdown has nothing around the blocks of
// a node.
func isUnframed(n ast.Node) bool {
	switch n.Kind() {
	case kindGroup, kindIndented, kindColumns, kindColumn, kindTabs, kindTab, kindMeeting:
		return true
	case kindToggle:
		return n.FirstChild().Kind() == ast.KindHeading
	}
	return false
}

// mayBeSilent tells whether nothing may be written for a block.
func mayBeSilent(n ast.Node) bool {
	switch n.Kind() {
	case kindBreadcrumb, kindContents:
		return true
	case extast.KindTable:
		return len(n.(*extast.Table).Alignments) == 0
	case kindEquation:
		return strings.TrimSpace(data[*formula](n).tex) == ""
	case ast.KindParagraph, ast.KindTextBlock:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if text, ok := c.(*ast.String); !ok || len(bytes.TrimSpace(text.Value)) > 0 {
				return false
			}
		}
		return true
	}
	return n.Type() == ast.TypeInline
}
