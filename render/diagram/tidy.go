package diagram

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")

// Place is where a drawing will stand.
type Place struct {
	ID    string // unique in the page; what the drawing refers to in itself begins with it
	Label string // its name, for who cannot see it

	// Link gives the address that a link in it may have; nil for no links.
	Link func(href string) (url string, ok bool)
}

// Tidy gives the markup of Draw as a page may hold it. The error is a
// *[SyntaxError] when there is anything in it that cannot be there.
func Tidy(markup string, place Place) (string, error) {
	root, err := parse(markup)
	if err != nil {
		return "", err
	}
	w := tidier{place: place, ids: map[string]string{}}
	w.refer(root)
	if w.root(root); w.err != nil {
		return "", w.err
	}
	return w.String(), nil
}

// parse gives the one element svg that the markup must be.
func parse(markup string) (*html.Node, error) {
	nodes, err := html.ParseFragment(strings.NewReader(markup), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return nil, fmt.Errorf("reading a drawing: %w", err)
	}
	if len(nodes) != 1 || nodes[0].Type != html.ElementNode || nodes[0].Data != "svg" || nodes[0].Namespace != "svg" {
		return nil, &SyntaxError{"it is no drawing"}
	}
	return nodes[0], nil
}

// tidier writes a tree again, without what is not on the lists.
type tidier struct {
	strings.Builder
	place Place
	ids   map[string]string // new names of what is referred to
	links int
	err   error
}

// refer finds out what the drawing refers to in itself.
func (w *tidier) refer(root *html.Node) {
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if id := target(a); id != "" && w.ids[id] == "" {
				w.ids[id] = w.place.ID + "-" + strconv.Itoa(len(w.ids)+1)
			}
		}
		if n.Data == "a" {
			w.links++
		}
	}
}

// target gives the ID that an attribute refers to: url(#id), or #id in a use.
func target(a html.Attribute) string {
	if a.Key == "href" && strings.HasPrefix(a.Val, "#") {
		return a.Val[1:]
	}
	id, ok := strings.CutPrefix(a.Val, "url(#")
	if !ok || !strings.HasSuffix(id, ")") {
		return ""
	}
	return id[:len(id)-1]
}

// root writes the element svg. A picture has no parts for who cannot see it; with
// links in it, it is a group.
func (w *tidier) root(n *html.Node) {
	box := numbers.FindAllString(attribute(n, "viewBox"), -1)
	if len(box) != 4 {
		w.err = &SyntaxError{"it has no size"}
		return
	}
	role := "img"
	if w.links > 0 {
		role = "group"
	}
	w.WriteString(`<svg viewBox="` + strings.Join(rounded(box), " ") + `" width="` + whole(box[2]) + `" height="` + whole(box[3]) +
		`" role="` + role + `" aria-label="` + escaper.Replace(w.place.Label) + `">`)
	// What a drawing does not say is as in SVG, whatever the stylesheet of the page says of pictures.
	w.WriteString(`<g fill="` + counterpart(ink) + `" stroke="none" stroke-width="1" stroke-linecap="butt" stroke-linejoin="miter">`)
	w.children(n)
	w.WriteString("</g></svg>")
}

func (w *tidier) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *tidier) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode && texts[n.Parent.Data]:
		w.WriteString(escaper.Replace(n.Data))
	case n.Type == html.TextNode || n.Type == html.CommentNode || ignored[n.Data]:
	case n.Type != html.ElementNode || n.Namespace != "svg" || elements[n.Data] == nil:
		w.err = &SyntaxError{fmt.Sprintf("it needs %q, which a drawing in a page cannot hold", n.Data)}
	case referred[n.Data] && w.ids[attribute(n, "id")] == "" || !shows(n):
	default:
		w.element(n)
	}
}

// shows tells whether something of an element is seen: a shape, or text.
func shows(n *html.Node) bool {
	switch {
	case n.Type == html.TextNode:
		return texts[n.Parent.Data] && strings.TrimSpace(n.Data) != ""
	case n.Data == "rect":
		return attribute(n, "width") != "" && attribute(n, "height") != ""
	case shapes[n.Data]:
		return true
	case n.Data == "defs" || n.Data == "marker":
		return n.FirstChild != nil
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if shows(c) {
			return true
		}
	}
	return false
}

// element writes an element; a group that says nothing is its children.
func (w *tidier) element(n *html.Node) {
	var attributes strings.Builder
	for _, a := range n.Attr {
		if value, ok := w.value(n.Data, a); ok {
			attributes.WriteString(" " + a.Key + `="` + escaper.Replace(value) + `"`)
		}
	}
	if n.Data == "g" && attributes.Len() == 0 {
		w.children(n)
		return
	}
	w.WriteString("<" + n.Data + attributes.String() + ">")
	w.children(n)
	w.WriteString("</" + n.Data + ">")
}

// value gives what an attribute says in the page; ok is false when it is not to
// be there.
func (w *tidier) value(element string, a html.Attribute) (string, bool) {
	id := target(a)
	switch {
	case a.Namespace != "" && a.Key != "href":
		return "", false
	case a.Key == "id":
		return w.ids[a.Val], w.ids[a.Val] != ""
	case a.Key == "href" && element == "a":
		if w.place.Link == nil {
			return "", false
		}
		return w.place.Link(a.Val)
	case a.Key == "href":
		return "#" + w.ids[id], id != "" && elements[element]["href"]
	case !mayHave(element, a.Key) || a.Key == "dominant-baseline" && !baselines[a.Val]:
		return "", false
	case id != "":
		return "url(#" + w.ids[id] + ")", colours[a.Key] || strings.HasPrefix(a.Key, "marker-")
	case colours[a.Key]:
		colour := counterpart(a.Val)
		return colour, colour != ""
	case !valid.MatchString(a.Val) || usual[a.Key] == a.Val:
		return "", false
	}
	return numbers.ReplaceAllStringFunc(a.Val, round), true
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}
