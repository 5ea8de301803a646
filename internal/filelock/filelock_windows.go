package filelock

import (
	"errors"
	"os"
	"syscall"
)

// Lock is a lock that was taken.
type Lock struct {
	path   string
	handle syscall.Handle
}

// Take takes the lock on the file at path, which is made if it does not exist,
// without waiting for it: it is opened so that nobody else can. Errors other
// than ErrTaken are those of opening the file.
func Take(path string) (*Lock, error) {
	const sharingViolation = syscall.Errno(32)
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	handle, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	switch {
	case err == nil:
		return &Lock{path, handle}, nil
	case errors.Is(err, sharingViolation):
		return nil, ErrTaken
	}
	return nil, &os.PathError{Op: "open", Path: path, Err: err}
}

// Release lets others take the lock. The file stays.
func (l *Lock) Release() { _ = syscall.CloseHandle(l.handle) }

// Remove lets others take the lock, and takes the file away unless one of them
// was faster: a file that is open stays.
func (l *Lock) Remove() error {
	l.Release()
	return os.Remove(l.path)
}
