package render

import (
	"strings"
	"unicode/utf8"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/text/width"
)

// spans gives the inlines of a node as spans of rich text, merged and in order.
func (t *translator) spans(n ast.Node) []span {
	in := &inliner{translator: t}
	in.children(n, span{})
	return in.list
}

// inliner collects the spans of one line of text.
type inliner struct {
	*translator
	list []span
	tags []openTag // HTML elements that are open
}

// add appends a span; text that looks like the last one's becomes a part of it.
func (in *inliner) add(s span) {
	if s.text = clean(s.text); s.text == "" && s.made == nil && s.segment == nil {
		return
	}
	if last := len(in.list) - 1; last >= 0 && s.isText() && in.list[last].isText() && in.list[last].looksLike(&s) {
		in.list[last].text += s.text
		return
	}
	in.list = append(in.list, s)
}

func (s *span) looksLike(other *span) bool {
	return s.style == other.style && s.href == other.href && s.markup == other.markup
}

func (in *inliner) children(n ast.Node, look span) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		in.inline(c, look)
	}
}

// inline adds an inline, which looks like what is around it.
func (in *inliner) inline(n ast.Node, look span) {
	switch n := n.(type) {
	case *ast.Text:
		in.text(n, look)
	case *ast.String:
		in.say(string(n.Value), look)
	case *ast.CodeSpan:
		look.style.Code = true
		in.say(in.codeText(n), look)
	case *ast.Emphasis:
		look.style.Bold = look.style.Bold || n.Level == 2
		look.style.Italic = look.style.Italic || n.Level == 1
		in.children(n, look)
	case *extast.Strikethrough:
		look.style.Strikethrough = true
		in.children(n, look)
	case *inlineNode[highlighted]:
		look.style.Color = highlightColor
		in.children(n, look)
	case *ast.Link:
		look.href = in.link(decode(n.Destination))
		in.children(n, look)
	case *ast.AutoLink:
		look.href = string(n.URL(in.source))
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(look.href), "mailto:") {
			look.href = "mailto:" + look.href
		}
		in.say(string(n.Label(in.source)), look)
	case *ast.Image:
		in.picture(decode(n.Destination), in.plainOf(n), look)
	case *inlineNode[dollar]:
		in.formula(n.data.tex, look)
	case *extast.FootnoteLink:
		look.made = newInline(kindNoteMark, noteMark{n.Index, n.RefIndex})
		in.add(in.tagged(look))
	case *ast.RawHTML:
		in.rawHTML(n, look)
	}
}

// say adds a text, within the HTML elements that are open.
func (in *inliner) say(text string, look span) {
	look.text = text
	in.add(in.tagged(look))
}

func (in *inliner) formula(tex string, look span) {
	look.segment = &notion.RichText{Type: "equation", Equation: &notion.Equation{Expression: tex}}
	if strings.TrimSpace(tex) != "" {
		in.add(in.tagged(look))
	}
}

// picture adds a picture within a line.
func (in *inliner) picture(destination, alt string, look span) {
	look.made = newInline(kindInlinePicture, inlinePicture{in.file(destination), alt})
	in.add(in.tagged(look))
}

// text adds a text, and the end of its line: a space, unless it stands between
// two characters of a script that is written without them.
func (in *inliner) text(n *ast.Text, look span) {
	source := n.Value(in.source)
	if n.IsRaw() {
		in.say(string(source), look)
	} else {
		in.say(decode(source), look)
	}
	switch {
	case n.HardLineBreak():
		in.say("\n", look)
	case n.SoftLineBreak():
		if !in.joins(n) {
			in.say(" ", look)
		}
	}
}

// joins tells whether the line that ends with a text goes on without a space.
func (in *inliner) joins(n *ast.Text) bool {
	before, _ := utf8.DecodeLastRune(n.Value(in.source))
	rest := strings.TrimLeft(string(in.source[min(n.Segment.Stop, len(in.source)):]), " \t\n")
	after, _ := utf8.DecodeRuneInString(rest)
	return isWide(before) && isWide(after)
}

// isWide tells the characters of Chinese and Japanese, and their punctuation.
// Korean has spaces.
func isWide(r rune) bool {
	if r >= '\uac00' && r <= '\ud7a3' {
		return false
	}
	kind := width.LookupRune(r).Kind()
	return r > 0xff && r < 0x1f000 && (kind == width.EastAsianWide || kind == width.EastAsianFullwidth)
}

// codeText gives the text of a code span, whose line ends are spaces.
func (in *inliner) codeText(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Segment.Value(in.source))
		case *ast.String:
			b.Write(c.Value)
		}
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}

// trimSpans takes away the space at the ends of a text.
func trimSpans(spans []span) []span {
	for len(spans) > 0 && spans[0].isText() && !spans[0].style.Code {
		if spans[0].text = strings.TrimLeft(spans[0].text, " \t"); spans[0].text != "" {
			break
		}
		spans = spans[1:]
	}
	for len(spans) > 0 {
		last := &spans[len(spans)-1]
		if !last.isText() || last.style.Code {
			break
		}
		if last.text = strings.TrimRight(last.text, " \t"); last.text != "" {
			break
		}
		spans = spans[:len(spans)-1]
	}
	return spans
}
