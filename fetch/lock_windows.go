package fetch

import (
	"errors"
	"syscall"
)

// lockFile opens the file so that nobody else can, until the process ends.
func lockFile(path string) (unlock func(), err error) {
	const sharingViolation = syscall.Errno(32)
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	handle, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	switch {
	case err == nil:
		return func() { _ = syscall.CloseHandle(handle) }, nil
	case errors.Is(err, sharingViolation):
		return nil, ErrLocked
	}
	return nil, err
}
