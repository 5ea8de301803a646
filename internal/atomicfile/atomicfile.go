// Package atomicfile writes files that are either the old bytes or the new
// ones, whatever happens in between.
//
// New bytes go to a temporary file beside the target, which then takes the
// target's name. A reader never sees half a file, and an error, or an Abort,
// leaves the target as it was and nothing else behind.
//
//   - [Write] puts a whole file, [Create] opens one for streaming. Both are
//     durable: when they return without error, the file and its name have been
//     handed to the disk.
//   - [WriteIfChanged] is for files that can be made again at any time, such as
//     the pages of a site. It leaves a file with the same bytes alone, so its
//     modification time stays, and it does not wait for the disk: thousands of
//     waits would cost more than the files. [WriteSoon] does not wait either.
//
// The folder of the target has to exist. A target that is a symbolic link is
// replaced by a file. Permissions are subject to the umask.
//
// A process that is killed leaves its temporary file behind, with a name that
// starts with [TempPrefix]. Whoever owns the folder removes such files with
// [Sweep], and whoever lists it skips them.
//
// Errors are [fs.PathError] values that name the target, not the temporary
// file, and keep their cause: errors.Is(err, syscall.ENOSPC) is a full disk.
package atomicfile

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
)

// TempPrefix starts the name of every temporary file that this package makes.
const TempPrefix = ".galley-tmp-"

// defaultPerm is what files get when the caller has no wish, before the umask.
const defaultPerm fs.FileMode = 0o644

// Write replaces the file at path by data, durably.
func Write(path string, data []byte, perm fs.FileMode) error {
	return write(path, data, perm, true)
}

// WriteSoon replaces the file at path by data without waiting for the disk: for
// files whose damage, after a power cut, is noticed and mended.
func WriteSoon(path string, data []byte, perm fs.FileMode) error {
	return write(path, data, perm, false)
}

// WriteIfChanged makes the file at path hold data, and reports whether it had
// to write for that. A new file gets permissions 0644. It does not wait for the
// disk.
func WriteIfChanged(path string, data []byte) (changed bool, err error) {
	if holds(path, data) {
		return false, nil
	}
	if err := write(path, data, defaultPerm, false); err != nil {
		return false, err
	}
	return true, nil
}

func write(path string, data []byte, perm fs.FileMode, durable bool) error {
	f, err := create(path, perm)
	if err != nil {
		return err
	}
	defer f.Abort()
	// The error of a failed Write comes back from commit.
	_, _ = f.Write(data)
	return f.commit(durable)
}

// holds reports whether path is a regular file with exactly these bytes. What
// cannot be read does not hold them.
func holds(path string, data []byte) bool {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return false
	}
	old, err := os.ReadFile(path)
	return err == nil && bytes.Equal(old, data)
}

// File is a file being written. It takes its name on Commit. It is not safe for
// use by several goroutines at once.
type File struct {
	path string   // the target
	temp *os.File // nil once committed or aborted
	err  error    // the first failed Write
}

// Create starts a new file that will replace path, with permissions 0644. Call
// Commit to keep it; a deferred Abort covers every other way out.
func Create(path string) (*File, error) {
	return create(path, defaultPerm)
}

func create(path string, perm fs.FileMode) (*File, error) {
	dir := filepath.Dir(path)
	for {
		name := TempPrefix + strconv.FormatUint(rand.Uint64(), 36)
		temp, err := os.OpenFile(filepath.Join(dir, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
		switch {
		case err == nil:
			return &File{path: path, temp: temp}, nil
		case errors.Is(err, fs.ErrExist):
			continue // another writer drew the same number
		default:
			return nil, named("create", path, err)
		}
	}
}

// Write appends p. After an error the file cannot be committed any more.
func (f *File) Write(p []byte) (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	if f.temp == nil {
		return 0, named("write", f.path, fs.ErrClosed)
	}
	n, err := f.temp.Write(p)
	if err != nil {
		f.err = named("write", f.path, err)
	}
	return n, f.err
}

// Commit makes what was written the file at the target's path, durably. When it
// fails the target is as it was, and the temporary file is gone.
func (f *File) Commit() error {
	return f.commit(true)
}

func (f *File) commit(durable bool) error {
	if f.temp == nil {
		return named("commit", f.path, fs.ErrClosed)
	}
	defer f.Abort()
	if f.err != nil {
		return f.err
	}
	if durable {
		if err := f.temp.Sync(); err != nil {
			return named("sync", f.path, err)
		}
	}
	if err := f.temp.Close(); err != nil {
		return named("close", f.path, err)
	}
	if err := os.Rename(f.temp.Name(), f.path); err != nil {
		return named("replace", f.path, err)
	}
	f.temp = nil
	if durable {
		if err := syncDir(filepath.Dir(f.path)); err != nil {
			return named("sync folder of", f.path, err)
		}
	}
	return nil
}

// Abort gives the new bytes up. It does nothing after Commit or Abort.
func (f *File) Abort() {
	if f.temp == nil {
		return
	}
	// Closing may fail because commit closed it already, and a file that cannot
	// be removed is left to Sweep: neither says anything about the target.
	_ = f.temp.Close()
	_ = os.Remove(f.temp.Name())
	f.temp = nil
}

// named is err about the target: the causes of os errors name the temporary
// file, which means nothing to the reader.
func named(op, path string, err error) error {
	var pathErr *fs.PathError
	var linkErr *os.LinkError
	switch {
	case errors.As(err, &pathErr):
		err = pathErr.Err
	case errors.As(err, &linkErr):
		err = linkErr.Err
	}
	return &fs.PathError{Op: op, Path: path, Err: err}
}
