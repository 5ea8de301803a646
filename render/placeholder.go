package render

import (
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// Placeholder is a note in the place of a block that no page can show.
type Placeholder struct {
	Block notion.ID // "" when it has none
	Type  string    // Notion's type of the block: "button"
}

// Placeholders lists the notes of the document, in their order. Those in place
// of what could not be read or downloaded are not among them: whoever did that
// knows of it.
func (d *Document) Placeholders() []Placeholder {
	var list []Placeholder
	d.each(func(n ast.Node, _ *notion.Block) {
		p := placeholderOf(n)
		if p.block != nil && !p.known {
			list = append(list, Placeholder{p.block.ID, typeName(p.block)})
		}
	})
	return list
}

// kindPlaceholder stands for what cannot be shown. Its data says what that is.
var kindPlaceholder = ast.NewNodeKind("Placeholder")

// placeholders take what no other family does, and the types without content.
func placeholders() family {
	return family{
		types: []string{"", "unsupported", "template"},
		build: single(newUnknown),
		kinds: []kind{{node: kindPlaceholder, html: placeholderHTML, markdown: placeholderMarkdown, text: placeholderText}},
	}
}

// newUnknown makes a placeholder for a block of a type that is not known, with
// its children after it. A block without a type was not read, but its children
// may have been. What a template button would make is no part of the page.
func newUnknown(b *builder, block *notion.Block) ast.Node {
	switch {
	case block.Type == "" && len(block.Children) > 0:
		return newGroup(b, block)
	case block.Type == "":
		return from(unreadable(block), block, "")
	case block.Type == "template":
		text := clean(notion.PlainText(or(block.Template).RichText))
		return from(newPlaceholder(block, "template", text), block, "")
	}
	n := newPlaceholder(block, "block-unshown", typeName(block))
	if len(block.Children) == 0 {
		return from(n, block, "")
	}
	group := newBlock(kindGroup, struct{}{})
	group.AppendChild(group, n)
	b.children(group, block)
	return from(group, block, "")
}

// typeName is Notion's type of a block, also of one that the API only names.
func typeName(block *notion.Block) string {
	if block.Unsupported != nil && block.Unsupported.BlockType != "" {
		return clean(block.Unsupported.BlockType)
	}
	return clean(block.Type)
}

// unreadable makes a placeholder for the children that a block should have.
func unreadable(block *notion.Block) *blockNode[placeholder] {
	return newBlock(kindPlaceholder, placeholder{block: block, word: "block-unread", known: true})
}

// placeholder is a note, and the block that it stands for. word names the text,
// one of Words.
type placeholder struct {
	block *notion.Block
	word  string
	about string // what the text is about; "" when that is not known
	known bool   // whoever read the block knows of the loss
}

func newPlaceholder(block *notion.Block, word, about string) *blockNode[placeholder] {
	return newBlock(kindPlaceholder, placeholder{block: block, word: word, about: about})
}

// placeholderOf gives the placeholder that a node is, or that it will be
// written as wherever it is written; its block is nil when there is none.
func placeholderOf(n ast.Node) placeholder {
	switch n.Kind() {
	case kindPlaceholder:
		return data[placeholder](n)
	case kindImage:
		if _, ok := safeImage(data[*notion.File](n).URL()); !ok {
			return missing(n, "image", data[*notion.File](n))
		}
	case kindVideo, kindAudio, kindPDF, kindAttachment:
		if _, ok := safeSource(data[*notion.File](n).URL()); !ok {
			return missing(n, "file", data[*notion.File](n))
		}
	case kindBookmark, kindEmbed:
		if strings.TrimSpace(data[string](n)) == "" {
			return emptyBookmark(n)
		}
	}
	return placeholder{}
}

func placeholderHTML(w *writer, n ast.Node) {
	p := data[placeholder](n)
	w.start("div", n, "placeholder")
	w.WriteString(` role="note">`)
	w.notice(p)
	w.WriteString("</div>")
}

// notice writes the text of a placeholder and its link.
func (w *writer) notice(p placeholder) {
	w.plainText(w.doc.options.sentence(p.word, p.about))
	switch {
	case p.block.ID == "":
	case w.format == formatHTML:
		w.WriteString(" <a")
		w.attr("href", p.block.ID.URL())
		w.WriteByte('>')
		w.escaped(w.word("open-notion"))
		w.WriteString("</a>")
	case w.format == formatMarkdown:
		w.WriteByte(' ')
		w.linkTo(w.word("open-notion"), p.block.ID.URL())
	}
}

func placeholderMarkdown(w *writer, n ast.Node) {
	w.WriteString(w.broken(func() { w.notice(data[placeholder](n)) }, blockStart, "<br/>"))
}

func placeholderText(w *writer, n ast.Node) {
	p := data[placeholder](n)
	w.WriteString(w.doc.options.sentence(p.word, p.about))
}
