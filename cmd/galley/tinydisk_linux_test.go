package main

import (
	"errors"
	"os"
	"syscall"

	"github.com/rogpeppe/go-internal/testscript"
)

// cmdTinyDisk mounts a file system of its own, which only root may do.
func cmdTinyDisk(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 2, "tinydisk dir size")
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o755))
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+args[1]); err != nil {
		skip(ts, "mounting a small disk: "+err.Error())
	}
	ts.Defer(func() { ts.Check(syscall.Unmount(dir, syscall.MNT_DETACH)) })
}

func isFull(err error) bool { return errors.Is(err, syscall.ENOSPC) }
