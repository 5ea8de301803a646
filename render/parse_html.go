package render

import (
	"slices"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/net/html"
)

// htmlBlocks reads the HTML blocks among the blocks of a container. Folded parts
// and quotes hold what follows until their end tag comes, Markdown too; of all
// else a paragraph is left, or a heading, an item, a table.
type htmlBlocks struct {
	t       *translator
	places  []ast.Node // where blocks go: the container, and what is open in it
	line    *inliner   // the text that is being read
	element string     // that it is in, when that is more than a paragraph: "summary", "li", "h2", "pre"
	verbose strings.Builder
	rows    [][]ast.Node
	header  bool
	offset  int // of the block in the source
}

// place is where the next block goes.
func (h *htmlBlocks) place() ast.Node { return h.places[len(h.places)-1] }

// read reads one HTML block.
func (h *htmlBlocks) read(block *ast.HTMLBlock) {
	if block.Lines().Len() == 0 {
		return
	}
	h.offset = block.Lines().At(0).Start
	text := string(block.Lines().Value(h.t.source))
	if block.HasClosure() {
		text += string(block.ClosureLine.Value(h.t.source))
	}
	h.line = &inliner{translator: h.t}
	z := html.NewTokenizer(strings.NewReader(text))
	for z.Next() != html.ErrorToken {
		switch token := z.Token(); token.Type {
		case html.TextToken:
			h.text(token.Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			h.start(token)
		case html.EndTagToken:
			h.end(token)
		}
	}
	h.flush()
	h.endTable()
}

func (h *htmlBlocks) text(text string) {
	if h.element == "pre" {
		h.verbose.WriteString(text)
		return
	}
	words := strings.Join(strings.Fields(text), " ")
	switch {
	case text == "":
	case words == "":
		words = " "
	default:
		if strings.ContainsAny(text[:1], " \t\n") {
			words = " " + words
		}
		if strings.ContainsAny(text[len(text)-1:], " \t\n") {
			words += " "
		}
	}
	h.line.say(words, span{})
}

// breakTags are the elements that only part what is in them from the rest.
var breakTags = []string{
	"p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "figure", "figcaption", "address",
	"ul", "ol", "dl", "dt", "dd", "menu", "center", "html", "body", "head", "fieldset", "legend", "hgroup", "search", "picture",
	"thead", "tbody", "tfoot", "colgroup", "col", "caption", "source", "track", "param", "link", "meta", "base",
}

func (h *htmlBlocks) start(tag html.Token) {
	name := tag.Data
	if media := h.t.mediaOf(tag); media != nil {
		h.flush()
		h.place().AppendChild(h.place(), media)
		return
	}
	switch {
	case name == "details":
		h.flush()
		n := newBlock(kindToggle, struct{}{})
		n.AppendChild(n, ast.NewTextBlock())
		h.open(from(n, &notion.Block{Type: "toggle"}, ""))
	case name == "blockquote":
		h.flush()
		n := ast.NewBlockquote()
		n.AppendChild(n, ast.NewTextBlock())
		h.open(from(n, &notion.Block{Type: "quote"}, ""))
	case name == "summary", name == "li", name == "pre", headingLevel(name) > 0 && h.element != "summary":
		h.flush()
		h.element = name
	case headingLevel(name) > 0:
		h.element = "summary " + name
	case name == "tr":
		h.flush()
		h.rows = append(h.rows, nil)
	case name == "td", name == "th":
		h.flush()
		h.element = name
	case name == "table":
		h.flush()
		h.endTable()
	case name == "hr":
		h.flush()
		h.place().AppendChild(h.place(), from(ast.NewThematicBreak(), &notion.Block{Type: "divider"}, ""))
	case slices.Contains(breakTags, name):
		if h.element == "" || !slices.Contains([]string{"p", "div"}, name) {
			h.flush()
		}
	default:
		h.line.tag(tag, span{}, h.offset)
	}
}

func (h *htmlBlocks) end(tag html.Token) {
	name := tag.Data
	switch {
	case name == "details":
		h.flush()
		h.close(kindToggle)
	case name == "blockquote":
		h.flush()
		h.close(ast.KindBlockquote)
	case name == "table":
		h.flush()
		h.endTable()
	case name == h.element, slices.Contains(breakTags, name) && h.element == "":
		h.flush()
	default:
		h.line.tag(tag, span{}, h.offset)
	}
}

// headingLevel is that of an element h1 to h6; 0 for others.
func headingLevel(name string) int {
	if len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' {
		return int(name[1] - '0')
	}
	return 0
}

// open adds a container, into which the next blocks go.
func (h *htmlBlocks) open(n ast.Node) {
	h.place().AppendChild(h.place(), n)
	if len(h.places) < maxDepth {
		h.places = append(h.places, n)
	}
}

// close goes back to where the last container of a kind stands.
func (h *htmlBlocks) close(kind ast.NodeKind) {
	for i := len(h.places) - 1; i > 0; i-- {
		if h.places[i].Kind() == kind {
			h.places = h.places[:i]
			return
		}
	}
}

// flush adds the text that was read, as what the element around it makes of it.
func (h *htmlBlocks) flush() {
	spans := trimSpans(h.line.list)
	element := h.element
	h.line.list, h.element = nil, ""
	level := headingLevel(strings.TrimPrefix(element, "summary "))
	switch to := h.place(); {
	case element == "pre":
		h.t.code(to, strings.TrimPrefix(h.verbose.String(), "\n"), "")
		h.verbose.Reset()
	case element == "td", element == "th":
		h.cell(spans, element == "th")
	case len(spans) == 0:
	case strings.HasPrefix(element, "summary"):
		h.summary(to, spans, level)
	case level > 0:
		to.AppendChild(to, h.t.headingOf(spans, level, ""))
	case element == "li":
		h.item(to, spans)
	case arePictures(spans):
		for _, s := range spans {
			if p, ok := s.made.(*inlineNode[inlinePicture]); ok {
				to.AppendChild(to, h.t.pictureOf(*p.data.file, p.data.alt))
			}
		}
	default:
		h.t.spansBelow(to, spans)
	}
}

// summary fills the line of the folded part that is open.
func (h *htmlBlocks) summary(to ast.Node, spans []span, level int) {
	if to.Kind() != kindToggle {
		h.t.spansBelow(to, spans)
		return
	}
	var line ast.Node = ast.NewTextBlock()
	if level > 0 {
		line = h.t.headingOf(spans, level, "")
	} else {
		h.t.nest(line, spans, 0)
	}
	to.ReplaceChild(to, to.FirstChild(), line)
}

// item adds an item to the list that ends with it.
func (h *htmlBlocks) item(to ast.Node, spans []span) {
	list, ok := to.LastChild().(*ast.List)
	if !ok || !attribute[bool](list, "html") {
		list = ast.NewList('-')
		list.IsTight = true
		list.SetAttributeString("html", true)
		to.AppendChild(to, list)
	}
	item, line := ast.NewListItem(0), ast.NewTextBlock()
	h.t.nest(line, spans, 0)
	item.AppendChild(item, line)
	list.AppendChild(list, from(item, &notion.Block{Type: "bulleted_list_item"}, ""))
}

// cell adds a cell to the last row.
func (h *htmlBlocks) cell(spans []span, header bool) {
	if len(h.rows) == 0 {
		h.rows = append(h.rows, nil)
	}
	last := len(h.rows) - 1
	h.header = h.header || header && last == 0
	cell := extast.NewTableCell()
	h.t.nest(cell, spans, 0)
	h.rows[last] = append(h.rows[last], cell)
}

func (h *htmlBlocks) endTable() {
	if len(h.rows) > 0 {
		h.place().AppendChild(h.place(), cellTable(h.rows, h.header, nil))
	}
	h.rows, h.header = nil, false
}

// arePictures tells whether spans are pictures and space.
func arePictures(spans []span) bool {
	return slices.ContainsFunc(spans, func(s span) bool { return s.made != nil }) && !slices.ContainsFunc(spans, func(s span) bool {
		_, picture := s.made.(*inlineNode[inlinePicture])
		return !picture && (!s.isText() || strings.TrimSpace(s.text) != "")
	})
}
