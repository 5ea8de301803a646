package render

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// kindImage is a picture; its caption is its child.
var kindImage = ast.NewNodeKind("Picture")

func images() family {
	return family{
		types: []string{"image"},
		build: single(fileBlock(kindImage)),
		kinds: []kind{{node: kindImage, html: imageHTML, markdown: imageMarkdown, text: fileText}},
	}
}

// fileBlock makes the node of a block that shows a file. Its data is the file.
func fileBlock(kind ast.NodeKind) func(*builder, *notion.Block) ast.Node {
	return func(b *builder, block *notion.Block) ast.Node {
		file := or(fileOf(block))
		n := newBlock(kind, &file)
		b.caption(n, file.Caption)
		return from(n, block, "")
	}
}

// captionOf gives the plain text of a caption, to describe what it belongs to, or
// the description that there is besides.
func (w *writer) captionOf(n ast.Node) string {
	if alt := attribute[string](n, altName); alt != "" {
		return alt
	}
	if n.FirstChild() == nil {
		return ""
	}
	return strings.Join(strings.Fields(w.doc.plain(n.FirstChild())), " ")
}

// missing makes the placeholder for a file that is not to be had.
func missing(n ast.Node, what string, file *notion.File) placeholder {
	name := clean(file.FileName())
	if file.Key() == "" {
		name = clean(file.URL())
	}
	word := "file-lost"
	if what == "image" {
		word = "image-lost"
	}
	return placeholder{originOf(n).block, word, name, file.Key() != ""}
}

// missingHTML writes a placeholder where a file would be in a figure.
func (w *writer) missingHTML(p placeholder) {
	w.WriteString(`<div class="placeholder" role="note">`)
	w.notice(p)
	w.WriteString("</div>")
}

func imageHTML(w *writer, n ast.Node) {
	file := data[*notion.File](n)
	w.open("figure", n, "image")
	if p := w.pictureOf(file); p.URL == "" {
		w.missingHTML(missing(n, "image", file))
	} else {
		w.photograph(n, p)
	}
	w.figcaption(n.FirstChild())
	w.WriteString("</figure>")
}

// pictureOf finds the sizes of an image. The URL is "" when it cannot be shown; an
// external one keeps its own address.
func (w *writer) pictureOf(file *notion.File) Picture {
	if key := file.Key(); key != "" {
		p, _ := w.to.Picture(key)
		return p
	}
	url, _ := safeImage(file.URL())
	return Picture{URL: url, Full: url}
}

// narrow is the width in pixels up to which a picture is shown as it is, in any
// column of text. A wider one links to itself, to be looked at alone.
const narrow = 800

// photograph writes a picture that stands alone, in a link if it is wide.
func (w *writer) photograph(n ast.Node, p Picture) {
	caption := w.captionOf(n)
	zooms := p.Width > narrow
	if zooms {
		w.WriteString(`<a class="zoom"`)
		w.attr("href", p.Full)
		label := w.word("enlarge")
		if caption != "" {
			label += ": " + caption
		}
		w.attr("aria-label", label)
		w.WriteString(">")
	}
	w.sizes(n, p, caption)
	if zooms {
		w.WriteString("</a>")
	}
}

// sizes writes a picture with all its formats and sizes. Readers of feeds get one.
func (w *writer) sizes(n ast.Node, p Picture, alt string) {
	if w.doc.options.Plain {
		p.Srcset, p.Sources = "", nil
	}
	early := w.early[n]
	sizes := w.shownWidth(n)
	if len(p.Sources) > 0 {
		w.WriteString("<picture>")
		for _, s := range p.Sources {
			w.WriteString("<source")
			w.attr("type", s.Type)
			w.attr("srcset", s.Srcset)
			w.attr("sizes", sizes)
			w.WriteByte('>')
		}
	}
	w.WriteString("<img")
	if p.Class != "" {
		w.attr("class", p.Class)
	}
	w.attr("src", p.URL)
	if p.Srcset != "" {
		w.attr("srcset", p.Srcset)
		if !early { // a browser that knows "auto" finds out by itself: HTML, "Sizes attributes"
			sizes = "auto, " + sizes
		}
		w.attr("sizes", sizes)
	}
	w.attr("alt", alt)
	if p.Width > 0 && p.Height > 0 {
		w.attr("width", strconv.Itoa(p.Width))
		w.attr("height", strconv.Itoa(p.Height))
	}
	if !early {
		w.WriteString(` loading="lazy" decoding="async"`)
	}
	w.WriteByte('>')
	if len(p.Sources) > 0 {
		w.WriteString("</picture>")
	}
}

// shownWidth says how wide a picture is on screens: in HTML, the value of sizes.
func (w *writer) shownWidth(n ast.Node) string {
	const (
		page  = 42. // rem, where nothing is known of the column of text
		phone = "92vw"
	)
	width := cmp.Or(w.doc.options.Measure, page)
	beside := width + 4
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == kindColumn {
			width *= float64(data[columnWidth](p).units) / columnUnits
		}
	}
	rem := func(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) + "rem" }
	return "(min-width: " + rem(beside) + ") " + rem(width) + ", " + phone
}

// How many blocks at the beginning of a body are seen before anybody scrolls, and
// how many pictures in them.
const (
	earlyBlocks   = 3
	earlyPictures = 3
)

// earlyOf finds the pictures that are seen first: they are not to wait for anything.
func (d *Document) earlyOf() map[ast.Node]bool {
	early := map[ast.Node]bool{}
	if !d.options.Top {
		return early
	}
	block := d.root.FirstChild()
	for range earlyBlocks {
		if block == nil {
			break
		}
		_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if n.Kind() == kindToggle {
				return ast.WalkSkipChildren, nil
			}
			if entering && n.Kind() == kindImage && len(early) < earlyPictures {
				early[n] = true
			}
			return ast.WalkContinue, nil
		})
		block = block.NextSibling()
	}
	return early
}

func imageMarkdown(w *writer, n ast.Node) {
	file := data[*notion.File](n)
	if p := w.pictureOf(file); p.URL == "" {
		w.notice(missing(n, "image", file))
	} else {
		w.picture(w.captionOf(n), p.Full)
	}
	w.captionMarkdown(n.FirstChild())
}

// fileText writes the caption of a file, which is all the text that it has.
func fileText(w *writer, n ast.Node) { w.children(n) }
