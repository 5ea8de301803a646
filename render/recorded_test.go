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

// TestRecorded writes every block, every list of blocks and every property value
// of a folder of recorded responses, which GALLEY_RECORDED names: all text is in
// the HTML and in the Markdown of every dialect.
func TestRecorded(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	blocks, values := 0, 0
	eachRecording(t, func(name string, tree any) {
		t.Run(name, func(t *testing.T) {
			eachObject(tree, func(object map[string]any) {
				switch {
				case object["object"] == "block" && object["type"] != nil:
					blocks++
					checkRecordedBlock(t, object)
				case object["object"] == "page" && object["properties"] != nil:
					values += checkRecordedPage(t, object)
				}
			})
			eachBody(tree, func(blocks []notion.Block, _ []string) { checkReadBack(t, New(blocks, Options{}), nil) })
		})
	})
	if blocks == 0 || values == 0 {
		t.Errorf("found %d blocks and %d values", blocks, values)
	}
	t.Logf("%d blocks, %d property values", blocks, values)
}

// eachRecording visits the recorded responses; without any, the test is skipped.
func eachRecording(t *testing.T, visit func(name string, tree any)) {
	t.Helper()
	folder := os.Getenv("GALLEY_RECORDED")
	if folder == "" {
		t.Skip("GALLEY_RECORDED is not set")
	}
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
		visit(filepath.ToSlash(strings.TrimPrefix(path, folder)), tree)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// eachBody visits the lists of blocks in a response: bodies of pages, and blocks by
// themselves.
func eachBody(tree any, visit func(blocks []notion.Block, texts []string)) {
	eachObject(tree, func(object map[string]any) {
		list, _ := object["results"].([]any)
		if object["object"] == "block" {
			list = []any{object}
		}
		raw, _ := json.Marshal(list)
		var blocks []notion.Block
		if json.Unmarshal(raw, &blocks) == nil && len(blocks) > 0 && blocks[0].Object == "block" {
			visit(blocks, textsOfBlocks(list))
		}
	})
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
	checkReadBack(t, New([]notion.Block{block}, Options{}), nil)
	if block.HasChildren && block.Type != "child_page" && block.Type != "child_database" || block.Type == "unsupported" {
		checkPlaceholder(t, &block)
	}
}

// checkPlaceholder finds the note in the place of what is not there: nothing below
// a block was recorded with it.
func checkPlaceholder(t *testing.T, block *notion.Block) {
	t.Helper()
	doc := New([]notion.Block{*block}, Options{})
	if page := rendered(doc, nil, (*Document).HTML); !strings.Contains(page, english["open-notion"]) {
		t.Errorf("a %s block has no placeholder in the HTML:\n%s", block.Type, page)
	}
	for _, dialect := range Dialects() {
		if page := rendered(doc, nil, inDialect(dialect)); !strings.Contains(page, english["open-notion"]) {
			t.Errorf("a %s block has no placeholder in %s:\n%s", block.Type, dialect, page)
		}
	}
}

// textsOfBlocks gives every plain_text in the payloads of blocks.
func textsOfBlocks(list []any) []string {
	var texts []string
	for _, element := range list {
		if block, ok := element.(map[string]any); ok {
			kind, _ := block["type"].(string)
			texts = append(texts, plainTexts(block[kind])...)
		}
	}
	return texts
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
	rendered(doc, nil, (*Document).Text)
	for _, text := range texts {
		want := withoutSpace(clean(text))
		if !strings.Contains(htmlText, want) {
			t.Errorf("%q is not in the HTML:\n%s", text, rendered(doc, nil, (*Document).HTML))
		}
	}
	for _, dialect := range Dialects() {
		markdown := rendered(doc, nil, inDialect(dialect))
		if goldmarkFor(dialect) == nil {
			continue // TestOtherParsersReadTheSame has a parser for it
		}
		if lost := lostText(t, byGoldmark(t, dialect, markdown), texts); lost != "" {
			t.Errorf("%q is not in the %s:\n%s", lost, dialect, markdown)
		}
	}
}

// lostText gives a text that is not in a page.
func lostText(t testing.TB, page string, texts []string) string {
	t.Helper()
	all := everything(t, page)
	for _, text := range texts {
		if !strings.Contains(all, withoutSpace(clean(text))) {
			return text
		}
	}
	return ""
}

// everything gives the text of HTML and the values of its attributes, without
// space. Text and attributes are apart, or a text that a link splits in two
// would not be found.
func everything(t testing.TB, fragment string) string {
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
