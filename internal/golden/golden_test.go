package golden

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheckFailsWithADifference(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, []byte("<p>one</p>\n<p>two</p>\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var r recorder
	check(&r, path, []byte("<p>one</p>\n<p>two</p>\n"), false)
	if r.text != "" {
		t.Errorf("equal bytes failed: %s", r.text)
	}
	check(&r, path, []byte("<p>one</p>\n<p>three</p>\n"), false)
	for _, want := range []string{"page.html", "two", "three", "-update"} {
		if !strings.Contains(r.text, want) {
			t.Errorf("the failure does not mention %q: %s", want, r.text)
		}
	}
}

func TestCheckFailsWithoutAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "missing.html")
	var r recorder
	check(&r, path, nil, false)
	if !strings.Contains(r.text, "does not exist") {
		t.Errorf("failure %q does not say that the file is missing", r.text)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the file was written without -update")
	}
}

func TestUpdateMakesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "page.html")
	var r recorder
	for _, got := range []string{"first", "second"} {
		check(&r, path, []byte(got), true)
		check(&r, path, []byte(got), false)
	}
	if r.text != "" {
		t.Error(r.text)
	}
}

func TestTheFlagIsRegisteredOnce(t *testing.T) {
	f := flag.Lookup("update")
	if f == nil || f.Value.String() != fmt.Sprint(Updating()) {
		t.Errorf("-update is %v, want the value of Updating", f)
	}
}

// recorder is a test that remembers its failures.
type recorder struct {
	testing.TB
	text string
}

func (r *recorder) Helper()             {}
func (r *recorder) Logf(string, ...any) {}
func (r *recorder) Errorf(format string, args ...any) {
	r.text += fmt.Sprintf(format, args...)
}
func (r *recorder) Fatalf(format string, args ...any) { r.Errorf(format, args...) }
