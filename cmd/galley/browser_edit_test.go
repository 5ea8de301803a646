//go:build browser

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"galley/notion/notiontest"

	"github.com/chromedp/chromedp"
)

const tideConfig = `[site]
title = "Tide"
base_url = "https://tide.example/"
theme = "look"
[notion]
requests_per_minute = 6000
[[source]]
page = %q
`

func TestBrowserReloadsAfterEdits(t *testing.T) {
	dir := t.TempDir()
	look := filepath.Join(dir, "look")
	writeFile(t, filepath.Join(look, "assets", "mine.css"), "h1 { color: rgb(1, 2, 3) }")
	ws := notiontest.Sample()
	api := notiontest.NewServer(ws.Workspace)
	t.Cleanup(api.Close)
	config := filepath.Join(dir, "site.toml")
	writeFile(t, config, fmt.Sprintf(tideConfig, ws.Handbook.ID()))
	address := startCommand(t, map[string]string{"NOTION_TOKEN": api.Token, "NOTION_API_URL": api.URL},
		"serve", "--addr", "127.0.0.1:0", "--poll", "100ms", "--config", config)

	ctx := openBrowser(t)
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
	becomes(t, ctx, `getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)" && document.readyState === "complete"`)
	writeFile(t, filepath.Join(look, "assets", "mine.css"), "h1 { color: rgb(4, 5, 6) }")
	becomes(t, ctx, `getComputedStyle(document.querySelector("h1")).color === "rgb(4, 5, 6)"`)
	ws.Handbook.Rename("Ebb and flow")
	becomes(t, ctx, `document.querySelector("h1").textContent === "Ebb and flow"`)
	writeFile(t, filepath.Join(look, "layouts", "home.html"), "{{define \"main\"}}<h1>{{.Title}}</h1><p>{{.Nothing}}</p>{{end}}")
	becomes(t, ctx, `document.querySelector("galley-preview")?.shadowRoot.textContent.includes("layouts/home.html:1")`)
	becomes(t, ctx, `document.querySelector("h1").textContent === "Ebb and flow"`)
	writeFile(t, filepath.Join(look, "layouts", "home.html"), "{{define \"main\"}}<h1>{{.Title}}!</h1>{{end}}")
	becomes(t, ctx, `!document.querySelector("galley-preview") && document.querySelector("h1").textContent === "Ebb and flow!"`)
}

// becomes waits until an expression is true in the page, which may be loaded
// anew meanwhile.
func becomes(t *testing.T, ctx context.Context, expression string) {
	t.Helper()
	for range 2000 {
		is, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if err == nil && is {
			return
		}
		time.Sleep(10 * time.Millisecond) // a browser cannot be waited for in another way
	}
	t.Fatalf("never: %s", expression)
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
