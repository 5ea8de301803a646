package theme

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func nothingElse(string, string) bool { return false }

func TestBuiltInThemesKeepToAPolicy(t *testing.T) {
	for _, name := range builtinNames {
		if err := load(t, name).CheckPolicy(nothingElse); err != nil {
			t.Error(err)
		}
	}
}

func TestScriptsOfAFolderStandInPages(t *testing.T) {
	dir := folder(t, "-- inline/mine.js --\n// About it.\nlet  long = 1;\n-- partials/footer.html --\n{{inline \"mine\"}}\n")
	th, err := Load("mine", dir, Settings{})
	if err != nil {
		t.Fatal(err)
	}
	const text = "let long=1"
	if scripts := th.InlineScripts(); !slices.Contains(scripts, text) || len(scripts) != 4 {
		t.Errorf("the inline scripts are %q", scripts)
	}
	if page := execute(t, th, minimalPage(KindPage)); !strings.Contains(page, "<script>"+text+"</script>") {
		t.Error("the script is not in the page")
	}
	if err := th.CheckPolicy(nothingElse); err != nil {
		t.Error(err)
	}
}

// TestWhatAPolicyStops says what an author is told about each thing that pages may
// not hold, and what the policy would have to name.
func TestWhatAPolicyStops(t *testing.T) {
	for name, test := range map[string]struct {
		archive string
		file    string
		line    int
		want    []string
		allowed string // directive and address that make it right
	}{
		"script":         {"-- partials/footer.html --\n\n<script>go()</script>\n", "partials/footer.html", 2, []string{"inline/<name>.js", `mode = "off"`}, ""},
		"module":         {"-- partials/footer.html --\n<script type=module>go()</script>\n", "partials/footer.html", 1, []string{"a script is in the template"}, ""},
		"styles":         {"-- partials/footer.html --\n{{/* Dot:\na Page. */}}\n<style>p { color: red }</style>\n", "partials/footer.html", 3, []string{"styles are in the template", "assets/"}, ""},
		"style":          {"-- blocks/image.html --\n<p\n style=\"color: {{.Attrs.color}}\">\n", "blocks/image.html", 1, []string{"a style attribute", "[data-…]"}, ""},
		"handler":        {"-- partials/footer.html --\n<button{{if true}} onclick=\"go()\"{{end}}>x</button>\n", "partials/footer.html", 1, []string{"onclick", "addEventListener"}, ""},
		"address":        {"-- partials/footer.html --\n<a href=\"javascript:go()\">x</a>\n", "partials/footer.html", 1, []string{"address"}, ""},
		"base":           {"-- partials/footer.html --\n<base href=\"/x/\">\n", "partials/footer.html", 1, []string{"base"}, ""},
		"foreign script": {"-- partials/footer.html --\n<script src=\"https://Stats.example.com/a.js\" defer></script>\n", "partials/footer.html", 1, []string{`script_src = ["https://stats.example.com"]`}, "script-src https://stats.example.com"},
		"foreign styles": {"-- partials/footer.html --\n<link href='//fonts.example.com/css?{{.Title}}' rel=stylesheet>\n", "partials/footer.html", 1, []string{`style_src = ["https://fonts.example.com"]`}, "style-src https://fonts.example.com"},
		"foreign form":   {"-- partials/footer.html --\n<form action=\"https://letters.example.com/to\"></form>\n", "partials/footer.html", 1, []string{"form_action"}, "form-action https://letters.example.com"},
		"import":         {"-- assets/a.css --\n\n@import \"https://fonts.example.com/a.css\";\n", "assets/a.css", 2, []string{"style_src"}, "style-src https://fonts.example.com"},
		"font":           {"-- assets/a.css --\np { color: red }\n@font-face { font-family: x; src: url( 'https://fonts.example.com/a.woff2' ) }\n", "assets/a.css", 2, []string{"font_src", "static/"}, "font-src https://fonts.example.com"},
		"font as data":   {"-- assets/a.css --\n@font-face { src: url(data:font/woff2;base64,AA) }\n", "assets/a.css", 1, []string{`font_src = ["data:"]`}, "font-src data:"},
		"background":     {"-- assets/a.css --\np { background: url(//i.example.com/a.png) }\n", "assets/a.css", 1, []string{"img_src"}, "img-src https://i.example.com"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, test.archive)
			th, err := Load("mine", dir, Settings{})
			if err != nil {
				t.Fatal(err)
			}
			wantError(t, th.CheckPolicy(nothingElse), filepath.Join(dir, "mine", filepath.FromSlash(test.file)), test.line, test.want)
			err = th.CheckPolicy(func(directive, address string) bool { return directive+" "+address == test.allowed })
			if (err == nil) != (test.allowed != "") {
				t.Errorf("with %q it is %v", test.allowed, err)
			}
		})
	}
}

func TestWhatAPolicyLetsPass(t *testing.T) {
	dir := folder(t, `-- partials/footer.html --
<script src="{{.Site.JS}}"></script><script type="application/ld+json">{"a":1}</script><script type="{{.Kind}}">x</script>
<a href="https://example.com/">one</a><img src="https://example.com/a.png" alt=""><form action="/search/"></form><p class="{{.Kind}}" data-onclick="x">{{"<style>"}}</p>
-- assets/a.css --
p { background: url(../a.png), url(data:image/png;base64,AA) }
`)
	th, err := Load("mine", dir, Settings{})
	if err == nil {
		err = th.CheckPolicy(nothingElse)
	}
	if err != nil {
		t.Error(err)
	}
}
