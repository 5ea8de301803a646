package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Escapers for text without line ends, for text with them, and for attributes.
var (
	markEscaper  = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	textEscaper  = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\n", "<br>")
	valueEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")
)

// escaped writes text between tags; line ends become <br>.
func (w *writer) escaped(text string) { _, _ = textEscaper.WriteString(w, text) }

// attr writes an attribute into the tag that is open.
func (w *writer) attr(name, value string) {
	w.print(" ", name, `="`)
	_, _ = valueEscaper.WriteString(w, value)
	w.WriteByte('"')
}

// start begins the tag of a block's outermost element, without its ">": with
// the anchor when a link leads to the block, and the classes of its colour.
func (w *writer) start(tag string, n ast.Node, class string) {
	w.print("<", tag)
	if id := w.anchor(n); id != "" {
		w.attr("id", id)
	}
	if o := originOf(n); o != nil {
		class = strings.TrimSpace(class + " " + colorClass(o.color))
	}
	if class != "" {
		w.attr("class", class)
	}
	w.turn(n)
}

// open writes the tag of a block's outermost element.
func (w *writer) open(tag string, n ast.Node, class string) {
	w.start(tag, n, class)
	w.WriteByte('>')
}

// anchor gives the id by which links lead to the block of a node: "" when none
// does, or when it is written already, as happens with copies of a block.
func (w *writer) anchor(n ast.Node) string {
	o := originOf(n)
	if o == nil || o.block.ID == "" || w.anchors[o.block.ID] || !w.to.Linked(o.block.ID) {
		return ""
	}
	w.anchors[o.block.ID] = true
	return o.block.ID.Compact()
}

// lines writes blocks, each on lines of its own, inside of an element that has
// been opened.
func (w *writer) lines(first ast.Node) {
	if first == nil {
		return
	}
	w.WriteByte('\n')
	if w.siblings(first, "\n") {
		w.WriteByte('\n')
	}
}

// textAndBlocks writes the line of text that a node begins with, and the blocks
// below it.
func (w *writer) textAndBlocks(n ast.Node) {
	if first := n.FirstChild(); first != nil {
		w.node(first)
		w.lines(after(first))
	}
}

// figcaption writes the caption below a figure.
func (w *writer) figcaption(caption ast.Node) {
	if caption != nil {
		w.WriteString("<figcaption>")
		w.node(caption)
		w.WriteString("</figcaption>")
	}
}
