package fetch

import (
	"fmt"
	"testing"
	"time"

	"galley/notion"
	nt "galley/notion/notiontest"
)

// BenchmarkNothingChanged is a run over 5,000 posts that the store has already;
// most of it is the server's work.
func BenchmarkNothingChanged(b *testing.B) {
	ws := nt.NewWorkspace()
	db := ws.Database("Posts", nt.Schema(nt.Title("Name"), nt.Select("Kind", "essay", "note"), nt.RichText("Summary"), nt.Date("Date")))
	for i := range 5000 {
		db.Row(fmt.Sprintf("Post %d", i), nt.Values{"Kind": "essay", "Summary": "Of this and that", "Date": "2026-06-27"}, nt.Paragraph("Hello")).Edited(time.Now().Add(-time.Hour))
	}
	srv := nt.NewServer(ws)
	defer srv.Close()
	store, err := Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	client := notion.New(nt.Token, notion.WithBaseURL(srv.URL), notion.WithRequestsPerMinute(0))
	sources := []Source{databaseSource(db)}
	if _, err := Run(b.Context(), client, store, sources, Options{}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Run(b.Context(), client, store, sources, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
