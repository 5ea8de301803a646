package render

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"galley/internal/golden"
	"galley/notion"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// TestBlocks holds how each type of block is written, the three formats side by
// side in one file: testdata/blocks/<type>.txtar. A dialect of Markdown is there
// where it differs from GFM.
func TestBlocks(t *testing.T) {
	for _, path := range archives(t, "blocks") {
		t.Run(filepath.Base(path), func(t *testing.T) { checkBlocks(t, path) })
	}
}

// TestHardCases holds, likewise, what other programs get wrong.
func TestHardCases(t *testing.T) {
	for _, path := range archives(t, "hard") {
		t.Run(filepath.Base(path), func(t *testing.T) { checkBlocks(t, path) })
	}
}

func archives(t *testing.T, folder string) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/" + folder + "/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files in testdata/%s (%v)", folder, err)
	}
	return paths
}

var formats = []struct {
	file  string
	write func(*Document, io.Writer, Resolver) error
}{
	{"want.html", (*Document).HTML},
	{"want.md", inDialect(GFM)},
	{"want.txt", (*Document).Text},
}

func checkBlocks(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc := New(archiveBlocks(t, archive), Options{Language: "en"})
	updated := &txtar.Archive{Comment: archive.Comment, Files: slices.Clip(archive.Files[:1])}
	for _, f := range formats {
		updated.Files = append(updated.Files, txtar.File{Name: f.file, Data: []byte(rendered(doc, sampleSite(), f.write))})
	}
	gfm := rendered(doc, sampleSite(), inDialect(GFM))
	for _, dialect := range Dialects()[1:] {
		if got := rendered(doc, sampleSite(), inDialect(dialect)); got != gfm {
			updated.Files = append(updated.Files, txtar.File{Name: "want." + string(dialect) + ".md", Data: []byte(got)})
		}
	}
	if diff := cmp.Diff(string(txtar.Format(archive)), string(txtar.Format(updated))); diff != "" && !golden.Updating() {
		t.Errorf("(-want +got); if that is right, run the test with -update:\n%s", diff)
	}
	checkWellFormed(t, rendered(doc, sampleSite(), (*Document).HTML))
	if golden.Updating() {
		if err := os.WriteFile(path, txtar.Format(updated), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func archiveFile(archive *txtar.Archive, name string) []byte {
	for _, f := range archive.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

func archiveBlocks(t *testing.T, archive *txtar.Archive) []notion.Block {
	t.Helper()
	var blocks []notion.Block
	if err := json.Unmarshal(archiveFile(archive, "blocks.json"), &blocks); err != nil {
		t.Fatalf("blocks.json: %v", err)
	}
	return blocks
}
