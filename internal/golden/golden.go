// Package golden compares what a test made with a file in testdata that holds
// what it should have made.
//
//	golden.Check(t, "testdata/callout.html", got)
//
// When the new output is right, write it down with
//
//	go test ./render -update
//
// and read the difference in git before committing it. The flag exists in the
// test programs of packages that import this one, so it is given to those
// packages and not to ./... as a whole. A test that keeps its goldens in a format of its own,
// such as txtar, asks [Updating] and writes them itself.
package golden

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"galley/internal/atomicfile"

	"github.com/google/go-cmp/cmp"
)

// A package variable is registered before TestMain runs, so the flag is known
// to whoever parses the command line first: testing itself or a TestMain.
var update = flag.Bool("update", false, "write golden files instead of comparing with them")

// Updating reports whether the test was run with -update.
func Updating() bool { return *update }

// Check fails t unless the file at path holds got, and shows the difference.
// Run with -update it makes the file, and its folder, hold got instead. Bytes
// are compared as they are: the caller normalises what changes from run to run.
func Check(t testing.TB, path string, got []byte) {
	t.Helper()
	check(t, path, got, Updating())
}

func check(t testing.TB, path string, got []byte, updating bool) {
	t.Helper()
	if updating {
		write(t, path, got)
		return
	}
	want, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s does not exist; run the test with -update to write it", path)
		return
	}
	if err != nil {
		t.Errorf("reading the golden file: %v", err)
		return
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got); if that is right, run the test with -update:\n%s", path, diff)
	}
}

func write(t testing.TB, path string, got []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatalf("making the folder of the golden file: %v", err)
	}
	changed, err := atomicfile.WriteIfChanged(path, got)
	if err != nil {
		t.Fatalf("writing the golden file: %v", err)
	}
	if changed {
		t.Logf("wrote %s", path)
	}
}
