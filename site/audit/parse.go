package audit

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// carriers are the attributes that refer to something, by element. "*" stands
// for all others.
var carriers = map[string][]string{
	"a": {"href"}, "area": {"href"}, "link": {"href"}, "base": nil,
	"img": {"src", "srcset"}, "source": {"src", "srcset"}, "video": {"src", "poster"}, "audio": {"src"}, "track": {"src"},
	"script": {"src"}, "iframe": {"src"}, "embed": {"src"}, "object": {"data"}, "form": {"action"}, "image": {"href"}, "use": {"href"},
	"blockquote": {"cite"}, "q": {"cite"},
}

// notAsked are the relations of <link> that announce an address, which nobody has
// to answer.
var notAsked = []string{"preconnect", "dns-prefetch"}

// parseHTML reads the anchors and references of a page.
func parseHTML(data []byte) document {
	var d document
	reader := html.NewTokenizer(bytes.NewReader(data))
	open := -1 // the link whose text is being read
	for {
		kind := reader.Next()
		switch kind {
		case html.ErrorToken: // the end
			slices.Sort(d.ids)
			return d
		case html.TextToken:
			if open >= 0 {
				d.refs[open].text += string(reader.Text())
			}
		case html.EndTagToken:
			if name, _ := reader.TagName(); string(name) == "a" && open >= 0 {
				d.refs[open].text = strings.Join(strings.Fields(d.refs[open].text), " ")
				open = -1
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			token := reader.Token()
			before := len(d.refs)
			d.element(token)
			if token.Data == "a" && len(d.refs) > before {
				open = before
			}
		}
	}
}

// element takes what an element refers to, and its anchor.
func (d *document) element(token html.Token) {
	attrs := map[string]string{}
	for _, a := range token.Attr {
		attrs[a.Key] = a.Val
	}
	if id := attrs["id"]; id != "" {
		d.ids = append(d.ids, id)
	}
	switch token.Data {
	case "a":
		if name := attrs["name"]; name != "" {
			d.ids = append(d.ids, name)
		}
	case "base":
		d.base = attrs["href"]
	case "meta":
		if strings.EqualFold(attrs["http-equiv"], "refresh") {
			if _, to, ok := strings.Cut(attrs["content"], "url="); ok {
				d.refs = append(d.refs, reference{link: to})
			}
		}
	case "link":
		if slices.Contains(notAsked, attrs["rel"]) {
			return
		}
	}
	for _, carrier := range carriers[token.Data] {
		value, ok := attrs[carrier]
		switch {
		case !ok:
		case carrier == "srcset":
			for part := range strings.SplitSeq(value, ",") {
				if fields := strings.Fields(part); len(fields) > 0 {
					d.refs = append(d.refs, reference{link: fields[0]})
				}
			}
		default:
			d.refs = append(d.refs, reference{link: value})
		}
	}
}

// places are the elements of sitemaps and feeds whose text is an address, and
// prose those whose text is HTML.
// https://www.sitemaps.org/protocol.html, https://www.rssboard.org/rss-specification, RFC 4287
var (
	places = []string{"loc", "link", "comments", "docs", "url", "icon", "logo"}
	prose  = []string{"description", "encoded", "content", "summary"}
)

// parseXML reads the references of a sitemap or a feed. What is no XML has none.
func parseXML(data []byte) document {
	var d document
	reader := xml.NewDecoder(bytes.NewReader(data))
	var text strings.Builder
	for {
		token, err := reader.Token()
		if err != nil {
			return d
		}
		switch t := token.(type) {
		case xml.StartElement:
			text.Reset()
			for _, a := range t.Attr {
				if a.Name.Space == "" && (a.Name.Local == "href" || a.Name.Local == "url" || a.Name.Local == "src") {
					d.refs = append(d.refs, reference{link: a.Value})
				}
			}
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			d.endOf(t.Name.Local, strings.TrimSpace(text.String()))
			text.Reset()
		}
	}
}

func (d *document) endOf(element, text string) {
	switch {
	case text == "":
	case slices.Contains(places, element):
		d.refs = append(d.refs, reference{link: text})
	case slices.Contains(prose, element):
		d.refs = append(d.refs, parseHTML([]byte(text)).refs...)
	}
}
