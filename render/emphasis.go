package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// emphasized writes the children of a node between two runs of a delimiter.
// Space at the edges goes outside of them. Where CommonMark would not take the
// runs for delimiters, tags stand in their place; always, when there is no
// delimiter. CommonMark 0.31, section 6.2.
func (w *writer) emphasized(n ast.Node, delimiter, open, end string) {
	inner := w.inside(delimiter, func() { w.children(n) })
	core := strings.TrimLeftFunc(inner, isEdge)
	lead := inner[:len(inner)-len(core)]
	core = strings.TrimRightFunc(core, isEdge)
	trail := inner[len(lead)+len(core):]
	w.WriteString(lead)
	if core != "" {
		next := ' '
		if trail == "" {
			next = w.runeAfter(n)
		}
		if delimiter != "" && !w.inTags && w.flanks(delimiter, core, next) {
			open, end = delimiter, delimiter
		}
		w.print(open, core, end)
	}
	w.WriteString(trail)
}

// isEdge tells whether a character is space that a delimiter may not touch.
func isEdge(r rune) bool { return r == lineEnd || unicode.IsSpace(r) }

// flanks tells whether every parser takes the runs of a delimiter around core
// for delimiters. What next is unknown must be given as a letter.
func (w *writer) flanks(delimiter, core string, next rune) bool {
	previous := w.previous()
	first, _ := utf8.DecodeRuneInString(core)
	last, _ := utf8.DecodeLastRuneInString(core)
	own := rune(delimiter[0])
	if previous == own || first == own || last == own || next == own {
		return false
	}
	return (!maybePunctuation(first) || isEdge(previous) || surelyPunctuation(previous)) &&
		(!maybePunctuation(last) || isEdge(next) || surelyPunctuation(next))
}

// Versions of CommonMark differ in whether symbols such as € and ☺ are
// punctuation.
func maybePunctuation(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

func surelyPunctuation(r rune) bool {
	return unicode.IsPunct(r) || r < utf8.RuneSelf && unicode.IsSymbol(r)
}

// runeAfter gives the character that will follow a node in its line: a space at
// the end, and a letter where it cannot be foreseen.
func (w *writer) runeAfter(n ast.Node) rune {
	if n.Type() != ast.TypeInline {
		return ' '
	}
	for n.NextSibling() == nil {
		n = n.Parent()
		if n == nil {
			return ' '
		}
		switch n.Kind() {
		case ast.KindEmphasis:
			return '*'
		case extast.KindStrikethrough:
			return '~'
		case ast.KindLink:
			return ']'
		case kindUnderline:
			return '<'
		case kindColor:
			if w.marks(n) {
				return '='
			}
		}
		if n.Type() != ast.TypeInline {
			return ' '
		}
	}
	return w.firstRune(n.NextSibling())
}

func (w *writer) firstRune(n ast.Node) rune {
	switch n := n.(type) {
	case *ast.String:
		r, _ := utf8.DecodeRune(n.Value)
		return r
	case *ast.CodeSpan:
		return '`'
	case *ast.Link:
		return '['
	case *ast.Emphasis, *extast.Strikethrough:
		return w.edgeRune(n)
	}
	switch n.Kind() {
	case kindColor:
		if w.marks(n) {
			return w.edgeRune(n)
		}
		return w.firstRune(n.FirstChild())
	case kindUnderline:
		return w.edgeRune(n)
	}
	return 'a'
}

// edgeRune gives the first character of an emphasized text: a space that goes
// outside, or a delimiter, which is a tag when it would touch another.
func (w *writer) edgeRune(n ast.Node) rune {
	if r := w.firstRune(n.FirstChild()); isEdge(r) {
		return r
	}
	return '<'
}
