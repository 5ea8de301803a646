package main

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// cmdBucket starts a real S3 server over a folder of the script.
func cmdBucket(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 0, "bucket")
	program := os.Getenv("GALLEY_VERSITYGW")
	if program == "" {
		program = "versitygw"
	}
	program, err := exec.LookPath(program)
	if err != nil {
		skip(ts, "versitygw is not there: see .ci/run")
	}
	ts.Check(os.MkdirAll(filepath.Join(ts.MkAbs("buckets"), "shared"), 0o755))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	address := listener.Addr().String()
	ts.Check(listener.Close())
	cmd := exec.Command(program, "--access", "key", "--secret", "secret-of-the-test", "--port", address, "posix", ts.MkAbs("buckets"))
	ts.Check(cmd.Start())
	ts.Defer(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	ts.Setenv("AWS_ACCESS_KEY_ID", "key")
	ts.Setenv("AWS_SECRET_ACCESS_KEY", "secret-of-the-test")
	ts.Setenv("AWS_ENDPOINT_URL", "http://"+address)
	for end := time.Now().Add(endTime); time.Now().Before(end); time.Sleep(20 * time.Millisecond) { // it is another process
		if c, err := net.Dial("tcp", address); err == nil {
			ts.Check(c.Close())
			return
		}
	}
	ts.Fatalf("versitygw does not answer")
}
