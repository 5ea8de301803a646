//go:build browser

package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"galley/notion/notiontest"
)

// lighthouseReport is what Lighthouse writes.
type lighthouseReport struct {
	Categories map[string]struct{ Score float64 }
	Audits     map[string]struct {
		Score        *float64
		Title        string
		DisplayValue string
		Details      json.RawMessage
	}
}

// Lighthouse gives 100 in all four categories. It takes minutes, so it has to be asked
// for: GALLEY_LIGHTHOUSE=1, with lighthouse in GALLEY_NODE_MODULES.
func TestBrowserLighthouse(t *testing.T) {
	if os.Getenv("GALLEY_LIGHTHOUSE") == "" {
		t.Skip("GALLEY_LIGHTHOUSE is not set")
	}
	for look, pages := range map[string][]string{
		"blog": {"", "tags/", "archive/", "a-storm-in-june", "every-block"},
		"docs": {"", "notes/", "wire-the-logger", "a-storm-in-june", "every-block"},
	} {
		dir := buildSample(t, look)
		origin := serve(t, withHeaders(t, dir, compressing(http.FileServer(http.Dir(dir)))))
		for _, page := range pages {
			if page != "" && !strings.HasSuffix(page, "/") {
				page = pageCalled(t, dir, page)
			}
			t.Run(look+"/"+page, func(t *testing.T) { inspect(t, origin+page) })
		}
	}
}

// buildSample builds the demo's site as it would be published, with pictures in all
// formats and sizes, and gives its folder.
func buildSample(t *testing.T, look string) string {
	t.Helper()
	sample := notiontest.Sample()
	server := notiontest.NewServer(sample.Workspace)
	t.Cleanup(server.Close)
	dir := t.TempDir()
	file := filepath.Join(dir, "site.toml")
	writeFile(t, file, demoText(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80}, look, sample))
	env := map[string]string{"NOTION_TOKEN": server.Token, "NOTION_API_URL": server.URL}
	args := []string{"build", "--config", file, "--output", filepath.Join(dir, "public"), "--quiet"}
	if code := run(t.Context(), args, environment{stdout: io.Discard, stderr: t.Output(), getenv: func(name string) string { return env[name] }}); code != exitDone {
		t.Fatalf("the build ended with %d", code)
	}
	return filepath.Join(dir, "public")
}

// inspect runs Lighthouse over a page. A machine that does something else meanwhile
// makes pages look slow: the best of three runs counts.
func inspect(t *testing.T, address string) {
	best := map[string]float64{}
	var report lighthouseReport
	for range 3 {
		report = lighthouse(t, address)
		whole := true
		for name, category := range report.Categories {
			best[name] = max(best[name], category.Score)
			whole = whole && best[name] == 1
		}
		if whole {
			break
		}
	}
	t.Log(best)
	for _, name := range slices.Sorted(maps.Keys(best)) {
		if best[name] < 1 {
			t.Errorf("%s: %.0f", name, 100*best[name])
		}
	}
	if !t.Failed() {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(report.Audits)) {
		if a := report.Audits[name]; a.Score != nil && *a.Score < 1 {
			t.Logf("%s: %.2f %s %s\n%.1500s", name, *a.Score, a.Title, a.DisplayValue, a.Details)
		}
	}
}

func lighthouse(t *testing.T, address string) lighthouseReport {
	t.Helper()
	run := exec.CommandContext(t.Context(), "node", filepath.Join(nodeModules(t), "lighthouse", "cli", "index.js"), address,
		"--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox", "--max-wait-for-load=30000")
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip(err)
	}
	run.Env = append(os.Environ(), "CHROME_PATH="+chromium)
	run.Cancel = func() error { return run.Process.Signal(os.Interrupt) } // it then ends its browser
	var problems bytes.Buffer
	run.Stderr = &problems
	out, err := run.Output()
	var report lighthouseReport
	if err == nil {
		err = json.Unmarshal(out, &report)
	}
	if err != nil || len(report.Categories) != 4 {
		t.Fatalf("lighthouse says %v, in %d categories: %s", err, len(report.Categories), problems.Bytes())
	}
	return report
}

// compressing has text compressed, as hosts do.
func compressing(files http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch name := r.URL.Path; {
		case strings.HasSuffix(name, "/"), slices.Contains([]string{".html", ".css", ".js", ".svg", ".txt", ".json"}, filepath.Ext(name)):
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			defer z.Close()
			files.ServeHTTP(zipped{w, z}, r)
		default:
			files.ServeHTTP(w, r)
		}
	})
}

// zipped writes an answer through a compressor.
type zipped struct {
	http.ResponseWriter
	to *gzip.Writer
}

func (z zipped) WriteHeader(status int) {
	z.Header().Del("Content-Length")
	z.ResponseWriter.WriteHeader(status)
}

func (z zipped) Write(p []byte) (int, error) {
	n, err := z.to.Write(p)
	if err != nil {
		err = fmt.Errorf("compressing: %w", err)
	}
	return n, err
}
