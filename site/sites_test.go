package site

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/internal/golden"
	"galley/notion/notiontest"

	"golang.org/x/tools/txtar"
)

// TestSites builds whole sites. Each archive in testdata/sites holds a
// configuration, a workspace, and the files to look at; what the site then
// consists of, and these files, follow in the archive.
func TestSites(t *testing.T) {
	archives, err := filepath.Glob("testdata/sites/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no sites: %v", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return strings.HasPrefix(f.Name, "want") })
			ws, config, show := unpack(t, archive)
			c := configured(t, "testdata", config, ws)
			dir := filepath.Join(t.TempDir(), "out")
			s, report := built(t, c, fetched(t, ws, c), options(t, c, FormatHTML, FormatMarkdown), dir)
			files := without(tree(t, dir))
			archive.Files = append(archive.Files, txtar.File{Name: "want", Data: []byte(summary(s, report, files))})
			for file := range strings.FieldsSeq(show) {
				content, ok := files[file]
				if !ok {
					t.Errorf("there is no %s", file)
				}
				archive.Files = append(archive.Files, txtar.File{Name: "want/" + file, Data: []byte(content)})
			}
			golden.Check(t, name, txtar.Format(archive))
		})
	}
}

// unpack reads the configuration, the workspace and the list of files.
func unpack(t *testing.T, archive *txtar.Archive) (ws *notiontest.Workspace, config, show string) {
	t.Helper()
	var content txtar.Archive
	for _, f := range archive.Files {
		if name, ok := strings.CutPrefix(f.Name, "workspace/"); ok {
			content.Files = append(content.Files, txtar.File{Name: name, Data: f.Data})
		}
		switch f.Name {
		case "site.toml":
			config = string(f.Data)
		case "show":
			show = string(f.Data)
		}
	}
	ws, err := notiontest.ParseWorkspace(txtar.Format(&content))
	if err != nil {
		t.Fatal(err)
	}
	return ws, config, show
}

// summary lists the files of a site, but for those of the theme, and what was
// lost on the way.
func summary(s *Site, report Report, files map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasPrefix(name, "assets/") && name != "favicon.svg" {
			fmt.Fprintln(&b, name)
		}
	}
	for _, h := range s.Held() {
		fmt.Fprintf(&b, "held back: %s: %s\n", h.Title, h.Reason)
	}
	for _, w := range report.Warnings {
		fmt.Fprintf(&b, "warning: %s: %s\n", w.Title, w.Text)
	}
	return b.String()
}

func TestTheSampleWorkspaceBecomesASiteWithoutLooseEnds(t *testing.T) {
	ws := notiontest.Sample()
	c := parse(t, fmt.Sprintf("[[source]]\npage = %q\n[[source]]\ndatabase = %q\npath = \"/notes/\"\n", ws.HandbookURL(), ws.FieldNotesURL()))
	c.Dir = t.TempDir()
	dir := filepath.Join(c.Dir, "out")
	built(t, c, fetched(t, ws.Workspace, c), options(t, c), dir)
	for name, content := range tree(t, dir) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, link := range innerLinks(content) {
			link, fragment, _ := strings.Cut(link, "#")
			if link == "" || strings.HasSuffix(link, "/") {
				link += "index.html"
			}
			target, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(link)))
			if err != nil {
				t.Errorf("%s links to what is not there: %v", name, err)
			} else if fragment != "" && !strings.Contains(string(target), `id="`+fragment+`"`) {
				t.Errorf("%s links to %s#%s, which has no such place", name, link, fragment)
			}
		}
	}
}

// innerLinks gives the addresses below /repo/ that a page has in attributes, those
// in srcset one by one.
func innerLinks(page string) []string {
	var links []string
	for _, part := range strings.Split(page, `="/repo/`)[1:] {
		value, _, _ := strings.Cut(part, `"`)
		for address := range strings.SplitSeq(value, ", /repo/") {
			address, _, _ = strings.Cut(address, " ")
			links = append(links, address)
		}
	}
	return links
}
