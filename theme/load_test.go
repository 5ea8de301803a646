package theme

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"
)

// folder writes a txtar archive as the theme "mine" and returns its parent.
func folder(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "mine"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		put(t, dir, f.Name, string(f.Data))
	}
	return dir
}

func put(t *testing.T, dir, name, data string) {
	t.Helper()
	path := filepath.Join(dir, "mine", filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
}

func loadMine(t *testing.T, dir string) *Theme {
	t.Helper()
	th, err := Load("mine", dir, Settings{})
	if err != nil {
		t.Fatal(err)
	}
	return th
}

func asset(t *testing.T, th *Theme, name string) string {
	t.Helper()
	for _, a := range th.Assets() {
		if a.Name == name {
			return string(a.Data)
		}
	}
	t.Fatalf("no asset %q", name)
	return ""
}

func TestEmptyFolderLooksLikeTheThemeItExtends(t *testing.T) {
	for extends, manifest := range map[string]string{
		"blog": "",
		"docs": "-- theme.toml --\nextends = \"docs\"\n",
	} {
		mine, other := loadMine(t, folder(t, manifest)), load(t, extends)
		p := samplePage(t, other, KindPage)
		if execute(t, mine, p) != execute(t, other, p) {
			t.Errorf("a folder that extends %s writes another page", extends)
		}
		if mine.Stylesheet() != other.Stylesheet() || mine.Script() != other.Script() {
			t.Errorf("a folder that extends %s has other assets", extends)
		}
	}
}

func TestFolderFilesHideThoseOfTheExtendedTheme(t *testing.T) {
	th := loadMine(t, folder(t, `
-- layouts/page.html --
{{define "main"}}<p>mine: {{.Title}}</p>{{template "partials/own.html" .}}{{end}}
-- layouts/.page.html.swp --
{{
-- partials/own.html --
<p>{{date "2.1.2006" .Date}}|{{word .Language "next"}}|{{word .Language "hello" "Ada"}}</p>
-- partials/footer.html --
<footer>my foot</footer>
-- words/en.toml --
hello = "hello %s"
-- words/de.toml --
next = "Vorwärts"
-- static/images/logo.svg --
<svg/>
-- README.md --
not a part of the theme {{
`))
	p := minimalPage(KindPage)
	p.Language, p.Date = "de-AT", day
	got := execute(t, th, p)
	for _, want := range []string{"<p>mine: Untitled</p>", "<p>27.6.2026|Vorwärts|hello Ada</p>", "my foot", "Zum Inhalt springen"} {
		if !strings.Contains(got, want) {
			t.Errorf("page lacks %q:\n%s", want, got)
		}
	}
	if got := execute(t, th, minimalPage(KindTags)); !strings.Contains(got, "Nothing here yet") || !strings.Contains(got, "my foot") {
		t.Errorf("layouts of the extended theme do not use the folder's partials:\n%s", got)
	}
	if got := asset(t, th, "images/logo.svg"); got != "<svg/>\n" {
		t.Errorf("static file = %q", got)
	}
}

func TestStylesOfTheFolderComeLastUnlessTheyReplace(t *testing.T) {
	th := loadMine(t, folder(t, `
-- assets/a.css --
.added { color: red; }
-- assets/base.css --
.replaced { color: red; }
-- assets/a.js --
window.added = 1
`))
	css := asset(t, th, th.Stylesheet())
	added, replaced, blocks := strings.Index(css, ".added{"), strings.Index(css, ".replaced{"), strings.Index(css, ".callout")
	if replaced < 0 || added < 0 || replaced > blocks || added < blocks {
		t.Errorf("positions: replaced %d, blocks %d, added %d", replaced, blocks, added)
	}
	if strings.Contains(css, "text-autospace") {
		t.Error("the replaced base.css is still there")
	}
	if js := asset(t, th, th.Script()); !strings.HasSuffix(js, "window.added=1;\n") || !strings.Contains(js, "tablist") {
		t.Errorf("script = …%s", js[max(0, len(js)-80):])
	}
}

func TestBlockOverrides(t *testing.T) {
	th := loadMine(t, folder(t, `
-- blocks/callout.html --
<aside class="{{.Attrs.color}}">{{.HTML}} <a href="{{.Attrs.url}}">{{.Text}}</a>{{template "partials/tags.html"}}</aside>
`))
	block, ok := th.Block("callout")
	if !ok {
		t.Fatal("no override for callouts")
	}
	var b strings.Builder
	view := BlockView{HTML: "<b>x</b>", Text: "1 < 2", Attrs: map[string]string{"color": `"red`, "url": "javascript:alert(1)"}}
	if err := block(&b, view); err != nil {
		t.Fatal(err)
	}
	want := `<aside class="&#34;red"><b>x</b> <a href="#ZgotmplZ">1 &lt; 2</a></aside>` + "\n"
	if b.String() != want {
		t.Errorf("got  %s\nwant %s", b.String(), want)
	}
	if _, ok := th.Block("quote"); ok {
		t.Error("an override for quotes appeared from nowhere")
	}
}

func TestDigestTellsContentNotPlace(t *testing.T) {
	one, two := folder(t, "-- static/a.txt --\nx\n"), folder(t, "-- static/a.txt --\nx\n")
	digest := loadMine(t, one).Digest()
	if digest == "" || loadMine(t, two).Digest() != digest {
		t.Error("equal themes in different folders have different digests")
	}
	seen := []string{digest}
	for _, change := range []struct{ name, data string }{
		{"static/a.txt", "y\n"},
		{"static/b.txt", ""},
		{"layouts/404.html", `{{define "main"}}gone{{end}}`},
		{"words/en.toml", `next = "Onwards"`},
		{"assets/a.css", "p{}"},
	} {
		put(t, two, change.name, change.data)
		d := loadMine(t, two).Digest()
		if slices.Contains(seen, d) {
			t.Errorf("the digest does not show that %s changed", change.name)
		}
		seen = append(seen, d)
	}
}

func TestDirsAreAllFoldersToWatch(t *testing.T) {
	dir := folder(t, "-- static/images/deep/a.txt --\nx\n-- layouts/404.html --\n{{define \"main\"}}{{end}}\n-- .git/config --\n")
	var got []string
	for _, d := range loadMine(t, dir).Dirs() {
		rel, err := filepath.Rel(dir, d)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, filepath.ToSlash(rel))
	}
	want := []string{"mine", "mine/layouts", "mine/static", "mine/static/images", "mine/static/images/deep"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if dirs := load(t, "blog").Dirs(); len(dirs) != 0 {
		t.Errorf("an embedded theme asks to watch %q", dirs)
	}
}

func TestFilesOutsideTheFolderAreNotRead(t *testing.T) {
	dir := folder(t, "-- static/a.txt --\nx\n")
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(dir, "mine", "static", "link")); err != nil {
		t.Skip(err)
	}
	_, err := Load("mine", dir, Settings{})
	wantError(t, err, filepath.Join(dir, "mine", "static", "link"), 0, []string{"links that lead out of the folder are not followed"})
}

// TestMistakes says what an author is told about each mistake.
func TestMistakes(t *testing.T) {
	for name, test := range map[string]struct {
		archive string
		file    string
		line    int
		want    []string
	}{
		"syntax":              {"-- layouts/post.html --\n{{define \"main\"}}\n\n{{if}}{{end}}{{end}}\n", "layouts/post.html", 3, []string{"missing value for if"}},
		"unknown function":    {"-- partials/a.html --\n\n{{shout .}}\n", "partials/a.html", 2, []string{`"shout" not defined`, "absolute, date, dict, image, inline, nav, setting, word"}},
		"missing partial":     {"-- layouts/list.html --\n{{define \"main\"}}\n{{template \"partials/none.html\" .}}{{end}}\n", "layouts/list.html", 2, []string{"partials/none.html", "the partials are", "theme, title"}},
		"no main":             {"-- layouts/home.html --\n<p>hello</p>\n", "layouts/home.html", 0, []string{`does not define "main"`, `{{define "main"}}`}},
		"unknown kind":        {"-- layouts/posts.html --\n", "layouts/posts.html", 0, []string{`no kind of page is called "posts"`, "did you mean post.html?", "home, page, post, list, tags, authors, archive, 404"}},
		"unsafe context":      {"-- partials/footer.html --\n<a href='{{if .Draft}}'{{end}}>\n", "partials/footer.html", 1, []string{"{{if}} branches end in different contexts"}},
		"not a template":      {"-- partials/a.txt --\n", "partials/a.txt", 0, []string{"static/"}},
		"foreign asset":       {"-- assets/a.png --\n", "assets/a.png", 0, []string{"static/"}},
		"broken script":       {"-- assets/a.js --\nlet a = 1\nlet = = 2\n", "assets/a.js", 2, []string{"unexpected ="}},
		"unknown key":         {"-- theme.toml --\n\nextend = \"docs\"\n", "theme.toml", 2, []string{"unknown key extend", "the keys are extends"}},
		"broken manifest":     {"-- theme.toml --\nextends = docs\n", "theme.toml", 1, []string{"theme.toml:1"}},
		"extends nothing":     {"-- theme.toml --\nextends = \"bolg\"\n", "theme.toml", 1, []string{`"bolg"`, "blog, docs"}},
		"word that is none":   {"-- words/en.toml --\nnext = 3\n", "words/en.toml", 1, []string{"a text in quotes"}},
		"unknown language":    {"-- words/english.txt --\n", "words/english.txt", 0, []string{"en.toml"}},
		"misspelt function":   {"-- partials/a.html --\n{{wrod \"en\" \"next\"}}\n", "partials/a.html", 1, []string{"did you mean word?"}},
		"misspelt partial":    {"-- layouts/list.html --\n{{define \"main\"}}{{template \"partials/itens.html\" .}}{{end}}\n", "layouts/list.html", 1, []string{`did you mean "partials/items.html"?`}},
		"misspelt field":      {"-- layouts/page.html --\n{{define \"main\"}}\n<h1>{{.Titel}}</h1>{{end}}\n", "layouts/page.html", 2, []string{"Titel", "did you mean .Title?"}},
		"field far inside":    {"-- partials/tags.html --\n{{range .}}{{if .Color}}\n{{.Nmae}}{{end}}{{end}}\n", "partials/tags.html", 2, []string{"Nmae", "did you mean .Name?"}},
		"foreign field":       {"-- layouts/post.html --\n{{define \"main\"}}{{range .Tags}}{{.Permalink}}{{end}}{{end}}\n", "layouts/post.html", 1, []string{"Tag has .Color .Count .Name .URL"}},
		"misspelt method":     {"-- partials/footer.html --\n{{range .Site.Tree}}{{.IsCurent $.URL}}{{end}}\n", "partials/footer.html", 1, []string{"did you mean .IsCurrent?"}},
		"misspelt word":       {"-- layouts/page.html --\n{{define \"main\"}}{{word .Language \"nxet\"}}{{end}}\n", "layouts/page.html", 1, []string{`no words/*.toml has "nxet"`, `did you mean "next"?`}},
		"misspelt script":     {"-- partials/footer.html --\n{{inline \"pant\"}}\n", "partials/footer.html", 1, []string{`did you mean "paint"?`}},
		"foreign inline":      {"-- inline/a.css --\np{}\n", "inline/a.css", 0, []string{"neither JavaScript", "partials/"}},
		"broken inline":       {"-- inline/a.js --\n\nlet = = 2\n", "inline/a.js", 2, []string{"unexpected ="}},
		"end of a script":     {"-- inline/a.js --\nlet a = '</Script>'\n", "inline/a.js", 0, []string{"</script", "<\\/script"}},
		"misspelt setting":    {"-- theme.toml --\n[settings]\nmotto = \"\"\n-- partials/footer.html --\n{{setting \"moto\"}}\n", "partials/footer.html", 1, []string{`did you mean "motto"?`}},
		"setting of no kind":  {"-- theme.toml --\n[settings]\nmotto = [1]\n", "theme.toml", 2, []string{"motto", "neither text"}},
		"misspelt block":      {"-- blocks/callot.html --\nx\n", "blocks/callot.html", 0, []string{`no kind of block called "callot"`, "did you mean blocks/callout.html?"}},
		"field of a block":    {"-- blocks/image.html --\n{{.Colour}}\n", "blocks/image.html", 1, []string{"Colour", "BlockView has .Attrs .Default .HTML"}},
		"unclosed action":     {"-- layouts/post.html --\n{{define \"main\"}}\n<h1>{{.Title}</h1>{{end}}\n", "layouts/post.html", 2, []string{"an action ends with }}"}},
		"missing end":         {"-- partials/tags.html --\n\n{{/* if */}}{{range .}}\n{{.Name}}\n", "partials/tags.html", 4, []string{"{{range .}} of line 2", "has no {{end}}"}},
		"end of nothing":      {"-- partials/tags.html --\n{{end}}\n", "partials/tags.html", 1, []string{"it ends nothing"}},
		"unclosed quote":      {"-- layouts/post.html --\n{{define \"main\"}}\n\n<div class=\"x>{{.Title}}</div>{{end}}\n", "layouts/post.html", 3, []string{"in attribute name", "a quote or the > of this tag is missing"}},
		"unclosed tag":        {"-- blocks/callout.html --\n<div {{.HTML}}\n", "blocks/callout.html", 1, []string{"ends in a non-text context; a quote or the >"}},
		"wrong dot":           {"-- layouts/post.html --\n{{define \"main\"}}\n\n{{template \"partials/tags.html\" .}}{{end}}\n", "", 3, []string{"it is included by", "post.html:3", "its dot has to be a list of Tags"}},
		"wrong dot, trimmed":  {"-- layouts/post.html --\n{{define \"main\"}}{{- template `partials/tags.html` . -}}{{end}}\n", "", 3, []string{"post.html:1", "its dot has to be a list of Tags"}},
		"range over a text":   {"-- layouts/post.html --\n{{define \"main\"}}{{range .Title}}x{{end}}{{end}}\n", "layouts/post.html", 1, []string{"neither a list nor a map"}},
		"missing argument":    {"-- partials/footer.html --\n{{word \"next\"}}\n", "partials/footer.html", 1, []string{"wrong number of args", `{{word .Language "part" 1 3}}`}},
		"arguments swapped":   {"-- partials/footer.html --\n{{word \"next\" .Language}}\n", "partials/footer.html", 1, []string{"the language comes first"}},
		"method of a time":    {"-- layouts/post.html --\n{{define \"main\"}}{{.Date.Fromat \"x\"}}{{end}}\n", "layouts/post.html", 1, []string{"{{date (word"}},
		"includes itself":     {"-- partials/footer.html --\n{{template \"partials/footer.html\" .}}\n", "partials/footer.html", 1, []string{"it includes itself"}},
		"folder in layouts":   {"-- layouts/my/post.html --\n", "layouts/my/post.html", 0, []string{"move the file to layouts/post.html"}},
		"folder in blocks":    {"-- blocks/my/quote.html --\n", "blocks/my/quote.html", 0, []string{"move the file to blocks/quote.html"}},
		"not UTF-8":           {"-- partials/footer.html --\n\xff\xfe\n", "partials/footer.html", 0, []string{"not a text in UTF-8", "static/"}},
		"brace of a style":    {"-- assets/a.css --\n\nbody { color: red\n\n.x { color: blue; }\n", "assets/a.css", 2, []string{"this { is never closed"}},
		"closing brace":       {"-- assets/a.css --\n.x { color: blue; }\n}\n", "assets/a.css", 2, []string{"this } closes nothing"}},
		"crossed brackets":    {"-- assets/a.css --\n.x { width: calc(1px; }\n", "assets/a.css", 1, []string{"before the ( of line 1 is closed"}},
		"colon of a style":    {"-- assets/a.css --\n.x {\n  color blue;\n}\n", "assets/a.css", 2, []string{"no colon after color"}},
		"value of a style":    {"-- assets/a.css --\n.x { --y:; color: }\n", "assets/a.css", 1, []string{"color has no value"}},
		"after any value":     {"-- assets/a.css --\n.x { --y: { z; } }\n.x { color }\n", "assets/a.css", 2, []string{"no colon after color"}},
		"comment of a style":  {"-- assets/a.css --\n.x{}\n/* x\n", "assets/a.css", 2, []string{"this comment is never closed"}},
		"quote of a style":    {"-- modules/math/a.css --\n.x { content: \"x; }\n", "modules/math/a.css", 1, []string{"a quote or bracket is missing"}},
		"word without %d":     {"-- words/de.toml --\n\npart = \"Teil %s\"\n", "words/de.toml", 2, []string{`in English it is "Page %d of %d"`}},
		"own English word":    {"-- words/en.toml --\npart = \"Page\"\n", "words/en.toml", 1, []string{`in English it is "Page %d of %d"`}},
		"eleven months":       {"-- words/de.toml --\nmonths = \"a b c d e f g h i j k\"\n", "words/de.toml", 1, []string{"has to be 12 names"}},
		"table of words":      {"-- words/de.toml --\n[post]\nnext = \"x\"\n", "words/de.toml", 1, []string{"has to be a text in quotes"}},
		"extends a number":    {"-- theme.toml --\nextends = 3\n", "theme.toml", 1, []string{"of the kind integer", "a text in quotes"}},
		"attribute of none":   {"-- blocks/callout.html --\n\n{{.Attrs.colour}}\n", "blocks/callout.html", 2, []string{`no block has an attribute "colour"`, `did you mean "color"?`}},
		"block with mistakes": {"-- blocks/image.html --\n\n{{template \"x\"}}\n", "blocks/image.html", 2, []string{`"x"`}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, test.archive)
			_, err := Load("mine", dir, Settings{})
			file := filepath.Join(dir, "mine", filepath.FromSlash(test.file))
			if test.file == "" {
				file = filepath.Join("base", "partials", "tags.html")
			}
			wantError(t, err, file, test.line, test.want)
		})
	}
}

func wantError(t *testing.T, err error, file string, line int, want []string) {
	t.Helper()
	var mistake *Error
	if !errors.As(err, &mistake) {
		t.Fatalf("not an *Error: %v", err)
	}
	if mistake.File != file || mistake.Line != line {
		t.Errorf("position is %s:%d, want %s:%d", mistake.File, mistake.Line, file, line)
	}
	for _, w := range want {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%q does not say %q", err, w)
		}
	}
}

func TestMistakesThatOnlyAPageShows(t *testing.T) {
	dir := folder(t, `
-- layouts/post.html --
{{define "main"}}{{if .Tags}}
{{index .Tags 7}}{{end}}{{end}}
`)
	th := loadMine(t, dir)
	var b strings.Builder
	p := minimalPage(KindPost)
	p.Tags = []Tag{{Name: "x"}}
	wantError(t, th.Execute(&b, p), filepath.Join(dir, "mine", "layouts", "post.html"), 2, []string{"out of range"})
	if b.Len() > 0 {
		t.Errorf("a failed page was half written: %q", b.String())
	}
}

func TestThemeThatIsNotThere(t *testing.T) {
	_, err := Load("bolg", t.TempDir(), Settings{})
	if !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), "blog, docs") {
		t.Errorf("got %v", err)
	}
}

func TestPagesThatNoThemeCanShow(t *testing.T) {
	th := load(t, "blog")
	if err := th.Execute(&strings.Builder{}, &Page{Site: &Site{}, Kind: "draft", Title: "x"}); err == nil || !strings.Contains(err.Error(), `"draft"`) {
		t.Errorf("unknown kind: %v", err)
	}
	if err := th.Execute(&strings.Builder{}, &Page{Kind: KindPage, Title: "x"}); err == nil {
		t.Error("a page without a site was written")
	}
}

func TestEditorsDroppingsAreIgnored(t *testing.T) {
	l := layer{label: "x", files: fstest.MapFS{"static/.DS_Store": {}, "static/a.txt~": {}, "static/.a.txt.swp": {}, "static/.nojekyll": {}, "static/a.txt": {}}}
	files, _, err := l.read(0)
	var names []string
	for _, f := range files {
		names = append(names, f.name)
	}
	if want := []string{"static/.nojekyll", "static/a.txt"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("got %q, %v; want %q", names, err, want)
	}
}
