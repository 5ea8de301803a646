package render

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Part is a stretch of a document: a heading with the text up to the next one.
type Part struct {
	ID    string // of the heading, as in Heading; "" for what stands before the first
	Title string // text of the heading
	Text  string // plain text, one line a block
}

// partMark stands around the ids and texts of headings in a text that is to be
// cut into parts. No text from Notion holds it: HTML forbids it.
const partMark = '\x00'

// Parts gives the plain text of the document by its headings, in their order; the
// first part has no heading. A nil resolver leaves titles and names as the text
// has them.
func (d *Document) Parts(r Resolver) ([]Part, error) {
	w := newWriter(d, r, formatText)
	w.Grow(d.room())
	w.inParts = true
	w.node(d.root)
	if w.err != nil {
		return nil, w.err
	}
	pieces := bytes.Split(w.Bytes(), []byte{partMark})
	parts := []Part{{Text: strings.TrimSpace(string(pieces[0]))}}
	for i := 1; i+2 < len(pieces); i += 3 {
		parts = append(parts, Part{ID: string(pieces[i]), Title: string(pieces[i+1]), Text: strings.TrimSpace(string(pieces[i+2]))})
	}
	return parts, nil
}

// headingText writes a heading, in a text of parts between marks.
func headingText(w *writer, n ast.Node) {
	if !w.inParts {
		w.children(n)
		return
	}
	text := strings.Join(strings.Fields(w.capture(func() { w.children(n) })), " ")
	w.print(string(partMark), attribute[string](n, "id"), string(partMark), text, string(partMark))
}
