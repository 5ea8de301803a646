package bookmark

import (
	"bytes"
	"cmp"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// Lengths of texts, in characters.
const (
	maxTitle       = 200
	maxDescription = 300
)

// head is what the head of a page says.
type head struct {
	title, description string
	image              string   // address, "" for none
	icons              []string // addresses, the best first
}

// parseHead reads a page up to its body. base is its address.
func parseHead(base *url.URL, contentType string, page []byte) head {
	var text io.Reader = bytes.NewReader(page)
	if decoded, err := charset.NewReader(text, contentType); err == nil {
		text = decoded
	}
	p := &headParser{base: base, meta: map[string]string{}}
	p.read(html.NewTokenizer(text))
	return head{
		title:       oneLine(cmp.Or(p.meta["og:title"], p.meta["twitter:title"], p.title), maxTitle),
		description: oneLine(cmp.Or(p.meta["og:description"], p.meta["description"], p.meta["twitter:description"]), maxDescription),
		image:       p.resolve(cmp.Or(p.meta["og:image:secure_url"], p.meta["og:image"], p.meta["og:image:url"], p.meta["twitter:image"])),
		icons:       p.sortedIcons(),
	}
}

type headParser struct {
	base  *url.URL
	based bool // a <base> was read
	title string
	meta  map[string]string
	icons []icon
}

// icon is a link to one.
type icon struct {
	href string
	size int // pixels, 0 when unknown
}

// read goes over tags until the head ends.
func (p *headParser) read(z *html.Tokenizer) {
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			switch t.DataAtom {
			case atom.Body:
				return
			case atom.Title:
				if p.title == "" && z.Next() == html.TextToken {
					p.title = z.Token().Data
				}
			case atom.Meta:
				p.addMeta(t)
			case atom.Link:
				p.addLink(t)
			case atom.Base:
				p.setBase(t)
			}
		case html.EndTagToken:
			if z.Token().DataAtom == atom.Head {
				return
			}
		}
	}
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// addMeta takes a <meta>; the first of a name counts.
func (p *headParser) addMeta(t html.Token) {
	name := strings.ToLower(cmp.Or(attribute(t, "property"), attribute(t, "name")))
	if content := attribute(t, "content"); p.meta[name] == "" {
		p.meta[name] = content
	}
}

func (p *headParser) setBase(t html.Token) {
	if href := attribute(t, "href"); href != "" && !p.based {
		if u, err := p.base.Parse(href); err == nil {
			p.base, p.based = u, true
		}
	}
}

// addLink takes a <link> to an icon that is not a drawing: those would have to be
// looked through for scripts.
func (p *headParser) addLink(t html.Token) {
	rels := strings.Fields(strings.ToLower(attribute(t, "rel")))
	touch := slices.Contains(rels, "apple-touch-icon")
	href := attribute(t, "href")
	path, _, _ := strings.Cut(strings.ToLower(href), "?")
	if href == "" || !touch && !slices.Contains(rels, "icon") || attribute(t, "type") == "image/svg+xml" || strings.HasSuffix(path, ".svg") {
		return
	}
	first, _, _ := strings.Cut(strings.ToLower(attribute(t, "sizes")), "x")
	size, _ := strconv.Atoi(first)
	if touch && size == 0 {
		size = 180
	}
	p.icons = append(p.icons, icon{href, size})
}

// sortedIcons gives the icons from that which needs the least scaling, and the one
// that browsers ask for when a page names none.
func (p *headParser) sortedIcons() []string {
	slices.SortStableFunc(p.icons, func(a, b icon) int { return cmp.Compare(a.cost(), b.cost()) })
	var list []string
	for _, i := range append(p.icons, icon{href: "/favicon.ico"}) {
		if address := p.resolve(i.href); address != "" && !slices.Contains(list, address) {
			list = append(list, address)
		}
	}
	return list
}

// cost tells how far an icon is from the size that is wanted: too small is worse.
func (i icon) cost() int {
	switch {
	case i.size == 0:
		return iconSize / 2
	case i.size < iconSize:
		return 4 * (iconSize - i.size)
	}
	return i.size - iconSize
}

// resolve makes an address absolute; "" when it is not one of the web.
func (p *headParser) resolve(href string) string {
	if href == "" {
		return ""
	}
	u, err := p.base.Parse(href)
	if err != nil || checkAddress(u) != nil {
		return ""
	}
	return u.String()
}

// oneLine joins the words of a text by single spaces, leaves out what is not to
// be seen, and cuts it between words.
func oneLine(text string, limit int) string {
	text = strings.Map(func(r rune) rune {
		if r == unicode.ReplacementChar || !unicode.IsPrint(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	runes := []rune(text)
	if len(runes) <= limit {
		return text
	}
	end := limit - 1
	for i := end; i > limit/2; i-- {
		if runes[i] == ' ' {
			end = i
			break
		}
	}
	return strings.TrimSpace(string(runes[:end])) + "…"
}
