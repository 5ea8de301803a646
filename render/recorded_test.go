package render

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/notion"

	"golang.org/x/net/html"
)

// TestRecorded writes every block and every property value of a folder of
// recorded responses, which GALLEY_RECORDED names.
func TestRecorded(t *testing.T) {
	folder := os.Getenv("GALLEY_RECORDED")
	if folder == "" {
		t.Skip("GALLEY_RECORDED is not set")
	}
	blocks, values := 0, 0
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".json" {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var tree any
		if json.Unmarshal(raw, &tree) != nil {
			return nil // a recording of something else than JSON
		}
		t.Run(filepath.ToSlash(strings.TrimPrefix(path, folder)), func(t *testing.T) {
			eachObject(tree, func(object map[string]any) {
				switch {
				case object["object"] == "block" && object["type"] != nil:
					blocks++
					checkRecordedBlock(t, object)
				case object["object"] == "page" && object["properties"] != nil:
					values += checkRecordedPage(t, object)
				}
			})
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if blocks == 0 || values == 0 {
		t.Errorf("found %d blocks and %d values", blocks, values)
	}
	t.Logf("%d blocks, %d property values", blocks, values)
}

func eachObject(tree any, visit func(map[string]any)) {
	switch tree := tree.(type) {
	case map[string]any:
		visit(tree)
		for _, v := range tree {
			eachObject(v, visit)
		}
	case []any:
		for _, v := range tree {
			eachObject(v, visit)
		}
	}
}

func remarshal(t *testing.T, from, to any) bool {
	t.Helper()
	raw, err := json.Marshal(from)
	if err == nil {
		err = json.Unmarshal(raw, to)
	}
	if err != nil {
		t.Logf("not decoded: %v", err)
	}
	return err == nil
}

func checkRecordedBlock(t *testing.T, object map[string]any) {
	var block notion.Block
	if !remarshal(t, object, &block) {
		return
	}
	checkTexts(t, New([]notion.Block{block}, Options{Language: "en"}), plainTexts(object[block.Type]))
	if notReadBack[block.Type] == "" {
		checkReadBack(t, New([]notion.Block{block}, Options{}), nil)
	}
}

func checkRecordedPage(t *testing.T, object map[string]any) int {
	var page struct {
		Properties map[string]notion.PropertyValue `json:"properties"`
	}
	if !remarshal(t, object, &page) {
		return 0
	}
	for _, value := range page.Properties {
		var tree any
		remarshal(t, value, &tree)
		checkTexts(t, Value(value, notion.Property{}, Options{Language: "en"}), plainTexts(tree))
	}
	return len(page.Properties)
}

// plainTexts finds every plain_text. Of a date mention it gives the dates: the
// text between them is Notion's. A template's children are not its text.
func plainTexts(tree any) []string {
	var texts []string
	eachObject(tree, func(object map[string]any) {
		text, ok := object["plain_text"].(string)
		if !ok {
			return
		}
		if mention, ok := object["mention"].(map[string]any); ok {
			if date, ok := mention["date"].(map[string]any); ok {
				for _, name := range []string{"start", "end"} {
					if s, ok := date[name].(string); ok {
						texts = append(texts, s)
					}
				}
				return
			}
		}
		texts = append(texts, text)
	})
	return texts
}

// checkTexts finds texts in the HTML, and in the Markdown as it is read back: in
// what is shown, or in an attribute, where a link, a date or a custom emoji keeps
// what it was called.
func checkTexts(t *testing.T, doc *Document, texts []string) {
	t.Helper()
	checkWellFormed(t, rendered(doc, nil, (*Document).HTML))
	htmlText := everything(t, rendered(doc, nil, (*Document).HTML))
	var back strings.Builder
	if err := commonMark().Convert([]byte(rendered(doc, nil, inDialect(GFM))), &back); err != nil {
		t.Fatal(err)
	}
	markdownText := everything(t, back.String())
	rendered(doc, nil, (*Document).Text)
	for _, text := range texts {
		want := withoutSpace(clean(text))
		if !strings.Contains(htmlText, want) {
			t.Errorf("%q is not in the HTML:\n%s", text, rendered(doc, nil, (*Document).HTML))
		}
		if !strings.Contains(markdownText, want) {
			t.Errorf("%q is not in the Markdown:\n%s", text, rendered(doc, nil, inDialect(GFM)))
		}
	}
}

// everything gives the text of HTML and the values of its attributes, without
// space. Text and attributes are apart, or a text that a link splits in two
// would not be found.
func everything(t *testing.T, fragment string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(fragment))
	if err != nil {
		t.Fatal(err)
	}
	var text, attributes strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			text.WriteString(n.Data)
		}
		for _, a := range n.Attr {
			attributes.WriteString("\x00" + a.Val)
		}
	}
	return withoutSpace(text.String()) + withoutSpace(attributes.String())
}
