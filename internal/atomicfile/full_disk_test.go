//go:build linux

package atomicfile

import (
	"errors"
	"os"
	"syscall"
	"testing"
)

func TestFullDiskKeepsItsCause(t *testing.T) {
	full, err := syscall.Open("/dev/full", syscall.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full here")
	}
	f, err := Create(t.TempDir() + "/page.html")
	must(t, err)
	name := f.temp.Name()
	must(t, f.temp.Close())
	must(t, os.Remove(name))
	f.temp = os.NewFile(uintptr(full), name)

	if _, err := f.Write([]byte("x")); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("Write: %v, want ENOSPC", err)
	}
	if err := f.Commit(); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("Commit: %v, want ENOSPC", err)
	}
}
