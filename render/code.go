package render

import (
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
	gtext "github.com/yuin/goldmark/text"
)

func codes() family {
	return family{
		types: []string{"code"},
		build: single(newCode),
		kinds: []kind{{node: ast.KindFencedCodeBlock, html: codeHTML, markdown: codeMarkdown, text: codeText}},
	}
}

const listingName = "listing"

// newCode puts the text of a listing into the source of the document, where
// goldmark's code blocks have theirs. The caption is a child.
func newCode(b *builder, block *notion.Block) ast.Node {
	payload := or(block.Code)
	n := ast.NewFencedCodeBlock(b.sourceText(lexerName(payload.Language)))
	text, l := newListing(payload)
	n.Lines().Append(b.sourceText(text).Segment)
	n.SetAttributeString(listingName, l)
	b.caption(n, payload.Caption)
	return from(n, block, "")
}

// sourceText appends text to the document's source.
func (b *builder) sourceText(s string) *ast.Text {
	start := len(b.doc.source)
	b.doc.source = append(b.doc.source, s...)
	return ast.NewTextSegment(gtext.NewSegment(start, len(b.doc.source)))
}

// codeOf gives the text of a code block and the name of its language.
func (w *writer) codeOf(n ast.Node) (code, language string) {
	block := n.(*ast.FencedCodeBlock)
	return string(block.Lines().Value(w.doc.source)), string(block.Info.Value(w.doc.source))
}

func codeHTML(w *writer, n ast.Node) {
	code, language := w.codeOf(n)
	l := attribute[*listing](n, listingName)
	if isDiagram(n) && !w.doc.options.Plain && w.diagramHTML(n, code, l) {
		return
	}
	w.start("figure", n, "code")
	w.listing(language, code, l)
	w.figcaption(n.FirstChild())
	w.WriteString("</figure>")
}

// listing writes what is in a figure of code; its tag is still open.
func (w *writer) listing(language, code string, l *listing) {
	if l.language != "" {
		w.attr("data-lang", l.language)
	}
	w.WriteString("><pre")
	if !w.doc.options.Plain {
		w.WriteString(` class="chroma" tabindex="0" role="group"`)
		w.attr("aria-label", w.doc.options.sentence("code", l.language))
		l.markOnce.Do(func() { l.marks = highlight(code, language, w.doc.options.Cache) })
	}
	w.WriteString("><code")
	if language != "" {
		w.attr("class", "language-"+language)
	}
	w.WriteByte('>')
	w.pieces(code, l, l.marks)
	w.WriteString("</code></pre>")
}

// codeMarkdown writes code between fences that are longer than any in it.
func codeMarkdown(w *writer, n ast.Node) {
	code, language := w.codeOf(n)
	w.fenced(language, code)
	w.captionMarkdown(n.FirstChild())
}

func (w *writer) fenced(language, code string) {
	fence := strings.Repeat("`", max(3, longestRun(code, '`')+1))
	w.print(fence, language, "\n", code)
	if code != "" && !strings.HasSuffix(code, "\n") {
		w.WriteByte('\n')
	}
	w.WriteString(fence)
}

func codeText(w *writer, n ast.Node) {
	code, _ := w.codeOf(n)
	w.WriteString(strings.TrimRight(code, "\n"))
	w.captionText(n.FirstChild())
}

// captionMarkdown writes a caption as a paragraph below what it belongs to.
func (w *writer) captionMarkdown(caption ast.Node) {
	if caption != nil {
		w.WriteString("\n\n")
		w.paragraph(w.line(caption))
	}
}

func (w *writer) captionText(caption ast.Node) {
	if caption != nil {
		if w.Len() > 0 {
			w.WriteByte('\n')
		}
		w.node(caption)
	}
}
