//go:build browser

package site

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestBrowserRecordedPagesAreValid makes a site of all blocks and pages in a folder of
// recorded responses, which GALLEY_RECORDED names, in both themes, and has the Nu
// validator read it.
func TestBrowserRecordedPagesAreValid(t *testing.T) {
	folder, modules := os.Getenv("GALLEY_RECORDED"), os.Getenv("GALLEY_NODE_MODULES")
	if folder == "" || modules == "" {
		t.Skip("GALLEY_RECORDED or GALLEY_NODE_MODULES is not set")
	}
	b := recordedSite(t, folder)
	arguments := []string{"-jar", filepath.Join(modules, "vnu-jar", "build", "dist", "vnu.jar"), "--errors-only", "--skip-non-html"}
	for _, look := range []string{"blog", "docs"} {
		b.config.Site.Theme = look
		dir := filepath.Join(t.TempDir(), look)
		planned := b.plan(t)
		if _, err := planned.Write(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d pages", look, len(planned.URLs()))
		arguments = append(arguments, dir)
	}
	if found, err := exec.Command("java", arguments...).CombinedOutput(); err != nil || len(found) > 0 {
		t.Errorf("%v\n%s", err, found)
	}
}
