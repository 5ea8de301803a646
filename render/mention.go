package render

import (
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// kindMention is a segment that stands for something else.
var kindMention = ast.NewNodeKind("Mention")

func mentions() family {
	return family{kinds: []kind{
		{node: kindMention, html: mentionHTML, markdown: mentionMarkdown, text: mentionText},
	}}
}

// mention is what a mention stands for, in the terms of the formats.
type mention struct {
	user  notion.ID    // a person
	page  notion.ID    // a page or database
	href  string       // an address on the web
	emoji *notion.Icon // a custom emoji
	icon  *notion.Icon // of an address on the web
	hint  string       // what else is known of it
	text  string       // what is shown when nobody knows better
}

// hasMentionForm tells whether a mention is of a type that is known, and has
// what that type needs; the others are their plain text.
func hasMentionForm(m *notion.Mention) bool {
	return m.User != nil || m.Page != nil || m.Database != nil || m.Date != nil || m.LinkPreview != nil ||
		m.LinkMention != nil || m.CustomEmoji != nil
}

// mentionLinks tells whether a mention is a link by itself.
func mentionLinks(m *notion.Mention) bool {
	return m.Page != nil || m.Database != nil || m.LinkPreview != nil || m.LinkMention != nil
}

func newMention(segment *notion.RichText) ast.Node {
	m := segment.Mention
	text := clean(segment.PlainText)
	switch {
	case m.User != nil:
		if text == "" && m.User.Name != "" {
			text = "@" + clean(m.User.Name)
		}
		return newInline(kindMention, mention{user: m.User.ID, text: text})
	case m.Page != nil:
		return newInline(kindMention, mention{page: m.Page.ID, text: text})
	case m.Database != nil:
		return newInline(kindMention, mention{page: m.Database.ID, text: text})
	case m.Date != nil:
		return newInline(kindTime, moment{date: *m.Date, mention: true, text: text})
	case m.LinkPreview != nil:
		return newInline(kindMention, mention{href: m.LinkPreview.URL, text: text})
	case m.LinkMention != nil:
		if title := strings.TrimSpace(clean(m.LinkMention.Title)); title != "" {
			text = title
		}
		return newInline(kindMention, mention{href: m.LinkMention.Href, text: text, icon: linkIcon(m.LinkMention), hint: linkHint(m.LinkMention, text)})
	}
	if text == "" {
		text = ":" + clean(m.CustomEmoji.Name) + ":"
	}
	return newInline(kindMention, mention{emoji: &notion.Icon{Type: "custom_emoji", CustomEmoji: m.CustomEmoji}, text: text})
}

// linkIcon gives the icon of a page elsewhere.
func linkIcon(link *notion.LinkMention) *notion.Icon {
	if link.IconURL == "" {
		return nil
	}
	return &notion.Icon{Type: "external", External: &notion.URLObject{URL: link.IconURL}}
}

// linkHint says on which site a page is, and who wrote it, unless its title does.
func linkHint(link *notion.LinkMention, title string) string {
	var parts []string
	for _, part := range [...]string{clean(link.LinkProvider), clean(link.LinkAuthor)} {
		if part = strings.TrimSpace(part); part != "" && !strings.Contains(title, part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// seen is a mention as it is from the place that is written for.
func (w *writer) seen(m mention) (text, url string, icon *notion.Icon) {
	text = m.text
	switch {
	case m.user != "":
		if name := w.to.User(m.user); name != "" {
			text = "@" + strings.TrimPrefix(clean(name), "@")
		}
	case m.page != "":
		target := w.place(m.page)
		if target.Title != "" {
			text = clean(target.Title)
		}
		if text == "" {
			text = w.word("untitled")
		}
		url, icon = target.URL, target.Icon
	case m.href != "":
		url, _ = w.href(m.href)
		icon = m.icon
		if text == "" {
			text = address(m.href)
		}
	}
	return text, url, icon
}

func mentionHTML(w *writer, n ast.Node) {
	m := data[mention](n)
	text, url, icon := w.seen(m)
	if m.emoji != nil {
		if src := w.iconURL(m.emoji); src != "" {
			w.image("emoji", text, src)
			return
		}
		w.escaped(text)
		return
	}
	tag := "span"
	if url != "" && !w.inLink {
		tag = "a"
	}
	w.print("<", tag, ` class="mention"`)
	if tag == "a" {
		w.attr("href", url)
	}
	if m.hint != "" {
		w.attr("title", m.hint)
	}
	w.WriteByte('>')
	w.icon(icon, "icon")
	w.escaped(text)
	w.print("</", tag, ">")
}

func mentionMarkdown(w *writer, n ast.Node) {
	m := data[mention](n)
	text, url, icon := w.seen(m)
	if m.emoji != nil {
		w.picture(text, w.iconURL(m.emoji))
		return
	}
	if icon != nil && icon.Emoji != "" {
		text = icon.Emoji + " " + text
	}
	if url == "" || w.inLink || strings.TrimSpace(text) == "" {
		w.escape(text)
		return
	}
	w.linkTo(strings.ReplaceAll(text, "\n", " "), url)
}

func mentionText(w *writer, n ast.Node) {
	text, _, _ := w.seen(data[mention](n))
	w.WriteString(text)
}
