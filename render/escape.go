package render

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// escape writes a text in Markdown, so that all of it is text: CommonMark, the
// extensions of GitHub, TeX between dollars, kramdown, MDX, and the templates of
// Jekyll and Eleventy find nothing in it. What only one dialect reads is escaped
// in that one.
func (w *writer) escape(s string) {
	if w.inTags {
		w.escapeInTags(s)
		return
	}
	for s != "" {
		if n := plainLength(s); n > 0 {
			w.WriteString(s[:n])
			s = s[n:]
			continue
		}
		r, size := utf8.DecodeRuneInString(s)
		rest := s[size:]
		switch {
		case r == '\n':
			w.WriteByte(lineEnd)
		case r == '<':
			w.WriteString("&lt;")
		case r == '&' && mayBeEntity(rest, w.glued):
			w.WriteString("&amp;")
		case r == '@' && w.startsMail(rest):
			w.WriteString("&#64;")
		case w.startsStatement(r, rest), isDigit(r) && w.afterFormula():
			fmt.Fprintf(w, "&#%d;", r) // after a formula a digit would make its dollar one of money
		default:
			if w.needsBackslash(r, rest) {
				w.WriteByte('\\')
			}
			w.WriteRune(r)
		}
		s = rest
	}
}

// plainLength counts the characters at the beginning of a text that have no meaning
// wherever they stand: letters and spaces, which are most of it. An i or e may begin a
// statement.
func plainLength(s string) int {
	for i := range len(s) {
		c := s[i]
		switch {
		case c == ' ' || c == ',':
		case (c == 'i' || c == 'e') && (i+1 == len(s) || s[i+1] == 'm' || s[i+1] == 'x'):
			return i
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		default:
			return i
		}
	}
	return len(s)
}

func (w *writer) needsBackslash(r rune, rest string) bool {
	switch r {
	case '\\', '`', '*', '[', ']', '{', '}', '|', '~', '$':
		return true
	case '_':
		return !w.afterWord() || !startsWord(rest)
	case '!':
		return rest == "" && w.glued // a link may follow
	case '#':
		return w.atLineStart() || w.heading && w.afterSpace() || w.dialect == Obsidian && !w.afterWord()
	case '=':
		return w.atLineStart() || w.dialect == Obsidian && w.isDouble(r, rest)
	case '%':
		return w.dialect == Obsidian && w.isDouble(r, rest)
	case '^':
		return w.previous() == '[' || w.dialect == Obsidian && w.afterSpace()
	case '>':
		return w.atLineStart()
	case '-', '+':
		return (rest == "" || strings.IndexByte(" \t\n-:", rest[0]) >= 0) && w.atLineStart()
	case ':':
		return w.atLineStart() || !w.inLink && strings.HasPrefix(rest, "//") ||
			w.dialect == Docusaurus && (startsName(rest) || rest == "" && w.glued)
	case '/':
		// After a mark, before which a scheme may be.
		return !w.inLink && strings.HasPrefix(rest, "/") && strings.ContainsRune("*>~`)", w.previous())
	case '.', ')':
		return (rest == "" || strings.IndexByte(" \t\n", rest[0]) >= 0) && w.afterNumber() || r == '.' && !w.inLink && bytes.HasSuffix(w.Bytes(), []byte("www"))
	}
	return false
}

// tagEscaper is for text within an HTML element: parsers that read Markdown
// there must find none.
var tagEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "\n", string(lineEnd),
	`\`, "&#92;", "`", "&#96;", "*", "&#42;", "_", "&#95;", "[", "&#91;", "]", "&#93;",
	"{", "&#123;", "|", "&#124;", "}", "&#125;", "~", "&#126;", "$", "&#36;")

func (w *writer) escapeInTags(s string) {
	text := tagEscaper.Replace(s)
	if w.dialect == Docusaurus {
		text = strings.ReplaceAll(text, ":", "&#58;")
	}
	w.WriteString(text)
}

// isDouble tells whether a character may be one of two in a row, which Obsidian
// has for highlights and comments.
func (w *writer) isDouble(r rune, rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	return next == r || rest == "" && w.glued || w.previous() == r
}

// mayBeEntity tells whether an ampersand before a text may be read as the start
// of a character reference; glued, whether more text follows this one.
func mayBeEntity(rest string, glued bool) bool {
	for i, r := range rest {
		if r != '#' && (r >= utf8.RuneSelf || !isWord(r)) {
			return r == ';' && i > 0
		}
	}
	return glued
}

// startsMail tells whether an @ here would make a mail address, which GitHub
// makes a link of.
func (w *writer) startsMail(rest string) bool {
	last, ok := w.lastRune()
	return !w.inLink && ok && !isEdge(last) && (startsWord(rest) || rest == "" && w.glued)
}

// startsStatement tells whether a letter begins what MDX takes for JavaScript.
func (w *writer) startsStatement(r rune, rest string) bool {
	var keyword string
	switch r {
	case 'i':
		keyword = "mport "
	case 'e':
		keyword = "xport "
	default:
		return false
	}
	return (strings.HasPrefix(rest, keyword) || w.glued && strings.HasPrefix(keyword, rest)) && w.atLineStart()
}

// startsName tells whether a text begins with what may be the name of a directive.
func startsName(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest != "" && r != ' ' && r != '\n' && (r >= utf8.RuneSelf || !maybePunctuation(r)) // a tab begins a name too
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func startsWord(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return isWord(r)
}

func (w *writer) afterWord() bool {
	r, ok := w.lastRune()
	return ok && isWord(r)
}

// afterSpace tells whether a space or nothing is before.
func (w *writer) afterSpace() bool {
	r, ok := w.lastRune()
	return !ok || isEdge(r)
}

func isWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r)) }

// atLineStart tells whether nothing but space was written in the line.
func (w *writer) atLineStart() bool {
	text := bytes.TrimRight(w.Bytes(), " \t")
	return len(text) == 0 && w.before == blockStart || len(text) > 0 && text[len(text)-1] == lineEnd
}

// afterNumber tells whether nothing but a number was written in the line: a dot
// would make it an item of a list.
func (w *writer) afterNumber() bool {
	text := w.Bytes()
	start := len(text)
	for start > 0 && len(text)-start < 10 && text[start-1] >= '0' && text[start-1] <= '9' {
		start--
	}
	if start == len(text) {
		return false
	}
	before := bytes.TrimRight(text[:start], " \t")
	return len(before) == 0 && w.before == blockStart || len(before) > 0 && before[len(before)-1] == lineEnd
}
