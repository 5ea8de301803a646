//go:build !linux

package main

import "github.com/rogpeppe/go-internal/testscript"

func cmdTinyDisk(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 2, "tinydisk dir size")
	skip(ts, "a small disk can be mounted on Linux only")
}

func isFull(error) bool { return false }
