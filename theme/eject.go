package theme

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// File is a file of a theme that a folder of one's own may have in its place.
type File struct {
	Name  string // in the theme, with slashes: "partials/footer.html"
	From  string // the embedded theme that has it: "base", "blog" or "docs"
	About string // what it is for, in a few words; "" when it does not say
	Data  []byte // not to be written to
}

// Files lists what the theme called name is made of, by name, without what a
// folder of one's own has: name is an embedded theme, or a folder relative to dir
// whose files then do not count. The errors are those of [Load].
func Files(name, dir string) (extends string, files []File, err error) {
	layers, err := stack(name, dir)
	if err != nil {
		return "", nil, err
	}
	defer closeAll(layers)
	if top := len(layers) - 1; layers[top].disk != "" {
		layers = layers[:top]
	}
	set, err := gather(layers)
	if err != nil {
		return "", nil, err
	}
	for _, f := range set.files {
		files = append(files, File{Name: f.name, From: layers[f.layer].label, About: about(f), Data: f.data})
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return layers[len(layers)-1].label, files, nil
}

// firstComment is a comment that begins a template, a stylesheet, a script or a
// list of words.
var firstComment = regexp.MustCompile(`^(?s:\{\{/\*\s*(.*?)\s*\*/|/\*\s*(.*?)\s*\*/|((?://[^\n]*\n)+)|((?:#[^\n]*\n)+))`)

// about gives the first sentence of the comment with which a file begins, or
// says it of files that need none.
func about(f file) string {
	if strings.HasPrefix(f.name, "words/") {
		return "The theme's own texts, in the language " + strings.TrimSuffix(path.Base(f.name), ".toml")
	}
	if strings.HasPrefix(f.name, "inline/") && path.Ext(f.name) == ".json" { // which has no comments
		return "By which rules browsers fetch pages before they are opened"
	}
	m := firstComment.FindStringSubmatch(string(f.data))
	if m == nil {
		return ""
	}
	text := strings.Join(m[1:], "")
	text = strings.NewReplacer("\n// ", " ", "// ", "", "\n# ", " ", "# ", "").Replace(text)
	text = strings.Join(strings.Fields(text), " ")
	if end := strings.Index(text, ". "); end >= 0 {
		text = text[:end]
	}
	text, _, _ = strings.Cut(strings.TrimSuffix(text, "."), "; ")
	if strings.HasPrefix(text, "Dot: ") {
		return ""
	}
	return text
}

// Match finds the files that a word names: by the whole name, a folder, or the
// last part of the name, with or without the extension.
func Match(files []File, word string) []File {
	word = strings.TrimSuffix(word, "/")
	var found []File
	for _, f := range files {
		if f.Name == word || strings.TrimSuffix(f.Name, path.Ext(f.Name)) == word {
			return []File{f}
		}
		base := path.Base(f.Name)
		if strings.HasPrefix(f.Name, word+"/") || base == word || strings.TrimSuffix(base, path.Ext(base)) == word {
			found = append(found, f)
		}
	}
	return found
}

// NewWords gives the first version of words/<language>.toml for a language that the
// theme does not know: the English words. It is false for what is no language.
func NewWords(files []File, name string) (File, bool) {
	tag, err := language.Parse(strings.TrimSuffix(strings.TrimPrefix(name, "words/"), ".toml"))
	at := slices.IndexFunc(files, func(f File) bool { return f.Name == "words/en.toml" })
	if err != nil || at < 0 || !strings.HasPrefix(name, "words/") {
		return File{}, false
	}
	return File{Name: "words/" + strings.ToLower(tag.String()) + ".toml", About: "The English words, to be translated", Data: files[at].Data}, true
}

// NewBlock gives the first version of blocks/<kind>.html, which writes what
// Galley does.
func NewBlock(kind string) File {
	return File{Name: "blocks/" + kind + ".html", About: "Blocks of the type " + kind, Data: []byte(
		"{{/* Every block of the type " + kind + ". Dot: a BlockView: .HTML, .Text, .Attrs, .Default, .ID, .Kind. */ -}}\n{{.Default}}\n")}
}
