package render

import (
	"encoding/json"
	"strings"
	"testing"

	"galley/notion"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// checkWellFormed finds tags that are not closed where they must be, elements
// that a browser would move elsewhere, and ids that are there twice.
func checkWellFormed(t *testing.T, fragment string) {
	t.Helper()
	var open, started []string
	ids := map[string]bool{}
	z := html.NewTokenizer(strings.NewReader(fragment))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		token := z.Token()
		switch kind {
		case html.StartTagToken:
			started = append(started, token.Data)
			if !isVoid(token.Data) {
				open = append(open, token.Data)
			}
			for _, a := range token.Attr {
				if a.Key == "id" && ids[a.Val] {
					t.Errorf("the id %q is there twice", a.Val)
				}
				if a.Key == "id" {
					ids[a.Val] = true
				}
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("</%s> closes %v in %s", token.Data, open, fragment)
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Errorf("%v are not closed in %s", open, fragment)
	}
	root, err := html.Parse(strings.NewReader("<!doctype html><html><head></head><body>" + fragment + "</body></html>"))
	if err != nil {
		t.Fatal(err)
	}
	var parsed []string
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data != "html" && n.Data != "head" && n.Data != "body" {
			parsed = append(parsed, strings.ToLower(n.Data)) // SVG has names with capitals
		}
	}
	if diff := cmp.Diff(started, parsed); diff != "" {
		t.Errorf("a browser reads other elements (-written +read):\n%s\n%s", diff, fragment)
	}
}

func isVoid(tag string) bool {
	return tag == "br" || tag == "hr" || tag == "img" || tag == "input"
}

func TestABlockOfUnknownShapeIsAPlaceholderAmongItsSiblings(t *testing.T) {
	var blocks []notion.Block
	err := json.Unmarshal([]byte(`[
		{"id":"b1","type":"to_do","to_do":{"rich_text":[{"type":"text","plain_text":"before"}]}},
		{"id":"b2","type":"to_do","to_do":{"checked":"yes"}},
		{"id":"b3","type":"to_do","to_do":{"rich_text":[{"type":"text","plain_text":"after"}]}}]`), &blocks)
	if err != nil {
		t.Fatal(err)
	}
	var written strings.Builder
	if err := New(blocks, Options{}).HTML(&written, nil); err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(written.String(), `<div class="placeholder"`)
	if !strings.Contains(before, "before") || !strings.Contains(rest, "to_do") || !strings.Contains(rest, "after") {
		t.Errorf("got %s", written.String())
	}
}
