//go:build !unix

package atomicfile

// syncDir does nothing: elsewhere a folder cannot be opened to be synced, and
// the file system's journal keeps the rename.
func syncDir(string) error { return nil }
