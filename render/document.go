package render

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// Options are what a document depends on besides its blocks.
type Options struct {
	Language string // BCP 47: of the document, for the ids of its headings

	// RightToLeft tells the direction of the element that the document will
	// stand in.
	RightToLeft bool

	// Word gives a text of our own, such as "Untitled", in the document's
	// language, and how it writes numbers. Those for which it is nil or gives
	// "" are in English. [Words] has their names.
	Word func(name string) string

	// Day writes a date, without the time of day, in the document's language;
	// nil for English.
	Day func(time.Time) string

	// CommentPage gives the page on which a comment is shown, with the anchor
	// "c-" and the comment's compact ID; "" for one that is not. Without it none
	// is.
	CommentPage func(comment notion.ID) notion.ID

	// Providers are the services whose pages are shown in frames; nil for the
	// built-in ones.
	Providers *Providers

	// Measure is how wide the column of text is, in rem, for the sizes of
	// pictures; 0 when it is not known.
	Measure float64

	// Top tells that the document begins where its page does: its first pictures
	// are seen at once.
	Top bool

	// Plain makes HTML for those who leave out what they do not know, as readers
	// of feeds do: equations and diagrams are their source.
	Plain bool

	Cache Cache // of what is slow to make; nil keeps nothing
}

// Document is a page's body, or a piece of inline text, as a tree. It can be
// written any number of times, by several goroutines at once.
type Document struct {
	root     *ast.Document
	source   []byte // text of code blocks, as goldmark's nodes refer to it
	headings []Heading
	math     bool
	unread   []Unread
	options  Options
	words    *vocabulary
	length   int // about that of the text, in bytes
}

// Heading is a heading of a document that has a text.
type Heading struct {
	ID    string // fragment that leads to it, unique in the document
	Text  string // plain text
	Level int    // 2 to 5: the title of the page is 1; no level is left out
	Block notion.ID
}

// New makes a document of a page's blocks.
func New(blocks []notion.Block, options Options) *Document {
	b := newBuilder(options, sharedVocabulary())
	b.blocks(b.doc.root, blocks)
	(&separator{doc: b.doc}).visit(b.doc.root.FirstChild())
	return b.doc
}

// Inline makes a document of a text: a title, a caption, a property. It is
// written without a block around it.
func Inline(segments []notion.RichText, options Options) *Document {
	b := newBuilder(options, sharedVocabulary())
	b.text(b.doc.root, segments)
	return b.doc
}

// HTML writes the document as a fragment of HTML.
func (d *Document) HTML(w io.Writer, r Resolver) error { return d.write(w, r, formatHTML, "") }

// Markdown writes the document as Markdown in a dialect.
func (d *Document) Markdown(w io.Writer, r Resolver, dialect Dialect) error {
	if !slices.Contains(Dialects(), dialect) {
		return fmt.Errorf("there is no dialect of Markdown called %q", dialect)
	}
	return d.write(w, r, formatMarkdown, dialect)
}

// Text writes the document as plain text, one line a block.
func (d *Document) Text(w io.Writer, r Resolver) error { return d.write(w, r, formatText, "") }

func (d *Document) write(to io.Writer, r Resolver, f format, dialect Dialect) error {
	w := newWriter(d, r, f)
	w.Grow(d.room())
	w.early = d.earlyOf()
	w.dialect = dialect
	w.node(d.root)
	if w.err != nil {
		return w.err
	}
	_, err := to.Write(w.Bytes())
	return err
}

// room is what writing the whole document is likely to take, so that what is written
// need not be copied again and again while it grows.
func (d *Document) room() int { return d.length + d.length/4 }

// Headings lists the headings that have a text, in their order.
func (d *Document) Headings() []Heading { return d.headings }

// HasMath tells whether there is an equation.
func (d *Document) HasMath() bool { return d.math }

// Words counts the words of the document; each Chinese, Japanese or Korean
// character is one.
func (d *Document) Words() int {
	words, ideographs := d.Count()
	return words + ideographs
}

// Count counts the words of the document that spaces part, and its Chinese,
// Japanese and Korean characters, which are read faster than words.
func (d *Document) Count() (words, ideographs int) {
	inWord := false
	for _, r := range d.plain(d.root) {
		switch {
		case r == ' ':
			inWord = false
		case isIdeograph(r):
			ideographs++
			inWord = false
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if !inWord {
				words++
			}
			inWord = true
		case unicode.IsSpace(r):
			inWord = false
		}
	}
	return words, ideographs
}

// isIdeograph looks at ranges before it asks for scripts, which is slow.
func isIdeograph(r rune) bool {
	const firstHangul, firstHan, lastHan = '\u1100', '\u4e00', '\u9fff'
	if r < firstHangul {
		return false
	}
	return r >= firstHan && r <= lastHan || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// Summary gives the beginning of the text of the first paragraphs, at most n
// characters, cut between words and then ended with "…". A nil resolver leaves
// titles and names as the text has them.
func (d *Document) Summary(n int, to Resolver) string {
	var text strings.Builder
	_ = ast.Walk(d.root, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if text.Len() > 4*n {
			return ast.WalkStop, nil
		}
		switch node.Kind() {
		case ast.KindParagraph:
			text.WriteString(" " + d.plainFor(node, to))
			return ast.WalkSkipChildren, nil
		case kindIndented:
			text.WriteString(" " + d.plainFor(node.FirstChild(), to))
		case kindToggle, kindMeeting:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return cut(strings.Join(strings.Fields(text.String()), " "), n)
}

// cut shortens a text to n characters, between words where there are words.
func cut(text string, n int) string {
	if n <= 0 {
		return ""
	}
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	end := n - 1
	for i := end; i > end/2; i-- {
		if runes[i] == ' ' {
			end = i
			break
		}
	}
	return strings.TrimRightFunc(string(runes[:end]), unicode.IsSpace) + "…"
}

// each visits the nodes of the document in their order, each with the block that
// it was made from or stands in: an empty one when there is none.
func (d *Document) each(visit func(n ast.Node, block *notion.Block)) {
	blocks := []*notion.Block{new(notion.Block)}
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		o := originOf(n)
		switch {
		case !entering && o != nil:
			blocks = blocks[:len(blocks)-1]
		case entering:
			if o != nil {
				blocks = append(blocks, o.block)
			}
			visit(n, blocks[len(blocks)-1])
		}
		return ast.WalkContinue, nil
	})
}

// plain gives the plain text of a node without asking anybody for titles.
func (d *Document) plain(n ast.Node) string { return d.plainFor(n, nil) }

func (d *Document) plainFor(n ast.Node, to Resolver) string {
	w := newWriter(d, to, formatText)
	if n == d.root {
		w.Grow(d.room())
	}
	w.node(n)
	return strings.TrimSpace(w.String())
}
