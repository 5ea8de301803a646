package render

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// lineEnd stands for the end of a line within a block while the block's text is
// put together. No text holds this character: it is taken out of all of them.
const lineEnd = '\x00'

// markdownState is where in a block a writer of Markdown is.
type markdownState struct {
	before  rune     // what is before an empty buffer: a delimiter, blockStart or cellStart
	link    ast.Node // the link that is open, if it is of a text
	inTags  bool     // within an HTML element, where Markdown is not read
	inCell  bool     // within a cell of a table, where a bar ends it
	heading bool     // within a heading, which has one line
	glued   bool     // the text that is written is followed by more without a space
	inBold  bool     // within a line that is bold as a whole
	framed  bool     // within an item of a list or a quote
}

// gluing lets what is written within a line know whether more follows it without
// a space.
func gluing(write func(*writer, ast.Node)) func(*writer, ast.Node) {
	return func(w *writer, n ast.Node) {
		if n.Type() != ast.TypeInline || n.HasChildren() {
			write(w, n)
			return
		}
		w.glued = w.runeAfter(n) != ' '
		write(w, n)
		w.glued = false
	}
}

// framedBody gives the blocks that write puts into an item or a quote.
func (w *writer) framedBody(write func()) string {
	outer := w.framed
	w.framed = true
	body := w.capture(write)
	w.framed = outer
	return body
}

// previous gives the character before what is written next.
func (w *writer) previous() rune {
	if r, ok := w.lastRune(); ok {
		return r
	}
	return w.before
}

// inside gives what f writes after a delimiter.
func (w *writer) inside(delimiter string, f func()) string {
	outer := w.before
	switch {
	case delimiter != "":
		w.before = rune(delimiter[0])
	default:
		w.before = '>'
	}
	s := w.capture(f)
	w.before = outer
	return s
}

// What is before the text of a block: both are space, but only the first is
// where a line may begin a list or a heading.
const (
	blockStart = ' '
	cellStart  = '\t'
)

// hardBreak is the end of a line within a paragraph. CommonMark has a backslash
// for it too, which Jekyll's parser does not know.
const hardBreak = "  \n"

// line gives the text of a block; line ends are spaces at the end of a line, or
// tags where that would end the block.
func (w *writer) line(n ast.Node) string {
	return w.broken(func() { w.children(n) }, blockStart, hardBreak)
}

// oneLine gives the text of a block that may have one line only.
func (w *writer) oneLine(n ast.Node) string {
	outer := w.heading
	w.heading = true
	s := w.broken(func() { w.children(n) }, cellStart, "<br/>")
	w.heading = outer
	return s
}

// broken gives what f writes, with line ends as they are in Markdown.
func (w *writer) broken(f func(), before rune, separator string) string {
	outer := w.before
	w.before = before
	text := w.capture(f)
	w.before = outer
	lines := strings.Split(text, string(lineEnd))
	for i := range lines {
		lines[i] = withEdges(strings.Trim(lines[i], " \t"))
	}
	start, end := 0, len(lines)
	for start < end-1 && lines[start] == "" {
		start++
	}
	for end-1 > start && lines[end-1] == "" {
		end--
	}
	var b strings.Builder
	b.WriteString(strings.Repeat("<br/>", start))
	for i, line := range lines[start:end] {
		switch {
		case i == 0:
		case line == "", lines[start+i-1] == "":
			b.WriteString("<br/>") // a line of spaces would end the paragraph
		case w.dialect.isJSX() && strings.HasPrefix(line, "` "):
			b.WriteString("<br/>") // MDX takes space away after a line end, also in code
		default:
			b.WriteString(separator)
		}
		b.WriteString(line)
	}
	b.WriteString(strings.Repeat("<br/>", len(lines)-end))
	return b.String()
}

// withEdges writes other space than Markdown's at the ends of a line by number:
// parsers differ on whether it may be taken away.
func withEdges(line string) string {
	first, size := utf8.DecodeRuneInString(line)
	if size > 1 && isEdge(first) {
		line = fmt.Sprintf("&#%d;%s", first, line[size:])
	}
	last, size := utf8.DecodeLastRuneInString(line)
	if size > 1 && isEdge(last) {
		line = fmt.Sprintf("%s&#%d;", line[:len(line)-size], last)
	}
	return line
}

// tagsOnly gives the text of a node as HTML on one line.
func (w *writer) tagsOnly(n ast.Node) string { return w.inTagsOnly(func() { w.children(n) }) }

func (w *writer) inTagsOnly(f func()) string {
	outer := w.inTags
	w.inTags = true
	s := w.broken(f, cellStart, "<br/>")
	w.inTags = outer
	return s
}

// bold gives the text of a block as one bold line.
func (w *writer) bold(n ast.Node) string {
	outer := w.inBold
	w.inBold = true
	s := w.broken(func() { w.emphasized(n, "**", "<strong>", "</strong>") }, cellStart, "<br/>")
	w.inBold = outer
	return s
}

// linkTo writes a link with a text of our own.
func (w *writer) linkTo(text, url string) {
	w.linkAround(w.labelOf(text), url)
}

// labelOf gives a text as it is between the brackets of a link or picture.
func (w *writer) labelOf(text string) string {
	glued, inLink := w.glued, w.inLink
	w.glued, w.inLink = false, true
	label := w.inside("[", func() { w.escape(text) })
	w.glued, w.inLink = glued, inLink
	return label
}

// linkAround writes a link around a text that is Markdown already.
func (w *writer) linkAround(inner, url string) {
	if w.inTags {
		w.WriteString("<a")
		w.attr("href", url)
		w.print(">", inner, "</a>")
		return
	}
	w.bracketed(inner, url)
}

// bracketed writes the text and address of a link or picture. A lone x would be the
// check of a box: to goldmark at the beginning of an item, to cmark-gfm anywhere.
func (w *writer) bracketed(inner, url string) {
	if inner == "x" || inner == "X" {
		inner = fmt.Sprintf("&#%d;", inner[0])
	}
	w.print("[", inner, "](", destination(url), ")")
}

// destination writes an address where Markdown has one. What would end it, or
// start something else, is percent-encoded, which means the same.
func destination(url string) string {
	const special = " \"$()<>[\\]`{|}\n"
	if !strings.ContainsAny(url, special+"&") {
		return url
	}
	var b strings.Builder
	for i := range len(url) {
		switch c := url[i]; {
		case strings.IndexByte(special, c) >= 0:
			writePercent(&b, c)
		case c == '&' && mayBeEntity(url[i+1:], false):
			b.WriteString("&amp;")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
