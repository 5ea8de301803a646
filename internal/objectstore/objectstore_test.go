package objectstore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// gateway starts a real S3 server over a folder, and gives the environment with
// which it is reached. Without the server the test is skipped.
func gateway(t *testing.T) (getenv func(string) string, buckets string) {
	t.Helper()
	program := os.Getenv("GALLEY_VERSITYGW")
	if program == "" {
		program = "versitygw"
	}
	program, err := exec.LookPath(program)
	if err != nil {
		t.Skip("versitygw is not there: go install github.com/versity/versitygw/cmd/versitygw@v1.8.0, or name it in GALLEY_VERSITYGW")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	buckets = t.TempDir()
	if err := os.Mkdir(filepath.Join(buckets, "shared"), 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "--access", "key", "--secret", "secret-of-the-test", "--port", address, "posix", buckets)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) { // it is another process
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			break
		}
		if time.Now().After(end) {
			t.Fatal("versitygw does not answer")
		}
	}
	env := map[string]string{
		"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret-of-the-test", "AWS_ENDPOINT_URL": "http://" + address,
	}
	return func(name string) string { return env[name] }, buckets
}

func open(t *testing.T, getenv func(string) string) (*Mirror, string) {
	t.Helper()
	dir := t.TempDir()
	m, err := Open("s3://shared/site/cache", dir, getenv)
	if err != nil {
		t.Fatal(err)
	}
	return m, dir
}

func put(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
}

func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		found[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func pull(t *testing.T, m *Mirror) {
	t.Helper()
	if err := m.Pull(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func push(t *testing.T, m *Mirror, want bool) {
	t.Helper()
	if changed, err := m.Push(t.Context()); err != nil || changed != want {
		t.Fatalf("Push: %v, %v; want %v", changed, err, want)
	}
}

func same(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestAFolderIsSharedThroughABucket(t *testing.T) {
	getenv, _ := gateway(t)
	one, dir := open(t, getenv)
	pull(t, one) // from nothing
	files := map[string]string{"fetch/snapshot.json": "1", "fetch/bodies/a": "body", "empty": ""}
	put(t, dir, files)
	put(t, dir, map[string]string{"lock": "", ".galley-tmp-x": "half"})
	push(t, one, true)
	push(t, one, false)

	two, other := open(t, getenv)
	pull(t, two)
	same(t, "pulled", filesIn(t, other), files)
	push(t, two, false)
	if err := os.Remove(filepath.Join(other, "empty")); err != nil {
		t.Fatal(err)
	}
	put(t, other, map[string]string{"fetch/snapshot.json": "2"})
	push(t, two, true)
	pull(t, one)
	if text := filesIn(t, dir)["fetch/snapshot.json"]; text != "2" {
		t.Errorf("the snapshot is %q", text)
	}
}

func TestTheLastOfTwoMachinesWinsWhole(t *testing.T) {
	getenv, _ := gateway(t)
	one, dir := open(t, getenv)
	two, other := open(t, getenv)
	pull(t, one)
	pull(t, two)
	put(t, dir, map[string]string{"snapshot": "one", "a": "of one", "shared": "both"})
	put(t, other, map[string]string{"snapshot": "two", "b": "of two", "shared": "both"})
	push(t, one, true)
	push(t, two, true) // its index was that of an empty bucket
	three, last := open(t, getenv)
	pull(t, three)
	same(t, "pulled", filesIn(t, last), filesIn(t, other))
}

func TestWhatIsMissingOrDamagedIsLeftOut(t *testing.T) {
	getenv, buckets := gateway(t)
	one, dir := open(t, getenv)
	pull(t, one)
	put(t, dir, map[string]string{"a": "whole", "b": "missing", "c": "damaged"})
	push(t, one, true)
	err := filepath.WalkDir(filepath.Join(buckets, "shared", "site", "cache", "objects"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		switch data, err := os.ReadFile(path); string(data) {
		case "missing":
			return errors.Join(err, os.Remove(path))
		case "damaged":
			return errors.Join(err, os.WriteFile(path, []byte("dAmaged"), 0o644))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	two, other := open(t, getenv)
	pull(t, two)
	same(t, "pulled", filesIn(t, other), map[string]string{"a": "whole"})
}

func TestWhatNobodyNeedsIsRemovedAfterADay(t *testing.T) {
	getenv, buckets := gateway(t)
	one, dir := open(t, getenv)
	pull(t, one)
	put(t, dir, map[string]string{"old": "an old text", "kept": "kept"})
	push(t, one, true)
	objects := filepath.Join(buckets, "shared", "site", "cache", "objects")
	before := time.Now().Add(-25 * time.Hour)
	for name := range filesIn(t, objects) {
		if err := os.Chtimes(filepath.Join(objects, filepath.FromSlash(name)), before, before); err != nil {
			t.Fatal(err)
		}
	}
	put(t, dir, map[string]string{"old": "a new text"})
	push(t, one, true)
	put(t, dir, map[string]string{"old": "a newer text"})
	push(t, one, true)
	left := map[string]bool{}
	for _, text := range filesIn(t, objects) {
		left[text] = true
	}
	if left["an old text"] || !left["kept"] || !left["a new text"] || !left["a newer text"] {
		t.Errorf("left: %v", left)
	}
}

func TestFailuresSayWhatIsWrong(t *testing.T) {
	getenv, _ := gateway(t)
	with := func(name, value string) func(string) string {
		return func(asked string) string {
			if asked == name {
				return value
			}
			return getenv(asked)
		}
	}
	if _, err := Open("s3://shared/x", t.TempDir(), with("AWS_SECRET_ACCESS_KEY", "")); !errors.Is(err, ErrCredentials) {
		t.Errorf("without credentials: %v", err)
	}
	for name, test := range map[string]struct {
		location string
		getenv   func(string) string
		want     error
	}{
		"no bucket":   {"s3://nothing/x", getenv, ErrNoBucket},
		"a wrong key": {"s3://shared/x", with("AWS_SECRET_ACCESS_KEY", "wrong"), ErrDenied},
	} {
		m, err := Open(test.location, t.TempDir(), test.getenv)
		if err != nil {
			t.Fatal(err)
		}
		err = m.Pull(t.Context())
		if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.location) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := m.Push(t.Context()); err == nil {
			t.Errorf("%s: it is written though it was not read", name)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	m, _ := open(t, getenv)
	if err := m.Pull(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestLocationsAndIndexesAreChecked(t *testing.T) {
	for location, want := range map[string]string{
		"s3://b": "b|", "s3://b/": "b|", "s3://b/p": "b|p/", "s3://b/p/q/": "b|p/q/",
		"s3://": "", "s3:///p": "", "b/p": "", "https://b/p": "", "s3://b/p?x": "",
	} {
		bucket, prefix, err := split(location)
		if got := fmt.Sprintf("%s|%s", bucket, prefix); err == nil && got != want || (err == nil) != (want != "") {
			t.Errorf("%q is %q, %v; want %q", location, got, err, want)
		}
	}
	hash := strings.Repeat("a", 64)
	for text, whole := range map[string]bool{
		`{"format":1,"files":{"a/b":{"hash":"` + hash + `","size":1,"mode":384}}}`: true,
		`{"format":2}`: false, `{`: false, `{"format":1,"files":{"../b":{"hash":"` + hash + `"}}}`: false,
		`{"format":1,"files":{"b":{"hash":"../` + hash[3:] + `"}}}`: false,
	} {
		if _, err := decodeIndex([]byte(text)); (err == nil) != whole {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := Open("s3://b", "", func(string) string { return "://" }); err == nil {
		t.Error("an endpoint that is no address")
	}
}
