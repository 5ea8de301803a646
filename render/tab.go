package render

import (
	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// Tabs hold tabs; the first child of a tab is its label, its data the icon.
var (
	kindTabs = ast.NewNodeKind("Tabs")
	kindTab  = ast.NewNodeKind("Tab")
)

func tabs() family {
	return family{
		types: []string{"tab"},
		build: single(newTabs),
		kinds: []kind{
			{node: kindTabs, html: tabsHTML, markdown: childrenMarkdown, text: childrenText},
			{node: kindTab, html: tabHTML, markdown: tabMarkdown, text: indentedText},
		},
	}
}

// newTabs makes a tab of each paragraph; anything else stands between them.
func newTabs(b *builder, block *notion.Block) ast.Node {
	n := newBlock(kindTabs, struct{}{})
	if len(block.Children) == 0 {
		b.children(n, block)
	}
	for i := range block.Children {
		child := &block.Children[i]
		if child.Type != "paragraph" {
			b.blocks(n, block.Children[i:i+1])
			continue
		}
		tab := newBlock(kindTab, or(child.Paragraph).Icon)
		b.text(tab, or(child.Paragraph).RichText)
		b.children(tab, child)
		n.AppendChild(n, from(tab, child, or(child.Paragraph).Color))
	}
	return from(n, block, "")
}

func tabsHTML(w *writer, n ast.Node) {
	w.open("div", n, "tabs")
	w.lines(n.FirstChild())
	w.WriteString("</div>")
}

func tabHTML(w *writer, n ast.Node) {
	w.open("div", n, "tab")
	w.WriteString(`<p class="tab-label">`)
	w.icon(data[*notion.Icon](n), "icon")
	w.node(n.FirstChild())
	w.WriteString(`</p><div class="tab-body">`)
	w.lines(after(n.FirstChild()))
	w.WriteString("</div></div>")
}

func tabMarkdown(w *writer, n ast.Node) {
	w.headed(w.iconMarkdown(data[*notion.Icon](n)), w.bold(n.FirstChild()), after(n.FirstChild()))
}
