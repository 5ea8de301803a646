package theme

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Elements without an end tag, and those that may leave it out, or the start tag
// (HTML, section 13.1.2).
var (
	voids     = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
	unending  = []string{"body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"}
	startless = []string{"body", "colgroup", "head", "html", "tbody"}
)

// unbalanced finds the first tag of some HTML without its counterpart, and its line;
// "" when there is none.
func unbalanced(text []byte) (tag string, line int) {
	type element struct {
		name string
		line int
	}
	var open []element
	isOpen := func(name string) bool {
		return slices.ContainsFunc(open, func(e element) bool { return e.name == name })
	}
	line = 1
	z := html.NewTokenizer(bytes.NewReader(text))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		begins := line
		line += bytes.Count(z.Raw(), []byte{'\n'})
		name, _ := z.TagName()
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			foreign := isOpen("svg") || isOpen("math") || string(name) == "svg" || string(name) == "math"
			ended := kind == html.SelfClosingTagToken && foreign // to elements of HTML, the slash means nothing
			if !ended && !slices.Contains(voids, string(name)) {
				open = append(open, element{string(name), begins})
			}
		case html.EndTagToken:
			if slices.Contains(startless, string(name)) && !isOpen(string(name)) {
				continue
			}
			last := len(open) - 1
			for last >= 0 && open[last].name != string(name) && slices.Contains(unending, open[last].name) {
				last--
			}
			if last < 0 || open[last].name != string(name) {
				if last >= 0 && isOpen(string(name)) {
					return "<" + open[last].name + ">", open[last].line
				}
				return "</" + string(name) + ">", begins
			}
			open = open[:last]
		}
	}
	for _, e := range open {
		if !slices.Contains(unending, e.name) {
			return "<" + e.name + ">", e.line
		}
	}
	return "", 0
}

// checkBalance warns when what a template wrote has a tag without its counterpart.
// It is looked for in the author's own files: f, and those that f may include.
func (t *Theme) checkBalance(f file, written []byte) {
	if len(t.own) == 0 {
		return // tests see to Galley's own
	}
	tag, _ := unbalanced(written)
	if tag == "" {
		return
	}
	e := &Error{File: f.origin, Message: fmt.Sprintf("%s has no counterpart", tag)}
	for _, own := range append([]file{f}, t.own...) {
		if !strings.HasSuffix(own.name, ".html") || strings.HasPrefix(own.name, "static/") {
			continue
		}
		found, line := unbalanced(withoutActions(own.data))
		if found == tag || found != "" && e.Line == 0 { // another may be in {{if}} and {{else}}
			e = &Error{File: own.origin, Line: line, Message: fmt.Sprintf("%s has no counterpart", found)}
		}
		if found == tag {
			break
		}
	}
	e.Hint = "every element but those like <br> and <p> has a start and an end"
	t.warn(e)
}
