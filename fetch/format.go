package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"time"

	"galley/internal/atomicfile"
	"galley/notion"
)

// The name of a store's folder is its format: a number, which is raised when
// files of the same shape get another meaning, and a digest of the shape of all
// that is written, which changes by itself when a type gets a field. So a Galley
// never takes what an older or a newer one wrote for its own, and two of them can
// take turns in one cache folder.
const (
	formatPrefix = "fetch-"
	formatNumber = 2
	versionName  = "version"
)

// formatAge is how long the folder of another format is kept after its last
// complete run.
const formatAge = 7 * 24 * time.Hour

// formatName gives the folder of the format that this Galley writes.
func formatName() string {
	return fmt.Sprintf("%s%d-%s", formatPrefix, formatNumber, shapeOf(state{}, entry{}, []notion.Block{})[:8])
}

// shapeOf gives a digest of the types of some values: all that decides how they
// are written and what can be read back.
func shapeOf(values ...any) string {
	var shape strings.Builder
	seen := map[reflect.Type]bool{}
	for _, v := range values {
		writeShape(&shape, reflect.TypeOf(v), seen)
	}
	return hashOf([]byte(shape.String()))
}

func writeShape(w *strings.Builder, t reflect.Type, seen map[reflect.Type]bool) {
	fmt.Fprintf(w, "%s %s;", t, t.Kind())
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		writeShape(w, t.Elem(), seen)
	case reflect.Map:
		writeShape(w, t.Key(), seen)
		writeShape(w, t.Elem(), seen)
	case reflect.Struct:
		if seen[t] || t == reflect.TypeFor[time.Time]() {
			return
		}
		seen[t] = true
		for i := range t.NumField() {
			f := t.Field(i)
			fmt.Fprintf(w, "%s %q ", f.Name, f.Tag)
			writeShape(w, f.Type, seen)
		}
	}
}

// versionFile is what the version file of a store holds.
func (s *Store) versionFile() []byte {
	return []byte("galley store " + filepath.Base(s.root) + "\n")
}

// isOurs tells whether the folder holds what this format says.
func (s *Store) isOurs() bool {
	version, err := os.ReadFile(filepath.Join(s.root, versionName))
	return err == nil && bytes.Equal(version, s.versionFile())
}

// begin makes the folder one of this format. Whatever else claims to be in it
// cannot be trusted, and goes.
func (s *Store) begin() error {
	if s.isOurs() {
		return nil
	}
	for _, name := range []string{snapshotName, journalName, bodiesName, filesName} {
		if err := os.RemoveAll(filepath.Join(s.root, name)); err != nil {
			return fmt.Errorf("emptying %s: %w", s.root, err)
		}
	}
	if err := s.makeFolders(); err != nil {
		return err
	}
	if err := atomicfile.Write(filepath.Join(s.root, versionName), s.versionFile(), filePerm); err != nil {
		return fmt.Errorf("beginning a store: %w", err)
	}
	return nil
}

// pruneFormats removes what stores of other formats left that nobody has used
// for a while.
func (s *Store) pruneFormats() error {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return fmt.Errorf("removing what is not needed any more: %w", err)
	}
	for _, entry := range entries {
		if !entry.IsDir() || !strings.HasPrefix(entry.Name(), formatPrefix) || entry.Name() == filepath.Base(s.root) {
			continue
		}
		folder := filepath.Join(s.dir, entry.Name())
		info, err := os.Stat(filepath.Join(folder, snapshotName))
		if errors.Is(err, fs.ErrNotExist) {
			info, err = entry.Info()
		}
		if err == nil && time.Since(info.ModTime()) < formatAge {
			continue
		}
		if err := os.RemoveAll(folder); err != nil {
			return fmt.Errorf("removing what is not needed any more: %w", err)
		}
	}
	return nil
}
