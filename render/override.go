package render

import (
	"maps"
	"strconv"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// overridable lets the theme's own template write a node in place of write.
func overridable(write func(*writer, ast.Node)) func(*writer, ast.Node) {
	return func(w *writer, n ast.Node) {
		o := originOf(n)
		if o == nil || w.skip == n {
			write(w, n)
			return
		}
		own := w.to.Override(o.block.Type)
		if own == nil {
			write(w, n)
			return
		}
		if again, ok := w.made[n]; ok {
			w.WriteString(again.html)
			w.anchors, w.tables = maps.Clone(again.anchors), maps.Clone(again.tables)
			return
		}
		html := w.capture(func() {
			if err := own(w, w.blockView(n, o)); err != nil && w.err == nil {
				w.err = err
			}
		})
		w.WriteString(html)
		if w.skip != nil {
			w.made[n] = overridden{html, maps.Clone(w.anchors), maps.Clone(w.tables)}
		}
	}
}

// overridden is a block that a template has written within another one, which is
// written once more: without it, the work would double with each level.
type overridden struct {
	html    string
	anchors map[notion.ID]bool // written then
	tables  map[string]int
}

// blockView makes what a template is given. The block is written twice, each
// time as if it were the first.
func (w *writer) blockView(n ast.Node, o *origin) BlockView {
	anchors, tables := maps.Clone(w.anchors), maps.Clone(w.tables)
	outer := w.skip
	w.skip = n
	inner := w.capture(func() { w.inner(n) })
	w.anchors, w.tables = anchors, tables
	whole := w.capture(func() { w.node(n) })
	w.skip = outer
	return BlockView{
		Kind:    o.block.Type,
		ID:      o.block.ID.Compact(),
		HTML:    inner,
		Text:    w.doc.plain(n),
		Attrs:   w.viewAttrs(o),
		Default: whole,
	}
}

// inner writes what is inside of a block's own element: its text, then its
// children.
func (w *writer) inner(n ast.Node) {
	first := n.FirstChild()
	if first == nil {
		return
	}
	if first.Type() == ast.TypeInline {
		w.children(n)
		return
	}
	if first.Kind() != ast.KindTextBlock && first.Kind() != ast.KindHeading {
		w.siblings(first, "\n")
		return
	}
	for c := first.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() != extast.KindTaskCheckBox {
			w.node(c)
		}
	}
	w.lines(after(first))
}

// viewAttrs gives what a block has besides its text and children.
func (w *writer) viewAttrs(o *origin) map[string]string {
	block := o.block
	attrs := map[string]string{}
	set := func(name, value string) {
		if value != "" {
			attrs[name] = value
		}
	}
	set("color", string(o.color))
	if block.ToDo != nil {
		set("checked", strconv.FormatBool(block.ToDo.Checked))
	}
	if block.Code != nil {
		set("language", block.Code.Language)
		set("caption", notion.PlainText(block.Code.Caption))
	}
	if block.Callout != nil {
		set("icon", w.iconText(block.Callout.Icon))
	}
	if link := linkBlockOf(block); link != nil {
		if url, ok := w.href(link.URL); ok {
			set("url", url)
		}
		set("caption", notion.PlainText(link.Caption))
	}
	if file := fileOf(block); file != nil {
		if block.Image != nil {
			set("url", w.pictureOf(file).URL)
			set("name", file.FileName())
		} else {
			source := w.source(file)
			set("url", source.URL)
			set("name", source.Name)
		}
		set("caption", notion.PlainText(file.Caption))
	}
	return attrs
}

func linkBlockOf(block *notion.Block) *notion.LinkBlock {
	for _, l := range [...]*notion.LinkBlock{block.Bookmark, block.Embed, block.LinkPreview} {
		if l != nil {
			return l
		}
	}
	return nil
}

func fileOf(block *notion.Block) *notion.File {
	for _, f := range [...]*notion.File{block.Image, block.Video, block.Audio, block.PDF, block.File} {
		if f != nil {
			return f
		}
	}
	return nil
}
