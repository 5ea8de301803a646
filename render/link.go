package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// links are texts that lead somewhere. A node keeps the address as Notion has
// it; where it leads is known when it is written.
func links() family {
	return family{kinds: []kind{
		{node: ast.KindLink, html: linkHTML, markdown: linkMarkdown, text: (*writer).children},
	}}
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
	w.inLink = true
	inner := w.inside("[", func() { w.children(n) })
	w.inLink = false
	core := strings.TrimLeftFunc(inner, isEdge)
	lead := inner[:len(inner)-len(core)]
	core = strings.TrimRightFunc(core, isEdge)
	w.WriteString(lead)
	switch {
	case core == "":
	case w.inTags:
		w.WriteString("<a")
		w.attr("href", url)
		w.print(">", core, "</a>")
	default:
		w.print("[", core, "](", destination(url), ")")
	}
	w.WriteString(inner[len(lead)+len(core):])
}
