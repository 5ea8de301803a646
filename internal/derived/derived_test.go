package derived_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"galley/internal/derived"
)

func want(t *testing.T, c *derived.Cache, kind, key, data string) {
	t.Helper()
	got, ok := c.Get(kind, key)
	if !ok || string(got) != data {
		t.Errorf("%s %q is %q, %v; want %q", kind, key, got, ok, data)
	}
}

func wantNone(t *testing.T, c *derived.Cache, kind, key string) {
	t.Helper()
	if got, ok := c.Get(kind, key); ok {
		t.Errorf("%s %q is %q, want nothing", kind, key, got)
	}
}

func save(t *testing.T, c *derived.Cache, complete bool) {
	t.Helper()
	if err := c.Save(complete); err != nil {
		t.Fatal(err)
	}
}

func TestEntriesAreThereInTheNextBuild(t *testing.T) {
	dir := filepath.Join(t.TempDir(), derived.Folder)
	c := derived.Open(dir)
	c.Put("code", "x := 1", []byte("<b>"))
	c.Put("code", "", nil)
	c.Put("math", "x := 1", []byte("<math>"))
	want(t, c, "code", "x := 1", "<b>")
	save(t, c, false)

	c = derived.Open(dir)
	want(t, c, "code", "x := 1", "<b>")
	want(t, c, "code", "", "")
	want(t, c, "math", "x := 1", "<math>")
	wantNone(t, c, "code", "y := 1")
}

func TestACompleteBuildForgetsWhatItDidNotNeed(t *testing.T) {
	dir := t.TempDir()
	c := derived.Open(dir)
	for _, key := range []string{"a", "b"} {
		c.Put("code", key, []byte(key))
		c.Put("math", key, []byte(key))
		if _, err := c.PutFile("image", key, []byte(key)); err != nil {
			t.Fatal(err)
		}
	}
	save(t, c, true)

	c = derived.Open(dir)
	want(t, c, "code", "a", "a")
	if _, ok := c.File("image", "b"); !ok {
		t.Error("the file b is not there")
	}
	save(t, c, true)

	c = derived.Open(dir)
	want(t, c, "code", "a", "a")
	wantNone(t, c, "code", "b")
	wantNone(t, c, "math", "a")
	if _, ok := c.File("image", "a"); ok {
		t.Error("the file a is still known")
	}
	if _, ok := c.File("image", "b"); !ok {
		t.Error("the file b is gone")
	}
	if n := len(files(t, filepath.Join(dir, "files"))); n != 1 {
		t.Errorf("there are %d large files, want 1", n)
	}
}

func TestALaterCompleteBuildOfTheSameProcessForgetsToo(t *testing.T) {
	c := derived.Open(t.TempDir())
	c.Put("code", "a", []byte("a"))
	c.Put("code", "b", []byte("b"))
	save(t, c, true)
	want(t, c, "code", "b", "b")
	save(t, c, true)
	wantNone(t, c, "code", "a")
	want(t, c, "code", "b", "b")
}

func TestAnIncompleteBuildForgetsNothing(t *testing.T) {
	dir := t.TempDir()
	c := derived.Open(dir)
	c.Put("code", "a", []byte("a"))
	save(t, c, true)

	c = derived.Open(dir)
	c.Put("code", "b", []byte("b"))
	save(t, c, false)

	c = derived.Open(dir)
	want(t, c, "code", "a", "a")
	want(t, c, "code", "b", "b")
}

func TestDamagedEntriesAreMissing(t *testing.T) {
	dir := t.TempDir()
	c := derived.Open(dir)
	for i := range 50 {
		c.Put("code", strconv.Itoa(i), bytes.Repeat([]byte{byte(i)}, 100))
	}
	save(t, c, true)
	path := filepath.Join(dir, "packs", "code")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(whole); at += 37 {
		flipped := bytes.Clone(whole)
		flipped[at] ^= 0x10
		for _, data := range [][]byte{flipped, whole[:at]} {
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			c := derived.Open(dir)
			for i := range 50 {
				got, ok := c.Get("code", strconv.Itoa(i))
				if ok && !bytes.Equal(got, bytes.Repeat([]byte{byte(i)}, 100)) {
					t.Fatalf("with damage at byte %d, entry %d is % x", at, i, got)
				}
			}
		}
	}
}

func TestAFileOfAnotherSizeIsMissing(t *testing.T) {
	c := derived.Open(t.TempDir())
	path, err := c.PutFile("image", "a", []byte("picture"))
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := c.File("image", "a"); !ok || got != path {
		t.Errorf("the file is %q, %v; want %q", got, ok, path)
	}
	if err := os.WriteFile(path, []byte("pict"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, ok := c.File("image", "a"); ok {
		t.Error("a file that was cut off is taken for whole")
	}
}

func TestEqualEntriesGiveEqualFiles(t *testing.T) {
	var packs [][]byte
	for _, keys := range [][]string{{"a", "b", "c"}, {"c", "a", "b"}} {
		dir := t.TempDir()
		c := derived.Open(dir)
		for _, key := range keys {
			c.Put("code", key, []byte(key))
		}
		save(t, c, true)
		data, err := os.ReadFile(filepath.Join(dir, "packs", "code"))
		if err != nil {
			t.Fatal(err)
		}
		packs = append(packs, data)
	}
	if !bytes.Equal(packs[0], packs[1]) {
		t.Error("the order in which entries are put shows in the file")
	}
}

func TestNothingIsKeptWithoutACache(t *testing.T) {
	var c *derived.Cache
	c.Put("code", "a", []byte("a"))
	wantNone(t, c, "code", "a")
	if _, err := c.PutFile("image", "a", nil); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("keeping a file without a cache gives %v", err)
	}
	if _, ok := c.File("image", "a"); ok {
		t.Error("there is a file without a cache")
	}
	save(t, c, true)
}

func TestManyMayUseItAtOnce(t *testing.T) {
	c := derived.Open(t.TempDir())
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			for i := range 100 {
				key := strconv.Itoa(i)
				c.Put("code", key, []byte(key))
				if data, ok := c.Get("code", key); !ok || string(data) != key {
					t.Errorf("entry %s is %q, %v", key, data, ok)
				}
				if _, err := c.PutFile("image", key, []byte(key)); err != nil {
					t.Error(err)
				}
				if worker == 0 && i%10 == 0 {
					if err := c.Save(false); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	all.Wait()
}

// files lists the regular files below dir.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
