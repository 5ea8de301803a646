package diagram

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"galley/internal/golden"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"
)

// everyKind makes the tests draw diagrams of every kind, which takes a minute or
// more on a busy machine, instead of some.
var everyKind = os.Getenv("GALLEY_EVERY_DIAGRAM") != ""

// some are the kinds that are drawn in any case.
var some = []string{"flowchart-styles", "sequence", "state", "pie"}

func kinds(t testing.TB) map[string]string {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/kinds.txtar")
	if err != nil {
		t.Fatal(err)
	}
	sources := map[string]string{}
	for _, file := range archive.Files {
		if everyKind || slices.Contains(some, file.Name) {
			sources[file.Name] = string(file.Data)
		}
	}
	return sources
}

// drawn gives the drawing of a source that has to be right.
func drawn(t testing.TB, source string) string {
	t.Helper()
	markup, err := Draw(source)
	if err != nil {
		t.Fatalf("%s\n%v", source, err)
	}
	svg, err := Tidy(markup, Place{ID: "d1", Label: "Diagram", Link: func(href string) (string, bool) { return href, true }})
	if err != nil {
		t.Fatalf("%s\n%v", source, err)
	}
	return svg
}

func TestDiagramsOfEveryKindAreDrawn(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	for name, source := range kinds(t) {
		svg := drawn(t, source)
		checkSVG(t, svg)
		root, err := parse(svg)
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for n := range root.Descendants() {
			if n.Type == html.TextNode {
				text.WriteString(n.Data + " ")
			}
		}
		first, _, _ := strings.Cut(source, "\n")
		for word := range strings.FieldsSeq(strings.TrimPrefix(first, "%% words:")) {
			if !strings.Contains(text.String(), word) {
				t.Errorf("%s: %q is not in %s", name, word, text.String())
			}
		}
		for _, wrong := range []string{"NaN", "undefined", "Infinity"} {
			if strings.Contains(svg, wrong) {
				t.Errorf("%s: a number is %s", name, wrong)
			}
		}
	}
}

func TestDrawingsStayAsTheyAre(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	sources := kinds(t)
	for _, name := range []string{"flowchart-styles", "pie"} {
		golden.Check(t, "testdata/"+name+".svg", []byte(drawn(t, sources[name])+"\n"))
	}
}

// What was drawn before must not show: a site is the same in every build.
func TestDrawingsDoNotDependOnEachOther(t *testing.T) {
	const source = "stateDiagram-v2\n[*] --> a\na --> b: x"
	first := drawn(t, source)
	drawn(t, "flowchart LR\na --> b")
	if again := drawn(t, source); again != first {
		t.Errorf("the second time, the drawing is\n%s\nand not\n%s", again, first)
	}
}

func TestSourcesThatAreWrongSayWhy(t *testing.T) {
	for source, want := range map[string]string{
		"flowchart TD\nA --> --> B":  "parse error on line 2",
		"drawing of a cat":           "no diagram type detected matching given configuration",
		"":                           "no diagram type detected matching given configuration",
		strings.Repeat("x", 100_000): "it has more than 20000 characters",
	} {
		_, err := Draw(source)
		var wrong *SyntaxError
		if !errors.As(err, &wrong) || wrong.Reason != want {
			t.Errorf("%.30q gives %v, want %s", source, err, want)
		}
	}
}

func TestVersionIsThatOfMermaid(t *testing.T) {
	version, _, _ := strings.Cut(strings.TrimPrefix(Version, "mermaid "), ",")
	licenses, err := os.ReadFile("mermaid/LICENSES")
	if err != nil {
		t.Fatal(err)
	}
	if want := "\nmermaid " + version + " ("; !strings.Contains(string(licenses), want) {
		t.Errorf("Version is %s, which LICENSES does not have", version)
	}
	if len(modules()) < 50 {
		t.Errorf("Mermaid has %d parts", len(modules()))
	}
}
