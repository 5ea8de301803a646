package tex

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")

// Tidy gives the markup of Convert as a page may hold it, with the source that
// it was made of. The error is a *[SyntaxError] when there is anything in it that
// is no math.
func Tidy(markup, source string) (string, error) {
	root, err := parse(markup)
	if err != nil {
		return "", err
	}
	var w tidier
	w.WriteString("<math")
	if attribute(root, "display") == "block" {
		w.WriteString(` display="block"`)
	}
	w.WriteString("><semantics>")
	w.row(root)
	w.WriteString(`<annotation encoding="application/x-tex">` + escaper.Replace(source) + "</annotation></semantics></math>")
	return w.String(), w.err
}

// parse gives the one element math that the markup must be.
func parse(markup string) (*html.Node, error) {
	nodes, err := html.ParseFragment(strings.NewReader(markup), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return nil, fmt.Errorf("reading math: %w", err)
	}
	if len(nodes) != 1 || nodes[0].Type != html.ElementNode || nodes[0].Data != "math" || nodes[0].Namespace != "math" {
		return nil, &SyntaxError{"it is no math"}
	}
	return nodes[0], nil
}

// tidier writes a tree again, without what is not on the lists.
type tidier struct {
	strings.Builder
	err error
}

// row writes the children of math as one element, which semantics needs.
func (w *tidier) row(math *html.Node) {
	if first := math.FirstChild; first != nil && first.NextSibling == nil && first.Type == html.ElementNode {
		w.node(first)
		return
	}
	w.WriteString("<mrow>")
	w.children(math)
	w.WriteString("</mrow>")
}

func (w *tidier) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *tidier) node(n *html.Node) {
	name := elementName(n)
	switch {
	case n.Type == html.TextNode && isToken(n.Parent) && elementName(n.Parent) == "mrow":
		w.WriteString("<mtext>" + escaper.Replace(n.Data) + "</mtext>")
	case n.Type == html.TextNode:
		w.WriteString(escaper.Replace(n.Data))
	case name == "a":
		w.err = &SyntaxError{"a reference cannot lead to another equation"}
	case name == "":
		w.err = &SyntaxError{fmt.Sprintf("%q is no math", n.Data)}
	case name == "msup" && isPrimed(n):
		w.WriteString("<mrow>")
		w.node(n.FirstChild)
		w.primes(n.LastChild)
		w.WriteString("</mrow>")
	default:
		w.WriteString("<" + name)
		w.attributes(name, n)
		w.WriteString(">")
		w.children(n)
		w.WriteString("</" + name + ">")
	}
}

// isPrimed tells whether something is a letter with primes after it. A prime is
// high by itself: as an exponent it would be too small and too far away.
func isPrimed(n *html.Node) bool {
	base := n.FirstChild
	if base == nil || base.Data != "mi" || base.NextSibling != n.LastChild || n.LastChild == base {
		return false
	}
	primes := 0
	for d := range n.LastChild.Descendants() {
		if d.Type == html.TextNode {
			if strings.Trim(d.Data, "′") != "" {
				return false
			}
			primes += len(d.Data)
		}
	}
	return primes > 0
}

func (w *tidier) primes(exponent *html.Node) {
	w.WriteString(`<mo lspace="0" rspace="0">`)
	for d := range exponent.Descendants() {
		if d.Type == html.TextNode {
			w.WriteString(d.Data)
		}
	}
	w.WriteString("</mo>")
}

// elementName gives the element that stands for one; "" when there is none.
// Temml puts rows into elements that are for text, and so makes a parser read them
// as HTML: then those elements are rows too. So are those that have more parts than
// they should. A row with a style of its own is an mstyle.
func elementName(n *html.Node) string {
	parts, fixed := partsOf[n.Data]
	switch {
	case n.Type != html.ElementNode:
		return ""
	case isNumber(n) || n.Data == "a":
		return n.Data
	case isToken(n) && slices.ContainsFunc(slices.Collect(n.ChildNodes()), isRow),
		fixed && len(slices.Collect(n.ChildNodes())) != parts:
		return "mrow"
	case n.Data == "mrow" && attribute(n, "displaystyle")+attribute(n, "scriptlevel") != "":
		return "mstyle"
	}
	return elements[n.Data]
}

func isRow(n *html.Node) bool { return n.Type == html.ElementNode && !isNumber(n) }

func isToken(n *html.Node) bool {
	return n.Data == "mi" || n.Data == "mn" || n.Data == "mo" || n.Data == "mtext"
}

// isNumber tells whether an element is where the number of an equation will be.
func isNumber(n *html.Node) bool {
	return n.Data == "span" && n.Parent.Data == "mtext" && attribute(n, "class") == "tml-eqn"
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// attributes writes those attributes of an element that the element of that name
// may have. What it has as a class or an inline style is a class of ours, or a
// colour.
func (w *tidier) attributes(name string, n *html.Node) {
	look := lookOf(n)
	for _, a := range n.Attr {
		if a.Namespace == "" && mayHave(name, a.Key) && values[a.Key](a.Val) {
			w.attribute(a.Key, a.Val)
		}
	}
	w.attribute("mathcolor", look.color)
	w.attribute("mathbackground", look.background)
	w.attribute("class", strings.Join(look.classes, " "))
}

func (w *tidier) attribute(name, value string) {
	if value != "" {
		w.WriteString(" " + name + `="` + escaper.Replace(value) + `"`)
	}
}
