package render

import (
	"slices"
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
)

// openTag is an HTML element that is open, with what it does to the text in it.
type openTag struct {
	name   string
	style  func(*span)
	hidden bool // its content is left out
}

// styleTags are the elements that style text. What the others have in them is
// text as it is.
var styleTags = map[string]func(*span){
	"b": bolder, "strong": bolder, "i": italic, "em": italic, "cite": italic, "dfn": italic, "var": italic,
	"u": underlined, "ins": underlined, "s": struck, "del": struck, "strike": struck,
	"code": coded, "samp": coded, "tt": coded,
	"mark": func(s *span) { s.style.Color = highlightColor },
	"sub":  marked("sub"), "sup": marked("sup"), "kbd": marked("kbd"),
}

func bolder(s *span)     { s.style.Bold = true }
func italic(s *span)     { s.style.Italic = true }
func underlined(s *span) { s.style.Underline = true }
func struck(s *span)     { s.style.Strikethrough = true }
func coded(s *span)      { s.style.Code = true }

func marked(tag string) func(*span) { return func(s *span) { s.markup = markup{tag: tag} } }

// plainTags are the elements in a line that are their text and nothing else.
var plainTags = []string{"span", "small", "big", "abbr", "acronym", "q", "data", "label", "font", "bdi", "bdo", "ruby", "rb", "rp", "rt", "wbr", "nobr", "center"}

// hiddenTags are the elements whose content is no text.
var hiddenTags = []string{"script", "style", "template", "svg", "math", "object", "applet", "noscript", "noembed", "noframes", "textarea", "select", "title", "xmp", "plaintext", "canvas"}

// tagged gives a span with the styles of the elements that are open; of one in
// an element that is left out nothing.
func (in *inliner) tagged(s span) span {
	for _, tag := range in.tags {
		if tag.hidden {
			return span{}
		}
		if tag.style != nil {
			tag.style(&s)
		}
	}
	return s
}

// rawHTML reads a tag in a line. Comments are nothing.
func (in *inliner) rawHTML(n *ast.RawHTML, look span) {
	z := html.NewTokenizer(strings.NewReader(string(n.Segments.Value(in.source))))
	if kind := z.Next(); kind == html.ErrorToken || kind == html.CommentToken || kind == html.DoctypeToken {
		return
	}
	in.tag(z.Token(), look, n.Segments.At(0).Start)
}

// tag reads the tag of an element in a line, which stands at an offset of the
// source. What is neither style nor text is left out.
func (in *inliner) tag(tag html.Token, look span, offset int) {
	name := tag.Data
	style, styles := styleTags[name]
	hidden := slices.Contains(hiddenTags, name)
	switch {
	case tag.Type == html.EndTagToken:
		in.closeTag(name)
	case name == "br" || name == "p" || name == "div":
		in.say("\n", look)
	case name == "img":
		in.picture(attributeOfTag(tag, "src"), oneLine(attributeOfTag(tag, "alt")), look)
	case name == "a":
		href := in.link(attributeOfTag(tag, "href"))
		in.openTag(tag, openTag{name: name, style: func(s *span) {
			if href != "" {
				s.href = href
			}
		}})
	case name == "time":
		at := attributeOfTag(tag, "datetime")
		in.openTag(tag, openTag{name: name, style: func(s *span) {
			if at != "" {
				s.markup = markup{name, at}
			}
		}})
	case styles:
		in.openTag(tag, openTag{name: name, style: style})
	case hidden:
		in.leaveOut(name, offset)
		in.openTag(tag, openTag{name: name, hidden: true})
	case !slices.Contains(plainTags, name):
		in.leaveOut(name, offset)
	}
}

func (in *inliner) openTag(tag html.Token, open openTag) {
	if tag.Type != html.SelfClosingTagToken {
		in.tags = append(in.tags, open)
	}
}

// closeTag closes an element, and those in it that were left open.
func (in *inliner) closeTag(name string) {
	for i := len(in.tags) - 1; i >= 0; i-- {
		if in.tags[i].name == name {
			in.tags = in.tags[:i]
			return
		}
	}
}

func attributeOfTag(tag html.Token, name string) string {
	for _, a := range tag.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// mediaOf makes the block of an element that loads something; nil for others.
// What stands in a frame is a card, or a facade of a service that is known.
func (t *translator) mediaOf(tag html.Token) ast.Node {
	src := attributeOfTag(tag, "src")
	if src == "" {
		return nil
	}
	switch tag.Data {
	case "iframe", "embed":
		n := newBlock(kindEmbed, src)
		return from(n, &notion.Block{Type: "embed", Embed: &notion.LinkBlock{URL: src}}, "")
	case "video":
		return newMedia(t.builder, &notion.Block{Type: "video", Video: t.file(src)})
	case "audio":
		return newMedia(t.builder, &notion.Block{Type: "audio", Audio: t.file(src)})
	}
	return nil
}
