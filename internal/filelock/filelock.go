// Package filelock keeps processes from using the same folder at once.
//
//	lock, err := filelock.Take(filepath.Join(dir, "lock"))
//	if errors.Is(err, filelock.ErrTaken) { … another process is at work in dir }
//	defer lock.Release()
//
// A lock is on a file, and ends with the process that took it, however it ends:
// a file that is left over locks nobody out. Systems and file systems that have
// no such locks let everybody in.
package filelock

import "errors"

// ErrTaken is what Take gives when somebody else, or an earlier Take of the same
// process, has the lock.
var ErrTaken = errors.New("the lock is taken")
