package theme

import (
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// warnings gives the warnings of a theme as they are printed.
func warnings(th *Theme) string {
	var b strings.Builder
	for _, w := range th.Warnings() {
		b.WriteString(w.Text + "; " + w.Hint + "\n")
	}
	return b.String()
}

// TestOddities says what an author is warned of: what has no effect, or fails on
// some pages only.
func TestOddities(t *testing.T) {
	for name, test := range map[string]struct{ archive, want string }{
		"template on top":     {"-- post.html --\nx\n", "mine/post.html: no part of a theme, and not read; templates belong in layouts/, partials/ or blocks/\n"},
		"stylesheet on top":   {"-- style.css --\np{}\n", "mine/style.css: no part of a theme, and not read; stylesheets belong in assets/\n"},
		"misspelt folder":     {"-- layout/post.html --\nx\n", "mine/layout: no part of a theme, and not read; did you mean layouts/?\n"},
		"folder of others":    {"-- i18n/de.toml --\n", "mine/i18n: no part of a theme, and not read; did you mean words/?\n"},
		"misspelt manifest":   {"-- theme.tml --\n", "mine/theme.tml: no part of a theme, and not read; did you mean theme.toml?\n"},
		"file for a folder":   {"-- partials --\n", "mine/partials: no part of a theme, and not read; a folder is meant by this name\n"},
		"misspelt partial":    {"-- partials/foter.html --\nx\n", "mine/partials/foter.html: no template includes this partial; did you mean partials/footer.html?\n"},
		"misspelt word":       {"-- words/de.toml --\n# Weiter\nnxet = \"Weiter\"\n", "mine/words/de.toml:2: nothing asks for the word \"nxet\"; did you mean next?\n"},
		"misspelt property":   {"-- assets/a.css --\n/* é */\n:root { --acent: red; }\n", "mine/assets/a.css:2: --acent is named nowhere else; did you mean --accent?\n"},
		"misspelt use":        {"-- assets/a.css --\np { color: var(--acent); }\n", "mine/assets/a.css:1: --acent is named nowhere else; did you mean --accent?\n"},
		"class, and a script": {"-- assets/a.css --\n.card--wild { color: var(--acent) }\n-- assets/a.js --\nlet inc = 9\nwhile (--inc);\n-- inline/a.js --\nlet a = '--acent'\n-- partials/footer.html --\n{{inline \"a\"}}\n", ""},
		"file that is not":    {"-- static/logo.svg --\n-- assets/a.css --\np { background: url(../logo.svg) }\n\np { background: url(logo.svg) }\n", "mine/assets/a.css:3: there is no file for url(logo.svg); put it into static/; url(../logo.svg) is static/logo.svg\n"},
		"files that are":      {"-- static/a b.svg --\n-- static/assets/c.svg --\n-- assets/a.css --\np { background: url(../a%20b.svg), url(\"../a b.svg\"), url( c.svg?d#e ), url(/logo.svg), url('data:image/svg+xml,<svg a=\"b c\"/>'), url(//example.com/c.svg) }\n", ""},
		"cover of some":       {"-- layouts/post.html --\n{{define \"main\"}}\n{{.Cover.URL}}{{end}}\n", "mine/layouts/post.html:2:9: at <.Cover.URL>: nil pointer evaluating *theme.Image.URL; some pages have none: ask first, with {{with .Cover}}\n"},
		"tags of some":        {"-- partials/footer.html --\n{{(index .Tags 0).Name}}\n", "mine/partials/footer.html:1:4: at <index .Tags 0>: error calling index: reflect: slice index out of range; a list may be empty: go through it with {{range}}\n"},
		"element without end": {"-- blocks/callout.html --\n\n<div><p>{{.HTML}}<br>\n", "mine/blocks/callout.html:2: <div> has no counterpart; every element but those like <br> and <p> has a start and an end\n"},
		"a slash is no end":   {"-- blocks/callout.html --\n<div/>\n{{.HTML}}<br/>\n", "mine/blocks/callout.html:1: <div> has no counterpart; every element but those like <br> and <p> has a start and an end\n"},
		"comment of a block":  {"-- blocks/callout.html --\n{{- /* .Attrs.colour */ -}}\n{{.HTML}}.Attrs.colour\n", ""},
		"one of two files":    {"-- partials/footer.html --\n<i>{{if .Tags}}<b>{{else}}<b class=\"x\">{{end}}</b></i>\n-- partials/skip.html --\n<section>\n", "mine/partials/skip.html:1: <section> has no counterpart; every element but those like <br> and <p> has a start and an end\n"},
		"end without element": {"-- partials/footer.html --\n<footer>\n</div></footer>\n", "mine/partials/footer.html:2: </div> has no counterpart; every element but those like <br> and <p> has a start and an end\n"},
		"end of what is made": {"-- blocks/callout.html --\n<table><tr><td>{{.HTML}}</tbody></table>\n", ""},
		"partial of many":     {"-- partials/a.html --\n{{define \"b\"}}x{{end}}{{- define \"c\"}}y{{end}}\n-- partials/footer.html --\n{{- template `c`}}{{template `partials/d.html`}}\n-- partials/d.html --\n", ""},
		"words that are made": {"-- words/en.toml --\nstate-open = \"Open\"\n-- partials/footer.html --\n{{word .Language (printf \"state-%s\" \"open\")}}\n", ""},
		"words in backquotes": {"-- words/en.toml --\nopen = \"Open\"\n-- partials/footer.html --\n{{word .Language `open`}}\n", ""},
		"much that is right": {`
-- README.md --
-- package.json --
-- src/a.js --
-- theme.toml --
extends = "docs"
-- partials/mine.html --
{{/* Dot: a Page. */ -}}
{{if .Tags}}<ul>{{else}}<ul class="none">{{end}}<li>{{word .Language "hello"}}</ul>
<svg viewBox="0 0 9 9"><g/><g><path d="M0 0"/></g></svg><math><mi>x</mi><mspace/></math><svg/>
<table><caption>x<tr><td>y</table><object><param name="x"></object>
-- partials/footer.html --
{{template "partials/mine.html" .}}{{with .Cover}}{{.URL}}{{end}}
-- words/en.toml --
hello = "Hello"
-- words/de.toml --
hello = "Hallo"
-- assets/a.css --
@import "/b.css" layer(x);
@layer x { :root { --of-mine: 1; --empty:; } }
@property --of-mine { syntax: "<number>"; inherits: true; initial-value: 1 }
.a { &:hover { color: red } color: blue; .b & { top: calc(1px * var(--of-mine)) } }
.c { background: url("data:image/svg+xml;utf8,<svg/>") url(#x) }
@media (width >= 30rem) { .d::after { content: "}" } }
.e { --any: { of it; } else; --of-mine: {}; color: red; --last: if(x){ y } }
a:not(:hover)[href$=".pdf"]>b{color:light-dark(red,blue)!important}
`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, test.archive)
			got := strings.ReplaceAll(warnings(loadMine(t, dir)), dir+string(filepath.Separator), "")
			if got = filepath.ToSlash(got); got != test.want {
				t.Errorf("got  %swant %s", got, test.want)
			}
		})
	}
}

func TestAMarkThatEditorsWriteIsNoPartOfAFile(t *testing.T) {
	th := loadMine(t, folder(t, "-- theme.toml --\n\ufeffextends = \"docs\"\n-- assets/a.css --\n\ufeff.mine { color: red }\n-- partials/footer.html --\n\ufeff<footer>mine</footer>\n"))
	if th.Extends() != "docs" {
		t.Errorf("the theme extends %q", th.Extends())
	}
	if css := asset(t, th, th.Stylesheet()); strings.Contains(css, "\ufeff") {
		t.Error("the stylesheet has a byte order mark in it")
	}
	if page := execute(t, th, minimalPage(KindPost)); strings.Contains(page, "\ufeff") || !strings.Contains(page, "mine") {
		t.Error("the page has a byte order mark in it")
	}
}

// TestEmbeddedThemesHaveNoOddities holds Galley's own files to what authors are held to.
func TestEmbeddedThemesHaveNoOddities(t *testing.T) {
	for _, name := range builtinNames {
		th := load(t, name)
		layers, err := embedded(name)
		if err != nil {
			t.Fatal(err)
		}
		set, err := gather(layers)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range slices.Concat(set.in("assets"), set.in("modules")) {
			f.own = true
			if err := checkSheet(f); path.Ext(f.name) == ".css" && err != nil {
				t.Error(err)
			}
		}
		for _, kind := range Kinds() {
			if tag, line := unbalanced([]byte(execute(t, th, samplePage(t, th, kind)))); tag != "" {
				t.Errorf("%s, %s: line %d of the page: %s has no counterpart", name, kind, line, tag)
			}
		}
	}
}

// Whoever ejects everything has no warnings, and the same pages.
func TestCopiesOfEverythingAreWhatTheyWere(t *testing.T) {
	for _, name := range builtinNames {
		dir := folder(t, "-- theme.toml --\nextends = \""+name+"\"\n")
		_, files, err := Files(name, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			put(t, dir, f.Name, string(f.Data))
		}
		for _, kind := range BlockKinds() {
			put(t, dir, NewBlock(kind).Name, string(NewBlock(kind).Data))
		}
		mine, other := loadMine(t, dir), load(t, name)
		if got := warnings(mine); got != "" {
			t.Errorf("%s: %s", name, got)
		}
		if mine.Stylesheet() != other.Stylesheet() || mine.Script() != other.Script() {
			t.Errorf("%s: the assets of a copy differ", name)
		}
		p := samplePage(t, other, KindPost)
		if execute(t, mine, p) != execute(t, other, p) {
			t.Errorf("%s: the page of a copy differs", name)
		}
	}
}
