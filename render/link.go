package render

import (
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// links are texts that lead somewhere. A node keeps the address as Notion has
// it; where it leads is known when it is written.
func links() family {
	return family{kinds: []kind{
		{node: ast.KindLink, html: linkHTML, markdown: linkMarkdown, text: (*writer).children},
	}}
}

// Link is a link of a document to a page or database in Notion. Databases that
// stand in the document as tables are not linked.
type Link struct {
	Page   notion.ID // where it leads
	Target notion.ID // the block of that page; "" for the page as a whole
	Block  notion.ID // the block that it stands in; "" in a text that is no block
}

// Links lists the links to pages and databases in Notion, in their order.
func (d *Document) Links() []Link {
	var list []Link
	d.each(func(n ast.Node, block *notion.Block) {
		add := func(page notion.ID, href string) {
			to := notion.Link{Page: page}
			if id, _, ok := pageReference(href); ok {
				to.Page = id
			} else if link, ok := notion.ParseLink(href); ok && href != "" {
				to = link
			}
			if to.Page != "" {
				list = append(list, Link{Page: to.Page, Target: to.Block, Block: block.ID})
			}
		}
		switch n.Kind() {
		case ast.KindLink:
			add("", string(n.(*ast.Link).Destination))
		case kindBookmark, kindEmbed:
			add("", data[string](n))
		case kindMention:
			add(data[mention](n).page, data[mention](n).href)
		case kindPageLink:
			add(data[pageLink](n).id, "")
		case ast.KindFencedCodeBlock:
			for _, p := range attribute[*listing](n, listingName).pieces {
				add(p.page, p.href)
			}
		}
	})
	return list
}

func newLink(href string) *ast.Link {
	n := ast.NewLink()
	n.Destination = []byte(href)
	return n
}

func linkNode(s *span) ast.Node {
	if s.href == "" {
		return nil
	}
	return newLink(s.href)
}

func linkHTML(w *writer, n ast.Node) {
	url, ok := w.href(string(n.(*ast.Link).Destination))
	if !ok || w.inLink {
		w.children(n)
		return
	}
	w.WriteString("<a")
	w.attr("href", url)
	w.WriteByte('>')
	w.inLink = true
	w.children(n)
	w.inLink = false
	w.WriteString("</a>")
}

func linkMarkdown(w *writer, n ast.Node) {
	url, ok := w.href(string(n.(*ast.Link).Destination))
	if !ok || w.inLink {
		w.children(n)
		return
	}
	w.inLink, w.link = true, n
	inner := w.inside("[", func() { w.children(n) })
	w.inLink, w.link = false, nil
	core := strings.TrimLeftFunc(inner, isEdge)
	lead := inner[:len(inner)-len(core)]
	core = strings.TrimRightFunc(core, isEdge)
	w.WriteString(lead)
	if core != "" {
		w.linkAround(core, url)
	}
	w.WriteString(inner[len(lead)+len(core):])
}
