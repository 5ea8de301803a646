package diagram

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// webOnly lets links lead to pages of the web.
func webOnly(href string) (string, bool) { return href, strings.HasPrefix(href, "https://") }

func tidied(t *testing.T, inner string) string {
	t.Helper()
	svg, err := Tidy(`<svg viewBox="0 0 100.4 50">`+inner+"</svg>", Place{ID: "d2", Label: `a "b"`, Link: webOnly})
	if err != nil {
		t.Fatalf("%s: %v", inner, err)
	}
	_, body, _ := strings.Cut(svg, `stroke-linejoin="miter">`)
	return strings.TrimSuffix(body, "</g></svg>")
}

func TestDrawingsKeepWhatShows(t *testing.T) {
	for inner, want := range map[string]string{
		`<g class="x"><g transform="translate(1.23456, 7)"><rect width="1" height="2" fill="#f6f7f7"></rect></g></g>`:                                        `<g transform="translate(1.23, 7)"><rect width="1" height="2" fill="var(--soft,#f6f7f7)"></rect></g>`,
		`<text x="1" font-weight="bold">a<tspan> &lt;b</tspan></text><text> </text><rect></rect><g></g>`:                                                     `<text x="1" font-weight="bold">a<tspan> &lt;b</tspan></text>`,
		`<defs><marker id="m"><path d="M0,0"></path></marker><marker id="n"><path></path></marker></defs><path d="M0.001 1e-9" marker-end="url(#m)"></path>`: `<defs><marker id="d2-1"><path d="M0,0"></path></marker></defs><path d="M0 0" marker-end="url(#d2-1)"></path>`,
		`<symbol id="s"><path d="M0"></path></symbol><use href="#s" x="1"></use>`:                                                                            `<symbol id="d2-1"><path d="M0"></path></symbol><use href="#d2-1" x="1"></use>`,
		`<a href="https://example.org/"><text>x</text></a><a href="javascript:alert(1)"><text>y</text></a>`:                                                  `<a href="https://example.org/"><text>x</text></a><a><text>y</text></a>`,
		`<style>x</style><script>y</script><title>z</title><filter id="f"></filter><path d="M0" filter="url(#f)" onclick="x" style="fill:red"></path>`:       `<path d="M0"></path>`,
		`<circle r="1" fill="url(https://example.org/#x)" stroke="red;x"></circle>`:                                                                          `<circle r="1"></circle>`,
	} {
		if got := tidied(t, inner); got != want {
			t.Errorf("%s\nbecomes %s\nwant    %s", inner, got, want)
		}
	}
}

func TestADrawingIsAPictureOrWithLinksAGroup(t *testing.T) {
	for inner, want := range map[string]string{
		`<path d="M0"></path>`: `<svg viewBox="0 0 100.4 50" width="101" height="50" role="img" aria-label="a &#34;b&#34;">`,
		`<a href="https://example.org/"><path d="M0"></path></a>`: `<svg viewBox="0 0 100.4 50" width="101" height="50" role="group" aria-label="a &#34;b&#34;">`,
	} {
		svg, err := Tidy(`<svg viewBox="0 0 100.4 50">`+inner+"</svg>", Place{ID: "d2", Label: `a "b"`, Link: webOnly})
		if err != nil || !strings.HasPrefix(svg, want) {
			t.Errorf("got %s, %v; want %s", svg, err, want)
		}
	}
}

func TestWhatIsNoDrawingIsRefused(t *testing.T) {
	for _, markup := range []string{
		"", "text", `<p>x</p>`, `<svg></svg>`, `<svg viewBox="0 0 1"></svg>`, `<svg viewBox="0 0 1 1"></svg><svg viewBox="0 0 1 1"></svg>`,
		`<svg viewBox="0 0 1 1"><foreignObject width="1" height="1"><p>x</p></foreignObject></svg>`, `<svg viewBox="0 0 1 1"><image href="x"></image></svg>`,
	} {
		_, err := Tidy(markup, Place{})
		var wrong *SyntaxError
		if !errors.As(err, &wrong) {
			t.Errorf("%s gives %v", markup, err)
		}
	}
}

func TestColoursHaveCounterparts(t *testing.T) {
	for light, want := range map[string]string{
		"#fff": "var(--bg,#ffffff)", "WHITE": "var(--bg,#ffffff)", "rgb(255, 255, 255)": "var(--bg,#ffffff)", "hsl(0, 0%, 100%)": "var(--bg,#ffffff)",
		"#000": "light-dark(#000000,#e6e6e6)", "#f9f": "light-dark(#ff99ff,#6a1b6a)", "rgba(0,0,0,0.5)": "light-dark(#00000080,#e6e6e680)",
		"hsl(184.28, 35%, 67%)": "light-dark(#8dc4c8,#3c797d)", "#12345678": "light-dark(#12345678,#94bce478)", "none": "none", "transparent": "none",
		"currentColor": "currentColor", "context-stroke": "context-stroke", "url(#x)": "", "var(--x)": "", "expression(x)": "", "rgb(1,2)": "", "#12": "", "": "",
	} {
		if got := counterpart(light); got != want {
			t.Errorf("%s becomes %s, want %s", light, got, want)
		}
	}
}

// hostile are sources that want more than to be drawn.
var hostile = []string{
	"flowchart TD\nA[\"<img src=x onerror=alert(1)>\"] --> B[<script>alert(1)</script>]",
	"flowchart TD\nA --> B\nclick A href \"javascript:alert(1)\"\nclick B call alert(1)",
	"%%{init: {\"securityLevel\": \"loose\", \"htmlLabels\": true, \"themeCSS\": \"* { background: url(https://example.org/) }\"}}%%\nflowchart TD\nA[\"<b onclick=x>y</b>\"]",
	"%%{init: {\"themeVariables\": {\"primaryColor\": \"red;} * { fill: url(https://example.org/) }\"}}}%%\nflowchart TD\nA",
	"flowchart TD\nA --> B\nstyle A fill:url(https://example.org/x),stroke:expression(alert(1))\nclassDef x fill:red\"><script>alert(1)</script>\nclass A x",
	"sequenceDiagram\nparticipant A\nlink A: x @ javascript:alert(1)\nA->>A: </text><script>alert(1)</script>",
	"flowchart TD\nA@{ img: \"https://example.org/x.png\", label: \"x\" }",
	"---\nconfig:\n  layout: elk\n---\nflowchart TD\nA --> B",
	"pie title </svg><script>alert(1)</script>\n\"<b>\" : 1",
	"flowchart TD\n__proto__ --> constructor\nprototype --> toString",
}

func TestHostileDiagramsAreHarmless(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	for _, source := range hostile {
		markup, err := Draw(source)
		if err != nil {
			continue
		}
		if svg, err := Tidy(markup, Place{ID: "d1", Link: webOnly}); err == nil {
			checkSVG(t, svg)
		}
	}
}

// Whatever is kept from an earlier build may be anything.
func FuzzOnlyDrawingsAreWritten(f *testing.F) {
	for _, inner := range []string{
		`<script>alert(1)</script>`, `<a href="javascript:x" onclick="y"><text>x</text></a>`, `<text><img src=x onerror=y></text>`, `<use href="https://example.org/#x"></use>`,
		`<text>a<![CDATA[<script>x</script>]]></text>`, `<g><style><!--</style><img title="--><img src=x onerror=alert(1)>"></g>`, `<path d="M0,0&quot; onclick=&quot;x">`,
		`<title><p>x</title></p>`, `<svg viewBox="0 0 1 1"><svg><text>x`, `<animate attributeName="href" values="javascript:x"></animate>`, `<text xlink:href="x" xml:base="y">x</text>`,
	} {
		f.Add(`<svg viewBox="0 0 1 1">`+inner+"</svg>", "label\"><script>")
	}
	f.Fuzz(func(t *testing.T, markup, label string) {
		if svg, err := Tidy(markup, Place{ID: "d1", Label: label, Link: webOnly}); err == nil {
			checkSVG(t, svg)
		}
	})
}

// checkSVG reads a drawing as a browser does, and finds nothing else in it.
func checkSVG(t *testing.T, svg string) {
	t.Helper()
	root, err := parse(svg)
	if err != nil {
		t.Fatalf("%v: %s", err, svg)
	}
	ids := map[string]bool{}
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			continue
		}
		if n.Type != html.ElementNode || n.Namespace != "svg" || elements[n.Data] == nil {
			t.Errorf("there is %q in %s", n.Data, svg)
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "href" && n.Data == "a" && !strings.HasPrefix(a.Val, "https://"), a.Key == "href" && n.Data != "a" && !strings.HasPrefix(a.Val, "#"):
				t.Errorf("the link %q in %s", a.Val, svg)
			case a.Key == "href":
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("the id %s twice in %s", a.Val, svg)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Namespace != "" || !mayHave(n.Data, a.Key) || strings.Contains(a.Val, "//"):
				t.Errorf("the attribute %s=%q in %s", a.Key, a.Val, svg)
			}
		}
	}
}
