package main

import (
	"bytes"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/internal/term"
	"galley/site"
	"galley/site/permalink"
)

// pastOf gives what a build knows of former addresses, on a machine with this
// environment, when the published site answers so, with or without galley.lock.
func pastOf(t *testing.T, env map[string]string, lock string, answer http.HandlerFunc, flags buildFlags) (past *permalink.History, said string, err error) {
	t.Helper()
	server := httptest.NewServer(answer)
	defer server.Close()
	dir := t.TempDir()
	if lock != "" {
		if err := os.WriteFile(filepath.Join(dir, permalink.LockName), []byte(lock), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	c := &command{environment: environment{getenv: func(name string) string { return env[name] }}}
	c.terminal = term.New(&out, &out, term.Options{Verbose: true})
	b := &builder{c: c, flags: flags, remembers: true, config: &site.Config{Dir: dir, Site: site.SiteConfig{BaseURL: server.URL + "/"}}}
	past, err = b.past(t.Context())
	return past, out.String(), err
}

func TestInCIThePublishedSiteIsTheMemory(t *testing.T) {
	published := func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"version":1,"pages":{"a":["/now/","/then/"]}}`))
	}
	ci := map[string]string{"CI": "true"}
	lock := "galley-lock 1\na /before/\nb /then/ /b/\n"
	for _, test := range []struct {
		name  string
		env   map[string]string
		lock  string
		flags buildFlags
		want  string
	}{
		{"in CI without galley.lock", ci, "", buildFlags{}, `{"a":["/now/","/then/"]}`},
		{"in CI with one that is behind", ci, lock, buildFlags{}, `{"a":["/now/","/then/","/before/"],"b":["/b/"]}`},
		{"elsewhere", nil, lock, buildFlags{}, `{"a":["/before/"],"b":["/then/","/b/"]}`},
		{"elsewhere without", nil, "", buildFlags{}, `{}`},
		{"offline", ci, "", buildFlags{offline: true}, `{}`},
	} {
		past, _, err := pastOf(t, test.env, test.lock, published, test.flags)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if got := string(past.URLs()); got != `{"version":1,"pages":`+test.want+"}\n" {
			t.Errorf("%s: known is %s, want %s", test.name, got, test.want)
		}
	}
}

func TestABuildThatWouldBreakLinksStops(t *testing.T) {
	ci := map[string]string{"CI": "true"}
	trouble := func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }
	if _, _, err := pastOf(t, ci, "", trouble, buildFlags{}); !errors.Is(err, permalink.ErrUnavailable) || !strings.Contains(hintFor(err), permalink.LockName) {
		t.Errorf("with trouble at the published site, the build goes on: %v", err)
	}
	past, said, err := pastOf(t, ci, "galley-lock 1\na /x/\n", trouble, buildFlags{})
	if err != nil || past.Len() != 1 || !strings.Contains(said, "502") {
		t.Errorf("with galley.lock at hand: %v, %q", err, said)
	}
	parked := func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<h1>For sale</h1>")) }
	if _, said, err := pastOf(t, ci, "", parked, buildFlags{}); err != nil || !strings.Contains(said, "may break") {
		t.Errorf("when something else is there: %v, %q", err, said)
	}
	if _, _, err := pastOf(t, nil, "galley-lock 1\n<<<<<<< HEAD\n", parked, buildFlags{}); err == nil || !strings.Contains(err.Error(), "galley.lock:2:") {
		t.Errorf("a lock with the marks of a merge gives %v", err)
	}
}
