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
	w.emphasizedWithin(n, n, delimiter, open, end)
}

// emphasizedWithin is emphasized for the children of a node that is alone in
// another one, for both.
func (w *writer) emphasizedWithin(n, outer ast.Node, delimiter, open, end string) {
	inner := w.inside(delimiter, func() { w.children(n) })
	core := strings.TrimLeftFunc(inner, isEdge)
	lead := inner[:len(inner)-len(core)]
	core = strings.TrimRightFunc(core, isEdge)
	trail := inner[len(lead)+len(core):]
	w.WriteString(lead)
	if core != "" {
		next, _ := utf8.DecodeRuneInString(trail)
		if trail == "" {
			next = w.runeAfter(outer)
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

// surelyPunctuation leaves out the tilde: cmark-gfm takes what is behind it in its
// place.
func surelyPunctuation(r rune) bool {
	return unicode.IsPunct(r) || r != '~' && r < utf8.RuneSelf && unicode.IsSymbol(r)
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
			if !w.isBoldAlready(n) {
				return '*'
			}
		case extast.KindStrikethrough:
			return '~'
		case ast.KindLink:
			if n == w.link {
				return ']'
			}
		case kindUnderline, kindMarkup:
			return '<'
		case kindColor:
			if w.marks(n) {
				return '='
			}
		}
		if n.Type() != ast.TypeInline {
			return map[bool]rune{true: '*', false: ' '}[w.inBold]
		}
	}
	return w.firstRune(n.NextSibling())
}

// isBoldAlready tells whether a node is bold in a line that is bold as a whole.
func (w *writer) isBoldAlready(n ast.Node) bool {
	emphasis, ok := n.(*ast.Emphasis)
	return ok && emphasis.Level == 2 && w.inBold
}

func (w *writer) firstRune(n ast.Node) rune {
	switch n := n.(type) {
	case *ast.String:
		r, _ := utf8.DecodeRune(n.Value)
		return r
	case *ast.CodeSpan:
		return '`'
	case *ast.Link:
		r := w.firstRune(n.FirstChild())
		if _, ok := w.href(string(n.Destination)); ok && !w.inLink && r != unforeseen && !isEdge(r) {
			return '['
		}
		return r
	case *ast.Emphasis:
		if w.isBoldAlready(n) {
			return w.firstRune(n.FirstChild())
		}
		return w.edgeRune(n)
	case *extast.Strikethrough:
		return w.edgeRune(n)
	}
	switch n.Kind() {
	case kindColor:
		if w.marks(n) {
			return w.edgeRune(n)
		}
		return w.firstRune(n.FirstChild())
	case kindUnderline, kindMarkup:
		return w.edgeRune(n)
	}
	return unforeseen
}

// unforeseen stands for a character of which nothing is known: there may also be
// none, and what follows is next.
const unforeseen = 'a'

// edgeRune gives the first character of an emphasized text: a space that goes
// outside, or a delimiter, which is a tag when it would touch another.
func (w *writer) edgeRune(n ast.Node) rune {
	if r := w.firstRune(n.FirstChild()); isEdge(r) || r == unforeseen {
		return r
	}
	if n.Kind() == extast.KindStrikethrough {
		return '~'
	}
	return '<'
}
