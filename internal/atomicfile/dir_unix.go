//go:build unix

package atomicfile

import (
	"errors"
	"os"
	"syscall"
)

// syncDir hands the names in dir to the disk, so that a file which was renamed
// into it is still there after a power cut.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	err = d.Sync()
	// Some network and FUSE file systems have no such thing; there it does not matter.
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		return nil
	}
	return err
}
