// Package galley_test holds the shape of the house: which folder may import
// which, and the habits that a compiler does not check.
package galley_test

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

const (
	module   = "galley"
	maxLines = 450
)

// layers says which of our folders the code of a folder may import, besides
// itself. Tests may import more.
var layers = map[string][]string{
	"bench":             {"site", "fetch", "render", "theme", "notion", "notion/notiontest", "internal"},
	"cmd":               {"preview", "publish", "site", "fetch", "render", "theme", "notion", "notion/notiontest", "internal"},
	"preview":           {"site", "fetch", "render", "theme", "notion", "internal"},
	"publish":           {"site", "fetch", "render", "theme", "notion", "internal"},
	"site":              {"fetch", "render", "theme", "notion", "internal"},
	"fetch":             {"notion", "internal"},
	"render":            {"notion", "internal"},
	"theme":             {"internal"},
	"notion":            {},
	"notion/notiontest": {},
	"internal":          {},
}

// unreachable are packages that render, and what it imports of internal, may
// not import: a document is made without network and disk.
var unreachable = []string{"net", "net/http", "os", "os/exec", "syscall"}

func TestImportsGoDownwards(t *testing.T) {
	for _, file := range parseTree(t) {
		if file.isTest() {
			continue
		}
		from := file.layer()
		allowed, known := layers[from]
		if !known {
			t.Errorf("%s: the folder %q has no place in the layers", file.path, from)
			continue
		}
		for _, imported := range file.imports() {
			rest, ours := strings.CutPrefix(imported, module+"/")
			if !ours {
				continue
			}
			if to := layerOf(rest); to != from && !slices.Contains(allowed, to) {
				t.Errorf("%s imports %s: %s may import %q of ours only", file.path, imported, from, allowed)
			}
		}
	}
}

func TestRenderReachesNeitherNetworkNorDisk(t *testing.T) {
	packages := map[string][]string{} // imports by folder
	for _, file := range parseTree(t) {
		if !file.isTest() {
			folder := path.Dir(file.path)
			packages[folder] = append(packages[folder], file.imports()...)
		}
	}
	var check func(folder string, seen map[string]bool)
	check = func(folder string, seen map[string]bool) {
		if seen[folder] {
			return
		}
		seen[folder] = true
		for _, imported := range packages[folder] {
			if slices.Contains(unreachable, imported) {
				t.Errorf("%s imports %s", folder, imported)
			}
			if rest, ours := strings.CutPrefix(imported, module+"/"); ours && layerOf(rest) != "notion" {
				check(rest, seen)
			}
		}
	}
	seen := map[string]bool{}
	for folder := range packages {
		if layerOf(folder) == "render" {
			check(folder, seen)
		}
	}
}

// A site is made from a snapshot. What still needs the network then has a package
// of its own, and is given to the site from outside.
func TestSiteItselfReachesNoNetwork(t *testing.T) {
	for _, file := range parseTree(t) {
		if file.isTest() || path.Dir(file.path) != "site" {
			continue
		}
		for _, imported := range file.imports() {
			if imported == "net" || imported == "net/http" {
				t.Errorf("%s imports %s", file.path, imported)
			}
		}
	}
}

func TestFilesAreSmallAndFormatted(t *testing.T) {
	for _, file := range parseTree(t) {
		if lines := bytes.Count(file.source, []byte("\n")); !file.isTest() && lines > maxLines {
			t.Errorf("%s has %d lines, more than %d", file.path, lines, maxLines)
		}
		formatted, err := format.Source(file.source)
		if err != nil || !bytes.Equal(formatted, file.source) {
			t.Errorf("%s is not as gofmt writes it (%v)", file.path, err)
		}
	}
}

func TestEveryPackageHasAComment(t *testing.T) {
	documented := map[string]bool{}
	for _, file := range parseTree(t) {
		if !file.isTest() {
			folder := path.Dir(file.path)
			documented[folder] = documented[folder] || file.tree.Doc != nil
		}
	}
	for folder, ok := range documented {
		if !ok {
			t.Errorf("%s has no package comment", folder)
		}
	}
}

func TestNothingRunsBeforeMainOrExitsBehindIt(t *testing.T) {
	exits := map[string][]string{"os": {"Exit"}, "log": {"Fatal", "Fatalf", "Fatalln"}}
	for _, file := range parseTree(t) {
		mayExit := file.isTest() || path.Base(file.path) == "main.go"
		ast.Inspect(file.tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Recv == nil && n.Name.Name == "init" {
					t.Errorf("%s has an init function", file.at(n))
				}
			case *ast.SelectorExpr:
				name, ok := n.X.(*ast.Ident)
				if ok && !mayExit && slices.Contains(exits[name.Name], n.Sel.Name) {
					t.Errorf("%s: %s.%s ends the process outside of main", file.at(n), name.Name, n.Sel.Name)
				}
			}
			return true
		})
	}
}

// machinePath is an absolute path of somebody's machine. A path within a URL has
// a letter or a digit before its slash.
var machinePath = regexp.MustCompile(`(?:^|[^\w.)}/-])/(?:work|root|home/\w+|Users/\w+)/`)

func TestNoFileNamesAMachine(t *testing.T) {
	list, err := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").Output()
	if err != nil {
		t.Skipf("listing the tracked files: %v", err)
	}
	for name := range strings.SplitSeq(strings.TrimRight(string(list), "\x00"), "\x00") {
		data, err := os.ReadFile(name)
		if err != nil || !utf8.Valid(data) {
			continue // deleted but not yet committed, a link to a folder, or no text
		}
		for i, line := range strings.Split(string(data), "\n") {
			if found := machinePath.FindString(line); found != "" {
				t.Errorf("%s:%d names a path of a machine: %s", name, i+1, found)
			}
		}
	}
}

// goFile is one parsed file of this module.
type goFile struct {
	path   string // from the module's root, with slashes
	source []byte
	set    *token.FileSet
	tree   *ast.File
}

func (f goFile) isTest() bool         { return strings.HasSuffix(f.path, "_test.go") }
func (f goFile) layer() string        { return layerOf(path.Dir(f.path)) }
func (f goFile) at(n ast.Node) string { return f.set.Position(n.Pos()).String() }

func (f goFile) imports() []string {
	var paths []string
	for _, spec := range f.tree.Imports {
		if imported, err := strconv.Unquote(spec.Path.Value); err == nil {
			paths = append(paths, imported)
		}
	}
	return paths
}

// layerOf is the layer that a folder belongs to.
func layerOf(folder string) string {
	if strings.HasPrefix(folder+"/", "notion/notiontest/") {
		return "notion/notiontest"
	}
	first, _, _ := strings.Cut(folder, "/")
	return first
}

// parseTree parses the Go files of this module: not those of modules inside of
// it, of testdata, or of folders that the go command ignores.
func parseTree(t *testing.T) []goFile {
	t.Helper()
	var files []goFile
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if name != "." && ignoredFolder(name) {
				return fs.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, name, source, parser.ParseComments)
		if err != nil {
			return err
		}
		files = append(files, goFile{filepath.ToSlash(name), source, set, tree})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func ignoredFolder(name string) bool {
	base := filepath.Base(name)
	if strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || base == "testdata" || base == "node_modules" {
		return true
	}
	_, err := os.Stat(filepath.Join(name, "go.mod"))
	return err == nil
}
