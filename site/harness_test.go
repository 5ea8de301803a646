package site

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"galley/fetch"
	"galley/internal/derived"
	"galley/notion"
	"galley/notion/notiontest"
)

// derivedOfAll is a folder for what is dear to compute, diagrams above all, so
// that the tests compute it once.
var derivedOfAll string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "galley-site-")
	if err != nil {
		panic(err)
	}
	derivedOfAll = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// fetched reads a workspace through the API, as a build does.
func fetched(t testing.TB, ws *notiontest.Workspace, c *Config) *fetch.Snapshot {
	t.Helper()
	if err := ws.Err(); err != nil {
		t.Fatal(err)
	}
	server := notiontest.NewServer(ws)
	defer server.Close()
	client := notion.New(server.Token, notion.WithBaseURL(server.URL), notion.WithRequestsPerMinute(0))
	store, err := fetch.Open(filepath.Join(t.TempDir(), "cache"))
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := fetch.Run(t.Context(), client, store, c.Sources(), fetch.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return snapshot
}

// options are those of a build with the configured theme.
func options(t testing.TB, c *Config, formats ...Format) Options {
	t.Helper()
	look, err := c.LoadTheme()
	if err != nil {
		t.Fatal(err)
	}
	return Options{Derived: derived.Open(derivedOfAll), Theme: look, Formats: formats, Now: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC), Version: "test"}
}

// built plans a site and writes it to dir.
func built(t testing.TB, c *Config, snapshot *fetch.Snapshot, opts Options, dir string) (*Site, Report) {
	t.Helper()
	s, err := Plan(c, snapshot, opts)
	if err != nil {
		t.Fatal(err)
	}
	report, err := s.Write(context.WithoutCancel(t.Context()), dir)
	if err != nil {
		t.Fatal(err)
	}
	return s, report
}

// configured fills the IDs of a workspace into a configuration: @databases/posts
// and @pages/home.
func configured(t testing.TB, dir, text string, ws *notiontest.Workspace) *Config {
	t.Helper()
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == '"' || r == '\n' }) {
		name, ok := strings.CutPrefix(word, "@")
		if !ok {
			continue
		}
		var id string
		if db := ws.FindDatabase(name); db != nil {
			id = db.ID()
		} else if page := ws.FindPage(name); page != nil {
			id = page.ID()
		}
		text = strings.ReplaceAll(text, word, id)
	}
	c, err := ParseConfig(filepath.Join(dir, "site.toml"), []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return c
}
