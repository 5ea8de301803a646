package render

import (
	"regexp"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// blocks adds what the children of a node of goldmark's become to one of ours. An
// HTML block may open a folded part, into which the next ones go.
func (t *translator) blocks(to, parent ast.Node) {
	html := &htmlBlocks{t: t, places: []ast.Node{to}}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if block, ok := n.(*ast.HTMLBlock); ok {
			html.read(block)
			continue
		}
		t.block(html.place(), n)
	}
}

func (t *translator) block(to, n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		t.paragraph(to, n)
	case *ast.Heading:
		t.heading(to, n)
	case *ast.Blockquote:
		t.quote(to, n)
	case *ast.List:
		t.list(to, n)
	case *ast.FencedCodeBlock:
		info := ""
		if n.Info != nil {
			info = decode(n.Info.Value(t.source))
		}
		t.code(to, string(n.Lines().Value(t.source)), info)
	case *ast.CodeBlock:
		t.code(to, string(n.Lines().Value(t.source)), "")
	case *ast.ThematicBreak:
		to.AppendChild(to, from(ast.NewThematicBreak(), &notion.Block{Type: "divider"}, ""))
	case *extast.Table:
		t.table(to, n)
	case *extast.FootnoteList:
		t.footnotes(to, n)
	case *blockNode[dollars]:
		t.equation(to, string(n.Lines().Value(t.source)))
	}
}

// paragraph adds a paragraph. One of nothing but pictures becomes these, and one
// that is nothing but TeX between two dollars becomes an equation.
func (t *translator) paragraph(to, n ast.Node) {
	if n.Type() == ast.TypeBlock && n.FirstChild() == nil {
		return
	}
	if math, ok := n.FirstChild().(*inlineNode[dollar]); ok && math.data.display && n.FirstChild() == n.LastChild() {
		t.equation(to, math.data.tex)
		return
	}
	if t.pictures(to, n) || t.captions(to, n) {
		return
	}
	t.spansBelow(to, t.spans(n))
}

// spansBelow adds a paragraph of spans.
func (t *translator) spansBelow(to ast.Node, spans []span) {
	p := ast.NewParagraph()
	t.nest(p, trimSpans(spans), 0)
	if p.HasChildren() {
		to.AppendChild(to, from(p, &notion.Block{Type: "paragraph"}, ""))
	}
}

// pictures adds the pictures of a paragraph that has nothing else.
func (t *translator) pictures(to, n ast.Node) bool {
	found := false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Image:
			found = true
		case *ast.Text:
			if strings.TrimSpace(string(c.Value(t.source))) != "" {
				return false
			}
		default:
			return false
		}
	}
	for c := n.FirstChild(); found && c != nil; c = c.NextSibling() {
		if image, ok := c.(*ast.Image); ok {
			to.AppendChild(to, t.picture(decode(image.Destination), t.plainOf(image), decode(image.Title)))
		}
	}
	return found
}

const altName = "alt" // attribute of a picture whose caption does not describe it

// picture makes a picture that stands alone. Its title is its caption.
func (t *translator) picture(destination, alt, title string) ast.Node {
	file := *t.file(destination)
	if title != "" {
		file.Caption = []notion.RichText{{Type: "text", PlainText: title}}
	}
	return t.pictureOf(file, alt)
}

func (t *translator) pictureOf(file notion.File, alt string) ast.Node {
	n := fileBlock(kindImage)(t.builder, &notion.Block{Type: "image", Image: &file})
	n.SetAttributeString(altName, alt)
	return n
}

// captions makes a paragraph that says what the picture before it shows the
// caption of that: so pictures with captions are written in Markdown.
func (t *translator) captions(to, n ast.Node) bool {
	last := to.LastChild()
	if last == nil || last.Kind() != kindImage || last.HasChildren() {
		return false
	}
	alt := attribute[string](last, altName)
	if alt == "" || t.plainOf(n) != alt {
		return false
	}
	caption := ast.NewTextBlock()
	t.nest(caption, trimSpans(t.spans(n)), 0)
	last.AppendChild(last, caption)
	return true
}

// headingID is the name that a heading may have behind its text, as Hugo,
// Docusaurus and others read it.
var headingID = regexp.MustCompile(`\s*\{#([\pL\pN_.:-]+)\}\s*$`)

func (t *translator) heading(to ast.Node, h *ast.Heading) {
	spans := trimSpans(t.spans(h))
	id := ""
	if last := len(spans) - 1; last >= 0 && spans[last].isText() {
		if m := headingID.FindStringSubmatch(spans[last].text); m != nil {
			id = m[1]
			spans[last].text = strings.TrimSuffix(spans[last].text, m[0])
		}
	}
	if len(spans) == 0 {
		return
	}
	to.AppendChild(to, t.headingOf(spans, h.Level, id))
}

// headingOf makes a heading. Level 1 is that of the page's title, so that it
// looks like the next one.
func (t *translator) headingOf(spans []span, level int, id string) ast.Node {
	block := &notion.Block{Type: "heading_" + string(rune('0'+min(max(level-1, 1), 4)))}
	n := ast.NewHeading(min(t.outlineLevel(level), 6))
	if look := min(max(level, 2), 5); look != min(n.Level, 5) {
		n.SetAttributeString(lookName, "h"+string(rune('0'+look)))
	}
	t.nest(n, spans, 0)
	t.nameHeading(n, id, block)
	return from(n, block, "")
}

// codeTitle is the title of a listing in the line of its fence.
var codeTitle = regexp.MustCompile(`title="([^"]*)"`)

// code adds a listing; TeX that was written as one becomes an equation.
func (t *translator) code(to ast.Node, text, info string) {
	language, _, _ := strings.Cut(strings.TrimSpace(info), " ")
	language, _, _ = strings.Cut(language, "{")
	if end := len(text) - 1; end > 0 && text[end-1] != '\n' {
		text = strings.TrimSuffix(text, "\n")
	}
	if language == "math" {
		t.equation(to, text)
		return
	}
	payload := &notion.Code{Language: language, RichText: []notion.RichText{{Type: "text", PlainText: text}}}
	if m := codeTitle.FindStringSubmatch(info); m != nil {
		payload.Caption = []notion.RichText{{Type: "text", PlainText: m[1]}}
	}
	to.AppendChild(to, newCode(t.builder, &notion.Block{Type: "code", Code: payload}))
}

func (t *translator) equation(to ast.Node, tex string) {
	tex = strings.TrimSpace(tex)
	to.AppendChild(to, newEquation(t.builder, &notion.Block{Type: "equation", Equation: &notion.Equation{Expression: tex}}))
}

const alignName = "align" // attribute of a table whose columns are aligned as its author says

// table adds a table. One whose header is empty has none, and one without a cell
// is nothing.
func (t *translator) table(to ast.Node, table *extast.Table) {
	var rows [][]ast.Node
	header := false
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []ast.Node
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			c := extast.NewTableCell()
			t.nest(c, trimSpans(t.spans(cell)), 0)
			cells = append(cells, c)
			header = header || row.Kind() == extast.KindTableHeader && c.HasChildren()
		}
		if row.Kind() != extast.KindTableHeader || header {
			rows = append(rows, cells)
		}
	}
	if len(rows) > 0 {
		to.AppendChild(to, cellTable(rows, header, table.Alignments))
	}
}

// cellTable makes a table of cells.
func cellTable(rows [][]ast.Node, header bool, align []extast.Alignment) ast.Node {
	n := extast.NewTable()
	width := len(align)
	for _, cells := range rows {
		width = max(width, len(cells))
	}
	width = min(width, maxColumns)
	n.Alignments = make([]extast.Alignment, width)
	for i, cells := range rows {
		row := extast.NewTableRow(n.Alignments)
		for _, c := range cells[:min(len(cells), width)] {
			row.AppendChild(row, c)
		}
		for row.ChildCount() < width {
			row.AppendChild(row, extast.NewTableCell())
		}
		block := &notion.Block{Type: "table_row"}
		if i == 0 && header {
			n.AppendChild(n, from(extast.NewTableHeader(row), block, ""))
		} else {
			n.AppendChild(n, from(row, block, ""))
		}
	}
	alignNumbers(n)
	if alignExplicitly(n, align) {
		n.SetAttributeString(alignName, align)
	}
	return from(n, &notion.Block{Type: "table"}, "")
}

// alignExplicitly aligns the cells of the columns for which the author says how.
func alignExplicitly(table *extast.Table, align []extast.Alignment) (any bool) {
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		cell := row.FirstChild()
		for i := 0; i < len(align) && cell != nil; i, cell = i+1, cell.NextSibling() {
			if align[i] != extast.AlignNone {
				cell.(*extast.TableCell).Alignment = align[i]
				table.Alignments[i] = align[i]
				any = true
			}
		}
	}
	return any
}
