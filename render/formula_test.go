package render

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"galley/notion"

	"github.com/google/go-cmp/cmp"
)

func inlineEquation(source string) notion.RichText {
	return notion.RichText{Type: "equation", PlainText: source, Equation: &notion.Equation{Expression: source}}
}

func equationBlock(source string) notion.Block {
	return notion.Block{ID: testID(20), Type: "equation", Equation: &notion.Equation{Expression: source}}
}

func TestLaTeXThatCannotBeSetIsShownAsItsSource(t *testing.T) {
	doc := New([]notion.Block{
		{ID: testID(21), Type: "paragraph", Paragraph: &notion.Paragraph{RichText: []notion.RichText{inlineEquation(`\nonsense<`), inlineEquation("x")}}},
		equationBlock(`\frac{`),
	}, Options{})
	want := `<p><code class="math">\nonsense&lt;</code><math><semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics></math></p>
<div class="math" tabindex="0"><code>\frac{</code></div>
`
	if diff := cmp.Diff(want, rendered(doc, nil, (*Document).HTML)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	failures := []Failure{
		{testID(21), "equation", `unsupported function name: \nonsense`},
		{testID(20), "equation", "unexpected end of input in a macro argument, expected '}'"},
	}
	if diff := cmp.Diff(failures, doc.Failures()); diff != "" {
		t.Errorf("failures (-want +got):\n%s", diff)
	}
}

func TestPlainHTMLHasTheSourceOfEquations(t *testing.T) {
	doc := New([]notion.Block{{Type: "paragraph", Paragraph: &notion.Paragraph{RichText: []notion.RichText{inlineEquation("a<b")}}}, equationBlock("x\n+y")}, Options{Plain: true})
	want := "<p><code class=\"math\">a&lt;b</code></p>\n<pre><code>x\n+y</code></pre>\n"
	if got := rendered(doc, nil, (*Document).HTML); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if failures := doc.Failures(); failures != nil {
		t.Errorf("there are failures: %v", failures)
	}
}

// keeper is a cache that everybody may look into.
type keeper map[string]string

func (k keeper) Get(kind, key string) ([]byte, bool) {
	data, ok := k[kind+" "+key]
	return []byte(data), ok
}

func (k keeper) Put(kind, key string, data []byte) { k[kind+" "+key] = string(data) }

func TestEquationsAreSetOnce(t *testing.T) {
	kept := keeper{}
	blocks := []notion.Block{equationBlock("x^2"), equationBlock("x^2"), equationBlock(`\nonsense`)}
	first := New(blocks, Options{Cache: kept})
	want, wrong := rendered(first, nil, (*Document).HTML), first.Failures()
	if len(kept) != 2 {
		t.Errorf("kept are %q", slices.Collect(maps.Keys(kept)))
	}
	for key, value := range kept {
		kept[key] = strings.ReplaceAll(value, "<mi>x</mi>", "<mi>y</mi>")
	}
	again := New(blocks, Options{Cache: kept})
	if got := rendered(again, nil, (*Document).HTML); got != strings.ReplaceAll(want, "<mi>x</mi>", "<mi>y</mi>") {
		t.Errorf("what is kept is not used: %s", got)
	}
	if diff := cmp.Diff(wrong, again.Failures()); diff != "" {
		t.Errorf("failures differ the second time:\n%s", diff)
	}
}

func TestWhatIsKeptIsNotTrusted(t *testing.T) {
	for _, data := range []string{"", "+", "+<script>alert(1)</script>", `+<math><mi onclick="x">x</mi><img></math>`, "-", "x"} {
		kept := keeper{}
		New([]notion.Block{equationBlock("x")}, Options{Cache: kept}).Failures()
		for key := range kept {
			kept[key] = data
		}
		doc := New([]notion.Block{equationBlock("x")}, Options{Cache: kept})
		checkHarmless(t, rendered(doc, nil, (*Document).HTML))
		if got := rendered(doc, nil, (*Document).HTML); !strings.Contains(got, ">x<") {
			t.Errorf("of %q becomes %s", data, got)
		}
	}
}

func TestEmptyEquationsAreNothing(t *testing.T) {
	doc := New([]notion.Block{equationBlock(" \n")}, Options{})
	if got := rendered(doc, nil, (*Document).HTML); strings.TrimSpace(got) != "" {
		t.Errorf("got %s", got)
	}
	if failures := doc.Failures(); failures != nil {
		t.Errorf("there are failures: %v", failures)
	}
}
