package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestASectionIsComparedWithinItsDocument(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.md")
	if err := os.WriteFile(path, []byte("by hand\n<!-- x -->\n\nmade\n\n<!-- /x -->\nby hand\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	CheckSection(t, path, "x", []byte("made\n"))
	var r recorder
	CheckSection(&r, path, "x", []byte("otherwise\n"))
	if !strings.Contains(r.text, "made") {
		t.Errorf("the failure does not show what differs: %s", r.text)
	}
}
