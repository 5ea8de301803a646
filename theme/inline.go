package theme

import (
	"bytes"
	"fmt"
	"html/template"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
)

// inlineScripts are the scripts that stand in pages themselves, by their names:
// because they have to run before anything is painted, or because browsers read
// them there only. They are what inline/ holds.
type inlineScripts map[string]inlineScript

// inlineScript has no type when it is JavaScript.
type inlineScript struct{ kind, text string }

// InlineScripts gives the text of every script that pages may hold themselves, for
// the hashes of a Content-Security-Policy, sorted by name.
func (t *Theme) InlineScripts() []string {
	var texts []string
	for _, name := range t.inline.names() {
		texts = append(texts, t.inline[name].text)
	}
	return texts
}

// readInline reads and minifies inline/*.js and inline/*.json, which are
// speculation rules.
func readInline(set *fileSet) (inlineScripts, error) {
	scripts := inlineScripts{}
	m := minify.New()
	for _, f := range set.in("inline") {
		var script inlineScript
		var text bytes.Buffer
		var err error
		switch path.Ext(f.name) {
		case ".js":
			err = (&js.Minifier{}).Minify(m, &text, bytes.NewReader(f.data), nil)
		case ".json":
			script.kind = "speculationrules"
			err = (&json.Minifier{}).Minify(m, &text, bytes.NewReader(f.data), nil)
		default:
			return nil, &Error{File: f.origin, Message: "neither JavaScript nor speculation rules in JSON", Hint: "templates belong in partials/, files in static/"}
		}
		if err != nil {
			return nil, syntaxError(f, err)
		}
		script.text = text.String()
		if lower := strings.ToLower(script.text); strings.Contains(lower, "</script") || strings.Contains(lower, "<!--") {
			return nil, &Error{File: f.origin, Message: `a script in a page cannot hold "</script" or "<!--"`, Hint: `write "<\/script" or "<\!--"`}
		}
		scripts[strings.TrimSuffix(path.Base(f.name), path.Ext(f.name))] = script
	}
	return scripts, nil
}

func (s inlineScripts) names() []string { return slices.Sorted(maps.Keys(s)) }

// element gives one of the scripts with its element, for templates.
func (s inlineScripts) element(name string) (template.HTML, error) {
	script, ok := s[name]
	if !ok {
		return "", fmt.Errorf("there is no inline script %q%s", name, didYouMean(name, s.names()))
	}
	kind := ""
	if script.kind != "" {
		kind = ` type="` + script.kind + `"`
	}
	return template.HTML("<script" + kind + ">" + script.text + "</script>"), nil // files of the theme
}
