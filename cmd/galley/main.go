// Galley turns Notion pages into a static website.
//
// Each command is one file: its flags, one call into the packages below, and
// what it prints. Messages go to standard error, lower case, and say what,
// where and what to do; with --json they go to standard output, an object a
// line. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 done
// with losses under --strict.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	os.Exit(run(ctx, os.Args[1:], environment{
		stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv,
	}))
}
