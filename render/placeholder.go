package render

import (
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

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
		text := strings.TrimSpace(clean(notion.PlainText(or(block.Template).RichText)))
		return from(newPlaceholder(block, strings.TrimSpace("Template button: "+text)), block, "")
	}
	name := block.Type
	if block.Unsupported != nil && block.Unsupported.BlockType != "" {
		name = block.Unsupported.BlockType
	}
	n := newPlaceholder(block, "A block of the type “"+clean(name)+"” cannot be shown here.")
	if len(block.Children) == 0 {
		return from(n, block, "")
	}
	group := newBlock(kindGroup, struct{}{})
	group.AppendChild(group, n)
	b.children(group, block)
	return from(group, block, "")
}

// unreadable makes a placeholder for the children that a block should have.
func unreadable(block *notion.Block) *blockNode[placeholder] {
	return newPlaceholder(block, "The content of this block could not be read.")
}

type placeholder struct {
	text string
	url  string // of the block in Notion
}

func newPlaceholder(block *notion.Block, text string) *blockNode[placeholder] {
	p := placeholder{text: text}
	if block.ID != "" {
		p.url = block.ID.URL()
	}
	return newBlock(kindPlaceholder, p)
}

const openInNotion = "Open in Notion"

func placeholderHTML(w *writer, n ast.Node) {
	p := data[placeholder](n)
	w.start("div", n, "placeholder")
	w.WriteString(` role="note">`)
	w.notice(p)
	w.WriteString("</div>")
}

// notice writes the text of a placeholder and its link.
func (w *writer) notice(p placeholder) {
	w.plainText(p.text)
	switch {
	case p.url == "":
	case w.format == formatHTML:
		w.WriteString(" <a")
		w.attr("href", p.url)
		w.print(">", openInNotion, "</a>")
	case w.format == formatMarkdown:
		w.WriteByte(' ')
		w.linkTo(openInNotion, p.url)
	}
}

func placeholderMarkdown(w *writer, n ast.Node) {
	w.WriteString(w.broken(func() { w.notice(data[placeholder](n)) }, blockStart, "<br/>"))
}

func placeholderText(w *writer, n ast.Node) { w.WriteString(data[placeholder](n).text) }
