package fetch

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

func TestAnotherShapeIsAnotherFormat(t *testing.T) {
	type leaf struct{ Next *leaf }
	type before struct{ A []leaf }
	shapes := map[string]string{}
	for name, value := range map[string]any{
		"as it was":    before{},
		"a field more": struct{ A, B []leaf }{},
		"another name": struct{ B []leaf }{},
		"another type": struct{ A map[string]leaf }{},
		"another JSON": struct {
			A []leaf `json:"b"`
		}{},
		"deeper inside": struct{ A []struct{ Next, Last *leaf } }{},
	} {
		shape := shapeOf(value)
		if other, twice := shapes[shape]; twice {
			t.Errorf("%s and %s have the same shape", name, other)
		}
		shapes[shape] = name
		if shapeOf(value) != shape {
			t.Errorf("%s has two shapes", name)
		}
	}
}

func TestAStoreIsToldByItsVersion(t *testing.T) {
	inWorld(t, func(w *world) {
		w.of(databaseSource(w.illustrated())).serve()
		first := w.dump(w.run())
		version := filepath.Join(w.store().root, versionName)
		for name, damage := range map[string]func() error{
			"another version": func() error { return os.WriteFile(version, []byte("galley store fetch-99-00000000\n"), 0o600) },
			"no version":      func() error { return os.Remove(version) },
		} {
			if err := damage(); err != nil {
				t.Fatal(err)
			}
			if _, err := w.store().Snapshot(); !errors.Is(err, ErrNoSnapshot) {
				t.Errorf("%s: the snapshot is given: %v", name, err)
			}
			equal(t, name, w.dump(w.run()), first)
			w.asked(map[string]int{getDatabase: 1, getSource: 1, query: 1, getChildren: 7})
			equal(t, "downloads", w.downloads(), 1)
			w.run()
			w.asked(map[string]int{query: 1})
		}
	})
}

func TestOtherFormatsAreKeptForAWeek(t *testing.T) {
	inWorld(t, func(w *world) {
		w.of(pageSource(w.ws.Page("Page"))).serve()
		used, unused, broken := filepath.Join(w.dir, "fetch-99-0"), filepath.Join(w.dir, "fetch-1"), filepath.Join(w.dir, "fetch-0")
		ours, theirs := filepath.Join(w.dir, "derived-1"), filepath.Join(w.dir, "fetch-notes.txt")
		for _, folder := range []string{used, unused, broken, ours} {
			if err := os.MkdirAll(folder, 0o700); err != nil {
				t.Fatal(err)
			}
		}
		for path, age := range map[string]time.Duration{
			filepath.Join(used, snapshotName): 6 * 24 * time.Hour, filepath.Join(unused, snapshotName): 8 * 24 * time.Hour, theirs: 0, broken: 8 * 24 * time.Hour,
		} {
			at := w.now().Add(-age)
			if path != broken {
				if err := os.WriteFile(path, nil, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chtimes(path, at, at); err != nil {
				t.Fatal(err)
			}
		}
		w.run()
		for path, want := range map[string]bool{used: true, unused: false, broken: false, ours: true, theirs: true} {
			if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) == want {
				t.Errorf("%s is there: %v, want %v", path, !want, want)
			}
		}
	})
}

func TestNobodyElseMayReadTheStore(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("permissions are something else there")
	}
	inWorld(t, func(w *world) {
		w.dir = filepath.Join(w.dir, "new", "store")
		w.of(databaseSource(w.illustrated())).serve()
		w.run()
		err := filepath.WalkDir(filepath.Dir(w.dir), func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := entry.Info()
			shown := strings.Contains(path, filesName) || filepath.Dir(path) == w.dir // files that pages show; the lock and the tag
			switch mode := info.Mode().Perm(); {
			case entry.IsDir() && mode != 0o700, !entry.IsDir() && !shown && mode != 0o600:
				t.Errorf("%s has permissions %o", path, mode)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
