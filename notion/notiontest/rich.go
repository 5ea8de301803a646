package notiontest

import (
	"fmt"
	"strings"
)

// Rich is one segment of rich text. Its methods return changed copies, so that they chain:
// T("very").Bold().Color("red").
//
// Builders take rich text as ...any: a string is plain text, a Rich is one segment, a []Rich is
// several, and any other value is its default format.
type Rich struct {
	kind      string // text, mention, equation, or "" for raw
	text      string
	link      func(a *answer) string
	mention   func(a *answer) (payload JSON, plain string, href any)
	raw       JSON
	bold      bool
	italic    bool
	strike    bool
	underline bool
	code      bool
	color     string
}

// T is a segment of text.
func T(text string) Rich { return Rich{kind: "text", text: text} }

// Eq is an inline equation in TeX.
func Eq(expression string) Rich { return Rich{kind: "equation", text: expression} }

// RawRich is a segment whose JSON is given whole.
func RawRich(segment JSON) Rich { return Rich{raw: segment} }

// Bold sets the bold annotation.
func (r Rich) Bold() Rich { r.bold = true; return r }

// Italic sets the italic annotation.
func (r Rich) Italic() Rich { r.italic = true; return r }

// Strike sets the strikethrough annotation.
func (r Rich) Strike() Rich { r.strike = true; return r }

// Underline sets the underline annotation.
func (r Rich) Underline() Rich { r.underline = true; return r }

// Code sets the code annotation.
func (r Rich) Code() Rich { r.code = true; return r }

// Color sets the colour, for example "red" or "red_background".
func (r Rich) Color(color string) Rich { r.color = color; return r }

// Link makes the text a link to url, which is given as it is.
func (r Rich) Link(url string) Rich {
	r.link = func(*answer) string { return url }
	return r
}

// LinkToPage makes the text a link to a page in the relative form /<32 hex>.
func (r Rich) LinkToPage(page *Page) Rich {
	r.link = func(*answer) string { return "/" + undashed(page.id) }
	return r
}

// LinkToDatabase makes the text a link to a database in the relative form /<32 hex>.
func (r Rich) LinkToDatabase(db *Database) Rich {
	r.link = func(*answer) string { return "/" + undashed(db.id) }
	return r
}

// LinkToBlock makes the text a link to a block in the relative form /<page>#<block>. The block
// may be placed later.
func (r Rich) LinkToBlock(page *Page, block *Block) Rich {
	r.link = func(*answer) string { return "/" + undashed(page.id) + "#" + undashed(block.id) }
	return r
}

// resolve gives the segment of the API.
func (r Rich) resolve(a *answer) any {
	o := JSON{"annotations": r.annotations(), "href": nil}
	switch r.kind {
	case "text":
		o["text"] = JSON{"content": r.text, "link": nil}
		if r.link != nil {
			href := r.link(a)
			o["text"] = JSON{"content": r.text, "link": JSON{"url": href}}
			o["href"] = href
		}
		o["plain_text"] = r.text
	case "equation":
		o["equation"], o["plain_text"] = JSON{"expression": r.text}, r.text
	case "mention":
		o["mention"], o["plain_text"], o["href"] = r.mention(a)
	default:
		return a.resolve(r.raw)
	}
	o["type"] = r.kind
	return o
}

func (r Rich) annotations() JSON {
	color := r.color
	if color == "" {
		color = "default"
	}
	return JSON{
		"bold": r.bold, "italic": r.italic, "strikethrough": r.strike,
		"underline": r.underline, "code": r.code, "color": color,
	}
}

// richText is a whole rich text value.
type richText []Rich

func (t richText) resolve(a *answer) any {
	out := make([]any, len(t))
	for i, r := range t {
		out[i] = r.resolve(a)
	}
	return out
}

// plain gives the text without formatting.
func (t richText) plain(a *answer) string { return plainText(t.resolve(a)) }

// plainText joins the plain_text of resolved rich text.
func plainText(segments any) string {
	var b strings.Builder
	list, _ := segments.([]any)
	for _, item := range list {
		segment, _ := item.(JSON)
		text, _ := segment["plain_text"].(string)
		b.WriteString(text)
	}
	return b.String()
}

// richOf reads the arguments of a builder as rich text. Empty strings give no segment.
func richOf(parts ...any) richText {
	out := richText{}
	for _, part := range parts {
		switch part := part.(type) {
		case nil:
		case string:
			if part != "" {
				out = append(out, T(part))
			}
		case Rich:
			out = append(out, part)
		case []Rich:
			out = append(out, part...)
		case richText:
			out = append(out, part...)
		default:
			out = append(out, T(fmt.Sprint(part)))
		}
	}
	return out
}
