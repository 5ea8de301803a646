package render

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// lists are runs of items of one type. An item of a numbered list that says
// where to start begins another one.
func lists() family {
	return family{
		types: []string{"bulleted_list_item", "numbered_list_item", "to_do"},
		build: buildList,
		joins: func(block, next *notion.Block) bool {
			return block.Type == next.Type && or(next.NumberedListItem).ListStartIndex == nil
		},
		kinds: []kind{
			{node: ast.KindList, html: listHTML, markdown: listMarkdown, text: listText},
			{node: ast.KindListItem, html: itemHTML, markdown: itemMarkdown, text: itemText},
			{node: extast.KindTaskCheckBox, html: boxHTML, markdown: boxMarkdown, text: boxText},
		},
	}
}

// listTypes are the ways to count: the attribute of <ol> for Notion's formats.
var listTypes = map[string]string{"numbers": "1", "letters": "a", "roman": "i"}

func buildList(b *builder, to ast.Node, run []notion.Block) {
	list := ast.NewList('-')
	list.IsTight = true
	switch first := &run[0]; first.Type {
	case "numbered_list_item":
		list.Marker = '.'
		list.Start = 1
		item := or(first.NumberedListItem)
		if item.ListStartIndex != nil {
			list.Start = *item.ListStartIndex
		}
		if t := listTypes[item.ListFormat]; t != "" {
			list.SetAttributeString("type", t)
		}
	case "to_do":
		list.SetAttributeString("class", "todo")
	}
	for i := range run {
		item := newItem(b, &run[i])
		item.SetAttributeString("number", list.Start+i)
		list.AppendChild(list, item)
	}
	to.AppendChild(to, list)
}

func newItem(b *builder, block *notion.Block) ast.Node {
	n := ast.NewListItem(0)
	var color notion.Color
	line := ast.NewTextBlock()
	n.AppendChild(n, line)
	switch block.Type {
	case "to_do":
		todo := or(block.ToDo)
		line.AppendChild(line, extast.NewTaskCheckBox(todo.Checked))
		b.inlines(line, todo.RichText)
		color = todo.Color
	case "numbered_list_item":
		b.inlines(line, or(block.NumberedListItem).RichText)
		color = or(block.NumberedListItem).Color
	default:
		b.inlines(line, or(block.BulletedListItem).RichText)
		color = or(block.BulletedListItem).Color
	}
	b.children(n, block)
	return from(n, block, color)
}

func listHTML(w *writer, n ast.Node) {
	list := n.(*ast.List)
	tag := "ul"
	if list.IsOrdered() {
		tag = "ol"
	}
	w.print("<", tag)
	if list.IsOrdered() && list.Start != 1 {
		w.attr("start", strconv.Itoa(list.Start))
	}
	for _, name := range [...]string{"type", "class"} {
		if value := attribute[string](n, name); value != "" {
			w.attr(name, value)
		}
	}
	w.turn(n)
	w.WriteByte('>')
	w.lines(n.FirstChild())
	w.print("</", tag, ">")
}

func itemHTML(w *writer, n ast.Node) {
	box, isTask := n.FirstChild().FirstChild().(*extast.TaskCheckBox)
	if !isTask {
		w.open("li", n, "")
		w.textAndBlocks(n)
		w.WriteString("</li>")
		return
	}
	class := ""
	if box.IsChecked {
		class = "done"
	}
	w.open("li", n, class)
	w.WriteString("<label>")
	w.node(n.FirstChild())
	w.WriteString("</label>")
	w.lines(after(n.FirstChild()))
	w.WriteString("</li>")
}

func boxHTML(w *writer, n ast.Node) {
	w.WriteString(`<input type="checkbox" disabled`)
	if n.(*extast.TaskCheckBox).IsChecked {
		w.WriteString(" checked")
	}
	w.WriteString("> ")
}

func boxMarkdown(w *writer, n ast.Node) {
	if !w.dialect.hasGitHub() {
		w.WriteString(map[bool]string{true: "☑ ", false: "☐ "}[n.(*extast.TaskCheckBox).IsChecked])
		return
	}
	boxText(w, n)
}

func boxText(w *writer, n ast.Node) {
	if n.(*extast.TaskCheckBox).IsChecked {
		w.WriteString("[x] ")
		return
	}
	w.WriteString("[ ] ")
}

// listMarkdown writes the items, apart from each other where one has blocks
// other than lists.
func listMarkdown(w *writer, n ast.Node) {
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		w.node(item)
		if next := item.NextSibling(); next != nil {
			w.WriteByte('\n')
			if !isShort(item) || !isShort(next) {
				w.WriteByte('\n')
			}
		}
	}
}

// isShort tells whether an item has nothing but a line and lists.
func isShort(item ast.Node) bool {
	for c := after(item.FirstChild()); c != nil; c = c.NextSibling() {
		if c.Kind() != ast.KindList {
			return false
		}
	}
	return true
}

var beginsWithBox = regexp.MustCompile(`^[-+] \[[ x]\] `)

func itemMarkdown(w *writer, n ast.Node) {
	marker := w.marker(n)
	body := w.framedBody(func() {
		w.node(n.FirstChild())
		for c := after(n.FirstChild()); c != nil; c = c.NextSibling() {
			before := w.Len()
			if before > 0 {
				w.WriteString(w.belowItem(c))
			}
			start := w.Len()
			if w.node(c); w.Len() == start {
				w.Truncate(before)
			}
		}
	})
	switch {
	case body == "" && w.framed:
		body = "&nbsp;" // goldmark ends the list around an empty item
	case beginsWithBox.MatchString(body):
		body = "&nbsp;\n\n" + body // cmark-gfm knows no boxes behind the marker of another list
	}
	w.indented(body, marker, strings.Repeat(" ", len(marker)))
}

// itemLine writes the text of an item, after its box.
func (w *writer) itemLine(n ast.Node) {
	first, start := n.FirstChild(), blockStart
	if isTask(n.Parent()) {
		w.node(first)
		first, start = first.NextSibling(), cellStart
	}
	text := w.broken(func() {
		for c := first; c != nil; c = c.NextSibling() {
			w.node(c)
		}
	}, start, hardBreak)
	if text == "" && start == cellStart && w.dialect.hasGitHub() {
		text = "&nbsp;" // a box without a text is none to GitHub
	}
	w.WriteString(w.together(text, "span"))
}

func isTask(item ast.Node) bool {
	_, ok := item.FirstChild().FirstChild().(*extast.TaskCheckBox)
	return ok
}

// belowItem is what stands between the line of an item and a block below it. A
// list may follow at once if it is one that can end a paragraph, and the line is
// one and not HTML.
func (w *writer) belowItem(n ast.Node) string {
	list, ok := n.(*ast.List)
	if ok && !bytes.HasPrefix(w.Bytes(), []byte("<")) && n.PreviousSibling().Kind() == ast.KindTextBlock && (list.Start == 1 || !list.IsOrdered()) && list.FirstChild().FirstChild().HasChildren() {
		return "\n"
	}
	return "\n\n"
}

// marker is what an item begins with in Markdown and in text. Markdown's numbers
// have one to nine digits.
func (w *writer) marker(n ast.Node) string {
	list := n.Parent().(*ast.List)
	delimiter := list.Marker
	if w.format == formatText {
		delimiter = map[bool]byte{true: '.', false: '-'}[list.IsOrdered()]
	}
	if !list.IsOrdered() {
		return string(delimiter) + " "
	}
	number := attribute[int](n, "number")
	if w.format == formatMarkdown {
		number = min(max(number, 0), 999_999_999)
	}
	return strconv.Itoa(number) + string(delimiter) + " "
}

func listText(w *writer, n ast.Node) { w.siblings(n.FirstChild(), "\n") }

func itemText(w *writer, n ast.Node) {
	w.WriteString(w.marker(n))
	w.node(n.FirstChild())
	w.below(after(n.FirstChild()), "  ")
}
