package render

import (
	"encoding/json"
	"strings"
	"testing"

	"galley/notion"
)

// TestWhatCannotBeShownIsSaid finds a note in the place of blocks that the API
// does not give away, in every format and dialect.
func TestWhatCannotBeShownIsSaid(t *testing.T) {
	tests := map[string]struct{ block, word string }{
		"unsupported":              {`{"type":"unsupported","unsupported":{"block_type":"button"}}`, "block-unshown"},
		"of a new type":            {`{"type":"hologram","hologram":{"depth":3}}`, "block-unshown"},
		"of an unknown shape":      {`{"type":"to_do","to_do":{"checked":"yes"}}`, "block-unshown"},
		"not read":                 {`{}`, "block-unread"},
		"a toggle without content": {`{"type":"toggle","toggle":{},"has_children":true}`, "block-unread"},
		"a copy whose original is not shared": {`{"type":"synced_block","has_children":true,"synced_block":
			{"synced_from":{"type":"block_id","block_id":"00000000-0000-8000-8000-000000000009"}}}`, "synced-unread"},
		"a database that cannot be read": {`{"type":"child_database","child_database":{"title":"Secret"}}`, "database-unshown"},
		"an image that was not loaded":   {`{"type":"image","image":{"type":"file","file":{"url":"https://prod-files-secure.s3.us-west-2.amazonaws.com/space/gone.png?X-Amz-Date=1"}}}`, "image-lost"},
	}
	for name, test := range tests {
		var block notion.Block
		raw := `{"object":"block","id":"00000000-0000-8000-8000-000000000005",` + strings.TrimPrefix(test.block, "{")
		if err := json.Unmarshal([]byte(strings.Replace(raw, ",}", "}", 1)), &block); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		doc := New([]notion.Block{block}, Options{})
		want, _, _ := strings.Cut(english[test.word], "“")
		written := map[string]string{"HTML": rendered(doc, nil, (*Document).HTML), "text": rendered(doc, nil, (*Document).Text)}
		for _, dialect := range Dialects() {
			written[string(dialect)] = rendered(doc, nil, inDialect(dialect))
		}
		for format, text := range written {
			link := strings.Contains(text, "https://www.notion.so/0000000000008000800000000000000")
			if !strings.Contains(text, want) && format != "text" || !link && format != "text" {
				t.Errorf("%s: %q and a link to Notion are not in the %s:\n%s", name, want, format, text)
			}
			if strings.TrimSpace(text) == "" && test.word != "image-lost" {
				t.Errorf("%s: the %s is empty", name, format)
			}
		}
	}
}
