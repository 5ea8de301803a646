package preview

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// watching starts to watch paths below a folder that holds site.toml,
// other.toml and theme/layouts/page.html.
func watching(t *testing.T, paths ...string) (dir string, lists <-chan []string) {
	t.Helper()
	dir = outputFolder(t, map[string]string{"site.toml": "1", "other.toml": "1", "theme/layouts/page.html": "1"})
	for i, path := range paths {
		paths[i] = filepath.Join(dir, filepath.FromSlash(path))
	}
	ctx, cancel := context.WithCancel(context.Background())
	lists, err := Watch(ctx, paths, func(err error) { t.Error(err) })
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		for range lists {
		}
	})
	return dir, lists
}

// wantChanges receives until all of want, paths below dir, were reported, and
// fails t when anything else was.
func wantChanges(t *testing.T, dir string, lists <-chan []string, want ...string) {
	t.Helper()
	missing := map[string]bool{}
	for _, name := range want {
		missing[name] = true
	}
	for len(missing) > 0 {
		for _, path := range receive(t, lists) {
			name, err := filepath.Rel(dir, path)
			if err != nil || !slices.Contains(want, filepath.ToSlash(name)) {
				t.Errorf("%s is reported, want %q", path, want)
			}
			delete(missing, filepath.ToSlash(name))
		}
	}
}

func TestWatchReportsFilesAndFolders(t *testing.T) {
	dir, lists := watching(t, "site.toml", "theme")
	writeFile(t, dir+"/other.toml", "2") // nobody's business
	writeFile(t, dir+"/site.toml", "2")
	wantChanges(t, dir, lists, "site.toml")
	writeFile(t, dir+"/theme/layouts/page.html", "2")
	wantChanges(t, dir, lists, "theme/layouts/page.html")
	if err := os.Remove(dir + "/theme/layouts/page.html"); err != nil {
		t.Fatal(err)
	}
	wantChanges(t, dir, lists, "theme/layouts/page.html")
}

func TestWatchSeesNewFoldersWithTheirFiles(t *testing.T) {
	dir, lists := watching(t, "theme")
	writeFile(t, dir+"/theme/blocks/deep/callout.html", "1")
	wantChanges(t, dir, lists, "theme/blocks/deep/callout.html")
	writeFile(t, dir+"/theme/blocks/deep/callout.html", "2")
	wantChanges(t, dir, lists, "theme/blocks/deep/callout.html")
}

func TestWatchWaitsForWhatIsNotThere(t *testing.T) {
	dir, lists := watching(t, "late.toml", "assets")
	writeFile(t, dir+"/late.toml", "1")
	wantChanges(t, dir, lists, "late.toml")
	writeFile(t, dir+"/assets/site.css", "1")
	wantChanges(t, dir, lists, "assets/site.css")
}

func TestWatchSurvivesAFolderThatIsReplaced(t *testing.T) {
	dir, lists := watching(t, "theme")
	writeFile(t, dir+"/new/layouts/page.html", "2")
	for _, step := range []struct{ from, to, reported string }{
		{"theme", "old", "theme"},
		{"new", "theme", "theme/layouts/page.html"},
	} {
		if err := os.Rename(filepath.Join(dir, step.from), filepath.Join(dir, step.to)); err != nil {
			t.Fatal(err)
		}
		wantChanges(t, dir, lists, step.reported)
	}
	writeFile(t, dir+"/theme/layouts/page.html", "3")
	wantChanges(t, dir, lists, "theme/layouts/page.html")
}

func TestWatchUnderstandsAtomicSaves(t *testing.T) {
	dir, lists := watching(t, "site.toml")
	for _, text := range []string{"2", "3"} { // also the file that took the name
		writeFile(t, dir+"/site.toml.new", text)
		if err := os.Rename(dir+"/site.toml.new", dir+"/site.toml"); err != nil {
			t.Fatal(err)
		}
		wantChanges(t, dir, lists, "site.toml")
	}
}

func TestWatchIgnoresNoise(t *testing.T) {
	dir, lists := watching(t, "theme")
	for _, name := range []string{".page.html.swp", "page.html~", "4913", "#page.html#", ".git/index", "x.tmp", ".galley-tmp-1", "node_modules/a.js"} {
		writeFile(t, filepath.Join(dir, "theme", name), "1")
	}
	later := time.Now().Add(time.Hour)
	if err := os.Chmod(dir+"/theme/layouts/page.html", 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(dir+"/theme/layouts/page.html", later, later); err != nil {
		t.Fatal(err)
	}
	writeFile(t, dir+"/theme/end.html", "1")
	wantChanges(t, dir, lists, "theme/end.html") // and nothing of the rest
}

func TestWatchNeedsAFolderToWatch(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing", "theme")
	if _, err := Watch(t.Context(), []string{missing}, func(error) {}); err == nil {
		t.Error("no error")
	}
}
