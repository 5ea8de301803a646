package render

import (
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// span is a segment of rich text with what decides how it nests.
type span struct {
	text    string // clean; "" when the segment is something else than text
	segment *notion.RichText
	style   notion.Annotations
	href    string   // of a link around it
	markup  markup   // an HTML element around it that Notion has no style for
	made    ast.Node // what it is, when it is neither a text nor a segment
}

// isText tells whether the span is plain text, and not a mention or an equation.
func (s *span) isText() bool { return s.text != "" }

// inlines adds rich text to a node.
func (b *builder) inlines(to ast.Node, segments []notion.RichText) {
	b.nest(to, mergeSegments(segments), 0)
}

// mergeSegments makes spans of segments; neighbours that look the same become
// one, as they were before somebody's editing split them, and empty ones go.
func mergeSegments(segments []notion.RichText) []span {
	var spans []span
	for i := range segments {
		s, ok := newSpan(&segments[i])
		if !ok {
			continue
		}
		if last := len(spans) - 1; last >= 0 && s.isText() && spans[last].isText() &&
			spans[last].style == s.style && spans[last].href == s.href {
			spans[last].text += s.text
			continue
		}
		spans = append(spans, s)
	}
	return spans
}

// newSpan reads a segment; ok is false when it is empty. A segment of a type
// that is not known is its plain text.
func newSpan(segment *notion.RichText) (s span, ok bool) {
	s = span{segment: segment, style: segment.Annotations, href: segment.Href}
	switch {
	case segment.Type == "equation" && segment.Equation != nil:
		s.style.Code = false
		return s, strings.TrimSpace(segment.Equation.Expression) != ""
	case segment.Type == "mention" && segment.Mention != nil && hasMentionForm(segment.Mention):
		s.style.Code = false
		if mentionLinks(segment.Mention) {
			s.href = ""
		}
		return s, true
	}
	s.text = clean(segment.PlainText)
	if segment.Text != nil {
		if s.text == "" {
			s.text = clean(segment.Text.Content)
		}
		if s.href == "" && segment.Text.Link != nil {
			s.href = segment.Text.Link.URL
		}
	}
	return s, s.text != ""
}

// A level of nesting says whether two spans are within the same node of it, and
// makes the node, or nil when the span needs none. Links are outermost, code
// innermost.
type level struct {
	same func(a, b *span) bool
	node func(s *span) ast.Node
}

func nesting() []level {
	return []level{
		{func(a, b *span) bool { return a.href == b.href }, linkNode},
		{func(a, b *span) bool { return a.style.Color == b.style.Color }, colorNode},
		{func(a, b *span) bool { return a.style.Bold == b.style.Bold },
			styleNode(func(a notion.Annotations) bool { return a.Bold }, func() ast.Node { return ast.NewEmphasis(2) })},
		{func(a, b *span) bool { return a.style.Italic == b.style.Italic },
			styleNode(func(a notion.Annotations) bool { return a.Italic }, func() ast.Node { return ast.NewEmphasis(1) })},
		{func(a, b *span) bool { return a.style.Strikethrough == b.style.Strikethrough },
			styleNode(func(a notion.Annotations) bool { return a.Strikethrough }, func() ast.Node { return extast.NewStrikethrough() })},
		{func(a, b *span) bool { return a.style.Underline == b.style.Underline },
			styleNode(func(a notion.Annotations) bool { return a.Underline }, newUnderline)},
		{func(a, b *span) bool { return a.markup == b.markup }, markupNode},
	}
}

func styleNode(on func(notion.Annotations) bool, make func() ast.Node) func(*span) ast.Node {
	return func(s *span) ast.Node {
		if !on(s.style) {
			return nil
		}
		return make()
	}
}

// nest adds spans to a node, those with a common style below one node of it.
func (b *builder) nest(to ast.Node, spans []span, depth int) {
	if depth == len(b.levels) {
		for i := range spans {
			b.leaf(to, &spans[i])
		}
		return
	}
	for start := 0; start < len(spans); {
		end := start + 1
		for end < len(spans) && b.levels[depth].same(&spans[start], &spans[end]) {
			end++
		}
		if n := b.levels[depth].node(&spans[start]); n != nil {
			b.nest(n, spans[start:end], depth+1)
			to.AppendChild(to, n)
		} else {
			b.nest(to, spans[start:end], depth+1)
		}
		start = end
	}
}

// leaf adds what a span is apart from its styles.
func (b *builder) leaf(to ast.Node, s *span) {
	switch {
	case s.made != nil:
		to.AppendChild(to, s.made)
	case s.isText() && s.style.Code:
		addCode(to, s.text)
	case s.isText():
		b.doc.length += len(s.text)
		to.AppendChild(to, ast.NewString([]byte(s.text)))
	case s.segment.Type == "equation":
		b.doc.math = true
		to.AppendChild(to, newFormula(s.segment.Equation.Expression))
	default:
		to.AppendChild(to, newMention(s.segment))
	}
}

// addCode adds a code span for each line: a code span has no line ends.
func addCode(to ast.Node, text string) {
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			to.AppendChild(to, ast.NewString([]byte("\n")))
		}
		if line != "" {
			code := ast.NewCodeSpan()
			code.AppendChild(code, ast.NewString([]byte(line)))
			to.AppendChild(to, code)
		}
	}
}
