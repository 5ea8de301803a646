package render

import (
	"strconv"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// kindToggle is a line, or a heading, with blocks that can be folded away.
var kindToggle = ast.NewNodeKind("Toggle")

func toggles() family {
	return family{
		types: []string{"toggle"},
		build: single(newToggle),
		kinds: []kind{{node: kindToggle, html: toggleHTML, markdown: toggleMarkdown, text: indentedText}},
	}
}

func newToggle(b *builder, block *notion.Block) ast.Node {
	line := ast.NewTextBlock()
	b.inlines(line, or(block.Toggle).RichText)
	return b.fold(line, block, or(block.Toggle).Color)
}

// fold makes a toggle of a line and what is below a block.
func (b *builder) fold(line ast.Node, block *notion.Block, color notion.Color) ast.Node {
	n := newBlock(kindToggle, struct{}{})
	n.AppendChild(n, line)
	b.children(n, block)
	return from(n, block, color)
}

func toggleHTML(w *writer, n ast.Node) {
	w.open("details", n, "toggle")
	w.WriteString("<summary>")
	w.node(n.FirstChild())
	w.WriteString("</summary>")
	w.lines(after(n.FirstChild()))
	w.WriteString("</details>")
}

// toggleMarkdown writes a toggle as HTML with Markdown in it. Parsers differ on
// Markdown in the summary, so that it has none but in MDX.
func toggleMarkdown(w *writer, n ast.Node) {
	if w.dialect == Obsidian {
		foldMarkdown(w, n)
		return
	}
	summary := ""
	if w.dialect.isJSX() {
		summary = w.oneLine(n.FirstChild())
	} else {
		summary = w.tagsOnly(n.FirstChild())
	}
	if h, ok := n.FirstChild().(*ast.Heading); ok {
		tag := "h" + strconv.Itoa(h.Level)
		summary = "<" + tag + ">" + summary + "</" + tag + ">"
	}
	details(w, summary, func() { w.siblings(after(n.FirstChild()), "\n\n") })
}

// foldMarkdown writes a toggle for Obsidian, which reads no Markdown in HTML: as
// a callout that folds. Headings fold by themselves there.
func foldMarkdown(w *writer, n ast.Node) {
	if n.FirstChild().Kind() == ast.KindHeading {
		w.siblings(n.FirstChild(), "\n\n")
		return
	}
	head := strings.TrimRight("[!note]- "+w.oneLine(n.FirstChild()), " ")
	body := w.framedBody(func() { w.siblings(after(n.FirstChild()), "\n\n") })
	if body != "" {
		head += "\n\n" + body
	}
	w.indented(head, "> ", "> ")
}

// details writes a folded part of a page in Markdown; the summary is HTML.
func details(w *writer, summary string, body func()) {
	w.print("<details>\n<summary>", summary, "</summary>\n")
	if inner := strings.TrimRight(w.capture(body), "\n"); inner != "" {
		w.print("\n", inner, "\n")
	}
	w.WriteString("\n</details>")
}
