package render

import (
	"strconv"
	"strings"

	"galley/notion"

	"github.com/gosimple/slug"
	"github.com/yuin/goldmark/ast"
)

const maxSlug = 80 // bytes of a heading's id

// headings are of levels 2 to 5 in the document: the title of the page is the
// first. One that can be folded is a toggle.
func headings() family {
	return family{
		types: []string{"heading_1", "heading_2", "heading_3", "heading_4"},
		build: single(newHeading),
		kinds: []kind{{node: ast.KindHeading, html: headingHTML, markdown: headingMarkdown, text: (*writer).children}},
	}
}

func newHeading(b *builder, block *notion.Block) ast.Node {
	payload, _ := block.Heading()
	h := or(payload)
	level, _ := strconv.Atoi(strings.TrimPrefix(block.Type, "heading_"))
	n := ast.NewHeading(level + 1)
	b.inlines(n, h.RichText)
	b.nameHeading(n, block)
	if !h.IsToggleable && len(block.Children) == 0 && !block.HasChildren {
		return from(n, block, h.Color)
	}
	fold := newBlock(kindToggle, struct{}{})
	fold.AppendChild(fold, n)
	b.children(fold, block)
	return from(fold, block, h.Color)
}

// nameHeading gives a heading the id that it keeps: a slug of its text, unique
// in the document and unlike the anchors of blocks.
func (b *builder) nameHeading(n *ast.Heading, block *notion.Block) {
	text := strings.Join(strings.Fields(b.doc.plain(n)), " ")
	id := b.uniqueID(text)
	n.SetAttributeString("id", id)
	if text != "" {
		b.doc.headings = append(b.doc.headings, Heading{ID: id, Text: text, Level: n.Level, Block: block.ID})
	}
}

func (b *builder) uniqueID(text string) string {
	language, _, _ := strings.Cut(strings.ToLower(b.doc.options.Language), "-")
	base := slug.MakeLang(text, language)
	if len(base) > maxSlug {
		base = base[:maxSlug]
		if end := strings.LastIndexByte(base, '-'); end > 0 {
			base = base[:end]
		}
	}
	if base == "" {
		base = "section"
	}
	if _, err := notion.ParseID(base); err == nil {
		base += "-section"
	}
	id := base
	for i := 2; b.ids[id]; i++ {
		id = base + "-" + strconv.Itoa(i)
	}
	b.ids[id] = true
	return id
}

// headingHTML writes a heading. Its element has the id of the text; a block
// that links lead to needs another.
func headingHTML(w *writer, n ast.Node) {
	h := n.(*ast.Heading)
	id := attribute[string](n, "id")
	tag := "h" + strconv.Itoa(h.Level)
	w.print("<", tag)
	w.attr("id", id)
	if o := originOf(n); o != nil && colorClass(o.color) != "" {
		w.attr("class", colorClass(o.color))
	}
	w.WriteByte('>')
	if anchor := w.anchor(n); anchor != "" {
		w.print(`<a id="`, anchor, `"></a>`)
	}
	w.children(n)
	w.WriteString(`<a class="anchor"`)
	w.attr("href", "#"+id)
	w.print(` aria-label="Link to this section"></a></`, tag, ">")
}

func headingMarkdown(w *writer, n ast.Node) {
	if line := w.oneLine(n); line != "" {
		w.print(strings.Repeat("#", n.(*ast.Heading).Level), " ", line)
	}
}
