package render

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// Card is what a page of the web says of itself. What is not known is empty.
type Card struct {
	Title       string
	Description string
	Icon        File // a picture on the site
	Image       File // likewise
}

// WebAddresses lists the pages of the web that the document shows as cards or
// facades, sorted: those of which it asks [Resolver.Card].
func (d *Document) WebAddresses() []string {
	var list []string
	d.each(func(n ast.Node, _ *notion.Block) {
		if n.Kind() != kindBookmark && n.Kind() != kindEmbed {
			return
		}
		raw := data[string](n)
		if _, internal := notion.ParseLink(raw); internal {
			return
		}
		if address, ok := safeURL(raw); ok && webPattern.MatchString(address) {
			list = append(list, address)
		}
	})
	slices.Sort(list)
	return slices.Compact(list)
}

// card gives what a card shows of a page: what it says of itself, the title of a
// page of the site, or else its host; and its address.
func (w *writer) card(raw, url string) (c Card, line string) {
	line = cmp.Or(address(url), url)
	if link, ok := notion.ParseLink(raw); ok {
		c.Title = clean(w.place(link.Page).Title)
	} else {
		c, _ = w.to.Card(url)
	}
	if c.Title == "" {
		c.Title, _, _ = strings.Cut(line, "/")
	}
	c.Title = cmp.Or(c.Title, line)
	return c, line
}

// cardPicture writes a picture of a card, when there is one. What it shows, the texts
// say too.
func (w *writer) cardPicture(class string, picture File) {
	if picture.URL == "" {
		return
	}
	w.WriteString("<img")
	w.attr("class", class)
	w.attr("src", picture.URL)
	w.attr("width", strconv.Itoa(picture.Width))
	w.attr("height", strconv.Itoa(picture.Height))
	w.WriteString(` alt="" loading="lazy" decoding="async">`)
}

// span writes a text in a <span>. It may be in another language than the page, and
// then runs in its own direction.
func (w *writer) span(class, text string) {
	const firstFromTheRight = '\u0590'
	w.print(`<span class="`, class, `"`)
	if strings.IndexFunc(text, func(r rune) bool { return r >= firstFromTheRight }) >= 0 {
		w.WriteString(` dir="auto"`)
	}
	w.WriteByte('>')
	w.escaped(text)
	w.WriteString("</span>")
}
