package render

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// readHTML gives what a reader sees of a page that a parser of Markdown made.
func readHTML(t testing.TB, fragment string) []passage {
	t.Helper()
	root, err := html.Parse(strings.NewReader("<!doctype html><body>" + fragment))
	if err != nil {
		t.Fatal(err)
	}
	r := &reading{}
	r.blocks(root)
	return r.close()
}

// reading collects the passages of an element.
type reading struct {
	passages []passage
	text     line // of a paragraph that has no element of its own
	task     string
}

// close ends the paragraph.
func (r *reading) close() []passage {
	if !r.text.isEmpty() {
		r.passages = append(r.passages, passage{kind: "p", text: r.text})
	}
	r.text = nil
	return r.passages
}

func (r *reading) add(p passage) {
	r.close()
	r.passages = append(r.passages, p)
}

// inside reads the blocks in an element.
func inside(n *html.Node) *reading {
	r := &reading{}
	r.blocks(n)
	r.close()
	return r
}

// blocks reads what is in an element, blocks and text.
func (r *reading) blocks(n *html.Node) {
	for c := range n.ChildNodes() {
		r.block(c)
	}
}

func (r *reading) block(n *html.Node) {
	if n.Type != html.ElementNode {
		r.inline(n, 0, "")
		return
	}
	switch n.Data {
	case "head", "colgroup":
	case "html", "body", "div", "figure", "section", "thead", "tbody":
		r.division(n)
	case "p":
		r.close()
		r.inlines(n, 0, "")
		r.close()
	case "h1", "h2", "h3", "h4", "h5", "h6":
		if text := lineOf(n); !text.isEmpty() {
			r.add(passage{kind: n.Data, text: text})
		}
	case "hr":
		r.add(passage{kind: "hr"})
	case "ul":
		r.add(passage{kind: "ul", inner: items(n)})
	case "ol":
		r.add(passage{kind: "ol " + orOne(attributeOf(n, "start")), inner: items(n)})
	case "blockquote":
		r.add(passage{kind: "quote", inner: inside(n).passages})
	case "pre":
		r.add(codeBlockOf(n))
	case "table":
		r.add(tableOf(n))
	case "details":
		r.add(folded(n))
	default:
		r.inline(n, 0, "")
	}
}

func orOne(start string) string {
	if start == "" {
		return "1"
	}
	return start
}

// division reads a div, which may be a box or an equation.
func (r *reading) division(n *html.Node) {
	classes := strings.Fields(attributeOf(n, "class"))
	switch {
	case slices.Contains(classes, "math-display"):
		r.add(passage{kind: "math", text: mathLine(textOf(n))})
		return
	case slices.Contains(classes, "admonition") && len(classes) == 2:
		r.add(passage{kind: "alert " + classes[1], inner: inside(n).passages})
		return
	case slices.Contains(classes, "markdown-alert") && len(classes) == 2:
		inner := inside(n).passages // the first is the title
		r.add(passage{kind: "alert " + strings.TrimPrefix(classes[1], "markdown-alert-"), inner: inner[1:]})
		return
	}
	r.close()
	r.blocks(n)
	r.close()
}

func mathLine(tex string) line {
	var l line
	l.whole("math", tex, 0, "")
	return l
}

func items(list *html.Node) []passage {
	var all []passage
	for n := range list.ChildNodes() {
		if n.Type == html.ElementNode && n.Data == "li" {
			r := inside(n)
			kind := "item"
			if r.task != "" {
				kind = r.task
			}
			all = append(all, passage{kind: kind, inner: r.passages})
		}
	}
	return all
}

// alertMark is how a quote begins that is a box. What a parser knows of boxes by
// itself is a division.
var alertMark = regexp.MustCompile(`^[ \t]*\[!(\w+)\](-?) ?`)

func quotation(inner []passage) passage {
	if len(inner) == 0 || inner[0].kind != "p" {
		return passage{kind: "quote", inner: inner}
	}
	first := inner[0].text
	match := alertMark.FindStringSubmatch(first.beginning())
	if match == nil {
		return passage{kind: "quote", inner: inner}
	}
	rest := inner[1:]
	if text := first[len([]rune(match[0])):]; !text.isEmpty() {
		rest = append([]passage{{kind: "p", text: text}}, rest...)
	}
	if match[2] != "" {
		return passage{kind: "details", inner: rest}
	}
	return passage{kind: "alert " + strings.ToLower(match[1]), inner: rest}
}

func codeBlockOf(n *html.Node) passage {
	kind, code := "code", n
	for c := range n.Descendants() {
		if c.Type != html.ElementNode || c.Data != "code" {
			continue
		}
		code = c
		for _, class := range strings.Fields(attributeOf(c, "class")) {
			if class == "math-display" {
				return passage{kind: "math", text: mathLine(textOf(n))}
			}
			if language, ok := strings.CutPrefix(class, "language-"); ok {
				kind = "code " + language
			}
		}
	}
	if class := attributeOf(n, "lang"); class != "" {
		kind = "code " + class // as cmark-gfm has it
	}
	var text strings.Builder
	for c := range code.Descendants() {
		if c.Type == html.TextNode {
			text.WriteString(c.Data)
		}
	}
	return listingOf(kind, text.String())
}

// listingOf makes a passage of code. Markdown ends the last line of it.
func listingOf(kind, code string) passage {
	var l line
	l.whole("code", strings.TrimSuffix(code, "\n"), 0, "")
	return passage{kind: kind, text: l}
}

func tableOf(n *html.Node) passage {
	var rows []passage
	for row := range n.Descendants() {
		if row.Type != html.ElementNode || row.Data != "tr" {
			continue
		}
		p := passage{kind: "row"}
		empty := true
		for cell := range row.ChildNodes() {
			if cell.Type == html.ElementNode {
				text := lineOf(cell)
				empty = empty && text.isEmpty()
				p.inner = append(p.inner, passage{kind: "cell", text: text})
			}
		}
		if row.Parent.Data == "thead" {
			if empty {
				continue // Markdown has no tables without a header
			}
			p.kind = "header"
		}
		rows = append(rows, p)
	}
	return passage{kind: "table", inner: rows}
}

// folded reads a toggle: its summary is the first passage.
func folded(n *html.Node) passage {
	r := &reading{}
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode && c.Data == "summary" {
			r.passages = append(r.passages, inside(c).passages...)
			continue
		}
		r.block(c)
	}
	return passage{kind: "details", inner: r.close()}
}

func lineOf(n *html.Node) line {
	r := &reading{}
	r.inlines(n, 0, "")
	return r.text
}

func (r *reading) inlines(n *html.Node, s style, link string) {
	for c := range n.ChildNodes() {
		r.inline(c, s, link)
	}
}

// styleOf gives the style of an element that has one.
var styleOf = map[string]style{
	"strong": styleBold, "b": styleBold, "em": styleItalic, "i": styleItalic,
	"del": styleStruck, "s": styleStruck, "u": styleUnder, "mark": styleMark,
}

func (r *reading) inline(n *html.Node, s style, link string) {
	if n.Type == html.TextNode {
		r.text.add(strings.ReplaceAll(n.Data, "\n", " "), s, link)
		return
	}
	if n.Type != html.ElementNode {
		return
	}
	classes := strings.Fields(attributeOf(n, "class"))
	switch {
	case slices.Contains(classes, "math-inline"):
		r.text.whole("math", textOf(n), s, link)
	case n.Data == "br":
		r.text.add("\n", 0, "")
	case n.Data == "img":
		r.text.whole("image", decodedURL(attributeOf(n, "src"))+" "+attributeOf(n, "alt"), s, link)
	case n.Data == "input":
		r.task = "task"
		if slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "checked" }) {
			r.task = "done"
		}
	case n.Data == "code":
		var text strings.Builder
		for c := range n.Descendants() {
			if c.Type == html.TextNode {
				text.WriteString(c.Data)
			}
		}
		r.text.whole("code", text.String(), s, link)
	case n.Data == "a":
		r.inlines(n, s, attributeOf(n, "href"))
	default:
		r.inlines(n, s|styleOf[n.Data], link)
	}
}
