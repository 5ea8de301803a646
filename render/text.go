package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// texts are raw text and code within a line.
func texts() family {
	return family{kinds: []kind{
		{node: ast.KindString,
			html:     textHTML,
			markdown: textMarkdown,
			text:     func(w *writer, n ast.Node) { w.Write(n.(*ast.String).Value) }},
		{node: ast.KindCodeSpan, html: element("code"), markdown: codeSpanMarkdown, text: (*writer).children},
	}}
}

func newText(s string) ast.Node { return ast.NewString([]byte(clean(s))) }

// textHTML keeps tabs, and spaces beside each other, which HTML would make one.
func textHTML(w *writer, n ast.Node) {
	text := string(n.(*ast.String).Value)
	if !strings.Contains(text, "  ") && !strings.Contains(text, "\t") || n.Parent().Kind() == ast.KindCodeSpan {
		w.escaped(text)
		return
	}
	w.WriteString(`<span class="spaced">`)
	w.escaped(text)
	w.WriteString("</span>")
}

func textMarkdown(w *writer, n ast.Node) { w.escape(string(n.(*ast.String).Value)) }

func codeSpanMarkdown(w *writer, n ast.Node) { w.code(string(n.FirstChild().(*ast.String).Value)) }

// code writes code within a line of Markdown, between more backticks than it has
// in a row, or as a tag where that cannot be.
func (w *writer) code(code string) {
	if w.inTags || w.needsCodeTag(code) {
		w.WriteString("<code>")
		w.escape(code)
		w.WriteString("</code>")
		return
	}
	if w.inCell {
		code = strings.ReplaceAll(code, "|", `\|`)
	}
	fence := strings.Repeat("`", longestRun(code, '`')+1)
	padding := ""
	if code[0] == '`' || code[len(code)-1] == '`' || code[0] == ' ' && code[len(code)-1] == ' ' && strings.Trim(code, " ") != "" {
		padding = " "
	}
	w.print(fence, padding, code, padding, fence)
}

// needsCodeTag tells whether code between backticks would be read as something
// else: beside other backticks, with a bar after a backslash in a table, and with
// an @ after a word, which goldmark takes for a mail address. In the line of an
// empty box cmark-gfm takes [x] for its check, wherever that is.
func (w *writer) needsCodeTag(code string) bool {
	last, _ := w.lastRune()
	return last == '`' || w.inCell && strings.Contains(code, `\|`) || !isEdge(w.previous()) && strings.Contains(code, "@") || strings.Contains(strings.ToLower(code), "[x]")
}

// longestRun counts the longest row of a character.
func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}
