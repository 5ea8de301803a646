package render

import (
	"bytes"
	"io"
	"unicode/utf8"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

type format int

const (
	formatHTML format = iota
	formatMarkdown
	formatText
)

// writer is what the functions of the families write to: a buffer that goldmark
// takes for its own, and the state of one writing of one document.
type writer struct {
	*bytes.Buffer
	doc      *Document
	to       Resolver
	format   format
	dialect  Dialect            // of Markdown; "" in the other formats
	anchors  map[notion.ID]bool // blocks whose anchor is written
	tables   map[string]int     // tables written, by name
	drawings int                // diagrams drawn
	inLink   bool               // a link is open, and no other may open in it
	early    map[ast.Node]bool  // pictures that are seen before anybody scrolls
	skip     ast.Node           // the node whose override is being made
	made     map[ast.Node]overridden
	inParts  bool            // headings are marked, in plain text that is to be cut into parts
	err      error           // first error of an override
	spare    []*bytes.Buffer // for captures

	markdownState
}

// newWriter makes a writer; without a resolver nothing is found.
func newWriter(d *Document, r Resolver, f format) *writer {
	if r == nil {
		r = nowhere{}
	}
	return &writer{Buffer: new(bytes.Buffer), doc: d, to: r, format: f, anchors: map[notion.ID]bool{}, tables: map[string]int{}, made: map[ast.Node]overridden{}}
}

// Buffered and Flush make a writer what goldmark writes to; nothing leaves the
// buffer before the end.
func (w *writer) Buffered() int { return w.Len() }

// Flush implements util.BufWriter.
func (w *writer) Flush() error { return nil }

// print writes strings one after the other.
func (w *writer) print(texts ...string) {
	for _, s := range texts {
		w.WriteString(s)
	}
}

// node writes a node in the writer's format.
func (w *writer) node(n ast.Node) {
	if err := w.doc.words.renderer[w.format].Render(w, w.doc.source, n); err != nil && w.err == nil {
		w.err = err
	}
}

// children writes the children of a node with nothing between them.
func (w *writer) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(c)
	}
}

// siblings writes a node and those after it, separated; what writes nothing is
// not separated from anything. It reports whether something was written.
func (w *writer) siblings(n ast.Node, separator string) bool {
	written := false
	for ; n != nil; n = n.NextSibling() {
		before := w.Len()
		if written {
			w.WriteString(separator)
		}
		start := w.Len()
		w.node(n)
		if w.Len() == start {
			w.Truncate(before)
		} else {
			written = true
		}
	}
	return written
}

// capture gives what f writes, instead of writing it.
func (w *writer) capture(f func()) string {
	outer := w.Buffer
	if last := len(w.spare) - 1; last >= 0 {
		w.Buffer, w.spare = w.spare[last], w.spare[:last]
	} else {
		w.Buffer = new(bytes.Buffer)
	}
	f()
	s := w.String()
	w.Reset()
	w.spare = append(w.spare, w.Buffer)
	w.Buffer = outer
	return s
}

// lastRune gives the last character that was written; ok is false when there is none.
func (w *writer) lastRune() (r rune, ok bool) {
	if w.Len() == 0 {
		return 0, false
	}
	r, _ = utf8.DecodeLastRune(w.Bytes())
	return r, true
}

// after gives the second child and what follows: what is below a first line of
// text.
func after(first ast.Node) ast.Node {
	if first == nil {
		return nil
	}
	return first.NextSibling()
}

// nowhere is a resolver that knows nothing.
type nowhere struct{}

func (nowhere) Page(notion.ID) (Target, bool)        { return Target{}, false }
func (nowhere) File(string) (File, bool)             { return File{}, false }
func (nowhere) Icon(string) (File, bool)             { return File{}, false }
func (nowhere) Picture(string) (Picture, bool)       { return Picture{}, false }
func (nowhere) Card(string) (Card, bool)             { return Card{}, false }
func (nowhere) User(notion.ID) string                { return "" }
func (nowhere) Database(notion.ID) (*Database, bool) { return nil, false }
func (nowhere) Breadcrumb() []Target                 { return nil }
func (nowhere) Self() string                         { return "" }
func (nowhere) Linked(notion.ID) bool                { return false }
func (nowhere) Override(string) func(io.Writer, BlockView) error {
	return nil
}
