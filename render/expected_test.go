package render

import (
	"fmt"
	"strings"
	"testing"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// expected gives what a reader must find in the Markdown of a document.
func expected(t testing.TB, doc *Document, to Resolver, dialect Dialect) []passage {
	t.Helper()
	w := newWriter(doc, to, formatMarkdown)
	w.dialect = dialect
	e := &expectation{t: t, w: w}
	first := doc.root.FirstChild()
	if first != nil && first.Kind() == ast.KindTextBlock {
		return paragraphOf(e.line(first))
	}
	return e.siblings(first)
}

// expectation walks a document. It knows what each dialect says of each kind of
// node, and nothing of how that is written.
type expectation struct {
	t      testing.TB
	w      *writer
	framed bool // in a list or a quote
	inTags bool // in HTML
	inCell bool // between bars
}

func (e *expectation) siblings(n ast.Node) []passage {
	var all []passage
	for ; n != nil; n = n.NextSibling() {
		all = append(all, e.block(n)...)
	}
	return all
}

func (e *expectation) framedSiblings(n ast.Node) []passage {
	inner := *e
	inner.framed = true
	return inner.siblings(n)
}

func paragraphOf(l line) []passage {
	if l.isEmpty() {
		return nil
	}
	return []passage{{kind: "p", text: l}}
}

func (e *expectation) block(n ast.Node) []passage {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return paragraphOf(e.line(n))
	case *ast.Heading:
		if text := e.line(n); !text.isEmpty() {
			return []passage{{kind: fmt.Sprint("h", n.Level), text: text}}
		}
		return nil
	case *ast.List:
		return []passage{e.list(n)}
	case *ast.Blockquote:
		return []passage{{kind: "quote", inner: e.framedSiblings(n.FirstChild())}}
	case *ast.ThematicBreak:
		return []passage{{kind: "hr"}}
	case *ast.FencedCodeBlock:
		code, language := e.w.codeOf(n)
		kind := strings.TrimSpace("code " + language)
		return append([]passage{listingOf(kind, code)}, e.caption(n.FirstChild())...)
	case *extast.Table:
		if len(n.Alignments) == 0 {
			return nil
		}
		return []passage{e.table(n)}
	}
	switch n.Kind() {
	case kindIndented, kindColumns, kindColumn, kindGroup, kindTabs, kindMeeting, kindTab:
		return e.unframed(n)
	case kindToggle:
		return e.toggle(n)
	case kindCallout:
		return []passage{e.callout(n)}
	case kindEquation:
		return e.equation(data[*formula](n).tex)
	}
	return e.reference(n)
}

// unframed gives blocks that Markdown has nothing around. The first line of some
// is a label.
func (e *expectation) unframed(n ast.Node) []passage {
	first := n.FirstChild()
	if n.Kind() != kindTab && n.Kind() != kindMeeting || first == nil {
		return e.siblings(first)
	}
	var label line
	if n.Kind() == kindTab {
		e.icon(&label, data[*notion.Icon](n))
		label.add(" ", 0, "")
	}
	e.inlines(&label, first, styleBold, "")
	return append(paragraphOf(label), e.siblings(after(first))...)
}

func (e *expectation) list(n *ast.List) passage {
	p := passage{kind: "ul"}
	if n.IsOrdered() {
		p.kind = fmt.Sprint("ol ", min(max(n.Start, 0), 999_999_999))
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		one := passage{kind: "item", inner: e.framedSiblings(item.FirstChild())}
		if box, ok := item.FirstChild().FirstChild().(*extast.TaskCheckBox); ok && e.w.dialect != CommonMark {
			one.kind = map[bool]string{true: "done", false: "task"}[box.IsChecked]
		}
		p.inner = append(p.inner, one)
	}
	return p
}

func (e *expectation) toggle(n ast.Node) []passage {
	first := n.FirstChild()
	if e.w.dialect == Obsidian {
		if first.Kind() == ast.KindHeading {
			return e.siblings(first)
		}
		return []passage{{kind: "details", inner: e.framedSiblings(first)}}
	}
	summary := *e
	summary.inTags = !e.w.dialect.isJSX()
	return []passage{{kind: "details", inner: append(summary.block(first), e.siblings(after(first))...)}}
}

func (e *expectation) callout(n ast.Node) passage {
	icon := data[*notion.Icon](n)
	var text line
	e.icon(&text, icon)
	text.add(" ", 0, "")
	e.inlines(&text, n.FirstChild(), 0, "")
	p := passage{kind: "quote", inner: append(paragraphOf(text), e.framedSiblings(after(n.FirstChild()))...)}
	kind := alertOf(icon, originOf(n).color)
	switch {
	case len(p.inner) == 0 && len(text.tidy()) == 0:
	case e.w.dialect == GFM && !e.framed:
		p.kind = "alert " + strings.ToLower(kind.github)
	case e.w.dialect == Obsidian:
		p.kind = "alert " + kind.obsidian
	case e.w.dialect == Docusaurus:
		p.kind = "alert " + kind.docusaurus
	}
	return p
}

func (e *expectation) equation(tex string) []passage {
	var lines []string
	for line := range strings.SplitSeq(tex, "\n") {
		if strings.TrimSpace(line) != "" {
			lines = append(lines, line)
		}
	}
	tex = strings.Join(lines, "\n")
	switch {
	case tex == "":
		return nil
	case e.w.dialect == CommonMark, !e.w.dialect.isJSX() && strings.Contains(tex, "$$"):
		return []passage{listingOf("code math", tex)}
	}
	return []passage{{kind: "math", text: mathLine(apart(tex))}}
}

func (e *expectation) table(n *extast.Table) passage {
	p := passage{kind: "table"}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		r := passage{kind: "row"}
		empty := true
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			text := e.cell().line(cell)
			empty = empty && text.isEmpty()
			r.inner = append(r.inner, passage{kind: "cell", text: text})
		}
		if row.Kind() == extast.KindTableHeader {
			if empty {
				continue
			}
			r.kind = "header"
		}
		p.inner = append(p.inner, r)
	}
	return p
}

// cell gives the expectation within a cell of a table.
func (e *expectation) cell() *expectation {
	inner := *e
	inner.inTags = inner.inTags || e.w.dialect == CommonMark
	inner.inCell = true
	return &inner
}

func (e *expectation) caption(n ast.Node) []passage {
	if n == nil {
		return nil
	}
	return e.block(n)
}

// line gives the text of a block.
func (e *expectation) line(n ast.Node) line {
	var l line
	e.inlines(&l, n, 0, "")
	return l
}

func (e *expectation) inlines(l *line, n ast.Node, s style, link string) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		e.inline(l, c, s, link)
	}
}

func (e *expectation) inline(l *line, n ast.Node, s style, link string) {
	switch n := n.(type) {
	case *ast.String:
		l.add(string(n.Value), s, link)
		return
	case *ast.CodeSpan:
		l.whole("code", string(n.FirstChild().(*ast.String).Value), s, link)
		return
	case *ast.Emphasis:
		e.inlines(l, n, s|map[int]style{1: styleItalic, 2: styleBold}[n.Level], link)
		return
	case *extast.Strikethrough:
		e.inlines(l, n, s|styleStruck, link)
		return
	case *ast.Link:
		if address, ok := e.w.href(string(n.Destination)); ok {
			link = address
		}
		e.inlines(l, n, s, link)
		return
	case *extast.TaskCheckBox:
		if e.w.dialect == CommonMark {
			l.add(map[bool]string{true: "☑ ", false: "☐ "}[n.IsChecked], 0, "")
		}
		return
	}
	switch n.Kind() {
	case kindUnderline:
		e.inlines(l, n, s|styleUnder, link)
	case kindColor:
		if e.w.dialect == Obsidian && strings.HasPrefix(data[string](n), "bg-") {
			s |= styleMark
		}
		e.inlines(l, n, s, link)
	case kindPart:
		e.inlines(l, n, s, link)
	case kindFormula:
		e.formula(l, data[*formula](n).tex, s, link)
	case kindMention:
		e.mention(l, data[mention](n), s, link)
	case kindTime, kindTag, kindSeparator, kindCheck, kindPerson, kindFileLink:
		text := newWriter(e.w.doc, e.w.to, formatText)
		text.node(n)
		l.add(text.String(), s, link)
	default:
		e.t.Fatalf("what readers find of %s in Markdown is not said", n.Kind())
	}
}

func (e *expectation) formula(l *line, tex string, s style, link string) {
	tex = strings.Join(strings.Fields(tex), " ")
	if e.inTags || e.w.dialect == CommonMark || !e.w.dialect.isJSX() && (strings.Contains(tex, "$") || strings.HasSuffix(tex, `\`)) {
		l.whole("code", tex, s, link)
		return
	}
	if e.inCell {
		tex = strings.Join(strings.Fields(barEscaper.Replace(tex)), " ")
	}
	l.whole("math", apart(tex), s, link) // TeX reads it the same
}

func (e *expectation) mention(l *line, m mention, s style, link string) {
	text, address, icon := e.w.seen(m)
	if m.emoji != nil {
		e.picture(l, text, e.w.iconURL(m.emoji), s, link)
		return
	}
	if link == "" {
		link = address
	}
	if icon != nil && icon.Emoji != "" {
		text = icon.Emoji + " " + text
	}
	if address != "" && strings.TrimSpace(text) != "" {
		text = strings.ReplaceAll(text, "\n", " ")
	}
	l.add(text, s, link)
}

func (e *expectation) picture(l *line, alt, src string, s style, link string) {
	if src == "" {
		l.add(alt, s, link)
		return
	}
	l.whole("image", decodedURL(src)+" "+alt, s, link)
}

func (e *expectation) icon(l *line, icon *notion.Icon) {
	switch {
	case icon == nil:
	case icon.Emoji != "":
		l.add(clean(icon.Emoji), 0, "")
	default:
		e.picture(l, "", e.w.iconURL(icon), 0, "")
	}
}
