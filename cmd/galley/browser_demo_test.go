//go:build browser

package main

import (
	"bufio"
	"context"
	"io"
	"regexp"
	"testing"
)

// demoSite is a demo that runs.
type demoSite struct {
	url string
	dir string
}

var (
	servingLine = regexp.MustCompile(`serving (http://\S+)`)
	builtLine   = regexp.MustCompile(` pages in `)
)

// startDemo runs the command demo until the test ends.
func startDemo(t *testing.T, look string) demoSite {
	t.Helper()
	demo := demoSite{dir: t.TempDir()}
	demo.url = startCommand(t, nil, "demo", "--addr", "127.0.0.1:0", "--theme", look, "--output", demo.dir)
	return demo
}

// startCommand runs a command that serves a site until the test ends. It comes
// back when the site has been built, with its address.
func startCommand(t *testing.T, env map[string]string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, args, environment{stdout: io.Discard, stderr: in, getenv: func(name string) string { return env[name] }})
		in.Close()
	}()
	t.Cleanup(func() {
		cancel()
		if got := <-code; got != exitDone {
			t.Errorf("galley %q ended with %d", args, got)
		}
	})
	address := ""
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		t.Log(lines.Text())
		if found := servingLine.FindStringSubmatch(lines.Text()); found != nil {
			address = found[1]
		}
		if builtLine.MatchString(lines.Text()) {
			go io.Copy(io.Discard, out) // ends when in is closed
			return address
		}
	}
	t.Fatalf("galley %q ended before the site was built", args)
	return ""
}
