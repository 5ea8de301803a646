//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package fetch

// lockFile does nothing: this system has no lock that ends with its process.
func lockFile(string) (unlock func(), err error) { return func() {}, nil }
