package render

import (
	"strings"
	"sync"

	"galley/notion"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
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

// highlighting is the work of a highlighter, which is slow and done once.
type highlighting struct {
	language string // as Notion has it
	once     sync.Once
	html     string
}

// newCode puts the text of a listing into the source of the document, where
// goldmark's code blocks have theirs. The caption is a child.
func newCode(b *builder, block *notion.Block) ast.Node {
	payload := or(block.Code)
	n := ast.NewFencedCodeBlock(b.sourceText(lexerName(payload.Language)))
	code := b.sourceText(clean(notion.PlainText(payload.RichText)))
	n.Lines().Append(code.Segment)
	n.SetAttributeString("highlighting", &highlighting{language: clean(payload.Language)})
	b.caption(n, payload.Caption)
	return from(n, block, "")
}

// sourceText appends text to the document's source.
func (b *builder) sourceText(s string) *ast.Text {
	start := len(b.doc.source)
	b.doc.source = append(b.doc.source, s...)
	return ast.NewTextSegment(gtext.NewSegment(start, len(b.doc.source)))
}

// codeOf gives the text of a code block and the name of its lexer.
func (w *writer) codeOf(n ast.Node) (code, lexer string) {
	block := n.(*ast.FencedCodeBlock)
	return string(block.Lines().Value(w.doc.source)), string(block.Info.Value(w.doc.source))
}

func codeHTML(w *writer, n ast.Node) {
	code, lexer := w.codeOf(n)
	h := attribute[*highlighting](n, "highlighting")
	h.once.Do(func() { h.html = highlight(code, lexer) })
	w.start("figure", n, "code")
	if h.language != "" {
		w.attr("data-lang", h.language)
	}
	w.WriteString(`><pre class="chroma" tabindex="0"><code`)
	if lexer != "" {
		w.attr("class", "language-"+lexer)
	}
	w.print(">", h.html, "</code></pre>")
	w.figcaption(n.FirstChild())
	w.WriteString("</figure>")
}

// lexerExists has the names of all lexers: asked for another name, Chroma would
// take it for that of a file and try every pattern.
var lexerExists = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	for _, name := range lexers.Names(true) {
		names[name] = true
	}
	return names
})

// highlight gives code as HTML, in it a span with a class of Chroma's for each
// token. A lexer that fails, or that does not give back the text, is not used.
func highlight(code, lexer string) (marked string) {
	plain := markEscaper.Replace(code)
	if !lexerExists()[lexer] {
		return plain
	}
	// Chroma reports errors of its iterators by panics.
	defer func() {
		if recover() != nil {
			marked = plain
		}
	}()
	tokens, err := chroma.Coalesce(lexers.Get(lexer)).Tokenise(nil, code)
	if err != nil {
		return plain
	}
	var b, text strings.Builder
	for token := tokens(); token != chroma.EOF; token = tokens() {
		text.WriteString(token.Value)
		class := chroma.StandardTypes[token.Type]
		if class == "" || token.Type == chroma.TextWhitespace {
			b.WriteString(markEscaper.Replace(token.Value))
			continue
		}
		b.WriteString(`<span class="` + class + `">` + markEscaper.Replace(token.Value) + "</span>")
	}
	if strings.TrimSuffix(text.String(), "\n") != strings.TrimSuffix(code, "\n") {
		return plain
	}
	return b.String()
}

// codeMarkdown writes code between fences that are longer than any in it.
func codeMarkdown(w *writer, n ast.Node) {
	code, lexer := w.codeOf(n)
	w.fenced(lexer, code)
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
		w.print("\n\n", w.line(caption))
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
