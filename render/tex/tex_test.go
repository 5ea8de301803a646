package tex_test

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"galley/render/tex"
)

// mathML converts LaTeX that has to be right.
func mathML(t *testing.T, source string, mode tex.Mode) string {
	t.Helper()
	markup, err := tex.Convert(source, mode)
	if err != nil {
		t.Fatalf("%s: %v", source, err)
	}
	tidied, err := tex.Tidy(markup, source)
	if err != nil {
		t.Fatalf("%s: %v", source, err)
	}
	return tidied
}

func TestMathIsMathMLWithItsSource(t *testing.T) {
	for _, test := range []struct {
		source string
		mode   tex.Mode
		want   string
	}{
		{`x^2`, tex.Inline, `<math><semantics><msup><mi>x</mi><mn>2</mn></msup>` +
			`<annotation encoding="application/x-tex">x^2</annotation></semantics></math>`},
		{`a<b`, tex.Display, `<math display="block"><semantics><mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow>` +
			`<annotation encoding="application/x-tex">a&lt;b</annotation></semantics></math>`},
		{`\text{sonst 中文}`, tex.Inline, `<math><semantics><mtext>sonst 中文</mtext>` +
			`<annotation encoding="application/x-tex">\text{sonst 中文}</annotation></semantics></math>`},
		{`\begin{matrix}a&b\end{matrix}`, tex.Inline, `<math><semantics><mtable><mtr>` +
			`<mtd class="tml-e2"><mi>a</mi></mtd><mtd class="tml-s2"><mi>b</mi></mtd></mtr></mtable>` +
			`<annotation encoding="application/x-tex">\begin{matrix}a&amp;b\end{matrix}</annotation></semantics></math>`},
		{`\textcolor{#0af}{y}`, tex.Inline, `<math><semantics><mrow><mi mathcolor="#0af">y</mi></mrow>` +
			`<annotation encoding="application/x-tex">\textcolor{#0af}{y}</annotation></semantics></math>`},
	} {
		if got := mathML(t, test.source, test.mode); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.source, got, test.want)
		}
	}
}

func TestLaTeXThatIsWrongSaysWhy(t *testing.T) {
	for source, want := range map[string]string{
		`\frac{1}{`:                  "unexpected end of input in a macro argument, expected '}'",
		`\href{javascript:alert(1)}`: `unsupported function name: \href`,
		`a & b`:                      "expected 'EOF', got '&'",
		strings.Repeat("x", 20_000):  "it has more than 5000 characters",
	} {
		_, err := tex.Convert(source, tex.Inline)
		var wrong *tex.SyntaxError
		if !errors.As(err, &wrong) || wrong.Reason != want {
			t.Errorf("%.40s gives %v, want %s", source, err, want)
		}
	}
}

func TestWhatOneEquationDefinesIsUnknownToTheNext(t *testing.T) {
	mathML(t, `\gdef\mine{x}\mine`, tex.Inline)
	if _, err := tex.Convert(`\mine`, tex.Inline); err == nil {
		t.Error("a macro is known to another equation")
	}
}

func TestTheStylesheetKnowsAllClasses(t *testing.T) {
	css, err := os.ReadFile("../../theme/builtin/base/modules/math/math.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, class := range tex.Classes() {
		if !regexp.MustCompile(`\.` + class + `\b`).Match(css) {
			t.Errorf(".%s has no style", class)
		}
	}
}

func TestVersionIsThatOfTemml(t *testing.T) {
	source, err := os.ReadFile("temml/temml.min.js")
	if err != nil {
		t.Fatal(err)
	}
	if want := `version:"` + strings.TrimPrefix(tex.Version, "temml ") + `"`; !strings.Contains(string(source), want) {
		t.Errorf("temml.min.js has no %s", want)
	}
}
