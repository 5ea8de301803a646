package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"galley/fetch"
	"galley/internal/term"
	"galley/site"
)

// The lines for machines that the manual shows are those that are written.
func TestManualShowsTheLinesForMachines(t *testing.T) {
	manual, err := os.ReadFile("../../docs/commands.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(manual), "```json\n")
	shown, _, _ := strings.Cut(rest, "```")

	c, said := testCommand(term.Options{JSON: true})
	c.output = "public"
	c.showFetch(fetch.Progress{PagesDone: 3, PagesFound: 12, FilesDone: 1, FilesFound: 4})
	warnings := []fetch.Warning{{
		Kind: fetch.WarnBlock, Type: "form", Count: 1,
		Title: "Roadmap", URL: "https://www.notion.so/…",
		Text: `a block of type "form" cannot be shown`, Hint: "the API does not give what is in it: put another kind of block in its place, or remove it",
	}}
	c.showWarnings(warnings)
	b := &builder{c: c, config: &site.Config{}, pages: 12, fetching: time.Second, writing: 500 * time.Millisecond}
	took := b.account(site.Report{Written: 3, Unchanged: 9, Warnings: warnings, Blocks: map[string]int{"form": 1, "paragraph": 40}}, 1500*time.Millisecond)
	took.Version, took.Finished = "1.0.0", time.Date(2026, 11, 20, 8, 30, 0, 0, time.UTC)
	c.showReport(b, took)
	if said.String() != shown {
		t.Errorf("docs/commands.md shows\n%s\nbut written is\n%s", shown, said)
	}
}
