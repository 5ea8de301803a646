package render

import (
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
	if source := w.source(file); source.URL == "" {
		w.missingHTML(missing(n, "image", file))
	} else {
		w.photograph(n, source)
	}
	w.figcaption(n.FirstChild())
	w.WriteString("</figure>")
}

// narrow is the width in pixels up to which a picture is shown as it is, in any
// column of text. A wider one links to itself, to be looked at alone.
const narrow = 800

// photograph writes the <img> of a picture that stands alone, in a link if it is wide.
func (w *writer) photograph(n ast.Node, source File) {
	caption := w.captionOf(n)
	zooms := source.Width > narrow
	if zooms {
		w.WriteString(`<a class="zoom"`)
		w.attr("href", source.URL)
		label := w.word("enlarge")
		if caption != "" {
			label += ": " + caption
		}
		w.attr("aria-label", label)
		w.WriteString(">")
	}
	w.WriteString("<img")
	w.attr("src", source.URL)
	w.attr("alt", caption)
	if source.Width > 0 && source.Height > 0 {
		w.attr("width", strconv.Itoa(source.Width))
		w.attr("height", strconv.Itoa(source.Height))
	}
	w.WriteString(` loading="lazy" decoding="async">`)
	if zooms {
		w.WriteString("</a>")
	}
}

func imageMarkdown(w *writer, n ast.Node) {
	file := data[*notion.File](n)
	if source := w.source(file); source.URL == "" {
		w.notice(missing(n, "image", file))
	} else {
		w.picture(w.captionOf(n), source.URL)
	}
	w.captionMarkdown(n.FirstChild())
}

// fileText writes the caption of a file, which is all the text that it has.
func fileText(w *writer, n ast.Node) { w.children(n) }
