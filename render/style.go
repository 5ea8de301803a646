package render

import (
	"slices"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Styles that Markdown has no mark for. The data of a colour is its class.
var (
	kindUnderline = ast.NewNodeKind("Underline")
	kindColor     = ast.NewNodeKind("Color")
)

func styles() family {
	return family{kinds: []kind{
		{node: ast.KindEmphasis, html: emphasisHTML, markdown: emphasisMarkdown, text: (*writer).children},
		{node: extast.KindStrikethrough, html: element("s"), markdown: strikethroughMarkdown, text: (*writer).children},
		{node: kindUnderline, html: element("u"), markdown: underlineMarkdown, text: (*writer).children},
		{node: kindColor, html: colorHTML, markdown: colorMarkdown, text: (*writer).children},
	}}
}

// colorClass gives the class of a colour that Notion has; "" for any other.
func colorClass(c notion.Color) string {
	name, background := c.Background()
	if !slices.Contains([]string{"gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red"}, name) {
		return ""
	}
	if background {
		return "bg-" + name
	}
	return "c-" + name
}

func colorNode(s *span) ast.Node {
	class := colorClass(s.style.Color)
	if class == "" {
		return nil
	}
	return newInline(kindColor, class)
}

func colorHTML(w *writer, n ast.Node) {
	w.WriteString("<span")
	w.attr("class", data[string](n))
	w.WriteByte('>')
	w.children(n)
	w.WriteString("</span>")
}

// colorMarkdown marks text with a background where there is a mark for it.
func colorMarkdown(w *writer, n ast.Node) {
	if w.marks(n) {
		w.emphasized(n, "==", "<mark>", "</mark>")
		return
	}
	w.children(n)
}

// marks tells whether a colour is written as a mark.
func (w *writer) marks(n ast.Node) bool {
	return w.dialect == Obsidian && strings.HasPrefix(data[string](n), "bg-")
}

func newUnderline() ast.Node { return newInline(kindUnderline, struct{}{}) }

// element writes a node as an HTML element around its children.
func element(tag string) func(*writer, ast.Node) {
	return func(w *writer, n ast.Node) {
		w.print("<", tag, ">")
		w.children(n)
		w.print("</", tag, ">")
	}
}

func emphasisHTML(w *writer, n ast.Node) {
	if n.(*ast.Emphasis).Level == 2 {
		element("strong")(w, n)
		return
	}
	element("em")(w, n)
}

// emphasisMarkdown writes bold text that is italic from end to end with one run
// of three stars: two runs beside each other are read in more than one way.
func emphasisMarkdown(w *writer, n ast.Node) {
	if n.(*ast.Emphasis).Level == 1 {
		w.emphasized(n, "*", "<em>", "</em>")
		return
	}
	if w.isBoldAlready(n) {
		w.children(n)
		return
	}
	if inner, ok := n.FirstChild().(*ast.Emphasis); ok && inner.NextSibling() == nil {
		w.emphasizedWithin(inner, n, "***", "<strong><em>", "</em></strong>")
		return
	}
	w.emphasized(n, "**", "<strong>", "</strong>")
}

func strikethroughMarkdown(w *writer, n ast.Node) {
	delimiter := "~~"
	if !w.dialect.hasGitHub() {
		delimiter = ""
	}
	w.emphasized(n, delimiter, "<s>", "</s>")
}

func underlineMarkdown(w *writer, n ast.Node) { w.emphasized(n, "", "<u>", "</u>") }
