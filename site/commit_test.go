package site

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/fetch"
	"galley/internal/atomicfile"
)

// tree reads all files of a folder.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(data)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return files
}

// without drops the manifest, and what waits in stages.
func without(files map[string]string) map[string]string {
	maps.DeleteFunc(files, func(name, _ string) bool {
		return name == ManifestName || strings.HasPrefix(name, stageName+"/")
	})
	return files
}

// publish makes dir hold files, through a stage.
func publish(dir string, files map[string]string, step func(string) error) (report Report, err error) {
	s, err := openStage(dir)
	if err != nil {
		return report, err
	}
	s.step = step
	defer func() { err = errors.Join(err, s.close()) }()
	for name, content := range files {
		if err := s.put(name, []byte(content)); err != nil {
			return report, err
		}
	}
	return s.commit(manifest{Inputs: "inputs"})
}

var (
	before = map[string]string{"index.html": "old", "same": "same", "gone/x/index.html": "old", "folder": "a file", "deep/file": "old"}
	after  = map[string]string{"index.html": "new", "same": "same", "folder/index.html": "new", "new/y/index.html": "new", "style.css": "new"}
)

func TestOnlyWhatChangedIsWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	if _, err := publish(dir, before, nil); err != nil {
		t.Fatal(err)
	}
	stamp := time.Now().Add(-time.Hour).Truncate(time.Second)
	for name := range before {
		if err := os.Chtimes(filepath.Join(dir, name), stamp, stamp); err != nil {
			t.Fatal(err)
		}
	}
	report, err := publish(dir, after, nil)
	if err != nil {
		t.Fatal(err)
	}
	if report.Written != 4 || report.Unchanged != 1 || report.Removed != 3 {
		t.Errorf("report %+v", report)
	}
	if got := without(tree(t, dir)); !maps.Equal(got, after) {
		t.Errorf("the folder holds %v, want %v", got, after)
	}
	if info, err := os.Stat(filepath.Join(dir, "same")); err != nil || !info.ModTime().Equal(stamp) {
		t.Errorf("an unchanged file was written: %v, %v", info, err)
	}
	for _, empty := range []string{"gone", "deep"} {
		if _, err := os.Stat(filepath.Join(dir, empty)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the empty folder %s stays", empty)
		}
	}
	if !isSwept(dir) {
		t.Error("the stage stays")
	}
}

var errStop = errors.New("stop")

// stopAt gives a step that fails the nth time.
func stopAt(n int, stop error) func(string) error {
	return func(string) error {
		if n--; n == 0 {
			return stop
		}
		return nil
	}
}

func TestAFailureAtAnyStepLeavesTheOldSite(t *testing.T) {
	for n := 1; ; n++ {
		dir := filepath.Join(t.TempDir(), "out")
		if _, err := publish(dir, before, nil); err != nil {
			t.Fatal(err)
		}
		_, err := publish(dir, after, stopAt(n, errStop))
		if err == nil {
			if n < 9 {
				t.Errorf("there are only %d steps", n)
			}
			return
		}
		if !errors.Is(err, errStop) {
			t.Fatalf("step %d: %v", n, err)
		}
		if got := without(tree(t, dir)); !maps.Equal(got, before) {
			t.Errorf("stopped at step %d, the folder holds %v", n, got)
		}
	}
}

// TestKillingAtAnyStepOrphansNothing stops the process, so to speak: nothing is
// undone, and the stage stays.
func TestKillingAtAnyStepOrphansNothing(t *testing.T) {
	for n := 1; n <= 9; n++ {
		dir := filepath.Join(t.TempDir(), "out")
		if _, err := publish(dir, before, nil); err != nil {
			t.Fatal(err)
		}
		func() {
			defer func() { recover() }()
			s, err := openStage(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer s.lock.Release()
			defer s.root.Close()
			for name, content := range after {
				if err := s.put(name, []byte(content)); err != nil {
					t.Fatal(err)
				}
			}
			stop := stopAt(n, errStop)
			s.step = func(what string) error {
				if stop(what) != nil {
					panic("killed")
				}
				return nil
			}
			_, err = s.commit(manifest{})
			t.Errorf("not killed at step %d: %v", n, err)
		}()
		listed, err := readManifest(dir)
		if err != nil {
			t.Fatal(err)
		}
		for name := range without(tree(t, dir)) {
			if listed.Files[name] == "" {
				t.Errorf("killed at step %d: nobody knows whose %s is", n, name)
			}
		}
		final := map[string]string{"index.html": "third"}
		if _, err := publish(dir, final, nil); err != nil {
			t.Fatal(err)
		}
		if got := without(tree(t, dir)); !maps.Equal(got, final) {
			t.Errorf("killed at step %d and run again, the folder holds %v", n, got)
		}
	}
}

func TestForeignFilesAreNeverTouched(t *testing.T) {
	cases := []struct {
		foreign string
		clash   bool
	}{
		{"CNAME", false}, {"folder/notes.txt", false}, {"gone/x/mine", false},
		{"index.html", true}, {"new/y", true}, {"style.css/x", true},
	}
	for _, c := range cases {
		dir := filepath.Join(t.TempDir(), "out")
		path := filepath.Join(dir, filepath.FromSlash(c.foreign))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		held := tree(t, dir)
		_, err := publish(dir, after, nil)
		if (err != nil) != c.clash {
			t.Errorf("%s: got error %v", c.foreign, err)
			continue
		}
		if c.clash {
			if name, _, _ := strings.Cut(c.foreign, "/x"); !strings.Contains(err.Error(), name+" in "+dir) {
				t.Errorf("%s: the error does not name it: %v", c.foreign, err)
			}
			if got := tree(t, dir); !maps.Equal(got, held) {
				t.Errorf("%s: something was written: %v", c.foreign, got)
			}
			continue
		}
		if _, err := publish(dir, map[string]string{"a": "b"}, nil); err != nil {
			t.Fatal(err)
		}
		if got := tree(t, dir)[c.foreign]; got != "mine" {
			t.Errorf("%s holds %q", c.foreign, got)
		}
	}
}

func TestLinksDoNotLeadOutOfTheFolder(t *testing.T) {
	base := t.TempDir()
	dir, outside := filepath.Join(base, "out"), filepath.Join(base, "outside")
	for _, d := range []string{dir, outside} {
		if err := os.Mkdir(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(outside, filepath.Join(dir, "new")); err != nil {
		t.Skipf("no links here: %v", err)
	}
	if _, err := publish(dir, after, nil); err == nil || !strings.Contains(err.Error(), "new in "+dir+" is in the way") {
		t.Errorf("a page through a link: %v", err)
	}
	if got := tree(t, outside); len(got) > 0 {
		t.Errorf("outside of the folder there is now %v", got)
	}
}

func TestNamesThatClashOrEscapeAreRefused(t *testing.T) {
	s, err := openStage(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	if err := s.put("Posts/a.html", nil); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"posts/A.html", "../x", "/etc/x", "a/../../x", "", "."} {
		if err := s.put(name, nil); err == nil {
			t.Errorf("%q was accepted", name)
		}
	}
}

func TestDangerousFoldersAreRefused(t *testing.T) {
	base := t.TempDir()
	home := filepath.Join(base, "home")
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	for _, d := range []string{"home/me", "repo/.git", "repo/site/public", "other"} {
		if err := os.MkdirAll(filepath.Join(base, filepath.FromSlash(d)), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []string{"other/site.toml", "file"} {
		if err := os.WriteFile(filepath.Join(base, filepath.FromSlash(f)), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(home, filepath.Join(base, "link")); err != nil {
		t.Logf("no links here: %v", err)
	}
	s := &Site{config: &Config{Dir: filepath.Join(base, "repo", "site")}}
	for dir, ok := range map[string]bool{
		"": false, "home": false, "link": false, "repo": false, "repo/site": false, "other": false, "file": false,
		"repo/site/public": true, "repo/site/new/folder": true, "home/me": true, "repo/public": true,
	} {
		if err := s.config.CheckFolder(filepath.Join(base, filepath.FromSlash(dir)), ""); (err == nil) != ok {
			t.Errorf("%q: got error %v", dir, err)
		}
	}
	if err := s.config.CheckFolder(string(filepath.Separator), ""); err == nil {
		t.Error("the root of the file system was accepted")
	}
}

func TestASiteIsNotMixedWithItsStoreOrTheme(t *testing.T) {
	base := t.TempDir()
	c := &Config{Dir: base}
	c.Site.Theme = "look/mine"
	if err := os.MkdirAll(filepath.Join(base, "cache", "inner"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(base, "cache"), filepath.Join(base, "link")); err != nil {
		t.Logf("no links here: %v", err)
	}
	for _, test := range []struct{ output, cache, in string }{
		{"public", "cache", ""}, {"cache-2", "cache", ""}, {"look/yours", "cache", ""}, {"public", "", ""}, {"cache", "", ""},
		{"cache", "cache", "store"}, {"cache/inner/out", "cache", "store"}, {"public", "public/cache", "store"}, {"link", "cache", "store"},
		{"cache", "link/inner", "store"},
		{"look/mine", "cache", "theme"}, {"look/mine/public", "cache", "theme"}, {"look", "", "theme"},
	} {
		cache := test.cache
		if cache != "" {
			cache = filepath.Join(base, filepath.FromSlash(cache))
		}
		err := c.CheckFolder(filepath.Join(base, filepath.FromSlash(test.output)), cache)
		if (err != nil) != (test.in != "") || err != nil && !strings.Contains(err.Error(), "the folder of the "+test.in) {
			t.Errorf("output %s with the store %q: %v", test.output, test.cache, err)
		}
	}
	c.Site.Theme = "blog"
	if err := c.CheckFolder(filepath.Join(base, "blog"), ""); err != nil {
		t.Errorf("a folder that is called like a built-in theme: %v", err)
	}
}

func TestFilesOfTheStoreAreCopiedOnce(t *testing.T) {
	base := t.TempDir()
	source := filepath.Join(base, "stored")
	if err := os.WriteFile(source, []byte("picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(base, "out")
	file := fetch.File{Path: source, Hash: "h", Size: 7}
	for i, want := range []int{1, 0} {
		s, err := openStage(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.copy("files/a.png", file); err != nil {
			t.Fatal(err)
		}
		report, err := s.commit(manifest{})
		if err := errors.Join(err, s.close()); err != nil {
			t.Fatal(err)
		}
		if report.Written != want {
			t.Errorf("run %d wrote %d files, want %d", i, report.Written, want)
		}
	}
	if got := without(tree(t, dir)); !maps.Equal(got, map[string]string{"files/a.png": "picture"}) {
		t.Errorf("the folder holds %v", got)
	}
}

func TestFilesAreCopiedWhereTheyCannotBeLinked(t *testing.T) {
	base := t.TempDir()
	source := filepath.Join(base, "stored")
	if err := os.WriteFile(source, []byte("picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := openStage(filepath.Join(base, "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	temp := stageName + "/1"
	if err := s.copyBytes(temp, source); err != nil {
		t.Fatal(err)
	}
	if got, err := s.root.ReadFile(temp); err != nil || string(got) != "picture" {
		t.Errorf("the copy holds %q, %v", got, err)
	}
	if err := s.copy("files/x", fetch.File{Path: filepath.Join(base, "gone")}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("copying what is not there: %v", err)
	}
}

func TestADamagedManifestIsNotGuessedAt(t *testing.T) {
	dir := t.TempDir()
	for content, ok := range map[string]bool{
		"{": false, "[]": false, `{"files":{"../../x":"h","a":"h","/etc":"h"}}`: true,
	} {
		if err := os.WriteFile(filepath.Join(dir, ManifestName), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		m, err := readManifest(dir)
		if (err == nil) != ok || ok && !maps.Equal(m.Files, map[string]string{"a": "h"}) {
			t.Errorf("%s: got %v, %v", content, m, err)
		}
	}
}

func TestWhatAKilledProcessLeftGoesWithTheNextBuild(t *testing.T) {
	b := newBlog(t, 2)
	for _, what := range []string{"a first build", "a build with a change", "a build without"} {
		for _, name := range []string{stageName + "/lock", stageName + "/1", stageName + "/old-1", atomicfile.TempPrefix + "1"} {
			path := filepath.Join(b.output(), filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte("left"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if what == "a build with a change" {
			b.write(1001, "Other words")
		}
		report := b.build(t)
		if what == "a build without" && (report.Written > 0 || report.Unchanged == 0) {
			t.Errorf("%s did %+v", what, report)
		}
		for name := range tree(t, b.output()) {
			if strings.HasPrefix(name, ".galley-") && name != ManifestName {
				t.Errorf("after %s there is %s", what, name)
			}
		}
	}
}

func TestTwoWritersOfAFolderExcludeEachOther(t *testing.T) {
	b := newBlog(t, 2)
	b.build(t)
	b.write(1001, "Other words")
	first, second := b.plan(t), b.plan(t)
	tried := false
	_, err := first.write(t.Context(), b.output(), func(string) error {
		if tried {
			return nil
		}
		tried = true
		before := tree(t, b.output())
		if _, err := second.Write(t.Context(), b.output()); err == nil || !strings.Contains(err.Error(), "another galley is writing to "+b.output()) {
			t.Errorf("the second writer got %v", err)
		}
		if got := tree(t, b.output()); !maps.Equal(got, before) {
			t.Errorf("the second writer changed the folder to %v", slices.Sorted(maps.Keys(got)))
		}
		return nil
	})
	if err != nil || !tried {
		t.Errorf("the first writer got %v, asked: %v", err, tried)
	}
	if report, err := second.Write(t.Context(), b.output()); err != nil || report.Written > 0 {
		t.Errorf("after it the second has to write %v, %v", report.URLs, err)
	}
}
