package render

import (
	"strconv"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// What stands in a line of Markdown and Notion has nothing for: elements of HTML
// that style text, and pictures.
var (
	kindMarkup        = ast.NewNodeKind("Markup")
	kindInlinePicture = ast.NewNodeKind("InlinePicture")
)

func markups() family {
	return family{kinds: []kind{
		{node: kindMarkup, html: markupHTML, markdown: markupMarkdown, text: (*writer).children},
		{node: kindInlinePicture, html: inlinePictureHTML, markdown: inlinePictureMarkdown, text: inlinePictureText},
	}}
}

func markupNode(s *span) ast.Node {
	if s.markup == (markup{}) {
		return nil
	}
	return newInline(kindMarkup, s.markup)
}

// markup is an element: its name, and the date that a time has.
type markup struct{ tag, datetime string }

// open gives the start tag, as w writes it.
func (m markup) open(w *writer) string {
	return w.capture(func() {
		w.print("<", m.tag)
		if m.datetime != "" {
			w.tagAttr("datetime", m.datetime)
		}
		w.WriteByte('>')
	})
}

func markupHTML(w *writer, n ast.Node) {
	m := data[markup](n)
	w.WriteString(m.open(w))
	w.children(n)
	w.print("</", m.tag, ">")
}

func markupMarkdown(w *writer, n ast.Node) {
	m := data[markup](n)
	w.emphasized(n, "", m.open(w), "</"+m.tag+">")
}

// inlinePicture is a picture within a line.
type inlinePicture struct {
	file *notion.File
	alt  string
}

// inlinePictureHTML writes a picture that cannot be had as its description.
func inlinePictureHTML(w *writer, n ast.Node) {
	p := data[inlinePicture](n)
	source := w.pictureOf(p.file)
	if source.URL == "" {
		w.escaped(p.alt)
		return
	}
	w.WriteString("<img")
	w.attr("class", "inline")
	w.attr("alt", p.alt)
	w.attr("src", source.URL)
	if source.Width > 0 && source.Height > 0 {
		w.attr("width", strconv.Itoa(source.Width))
		w.attr("height", strconv.Itoa(source.Height))
	}
	w.WriteByte('>')
}

func inlinePictureMarkdown(w *writer, n ast.Node) {
	p := data[inlinePicture](n)
	w.picture(p.alt, w.pictureOf(p.file).Full)
}

func inlinePictureText(w *writer, n ast.Node) { w.WriteString(data[inlinePicture](n).alt) }
