package render

import (
	"fmt"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Footnotes, which local Markdown has and Notion has not: the list of them, each,
// and the marks in the text that lead there.
var (
	kindNotes    = ast.NewNodeKind("Notes")
	kindNote     = ast.NewNodeKind("Note")
	kindNoteMark = ast.NewNodeKind("NoteMark")
)

func footnotes() family {
	return family{kinds: []kind{
		{node: kindNotes, html: notesHTML, markdown: childrenMarkdown, text: childrenText},
		{node: kindNote, html: noteHTML, markdown: noteMarkdown, text: noteText},
		{node: kindNoteMark, html: noteMarkHTML, markdown: noteMarkMarkdown, text: func(*writer, ast.Node) {}},
	}}
}

// note is a footnote: its number, and how many marks lead to it.
type note struct{ number, marks int }

// noteMark is one of the marks of a footnote, counted from 0.
type noteMark struct{ number, mark int }

func noteID(number int) string { return fmt.Sprintf("fn-%d", number) }

func (m noteMark) id() string {
	if m.mark == 0 {
		return fmt.Sprintf("fnref-%d", m.number)
	}
	return fmt.Sprintf("fnref-%d-%d", m.number, m.mark+1)
}

// footnotes adds the footnotes of the text, at its end.
func (t *translator) footnotes(to ast.Node, list *extast.FootnoteList) {
	n := newBlock(kindNotes, struct{}{})
	for f := list.FirstChild(); f != nil; f = f.NextSibling() {
		marks := 0
		if last := lastInline(f); last != nil {
			marks = last.RefCount
		}
		one := newBlock(kindNote, note{f.(*extast.Footnote).Index, marks})
		t.blocks(one, f)
		n.AppendChild(n, one)
	}
	to.AppendChild(to, from(n, &notion.Block{Type: "footnotes"}, ""))
}

// lastInline gives the link back to the text that a footnote ends with.
func lastInline(n ast.Node) *extast.FootnoteBacklink {
	last := n.LastChild()
	if last != nil && last.Kind() == ast.KindParagraph {
		last = last.LastChild()
	}
	back, _ := last.(*extast.FootnoteBacklink)
	return back
}

func notesHTML(w *writer, n ast.Node) {
	w.WriteString(`<section class="footnotes" role="doc-endnotes"`)
	w.attr("aria-label", w.word("footnotes"))
	w.WriteString("><ol>")
	w.lines(n.FirstChild())
	w.WriteString("</ol></section>")
}

func noteHTML(w *writer, n ast.Node) {
	f := data[note](n)
	w.WriteString("<li")
	w.attr("id", noteID(f.number))
	w.WriteString(">\n")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c == n.LastChild() && c.Kind() == ast.KindParagraph {
			w.WriteString("<p>")
			w.children(c)
			w.back(f)
			w.WriteString("</p>\n</li>")
			return
		}
		w.node(c)
		w.WriteByte('\n')
	}
	w.back(f)
	w.WriteString("</li>")
}

// back writes the links from a footnote to its marks. The selector behind the arrow
// keeps it from being an emoji.
func (w *writer) back(f note) {
	for mark := range max(f.marks, 1) {
		w.WriteString(` <a class="note-back" role="doc-backlink"`)
		w.attr("href", w.to.Self()+"#"+noteMark{f.number, mark}.id())
		w.attr("aria-label", w.word("footnote-back"))
		w.WriteString(">↩\ufe0e</a>")
	}
}

func noteMarkHTML(w *writer, n ast.Node) {
	m := data[noteMark](n)
	if w.inLink {
		return
	}
	w.WriteString("<sup")
	w.attr("id", m.id())
	w.WriteString(`><a role="doc-noteref"`)
	w.attr("href", w.to.Self()+"#"+noteID(m.number))
	w.print(">", fmt.Sprint(m.number), "</a></sup>")
}

// noteMarkdown writes a footnote as GitHub has it; CommonMark has none.
func noteMarkdown(w *writer, n ast.Node) {
	f := data[note](n)
	body := w.framedBody(func() { w.siblings(n.FirstChild(), "\n\n") })
	if !w.dialect.hasGitHub() {
		w.indented(body, fmt.Sprintf("%d. ", f.number), strings.Repeat(" ", len(fmt.Sprint(f.number))+2))
		return
	}
	w.indented(body, fmt.Sprintf("[^%d]: ", f.number), "    ")
}

func noteMarkMarkdown(w *writer, n ast.Node) {
	m := data[noteMark](n)
	switch {
	case w.inTags || !w.dialect.hasGitHub():
		w.print("<sup>", fmt.Sprint(m.number), "</sup>")
	default:
		w.print("[^", fmt.Sprint(m.number), "]")
	}
}

func noteText(w *writer, n ast.Node) { w.siblings(n.FirstChild(), "\n") }
