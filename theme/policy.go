package theme

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// A reference is something in a file of a theme that a Content-Security-Policy has
// to allow, or cannot.
type reference struct {
	directive string // that has to name the address: "script-src"; "" when the policy allows no such thing
	address   string
	Error
}

// CheckPolicy looks for what the theme's own templates and stylesheets hold that a
// policy stops: scripts and styles in a page itself, and what comes from other
// hosts. allows says whether a directive of the policy names an address. The error
// is an [*Error]; addresses that are only known when a page is written are not
// looked at.
func (t *Theme) CheckPolicy(allows func(directive, address string) bool) error {
	for _, r := range t.unfit {
		if r.directive == "" || !allows(r.directive, r.address) {
			return &r.Error
		}
	}
	return nil
}

// unfit collects what a policy of a site may stop.
func unfit(set *fileSet) []reference {
	var found []reference
	for _, f := range set.files {
		switch folder, _, _ := strings.Cut(f.name, "/"); {
		case path.Ext(f.name) == ".html" && slices.Contains([]string{"layouts", "partials", "blocks"}, folder):
			found = append(found, unfitHTML(f)...)
		case path.Ext(f.name) == ".css" && (folder == "assets" || folder == "modules"):
			found = append(found, unfitCSS(f)...)
		}
	}
	return found
}

// action is what templates replace when a page is written.
var action = regexp.MustCompile(`(?s)\{\{.*?\}\}`)

// withoutActions gives a template with spaces and line ends for its actions.
func withoutActions(data []byte) []byte {
	return action.ReplaceAllFunc(data, func(a []byte) []byte {
		lines := bytes.Count(a, []byte{'\n'})
		return append(bytes.Repeat([]byte{' '}, len(a)-lines), bytes.Repeat([]byte{'\n'}, lines)...)
	})
}

// unfitHTML looks through a template: actions count as spaces.
func unfitHTML(f file) []reference {
	text := withoutActions(f.data)
	var found []reference
	read := 0
	z := html.NewTokenizer(bytes.NewReader(text))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		line := lineAt(text, read)
		read += len(z.Raw())
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			found = append(found, unfitTag(f, line, z.Token())...)
		}
	}
	return found
}

const (
	hintInline   = `put it into assets/, or, if it has to run before the page is shown, into inline/<name>.js, and write {{inline "<name>"}} here`
	hintListen   = "listen in a file of assets/: element.addEventListener(…)"
	hintStyle    = "put it into a file of assets/; what differs from page to page can be a class, or a data- attribute that [data-…] selects"
	hintPolicy   = `; or write mode = "off" below [policy] in site.toml`
	hintAllow    = "put the file into static/, or write %s = [%q] below [policy] in site.toml"
	hintAllowRun = "write %s = [%q] below [policy] in site.toml"
)

// unfitTag looks at one tag of a template.
func unfitTag(f file, line int, tag html.Token) []reference {
	var found []reference
	at := map[string]string{}
	never := func(what, hint string) {
		found = append(found, reference{Error: Error{File: f.origin, Line: line, Message: what + ", which the site's Content-Security-Policy stops", Hint: hint + hintPolicy}})
	}
	for _, a := range tag.Attr {
		at[a.Key] = strings.Join(strings.Fields(a.Val)[:min(1, len(strings.Fields(a.Val)))], "")
		switch {
		case a.Key == "style":
			never("a style attribute", hintStyle)
		case strings.HasPrefix(a.Key, "on"):
			never(fmt.Sprintf("the script of %s is in an attribute", a.Key), hintListen)
		case strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:"):
			never("a script is in an address", hintListen)
		}
	}
	address := func(directive, address, hint string) {
		if origin := originOf(address); origin != "" {
			found = append(found, outside(f, line, directive, origin, hint))
		}
	}
	_, sourced := at["src"]
	switch tag.Data {
	case "script":
		address("script-src", at["src"], hintAllow)
		if !sourced && runs(at["type"], tag) {
			never("a script is in the template itself", hintInline)
		}
	case "style":
		never("styles are in the template itself", hintStyle)
	case "link":
		if strings.Contains(strings.ToLower(attribute(tag, "rel")), "stylesheet") {
			address("style-src", at["href"], hintAllow)
		}
	case "form":
		address("form-action", at["action"], hintAllowRun)
	case "object":
		address("object-src", at["data"], hintAllow)
	case "embed":
		address("object-src", at["src"], hintAllow)
	case "base":
		never("the element base", "write addresses from the root")
	}
	return found
}

// outside is a reference to another host.
func outside(f file, line int, directive, origin, hint string) reference {
	key := strings.ReplaceAll(directive, "-", "_")
	return reference{directive: directive, address: origin, Error: Error{
		File: f.origin, Line: line, Message: fmt.Sprintf("what is at %s is stopped by the site's Content-Security-Policy", origin), Hint: fmt.Sprintf(hint, key, origin),
	}}
}

func attribute(tag html.Token, name string) string {
	for _, a := range tag.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// runs tells whether browsers take an element script without src for a script; a
// type that a template writes may be anything.
func runs(kind string, tag html.Token) bool {
	if kind == "" {
		return strings.TrimSpace(attribute(tag, "type")) == attribute(tag, "type")
	}
	return slices.Contains([]string{"text/javascript", "application/javascript", "module", "importmap", "speculationrules"}, strings.ToLower(kind))
}

var address = regexp.MustCompile(`^(?i:(https?:)?//[^/?#\s"']+)`)

// originOf gives scheme and host of an address on another host; "" for others.
func originOf(text string) string {
	origin := strings.ToLower(address.FindString(text))
	if strings.HasPrefix(origin, "//") {
		return "https:" + origin
	}
	return origin
}

var cssAddress = regexp.MustCompile(`(?i)(@import\s+(?:url\()?|url\()\s*["']?([^"')\s]+)`)

// unfitCSS looks for addresses in a stylesheet.
func unfitCSS(f file) []reference {
	var found []reference
	for _, m := range cssAddress.FindAllSubmatchIndex(f.data, -1) {
		origin := originOf(string(f.data[m[4]:m[5]]))
		directive := "img-src"
		before := f.data[:m[0]]
		switch block := before[bytes.LastIndexByte(before, '}')+1:]; {
		case f.data[m[2]] == '@':
			directive = "style-src"
		case bytes.Contains(block, []byte("@font-face")):
			directive = "font-src"
			if bytes.HasPrefix(f.data[m[4]:m[5]], []byte("data:")) {
				origin = "data:"
			}
		}
		if origin != "" {
			found = append(found, outside(f, lineAt(f.data, m[0]), directive, origin, hintAllow))
		}
	}
	slices.SortFunc(found, func(a, b reference) int { return cmp.Compare(a.Line, b.Line) })
	return found
}
