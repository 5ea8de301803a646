package render

import (
	"bytes"
	"strings"
	"sync"

	"galley/notion"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Text is a text in Markdown, with what its addresses mean.
type Text struct {
	Markdown []byte // without front matter

	// Title is that of the page: a heading of the first level at the beginning
	// that says the same is left out.
	Title string

	// Link gives where a link of the text leads: an address, or what PageLink or
	// FileLink made; "" when it leads nowhere, and its text is no link. nil leaves
	// all as they are.
	Link func(destination string) string

	// File gives the file that a picture shows; nil takes all for addresses of
	// the web.
	File func(destination string) *notion.File
}

// Parse makes a document of a text in Markdown: CommonMark with GitHub's tables,
// task lists, strikethrough, footnotes, bare addresses and alerts, TeX between
// dollars, ==highlights==, and folded parts in <details>. Of other HTML, what
// styles text is kept, and of the rest the text; Unread lists what was left out.
// Any text is a document: there is no error.
func Parse(text Text, options Options) *Document {
	b := newBuilder(options, sharedVocabulary())
	source := bytes.TrimPrefix(text.Markdown, []byte("\ufeff"))
	source = bytes.ReplaceAll(source, []byte("\r\n"), []byte("\n"))
	t := &translator{builder: b, text: text, source: source}
	root := sharedParser().Parse(gtext.NewReader(source))
	t.dropTitle(root)
	t.blocks(b.doc.root, root)
	b.doc.length = len(source)
	(&separator{doc: b.doc}).visit(b.doc.root.FirstChild())
	return b.doc
}

// sharedParser is the only one: it never changes.
var sharedParser = sync.OnceValue(func() parser.Parser {
	m := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Linkify, extension.Footnote))
	m.Parser().AddOptions(
		parser.WithInlineParsers(util.Prioritized(dollarParser{}, 90), util.Prioritized(highlightParser{}, 500)),
		parser.WithBlockParsers(util.Prioritized(dollarsParser{}, 90)))
	return m.Parser()
})

// translator makes our tree of goldmark's. Inlines become the same spans that
// Notion's rich text does, so that styles nest in the one way that writers know.
type translator struct {
	*builder
	text   Text
	source []byte
}

// dropTitle removes the heading that says what the page's title does.
func (t *translator) dropTitle(root ast.Node) {
	h, ok := root.FirstChild().(*ast.Heading)
	if ok && h.Level == 1 && t.text.Title != "" && t.plainOf(h) == oneLine(t.text.Title) {
		root.RemoveChild(root, h)
	}
}

// plainOf gives the plain text of the inlines of a node.
func (t *translator) plainOf(n ast.Node) string {
	line := ast.NewTextBlock()
	(&builder{doc: &Document{options: t.doc.options, words: t.doc.words}, levels: t.levels}).nest(line, t.spans(n), 0)
	return oneLine(t.doc.plain(line))
}

// Heading gives the text of the heading that a text in Markdown begins with, if
// it is of the first level; "" when it is not.
func (t Text) Heading() string {
	for line := range bytes.Lines(bytes.TrimPrefix(t.Markdown, []byte("\ufeff"))) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		root := sharedParser().Parse(gtext.NewReader(line))
		h, ok := root.FirstChild().(*ast.Heading)
		if !ok || h.Level != 1 {
			return ""
		}
		b := newBuilder(Options{}, sharedVocabulary())
		return (&translator{builder: b, source: line}).plainOf(h)
	}
	return ""
}

// Unread is something in a text in Markdown that was left out.
type Unread struct {
	Name string // of an HTML element: "script"
	Line int    // of the text, counted from 1
}

// Unread lists the HTML elements of a text in Markdown that are left out, each
// kind once.
func (d *Document) Unread() []Unread { return d.unread }

// leaveOut takes down an element, and where it stands.
func (t *translator) leaveOut(name string, offset int) {
	for _, u := range t.doc.unread {
		if u.Name == name {
			return
		}
	}
	t.doc.unread = append(t.doc.unread, Unread{name, 1 + bytes.Count(t.source[:offset], []byte("\n"))})
}

// link gives where an address of the text leads.
func (t *translator) link(destination string) string {
	if t.text.Link == nil || destination == "" {
		return destination
	}
	return t.text.Link(destination)
}

// file gives the file of an address of the text.
func (t *translator) file(destination string) *notion.File {
	if t.text.File != nil {
		if f := t.text.File(destination); f != nil {
			return f
		}
	}
	return &notion.File{Type: "external", External: &notion.URLObject{URL: destination}}
}

// decode gives the text that a piece of Markdown stands for: without the
// backslashes of escapes, and with the characters that references name.
// CommonMark 0.31, sections 2.4 and 2.5.
func decode(source []byte) string {
	if bytes.IndexByte(source, '\\') < 0 && bytes.IndexByte(source, '&') < 0 {
		return string(source)
	}
	var b strings.Builder
	for i := 0; i < len(source); i++ {
		switch c := source[i]; {
		case c == '\\' && i+1 < len(source) && util.IsPunct(source[i+1]):
			i++
			b.WriteByte(source[i])
		case c == '&':
			text, length := reference(source[i:])
			b.WriteString(text)
			i += length - 1
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// longestReference is more than the longest name of a character has.
const longestReference = 40

// reference gives the characters of the reference that a text begins with, and
// its length; of what is none the ampersand.
func reference(source []byte) (string, int) {
	end := bytes.IndexByte(source[:min(len(source), longestReference)], ';')
	if end < 2 {
		return "&", 1
	}
	var text []byte
	if source[1] == '#' {
		text = util.ResolveNumericReferences(source[:end+1])
	} else {
		text = util.ResolveEntityNames(source[:end+1])
	}
	if bytes.Equal(text, source[:end+1]) {
		return "&", 1
	}
	return string(text), end + 1
}
