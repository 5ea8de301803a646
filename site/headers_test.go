package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/notion/notiontest"
)

// Files that may be kept are there, and pages are not among them.
func TestHeadersNameFilesOfTheSite(t *testing.T) {
	ws := notiontest.NewWorkspace()
	home := ws.Page("Home", notiontest.Paragraph("text"))
	for mode, policy := range map[string]bool{"strict": true, "pages": false, "off": false} {
		dir := t.TempDir()
		c := configured(t, dir, "[site]\ntitle = \"T\"\nbase_url = \"https://example.com/notes/\"\n[policy]\nmode = \""+mode+"\"\n[[source]]\npage = \""+home.ID()+"\"\n", ws)
		built(t, c, fetched(t, ws, c), options(t, c), filepath.Join(dir, "public"))
		text, err := os.ReadFile(filepath.Join(dir, "public", "_headers"))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(text), "  Content-Security-Policy: script-src 'self' 'sha256-"); got != policy {
			t.Errorf("mode %s: that there is a policy for everything is %v", mode, got)
		}
		kept := 0
		for _, line := range strings.Fields(string(text)) {
			name, inside := strings.CutPrefix(line, "/notes/")
			if !inside || strings.Contains(name, "*") {
				continue
			}
			kept++
			if _, err := os.Stat(filepath.Join(dir, "public", filepath.FromSlash(name))); err != nil {
				t.Error(err)
			}
		}
		if kept < 3 || strings.Contains(string(text), "root.bin") || strings.Contains(string(text), "html") {
			t.Errorf("what may be kept is wrong:\n%s", text)
		}
	}
}
