package site

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"galley/notion"
	"galley/render"
)

// TestNoLinkOfRecordedPagesLeadsNowhere makes a site of all blocks and pages in a
// folder of recorded responses, which GALLEY_RECORDED names, in both themes, and
// follows every link in it.
func TestNoLinkOfRecordedPagesLeadsNowhere(t *testing.T) {
	folder := os.Getenv("GALLEY_RECORDED")
	if folder == "" {
		t.Skip("GALLEY_RECORDED is not set")
	}
	b := recordedSite(t, folder)
	for _, look := range []string{"blog", "docs"} {
		b.config.Site.Theme, b.config.Dir = look, t.TempDir()
		b.build(t)
		wantSoundLinks(t, b.config, b.output(), 1000)
	}
}

// blocksPerPage is how many blocks a page has, so that there are not too many of them.
const blocksPerPage = 60

// recordedSite is a site with a page for each recorded page, and with pages of all
// recorded blocks.
func recordedSite(t *testing.T, folder string) *blog {
	t.Helper()
	b := newBlog(t, 0)
	b.config = parse(t, pageSource)
	b.config.Search.Enabled = false
	b.workspace = newWorkspace([]notion.ID{id(1)})
	shown := map[string]bool{}
	seen := map[notion.ID]bool{} // pages, which many responses have
	var children []notion.ID
	var rest []notion.Block
	add := func(name string, recorded notion.ID, properties map[string]notion.PropertyValue, blocks []notion.Block) {
		p := b.page(len(children)+2, name)
		if recorded != "" { // so that links lead there
			delete(b.Pages, p.ID)
			p.ID = recorded
			b.Pages[p.ID] = p
		}
		for name, v := range properties {
			if v.Type != "title" {
				p.Properties[name], shown[name] = v, true
			}
		}
		b.bodies[p.ID] = blocks
		children = append(children, p.ID)
		for _, link := range render.New(blocks, render.Options{}).Links() {
			b.Targets[link.Target] = true
		}
	}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".json" {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		pages, blocks := recordedObjects(raw)
		for _, p := range pages {
			if !seen[p.ID] {
				add(name, p.ID, p.Properties, nil)
			}
			seen[p.ID] = true
		}
		if rest = append(rest, blocks...); len(rest) > blocksPerPage {
			add(name, "", nil, rest)
			rest = nil
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	add("The rest", "", nil, rest)
	b.page(1, "Recorded").Children = children
	b.config.Site.ShowProperties = slices.Sorted(maps.Keys(shown))
	if len(children) < 50 || len(shown) < 20 {
		t.Fatalf("found only %d pages with %d properties", len(children), len(shown))
	}
	return b
}

// recordedObjects gives the pages and blocks of a response: of a list, or one.
func recordedObjects(raw []byte) (pages []notion.Page, blocks []notion.Block) {
	var list struct{ Results []json.RawMessage }
	if json.Unmarshal(raw, &list) != nil || len(list.Results) == 0 {
		list.Results = []json.RawMessage{raw}
	}
	for _, object := range list.Results {
		var kind struct{ Object, Type string }
		if json.Unmarshal(object, &kind) != nil {
			continue
		}
		var page notion.Page
		var block notion.Block
		switch {
		case kind.Object == "page" && json.Unmarshal(object, &page) == nil:
			pages = append(pages, page)
		case kind.Object == "block" && kind.Type != "" && json.Unmarshal(object, &block) == nil:
			blocks = append(blocks, block)
		}
	}
	return pages, blocks
}
