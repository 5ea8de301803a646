package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// process is a galley that runs in the background.
type process struct {
	cmd  *exec.Cmd
	done chan error
}

// passedOn are the variables that galley sees in the background.
var passedOn = []string{"PATH", "HOME", "TMPDIR", "NOTION_API_URL", "NOTION_TOKEN", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL", "NO_COLOR", "TERM", "GOCOVERDIR"}

// cmdExits runs galley and checks its exit code.
func cmdExits(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1, "exits code args…")
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec("galley", args[1:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("running galley: %v", err)
		}
		code = exit.ExitCode()
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
}

func cmdStart(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 2, "start name args…")
	name := args[0]
	program, err := exec.LookPath("galley")
	ts.Check(err)
	p := &process{cmd: exec.Command(program, args[1:]...), done: make(chan error, 1)}
	p.cmd.Dir = ts.MkAbs(".")
	for _, key := range passedOn {
		if value := ts.Getenv(key); value != "" {
			p.cmd.Env = append(p.cmd.Env, key+"="+value)
		}
	}
	out, err := os.Create(ts.MkAbs(name + ".out"))
	ts.Check(err)
	defer out.Close()
	warnings, err := os.Create(ts.MkAbs(name + ".err"))
	ts.Check(err)
	defer warnings.Close()
	p.cmd.Stdout, p.cmd.Stderr = out, warnings
	ts.Check(p.cmd.Start())
	go func() { p.done <- p.cmd.Wait() }()
	stateOf(ts).processes[name] = p
	ts.Defer(func() {
		if stateOf(ts).processes[name] == p { // the script has failed
			_ = p.cmd.Process.Kill()
			<-p.done
		}
	})
}

// endTime is how long a process may take to end.
const endTime = 90 * time.Second

func cmdEnds(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 3, "ends name INT|KILL|none code")
	p := stateOf(ts).processes[args[0]]
	if p == nil {
		ts.Fatalf("nothing called %s was started", args[0])
	}
	switch args[1] {
	case "INT":
		ts.Check(p.cmd.Process.Signal(syscall.SIGINT))
	case "KILL":
		ts.Check(p.cmd.Process.Kill())
	}
	select {
	case <-p.done:
		delete(stateOf(ts).processes, args[0])
	case <-time.After(endTime):
		ts.Fatalf("%s does not end", args[0])
	}
	want, err := strconv.Atoi(args[2])
	ts.Check(err)
	if code := p.cmd.ProcessState.ExitCode(); code != want {
		ts.Fatalf("%s ended with %d (%v), want %d:\n%s", args[0], code, p.cmd.ProcessState, want, ts.ReadFile(args[0]+".err"))
	}
}

// cmdAwait waits for a text in a file that another process writes: there is no
// other way to hear of it than to look.
func cmdAwait(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 2, "await file pattern")
	pattern, err := regexp.Compile("(?m)" + args[1])
	ts.Check(err)
	var text []byte
	for end := time.Now().Add(endTime); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if text, err = os.ReadFile(ts.MkAbs(args[0])); err != nil {
			continue
		}
		if found := pattern.FindStringSubmatch(string(text)); found != nil {
			ts.Setenv("FOUND", found[len(found)-1])
			return
		}
	}
	ts.Fatalf("%s never has %q:\n%s", args[0], args[1], text)
}

func cmdGet(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1, "get url")
	response, err := http.Get(args[0])
	ts.Check(err)
	defer response.Body.Close()
	fmt.Fprintln(ts.Stdout(), response.Status)
	_, err = io.Copy(ts.Stdout(), response.Body)
	ts.Check(err)
}

// cmdObjects checks the output of the last command, or a file.
func cmdObjects(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1, "objects stdout|file")
	lines := strings.Split(strings.TrimRight(ts.ReadFile(args[0]), "\n"), "\n")
	for _, line := range lines {
		var object map[string]any
		if err := json.Unmarshal([]byte(line), &object); err != nil {
			ts.Fatalf("%q is not an object: %v", line, err)
		}
		if object["message"] == nil && object["stage"] == nil {
			ts.Fatalf("%q says nothing", line)
		}
	}
}
