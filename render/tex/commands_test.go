package tex

import (
	"errors"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// commands lists every command that Temml knows: in its source they are strings.
func commands(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, file := range []string{"temml/temml.min.js", "temml/mhchem.min.js"} {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`["']\\\\([a-zA-Z]+|[^a-zA-Z"'\\])["']`).FindAllStringSubmatch(string(source), -1) {
			names = append(names, `\`+m[1])
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// forms are the ways to use a command, as @.
var forms = []string{`@ y`, `@{a}`, `@{red}{x}^2`, `@{1em}{x}`, `\left@ \frac{a}{b} \right@`}

var environments = []string{
	"matrix", "pmatrix", "bmatrix", "vmatrix", "Vmatrix", "Bmatrix", "smallmatrix", "cases", "rcases", "dcases", "array{c|c:c}", "array{|l|r|}",
	"darray{c}", "aligned", "align", "align*", "gathered", "gather", "alignat{2}", "alignedat{2}", "split", "equation", "multline", "subarray{l}", "CD",
}

var bodies = []string{`a & b \\ c & d`, `\hline a & b \\[1em] \hline\hline c & d \\ \hdashline`, `a \\ b \\ c`, `A @>a>> B \\ @VbVV @AAcA \\ C @= D`}

// corpus is LaTeX with everything that Temml knows; not all of it is right.
func corpus(t *testing.T) []string {
	var sources []string
	for _, command := range commands(t) {
		for _, form := range forms {
			sources = append(sources, strings.ReplaceAll(form, "@", command))
		}
	}
	for _, environment := range environments {
		name, _, _ := strings.Cut(environment, "{")
		for _, body := range bodies {
			sources = append(sources, `\begin{`+name+"}"+strings.TrimPrefix(environment, name)+body+`\end{`+name+"}")
		}
	}
	return sources
}

// dropped are the attributes and classes of Temml that pages do without.
var dropped = regexp.MustCompile(`^(linebreak|columnalign=left|rowspacing=.*|lspace=-.*width|id=.*|display=block|mathbackground=.*|` +
	`class=(chr-.*|wbk-.*|ff-.*|tml-(display|tag|vec|label|ref|eqref|tageqn|shift-left|cancelto|.*-pad)|mathcal|mathscr|upstrike|menclose)|linebreak=.*)$`)

// A release of Temml may write what no list here has yet.
func TestTheListsHaveAllThatTemmlWrites(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	unknown := map[string]string{}
	right := 0
	for _, source := range corpus(t) {
		markup, err := Convert(source, Display)
		var wrong *SyntaxError
		if errors.As(err, &wrong) {
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", source, err)
		}
		right++
		if _, err := Tidy(markup, source); err != nil && !strings.Contains(source, "ref") {
			t.Errorf("%s: %v", source, err)
		} else if err != nil {
			continue
		}
		root, err := parse(markup)
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			for _, what := range leftOut(n) {
				if !dropped.MatchString(what) {
					unknown[what] = source
				}
			}
		}
	}
	for what, source := range unknown {
		t.Errorf("%s is on no list; %s needs it", what, source)
	}
	if right < 3000 {
		t.Errorf("only %d expressions could be set", right)
	}
}

// leftOut gives what Tidy does not write of an element.
func leftOut(n *html.Node) []string {
	var left []string
	for _, a := range n.Attr {
		switch a.Key {
		case "style":
			for declaration := range strings.SplitSeq(a.Val, ";") {
				declaration = strings.TrimSpace(declaration)
				l := look{}
				l.style(n.Data, declaration)
				_, known := styles[declaration]
				known = known || strings.HasPrefix(declaration, "color:") || n.Data == "mpadded" && strings.HasPrefix(declaration, "padding:")
				if !known && l.classes == nil {
					left = append(left, "style="+declaration)
				}
			}
		case "class":
			for class := range strings.FieldsSeq(a.Val) {
				if classes[class] == "" {
					left = append(left, "class="+class)
				}
			}
		default:
			if valid := values[a.Key]; (valid == nil || !valid(a.Val)) && !(a.Key == "mathbackground" && lookOf(n).background != "") {
				left = append(left, a.Key+"="+a.Val)
			}
		}
	}
	return left
}
