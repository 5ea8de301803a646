package render

import (
	"strings"
	"testing"

	"galley/notion"
	"galley/render/diagram"

	"github.com/google/go-cmp/cmp"
)

const flow = "flowchart LR\n  a --> b"

func mermaid(source string, caption ...notion.RichText) notion.Block {
	block := codeBlock("mermaid", notion.RichText{Type: "text", PlainText: source})
	block.ID, block.Code.Caption = testID(22), caption
	return block
}

// drawnBefore is a cache that knows some diagrams, so that nothing is drawn.
func drawnBefore(kept map[string]string) keeper {
	k := keeper{}
	for source, entry := range kept {
		k.Put("diagram", diagram.Version+"\x00"+source, []byte(entry))
	}
	return k
}

const arrow = `+<svg viewBox="0 0 9 9"><marker id="m"><path d="M0"></path></marker><path d="M1" marker-end="url(#m)" style="fill:red"></path></svg>`

func TestDiagramsAreDrawnWithTheirSourceBelow(t *testing.T) {
	caption := notion.RichText{Type: "text", PlainText: "From a to b"}
	doc := New([]notion.Block{mermaid(flow), mermaid(flow, caption)}, Options{Cache: drawnBefore(map[string]string{flow: arrow})})
	picture := func(id, label string) string {
		return `<div class="drawing" tabindex="0"><svg viewBox="0 0 9 9" width="9" height="9" role="img" aria-label="` + label + `">` +
			`<g fill="var(--ink,#1f2326)" stroke="none" stroke-width="1" stroke-linecap="butt" stroke-linejoin="miter"><marker id="` + id + `"><path d="M0"></path></marker>` +
			`<path d="M1" marker-end="url(#` + id + `)"></path></g></svg></div>`
	}
	const source = `<details><summary>Source</summary><figure class="code" data-lang="mermaid"><pre class="chroma" tabindex="0" role="group" aria-label="Code: mermaid">` +
		"<code class=\"language-mermaid\">flowchart LR\n  a --&gt; b</code></pre></figure></details>"
	want := `<figure class="diagram">` + picture("drawing-1-1", "Diagram") + source + "</figure>\n" +
		`<figure class="diagram">` + picture("drawing-2-1", "From a to b") + source + "<figcaption>From a to b</figcaption></figure>\n"
	got := rendered(doc, nil, (*Document).HTML)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	checkWellFormed(t, got)
	if failures := doc.Failures(); failures != nil {
		t.Errorf("there are failures: %v", failures)
	}
}

func TestDiagramsThatCannotBeDrawnAreCode(t *testing.T) {
	kept := drawnBefore(map[string]string{
		"wrong": "-parse error on line 1", "damaged": "+<script>alert(1)</script>", "html": `+<svg viewBox="0 0 1 1"><foreignObject></foreignObject></svg>`})
	doc := New([]notion.Block{mermaid("wrong"), mermaid("damaged"), mermaid("html")}, Options{Cache: kept})
	got := rendered(doc, nil, (*Document).HTML)
	if strings.Count(got, `<figure class="code" data-lang="mermaid">`) != 3 || strings.Contains(got, "<svg") || strings.Contains(got, "<script") {
		t.Errorf("got %s", got)
	}
	reasons := []string{"parse error on line 1", "it is no drawing", `it needs "foreignObject", which a drawing in a page cannot hold`}
	for i, failure := range doc.Failures() {
		if failure != (Failure{testID(22), "diagram", reasons[i]}) {
			t.Errorf("failure %d is %v", i, failure)
		}
	}
}

func TestPlainHTMLAndMarkdownHaveTheSourceOfDiagrams(t *testing.T) {
	doc := New([]notion.Block{mermaid(flow)}, Options{Plain: true, Cache: drawnBefore(map[string]string{flow: arrow})})
	if got := rendered(doc, nil, (*Document).HTML); !strings.HasPrefix(got, `<figure class="code" data-lang="mermaid"><pre><code`) {
		t.Errorf("got %s", got)
	}
	if got := rendered(doc, nil, inDialect(GFM)); got != "```mermaid\n"+flow+"\n```\n" {
		t.Errorf("got %s", got)
	}
}

func TestLinksInDiagramsAreChecked(t *testing.T) {
	const links = `+<svg viewBox="0 0 9 9"><a href="javascript:alert(1)"><path d="M0"></path></a><a href="/00000000000080008000000000000001"><path d="M1"></path></a></svg>`
	doc := New([]notion.Block{mermaid(flow)}, Options{Cache: drawnBefore(map[string]string{flow: links})})
	got := rendered(doc, sampleSite(), (*Document).HTML)
	if !strings.Contains(got, `<a><path d="M0"></path></a><a href="/posts/release-notes/"><path d="M1"></path></a>`) || !strings.Contains(got, `role="group" aria-label="Diagram"`) {
		t.Errorf("got %s", got)
	}
}

// Mermaid itself draws, once for each source.
func TestDiagramsAreKept(t *testing.T) {
	kept := keeper{}
	for range 2 {
		doc := New([]notion.Block{mermaid("pie\n\"a\" : 1"), mermaid("pie\n\"a\" : 1"), mermaid("nonsense")}, Options{Cache: kept})
		if got := rendered(doc, nil, (*Document).HTML); strings.Count(got, "<svg") != 2 {
			t.Errorf("got %s", got)
		}
		if failures := doc.Failures(); len(failures) != 1 || failures[0].Reason != "no diagram type detected matching given configuration" {
			t.Errorf("failures are %v", failures)
		}
	}
	if len(kept) != 2 {
		t.Errorf("%d entries are kept, want 2", len(kept))
	}
}
