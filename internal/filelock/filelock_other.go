//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package filelock

import "os"

// Lock is a lock that was taken.
type Lock struct {
	path string
}

// Take makes the file at path: this system has no lock that ends with its
// process.
func Take(path string) (*Lock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	return &Lock{path}, f.Close()
}

// Release does nothing. The file stays.
func (l *Lock) Release() {}

// Remove takes the file away.
func (l *Lock) Remove() error { return os.Remove(l.path) }
