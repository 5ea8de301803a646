package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Sweep removes the temporary files that killed processes left in dir and the
// folders below it. Files younger than olderThan stay: another process may be
// writing them. A dir that does not exist is clean.
func Sweep(dir string, olderThan time.Duration) error {
	limit := time.Now().Add(-olderThan)
	var failed []error
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		if !entry.Type().IsRegular() || !strings.HasPrefix(entry.Name(), TempPrefix) {
			return nil
		}
		info, err := entry.Info()
		if err != nil || info.ModTime().After(limit) {
			return nil // gone meanwhile, or still in use
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = append(failed, err)
		}
		return nil
	})
	return errors.Join(append(failed, err)...)
}
