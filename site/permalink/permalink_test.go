package permalink

import (
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

func known() *History {
	h := New()
	h.Put("b", "/old/")
	h.Put("b", "/new/")
	h.Put("a", "/")
	return h
}

func TestTheLatestAddressComesFirst(t *testing.T) {
	h := known()
	h.Put("b", "/old/")
	if got := h.Of("b"); !slices.Equal(got, []string{"/old/", "/new/"}) {
		t.Errorf("addresses are %v", got)
	}
	if h.Owner("/new/") != "b" || h.Owner("/none/") != "" {
		t.Errorf("owners are %q and %q", h.Owner("/new/"), h.Owner("/none/"))
	}
}

func TestAnAddressBelongsToOnePage(t *testing.T) {
	h := known()
	h.Put("c", "/new/")
	h.Put("c", "/")
	if got := h.Of("b"); !slices.Equal(got, []string{"/old/"}) {
		t.Errorf("the page that lost an address has %v", got)
	}
	if h.Of("a") != nil || h.Len() != 2 {
		t.Errorf("the page that lost its only address is still known: %v of %d", h.Of("a"), h.Len())
	}
}

func TestMergingKeepsWhatWasKnown(t *testing.T) {
	h, other := known(), New()
	other.Put("c", "/old/")
	other.Put("c", "/c/")
	other.Put("b", "/oldest/")
	h.Merge(other)
	h.Merge(nil)
	if b, c := h.Of("b"), h.Of("c"); !slices.Equal(b, []string{"/new/", "/old/", "/oldest/"}) || !slices.Equal(c, []string{"/c/"}) {
		t.Errorf("after merging, b has %v and c %v", b, c)
	}
}

func TestNothingIsKnownOfNil(t *testing.T) {
	var h *History
	if h.Of("a") != nil || h.Owner("/") != "" || h.Len() != 0 || !h.Equal(New()) || h.Clone().Len() != 0 {
		t.Error("a nil history knows something")
	}
}

func TestTheFilesSayTheSame(t *testing.T) {
	path := filepath.Join(t.TempDir(), LockName)
	if err := New().WriteLock(path); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadLock(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("reading no file gives %v", err)
	}
	if err := known().WriteLock(path); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := lockComment + "galley-lock 1\na /\nb /new/ /old/\n"; string(text) != want {
		t.Errorf("the lock is\n%s\nwant\n%s", text, want)
	}
	lock, err := ReadLock(path)
	if err != nil {
		t.Fatal(err)
	}
	if urls := string(known().URLs()); urls != `{"version":1,"pages":{"a":["/"],"b":["/new/","/old/"]}}`+"\n" {
		t.Errorf("urls.json is %s", urls)
	}
	urls, err := ParseURLs(known().URLs())
	if err != nil || !urls.Equal(known()) || !lock.Equal(known()) {
		t.Errorf("urls.json gives %s (%v), galley.lock %s", urls.URLs(), err, lock.URLs())
	}
}

func TestAFileThatSaysItAlreadyIsNotTouched(t *testing.T) {
	path := filepath.Join(t.TempDir(), LockName)
	if err := known().WriteLock(path); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := known().WriteLock(path); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(path); err != nil || !os.SameFile(before, after) {
		t.Errorf("the file was written again (%v)", err)
	}
}

func TestAWrongLockIsToldWithItsLine(t *testing.T) {
	for text, want := range map[string]string{
		"galley-lock 2\n": `1: "galley-lock 2" is not`,
		"hello\n":         `1: "hello" is not`,
		"# comment\n\ngalley-lock 1\na /x/\n<<<<<<< HEAD\n": "5: a line has",
		"galley-lock 1\na\n":                                           "2: a line has",
		"galley-lock 1\na posts/\n":                                    `2: "posts/" is not an address`,
		"galley-lock 1\na /../etc/\n":                                  `2: "/../etc/" is not an address`,
		"galley-lock 1\na /a//b/\n":                                    `2: "/a//b/" is not an address`,
		"galley-lock 1\na /ok/ //example.com/\n":                       `2: "//example.com/" is not`,
		"galley-lock 1\na /a\\b/\n":                                    "is not an address",
		"galley-lock 1\n" + strings.Repeat("a /x/\n", 3) + "b x /x/\n": `5: "x" is not`,
	} {
		path := filepath.Join(t.TempDir(), LockName)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadLock(path); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path+":") {
			t.Errorf("%q gives %v, want %s", text, err, want)
		}
	}
}

func TestAWrongURLsFileIsAnError(t *testing.T) {
	for _, text := range []string{"", "<html>", `{"version":2,"pages":{}}`, `{"version":1,"pages":{"a":["x"]}}`, `{"version":1,"pages":{"":["/x/"]}}`} {
		if h, err := ParseURLs([]byte(text)); err == nil {
			t.Errorf("%q gives %s", text, h.URLs())
		}
	}
}

func FuzzFiles(f *testing.F) {
	f.Add("galley-lock 1\na /x/ /y/\n", `{"version":1,"pages":{"a":["/"]}}`)
	f.Fuzz(func(t *testing.T, lock, urls string) {
		if h, err := parseLock(lock); err == nil {
			again, err := parseLock(string(h.lock()))
			if err != nil || !again.Equal(h) {
				t.Errorf("%q reads back as %s (%v)", lock, again.URLs(), err)
			}
		}
		if h, err := ParseURLs([]byte(urls)); err == nil {
			again, err := ParseURLs(h.URLs())
			if err != nil || !again.Equal(h) {
				t.Errorf("%q reads back as %s (%v)", urls, again.URLs(), err)
			}
		}
	})
}

func TestThePublishedSiteIsAsked(t *testing.T) {
	var asked atomic.Int32
	answer := func(w http.ResponseWriter) {}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if r.URL.Path != "/repo/urls.json" {
			t.Errorf("asked for %s", r.URL)
		}
		answer(w)
	}))
	defer server.Close()
	for _, test := range []struct {
		name   string
		answer func(http.ResponseWriter)
		known  int
		err    error
		asked  int32
	}{
		{"the file", func(w http.ResponseWriter) { _, _ = w.Write(known().URLs()) }, 2, nil, 1},
		{"no file", func(w http.ResponseWriter) { w.WriteHeader(404) }, 0, nil, 1},
		{"trouble", func(w http.ResponseWriter) { w.WriteHeader(503) }, 0, ErrUnavailable, 3},
		{"a page", func(w http.ResponseWriter) { _, _ = w.Write([]byte("<!doctype html>")) }, 0, errAny, 1},
		{"a password", func(w http.ResponseWriter) { w.WriteHeader(401) }, 0, errAny, 1},
	} {
		asked.Store(0)
		answer = test.answer
		h, err := Published(t.Context(), server.Client(), server.URL+"/repo/")
		switch {
		case test.err == nil && err != nil, test.err == errAny && (err == nil || errors.Is(err, ErrUnavailable)):
			t.Errorf("%s: the error is %v", test.name, err)
		case test.err != nil && test.err != errAny && !errors.Is(err, test.err):
			t.Errorf("%s: the error is %v, want %v", test.name, err, test.err)
		}
		if h.Len() != test.known || asked.Load() != test.asked {
			t.Errorf("%s: %d pages are known after %d requests, want %d after %d", test.name, h.Len(), asked.Load(), test.known, test.asked)
		}
	}
}

var errAny = errors.New("any")

func TestASiteThatIsNotThereYetIsTold(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	url := server.URL + "/"
	server.Close()
	if _, err := Published(t.Context(), http.DefaultClient, url); !errors.Is(err, ErrUnreachable) {
		t.Errorf("a host where nothing listens gives %v", err)
	}
}
