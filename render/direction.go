package render

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/bidi"
)

// direction is which way a text runs.
type direction int

const (
	unknownWay direction = iota // of a text without letters
	leftToRight
	rightToLeft
)

// turns tells whether the line of a node runs against what is around it, so that
// its element has to say so. Notion finds the direction of each block by itself,
// as HTML does with dir="auto": by the first letter.
func (w *writer) turns(n ast.Node) bool {
	own := directionOf(n)
	return own != unknownWay && own != w.around(n)
}

// around gives the direction that a node has from what it is in.
func (w *writer) around(n ast.Node) direction {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == kindIndented {
			continue // its line has an element of its own
		}
		if way := directionOf(p); way != unknownWay {
			return way
		}
	}
	if w.doc.options.RightToLeft {
		return rightToLeft
	}
	return leftToRight
}

// directionOf gives the direction of the line that a block is or begins with. A
// list has that of its first item.
func directionOf(n ast.Node) direction {
	if n.Kind() == ast.KindList {
		n = n.FirstChild()
	}
	if n == nil || n.FirstChild() == nil || n.Kind() == ast.KindDocument {
		return unknownWay
	}
	switch first := n.FirstChild(); {
	case first.Type() == ast.TypeInline:
		return firstLetter(n)
	case first.Kind() == ast.KindTextBlock, n.Kind() == kindToggle:
		return firstLetter(first)
	}
	return unknownWay
}

// firstLetter looks for the first letter of the text of a node, and gives the
// direction of its script.
func firstLetter(n ast.Node) direction {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		way := unknownWay
		if text, ok := c.(*ast.String); ok {
			way = letterWay(text.Value)
		} else {
			way = firstLetter(c)
		}
		if way != unknownWay {
			return way
		}
	}
	return unknownWay
}

func letterWay(text []byte) direction {
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		properties, _ := bidi.LookupRune(r)
		switch properties.Class() {
		case bidi.L:
			return leftToRight
		case bidi.R, bidi.AL:
			return rightToLeft
		}
	}
	return unknownWay
}

// turn writes the attribute for a line that runs against what is around it.
func (w *writer) turn(n ast.Node) {
	if w.turns(n) {
		w.WriteString(` dir="auto"`)
	}
}
