package render

import (
	"strconv"
	"strings"

	"galley/notion"

	"github.com/gosimple/slug"
	"github.com/yuin/goldmark/ast"
)

const maxSlug = 80 // bytes of a heading's id

// lookName is the attribute of a heading that has a higher level than the one
// in Notion would be: the element that it should look like.
const lookName = "look"

// headings are of levels 2 to 5 in the document: the title of the page is the
// first, and no level is left out. One that can be folded is a toggle, and one
// without text is no heading, but an empty line.
func headings() family {
	return family{
		types: []string{"heading_1", "heading_2", "heading_3", "heading_4"},
		build: single(newHeading),
		kinds: []kind{{node: ast.KindHeading, html: headingHTML, markdown: headingMarkdown, text: headingText}},
	}
}

func newHeading(b *builder, block *notion.Block) ast.Node {
	payload, _ := block.Heading()
	h := or(payload)
	folds := h.IsToggleable || len(block.Children) > 0 || block.HasChildren
	if isBlank(h.RichText) {
		if !folds {
			return from(ast.NewParagraph(), block, h.Color)
		}
		return b.fold(ast.NewTextBlock(), block, h.Color)
	}
	level, _ := strconv.Atoi(strings.TrimPrefix(block.Type, "heading_"))
	n := ast.NewHeading(b.outlineLevel(level))
	if n.Level != level+1 {
		n.SetAttributeString(lookName, "h"+strconv.Itoa(level+1))
	}
	b.inlines(n, h.RichText)
	b.nameHeading(n, "", block)
	if !folds {
		return from(n, block, h.Color)
	}
	return b.fold(n, block, h.Color)
}

// isBlank tells whether a text has nothing to be seen.
func isBlank(segments []notion.RichText) bool {
	for _, s := range segments {
		if s.Mention != nil || s.Equation != nil || strings.TrimSpace(clean(s.PlainText)) != "" {
			return false
		}
	}
	return true
}

// outlineLevel gives the level of a heading in the document: one below that of
// the last heading which has a higher level in Notion. So a page may begin with
// small headings, and leave levels out, and its outline has no holes.
func (b *builder) outlineLevel(level int) int {
	for len(b.outline) > 0 && b.outline[len(b.outline)-1] >= level {
		b.outline = b.outline[:len(b.outline)-1]
	}
	b.outline = append(b.outline, level)
	return 1 + len(b.outline)
}

// nameHeading gives a heading the id that it keeps: the one that its author says,
// or a slug of its text. It is unique in the document and unlike the anchors of
// blocks.
func (b *builder) nameHeading(n *ast.Heading, said string, block *notion.Block) {
	text := strings.Join(strings.Fields(b.doc.plain(n)), " ")
	if said == "" {
		said = b.slug(text)
	}
	id := b.uniqueID(said)
	n.SetAttributeString("id", id)
	if text != "" {
		b.doc.headings = append(b.doc.headings, Heading{ID: id, Text: text, Level: n.Level, Block: block.ID})
	}
}

// slug gives a text as a name in addresses.
func (b *builder) slug(text string) string {
	language, _, _ := strings.Cut(strings.ToLower(b.doc.options.Language), "-")
	base := slug.MakeLang(text, language)
	if len(base) > maxSlug {
		base = base[:maxSlug]
		if end := strings.LastIndexByte(base, '-'); end > 0 {
			base = base[:end]
		}
	}
	if base == "" {
		return "section"
	}
	return base
}

func (b *builder) uniqueID(base string) string {
	if _, err := notion.ParseID(base); err == nil {
		base += "-section"
	}
	id := base
	for b.ids[id] > 0 {
		b.ids[base]++
		id = base + "-" + strconv.Itoa(b.ids[base])
	}
	b.ids[id] = 1
	return id
}

// headingHTML writes a heading. Its element has the id of the text; a block
// that links lead to needs another. One that folds has no link to itself, since
// a click on it is for folding.
func headingHTML(w *writer, n ast.Node) {
	h := n.(*ast.Heading)
	id := attribute[string](n, "id")
	tag := "h" + strconv.Itoa(h.Level)
	w.print("<", tag)
	w.attr("id", id)
	class := attribute[string](n, lookName)
	if o := originOf(n); o != nil {
		class = strings.TrimSpace(class + " " + colorClass(o.color))
	}
	if class != "" {
		w.attr("class", class)
	}
	if n.Parent().Kind() != kindToggle {
		w.turn(n)
	}
	w.WriteByte('>')
	if anchor := w.anchor(n); anchor != "" {
		w.print(`<a id="`, anchor, `"></a>`)
	}
	w.children(n)
	if n.Parent().Kind() != kindToggle {
		w.WriteString(`<a class="anchor"`)
		w.attr("href", w.to.Self()+"#"+id)
		w.attr("aria-label", w.word("heading-link"))
		w.WriteString("></a>")
	}
	w.print("</", tag, ">")
}

func headingMarkdown(w *writer, n ast.Node) {
	if line := w.oneLine(n); line != "" {
		w.print(strings.Repeat("#", n.(*ast.Heading).Level), " ", line)
	}
}
