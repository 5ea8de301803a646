package render

import (
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// kindPageLink is a line that leads to a page or database.
var kindPageLink = ast.NewNodeKind("PageLink")

// pageLink is what a page link knows by itself.
type pageLink struct {
	id      notion.ID
	title   string    // "" when only the resolver may know it
	comment notion.ID // on that page; "" for the page itself
}

func pageLinks() family {
	return family{
		types: []string{"child_page", "link_to_page"},
		build: single(newPageLink),
		kinds: []kind{{node: kindPageLink, html: pageLinkHTML, markdown: pageLinkMarkdown, text: pageLinkText}},
	}
}

func newPageLink(b *builder, block *notion.Block) ast.Node {
	if block.Type == "child_page" {
		return from(newBlock(kindPageLink, pageLink{id: block.ID, title: clean(or(block.ChildPage).Title)}), block, "")
	}
	to := or(block.LinkToPage)
	id := to.PageID
	if id == "" {
		id = to.DatabaseID
	}
	if page := b.doc.options.CommentPage; id == "" && page != nil {
		id = page(to.CommentID)
	}
	if id == "" {
		return from(newPlaceholder(block, "comment-unshown", ""), block, "")
	}
	return from(newBlock(kindPageLink, pageLink{id: id, comment: to.CommentID}), block, "")
}

// linked is where a page link leads, with a title in any case.
func (w *writer) linked(link pageLink) Target {
	target := w.place(link.id)
	if _, here := w.to.Page(link.id); here && link.comment != "" {
		target.URL += "#c-" + link.comment.Compact()
	}
	if target.Title = strings.TrimSpace(clean(target.Title)); target.Title == "" {
		target.Title = strings.TrimSpace(link.title)
	}
	if target.Title == "" {
		target.Title = w.word("untitled")
	}
	return target
}

func pageLinkHTML(w *writer, n ast.Node) {
	w.open("p", n, "page-link")
	w.targetHTML(w.linked(data[pageLink](n)))
	w.WriteString("</p>")
}

// targetHTML writes a link to a page with its icon; a sheet of paper when it has
// none that can be shown.
func (w *writer) targetHTML(t Target) {
	if w.iconText(t.Icon) == "" {
		t.Icon = &notion.Icon{Type: "emoji", Emoji: "📄"}
	}
	w.titleHTML(t)
}

// titleHTML writes the title of a page with its icon, as a link where there is an
// address.
func (w *writer) titleHTML(t Target) {
	if t.URL != "" {
		w.WriteString("<a")
		w.attr("href", t.URL)
		w.WriteByte('>')
	}
	w.icon(t.Icon, "icon")
	w.escaped(t.Title)
	if t.URL != "" {
		w.WriteString("</a>")
	}
}

func pageLinkMarkdown(w *writer, n ast.Node) {
	w.targetMarkdown(w.linked(data[pageLink](n)))
}

// targetMarkdown writes a link to a page with its icon when that is an emoji.
func (w *writer) targetMarkdown(t Target) {
	text := t.Title
	if t.Icon != nil && t.Icon.Emoji != "" {
		text = clean(t.Icon.Emoji) + " " + text
	}
	if t.URL == "" {
		w.escape(text)
		return
	}
	w.linkTo(strings.ReplaceAll(text, "\n", " "), t.URL)
}

func pageLinkText(w *writer, n ast.Node) { w.WriteString(w.linked(data[pageLink](n)).Title) }
