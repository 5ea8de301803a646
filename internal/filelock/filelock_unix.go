//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package filelock

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// Lock is a lock that was taken.
type Lock struct {
	file *os.File
}

// Take takes the lock on the file at path, which is made if it does not exist,
// without waiting for it. Errors other than ErrTaken are those of opening the
// file.
func Take(path string) (*Lock, error) {
	for {
		l, err := take(path)
		if err != nil {
			return nil, err
		}
		// Another process may have removed the file between the two steps.
		locked, err := l.file.Stat()
		if err != nil {
			l.Release()
			return nil, err
		}
		now, err := os.Stat(path)
		if err == nil && os.SameFile(locked, now) {
			return l, nil
		}
		l.Release()
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
}

func take(path string) (*Lock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	switch {
	case err == nil, errors.Is(err, syscall.ENOTSUP), errors.Is(err, syscall.ENOLCK): // the latter: a file system without locks
		return &Lock{f}, nil
	case errors.Is(err, syscall.EWOULDBLOCK):
		err = ErrTaken
	}
	f.Close()
	return nil, err
}

// Release lets others take the lock. The file stays.
func (l *Lock) Release() { l.file.Close() }

// Remove takes the file away, and lets others make and lock it anew.
func (l *Lock) Remove() error {
	err := os.Remove(l.file.Name())
	l.Release()
	return err
}
