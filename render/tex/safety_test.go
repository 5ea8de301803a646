package tex

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// hostile is LaTeX that wants more than to be set.
var hostile = []string{
	`\href{javascript:alert(1)}{x}`, `\url{javascript:alert(1)}`, `\htmlId{x}{y}`, `\id{x}{y}`, `\class{x}{y}`, `\style{color:red}{y}`, `\data{x=y}{z}`,
	`\includegraphics{https://example.org/x.png}`, `\text{<script>alert(1)</script>}`, `\text{"><img src=x onerror=alert(1)>}`, `<img src=x onerror=alert(1)>`,
	`\color{"><script>}{x}`, `\textcolor{red;background:url(//example.org)}{x}`, `\fcolorbox{red}{blue" onclick="x}{y}`, `\ref{"><img src=x>}`,
	`\eqref{x' onclick='alert(1)}`, `\tag{<img src=x>}x`, `\label{"><img src=x>}x\tag{1}`, `\verb|<img src=x>|`, `\char"3C img\char"3E`,
	`\toggle{a}{b}\endtoggle`, `</annotation></math><script>alert(1)</script>`, `\hspace{1e9em}x`, `\rule{1e9em}{1e9em}`, `\kern-1e9em x`,
	`\def\__proto__{x}\constructor`, `\newcommand{\toString}{x}\toString`, `\definecolor{x}{HTML}{"><script>}\color{x}y`, `\texttip{x}{<b>}`,
}

func TestHostileLaTeXIsHarmless(t *testing.T) {
	for _, source := range hostile {
		checkSource(t, source)
	}
}

func TestLaTeXWithoutEndIsStopped(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	for _, source := range []string{
		`\def\a{\a\a}\a`, `\edef\a{xxxx}` + strings.Repeat(`\edef\a{\a\a}`, 30) + `\a`,
		strings.Repeat("{", 2400) + strings.Repeat("}", 2400), strings.Repeat(`\sqrt{`, 700), strings.Repeat(`\left(`, 800), strings.Repeat("x^{", 1600),
		strings.Repeat(`\begin{matrix}`, 350), strings.Repeat("[", 1_000_000),
	} {
		_, err := Convert(source, Display)
		var wrong *SyntaxError
		if !errors.As(err, &wrong) {
			t.Errorf("%.40s… gives %v", source, err)
		}
	}
	// Each call doubles what the next one has to read.
	if _, err := Convert(`\newcommand{\a}[1]{\a{#1#1}}\a{x}`, Display); err == nil {
		t.Error("what grows without end could be set")
	}
	if _, err := Convert("x", Display); err != nil {
		t.Errorf("after all this, x gives %v", err)
	}
}

func FuzzMathIsHarmless(f *testing.F) {
	for _, source := range hostile {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 300 {
			t.Skip("long inputs show no more than short ones")
		}
		checkSource(t, source)
	})
}

// Whatever is kept from an earlier build may be anything.
func FuzzOnlyMathIsWritten(f *testing.F) {
	for _, markup := range []string{
		`<math><mi onclick="x" style="color:red;background:url(x)" href="javascript:x">x</mi></math>`, `<math><mtext><img src=x onerror=alert(1)></mtext></math>`,
		`<math><annotation-xml encoding="text/html"><script>x</script></annotation-xml></math>`, `<math><mtext><table><mi>x</mi></table></mtext></math>`,
		`<math><mi><mglyph><style><!--</style><img title="--><img src=x onerror=alert(1)>"></mglyph></mi></math>`, `<svg><math></svg>`, `<math xlink:href="javascript:x"></math>`,
		`<math><mtext><math><mi></mi></math></mtext></math>`, `<math><mspace width="1em&quot; onclick=&quot;x"></mspace></math>`, `<math><mtext>a<span class="tml-eqn">b</span></mtext></math>`,
		`<math><mrow><mo>a<mi>b</mi></mo><!-- c --></mrow></math>`, `<math><none><mprescripts></math>`, `<math><mtd></math><math></math>`, `<math><mi><p></math>`,
	} {
		f.Add(markup, `<x>&"`)
	}
	f.Fuzz(func(t *testing.T, markup, source string) {
		if tidied, err := Tidy(markup, source); err == nil {
			checkMath(t, tidied)
		}
	})
}

// checkSource sets LaTeX, and finds nothing but math in the result.
func checkSource(t *testing.T, source string) {
	t.Helper()
	markup, err := Convert(source, Inline)
	var wrong *SyntaxError
	switch {
	case errors.As(err, &wrong):
		return
	case err != nil:
		t.Fatalf("%s: %v", source, err)
	}
	if tidied, err := Tidy(markup, source); err == nil {
		checkMath(t, tidied)
	}
}

// checkMath reads markup as a browser does.
func checkMath(t *testing.T, markup string) {
	t.Helper()
	root, err := parse(markup)
	if err != nil {
		t.Fatalf("%v: %s", err, markup)
	}
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode:
		case n.Type != html.ElementNode || n.Namespace != "math" && !isNumber(n):
			t.Errorf("%s holds a %q", markup, n.Data)
		case elements[n.Data] == "" && !isNumber(n) && n.Data != "semantics" && n.Data != "annotation":
			t.Errorf("%s holds the element %s", markup, n.Data)
		}
		for _, a := range n.Attr {
			if values[a.Key] == nil && a.Key != "class" && a.Key != "mathcolor" && a.Key != "mathbackground" && a.Key != "encoding" {
				t.Errorf("%s has the attribute %s", markup, a.Key)
			}
		}
	}
}
