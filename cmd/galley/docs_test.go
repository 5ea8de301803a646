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
		Title: "Roadmap", URL: "https://www.notion.so/…",
		Text: `a block of type "form" cannot be shown`, Hint: "the API does not give what is in it: put another kind of block in its place, or remove it",
	}}
	c.showWarnings(warnings)
	c.showReport(&builder{c: c, pages: 12}, site.Report{Written: 3, Unchanged: 9, Warnings: warnings}, 1500*time.Millisecond)
	if said.String() != shown {
		t.Errorf("docs/commands.md shows\n%s\nbut written is\n%s", shown, said)
	}
}
