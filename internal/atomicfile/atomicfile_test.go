package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestWriteReplacesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.html")
	for _, want := range []string{"first, the longer one", "second"} {
		if err := Write(path, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
		wantFile(t, path, want)
	}
	wantNames(t, filepath.Dir(path), "page.html")
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("permissions %v, error %v, want 0600", info.Mode(), err)
	}
}

func TestCreateShowsNothingBeforeCommit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.html")
	f, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"one ", "two"} {
		if _, err := f.Write([]byte(part)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the target exists before Commit: %v", err)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	f.Abort()
	wantFile(t, path, "one two")
	wantNames(t, filepath.Dir(path), "page.html")
}

func TestAbortKeepsTheOldFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.html")
	must(t, os.WriteFile(path, []byte("old"), 0o644))
	f, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("new")); err != nil {
		t.Fatal(err)
	}
	f.Abort()
	f.Abort()
	wantFile(t, path, "old")
	wantNames(t, filepath.Dir(path), "page.html")
	if _, err := f.Write([]byte("more")); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("Write after Abort: %v, want fs.ErrClosed", err)
	}
	if err := f.Commit(); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("Commit after Abort: %v, want fs.ErrClosed", err)
	}
}

func TestFailureNamesTheTargetAndLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "taken")
	must(t, os.MkdirAll(filepath.Join(folder, "child"), 0o755))
	missing := filepath.Join(dir, "missing", "page.html")

	for _, path := range []string{folder, missing} {
		err := Write(path, []byte("x"), 0o644)
		var pathErr *fs.PathError
		if !errors.As(err, &pathErr) || pathErr.Path != path {
			t.Errorf("Write(%s): %v, want an error about that path", path, err)
		}
		if err != nil && strings.Contains(err.Error(), TempPrefix) {
			t.Errorf("the error names the temporary file: %v", err)
		}
		if changed, err := WriteIfChanged(path, []byte("x")); changed || err == nil {
			t.Errorf("WriteIfChanged(%s) = %v, %v, want an error", path, changed, err)
		}
	}
	if err := Write(missing, nil, 0o644); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("cause lost: %v", err)
	}
	wantNames(t, dir, "taken")
}

func TestFailedWriteCannotBeCommitted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.html")
	f, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	must(t, f.temp.Close()) // the next write fails, as on a full disk
	if _, err := f.Write([]byte("lost")); err == nil {
		t.Fatal("Write to a closed file succeeded")
	}
	if err := f.Commit(); err == nil {
		t.Error("Commit after a failed Write succeeded")
	}
	wantNames(t, filepath.Dir(path))
}

func TestWriteIfChangedLeavesTheSameBytesAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.html")
	steps := []struct {
		data    string
		changed bool
	}{{"one", true}, {"one", false}, {"two", true}, {"", true}, {"", false}}
	long := time.Now().Add(-time.Hour).Truncate(time.Second)
	for _, step := range steps {
		changed, err := WriteIfChanged(path, []byte(step.data))
		if err != nil || changed != step.changed {
			t.Errorf("WriteIfChanged(%q) = %v, %v, want %v", step.data, changed, err, step.changed)
		}
		wantFile(t, path, step.data)
		info, err := os.Stat(path)
		must(t, err)
		if touched := !info.ModTime().Equal(long); touched != step.changed {
			t.Errorf("after %q the file was touched: %v, want %v", step.data, touched, step.changed)
		}
		must(t, os.Chtimes(path, long, long))
	}
}

func TestSweepRemovesOnlyOldLeftovers(t *testing.T) {
	dir := t.TempDir()
	sub := filepath.Join(dir, "posts")
	must(t, os.Mkdir(sub, 0o755))
	old := time.Now().Add(-2 * time.Hour)
	for _, name := range []string{TempPrefix + "a", "posts/" + TempPrefix + "b", "posts/index.html"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		must(t, os.WriteFile(path, nil, 0o644))
		must(t, os.Chtimes(path, old, old))
	}
	must(t, os.WriteFile(filepath.Join(dir, TempPrefix+"young"), nil, 0o644))

	must(t, Sweep(dir, time.Hour))
	wantNames(t, dir, TempPrefix+"young", "posts")
	wantNames(t, sub, "index.html")
	must(t, Sweep(filepath.Join(dir, "missing"), 0))
}

func wantFile(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%s holds %q, %v, want %q", filepath.Base(path), got, err, want)
	}
}

func wantNames(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	var got []string
	for _, entry := range entries {
		got = append(got, entry.Name())
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("%s holds %q, want %q", dir, got, want)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
