package render

import (
	"testing"

	"galley/notion"
	"galley/notion/notiontest"
)

// samplePages gives the bodies of all pages of the sample workspace, by title.
func samplePages(t *testing.T) map[string][]notion.Block {
	t.Helper()
	server := notiontest.NewServer(notiontest.Sample().Workspace)
	defer server.Close()
	client := notion.New(server.Token, notion.WithBaseURL(server.URL), notion.WithRequestsPerMinute(0))
	var below func(id notion.ID) []notion.Block
	below = func(id notion.ID) []notion.Block {
		var blocks []notion.Block
		for block, err := range client.Children(t.Context(), id) {
			if err != nil {
				return nil // some blocks cannot be read
			}
			if block.HasChildren && block.Type != "child_page" && block.Type != "child_database" {
				block.Children = below(block.ID)
			}
			blocks = append(blocks, block)
		}
		return blocks
	}
	pages := map[string][]notion.Block{}
	for found, err := range client.Search(t.Context(), notion.SearchRequest{}) {
		if err != nil {
			t.Fatal(err)
		}
		if page := found.Page; page != nil {
			pages[notion.PlainText(page.Title())] = below(page.ID)
		}
	}
	if len(pages) < 20 {
		t.Errorf("the sample has %d pages", len(pages))
	}
	return pages
}

func TestTheSampleIsReadBack(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	for title, blocks := range samplePages(t) {
		t.Run(title, func(t *testing.T) { checkReadBack(t, New(blocks, Options{}), nil) })
	}
}
