package theme

import (
	"fmt"
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pelletier/go-toml/v2"
)

// TestReferenceSaysEverything compares docs/theme-reference.md with what the code
// says of itself; -update writes it.
func TestReferenceSaysEverything(t *testing.T) {
	const name = "../docs/theme-reference.md"
	reference := writeReference(t)
	if *update {
		if err := os.WriteFile(name, []byte(reference), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(have), reference); diff != "" {
		t.Errorf("%s is not up to date (-has +is to have); run with -update\n%s", name, diff)
	}
}

func writeReference(t *testing.T) string {
	var b strings.Builder
	b.WriteString("# What themes are made of\n\nThis list is made from the code, by `go test ./theme -run Reference -update`. How to use it: [themes.md](themes.md).\n")
	writeFunctions(&b)
	writeTypes(t, &b)
	writeFiles(t, &b)
	writeProperties(t, &b)
	writeWords(t, &b)
	return b.String()
}

func writeFunctions(b *strings.Builder) {
	b.WriteString("\n## Functions\n\nBesides [those of text/template](https://pkg.go.dev/text/template#hdr-Functions):\n\n| as in | gives |\n| --- | --- |\n")
	for _, name := range functionNames() {
		use := usage[name]
		fmt.Fprintf(b, "| `%s` | %s |\n", cell(use[0]), cell(use[1]))
	}
}

func TestEveryFunctionIsExplained(t *testing.T) {
	if names := slices.Sorted(maps.Keys(usage)); !slices.Equal(names, functionNames()) {
		t.Errorf("explained are %q, but there are %q", names, functionNames())
	}
}

// writeTypes writes a table for every type that templates reach, from the
// comments in the source.
func writeTypes(t *testing.T, b *strings.Builder) {
	b.WriteString("\n## Fields\n\nThe dot of a layout is a Page, that of a block's template a BlockView.\n")
	files := token.NewFileSet()
	var specs []*ast.File
	for _, name := range []string{"contract.go", "block.go", "nav.go"} {
		file, err := parser.ParseFile(files, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		specs = append(specs, file)
	}
	for _, typ := range contract() {
		spec, about := find(specs, typ.Name())
		if spec == nil {
			t.Errorf("no source of type %s", typ.Name())
			continue
		}
		fmt.Fprintf(b, "\n### %s\n\n%s\n\n| field | type | |\n| --- | --- | --- |\n", typ.Name(), about)
		for _, field := range spec.Fields.List {
			words := strings.Join(strings.Fields(field.Comment.Text()+" "+field.Doc.Text()), " ")
			if words == "" {
				t.Errorf("%s.%v has no comment", typ.Name(), field.Names)
			}
			names := field.Names
			if names == nil {
				names = []*ast.Ident{ast.NewIdent(strings.TrimPrefix(typeName(field.Type), "*"))}
			}
			var dotted []string
			for _, name := range names {
				dotted = append(dotted, "`."+name.Name+"`")
			}
			fmt.Fprintf(b, "| %s | %s | %s |\n", strings.Join(dotted, ", "), typeName(field.Type), cell(words))
		}
		writeMethods(b, specs, typ)
	}
}

func writeMethods(b *strings.Builder, files []*ast.File, typ reflect.Type) {
	for _, file := range files {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if ok && f.Recv != nil && f.Name.IsExported() && typeName(f.Recv.List[0].Type) == "*"+typ.Name() {
				fmt.Fprintf(b, "| `.%s` | method | %s |\n", f.Name.Name, cell(strings.Join(strings.Fields(f.Doc.Text()), " ")))
			}
		}
	}
}

// find gives a struct type and its comment.
func find(files []*ast.File, name string) (*ast.StructType, string) {
	for _, file := range files {
		for _, d := range file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.TYPE {
				continue
			}
			for _, s := range g.Specs {
				spec := s.(*ast.TypeSpec)
				if structure, ok := spec.Type.(*ast.StructType); ok && spec.Name.Name == name {
					text := new(comment.Parser).Parse(g.Doc.Text())
					return structure, strings.TrimSpace(string((&comment.Printer{TextWidth: 1 << 20}).Text(text)))
				}
			}
		}
	}
	return nil, ""
}

func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.StarExpr:
		return "*" + typeName(e.X)
	case *ast.ArrayType:
		return "list of " + strings.TrimPrefix(typeName(e.Elt), "*")
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.MapType:
		return "map of " + typeName(e.Value)
	}
	return "?"
}

// cell is text in a cell of a table in Markdown.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;").Replace(text)
}

func writeFiles(t *testing.T, b *strings.Builder) {
	b.WriteString("\n## Files\n\n`galley theme eject <name>` copies one into your folder.\n")
	have := map[string]string{} // name -> the themes that have it
	abouts := map[string]string{}
	var names []string
	for _, name := range builtinNames {
		_, files, err := Files(name, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if path.Dir(f.Name) == "words" {
				continue
			}
			if have[f.Name] == "" {
				names = append(names, f.Name)
				abouts[f.Name] = f.About
			}
			if f.From != "base" {
				have[f.Name] = strings.TrimPrefix(have[f.Name]+", "+f.From, ", ")
			} else if have[f.Name] == "" {
				have[f.Name] = "both"
			}
			if f.About == "" && path.Ext(f.Name) != ".svg" {
				t.Errorf("%s of %s does not say what it is for", f.Name, f.From)
			}
		}
	}
	slices.Sort(names)
	b.WriteString("\n| file | theme | |\n| --- | --- | --- |\n")
	for _, name := range names {
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", name, have[name], cell(abouts[name]))
	}
	b.WriteString("\n`blocks/<kind>.html` replaces the HTML of a kind of block. The kinds: `" + strings.Join(BlockKinds(), "`, `") + "`.\n")
}

// declared is a custom property with the comment behind it.
var declared = regexp.MustCompile(`(?m)^ +(--[a-z-]+): ([^\n]*?);(?: /\* (.*) \*/)?$`)

func writeProperties(t *testing.T, b *strings.Builder) {
	b.WriteString("\n## Custom properties\n\nSet them in a stylesheet of your own, on `:root`. Colours are pairs, for light and for dark.\n\n| property | value | of |\n| --- | --- | --- |\n")
	seen := map[string]bool{}
	for _, name := range []string{"base/assets/colors.css", "base/assets/base.css", "base/assets/search.css", "blog/assets/style.css", "docs/assets/style.css"} {
		css, err := os.ReadFile("builtin/" + name)
		if err != nil {
			t.Fatal(err)
		}
		last := ""
		for _, m := range declared.FindAllStringSubmatch(string(css), -1) {
			if seen[m[1]] {
				continue
			}
			seen[m[1]] = true
			if m[3] == "" && (last == "" || !strings.Contains(m[1]+last, "-bg") && !seen["--gray"]) {
				t.Errorf("%s: %s does not say what it is for", name, m[1])
			}
			last = m[1]
			value := m[2]
			if len(value) > 60 {
				value = value[:strings.Index(value, ",")] + ", …"
			}
			fmt.Fprintf(b, "| `%s` | `%s` | %s |\n", m[1], value, cell(m[3]))
		}
	}
}

func writeWords(t *testing.T, b *strings.Builder) {
	b.WriteString("\n## Words\n\nA file `words/<language>.toml` of your own holds those to change.\n\n| word | in English |\n| --- | --- |\n")
	data, err := builtin.ReadFile("builtin/base/words/en.toml")
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]string
	if err := toml.Unmarshal(data, &words); err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(words)) {
		fmt.Fprintf(b, "| `%s` | %s |\n", name, cell(words[name]))
	}
}
