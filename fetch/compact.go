package fetch

import (
	"encoding/json"
	"strings"
	"time"

	"galley/notion"
)

// Objects are kept without what differs from one read to the next although
// nothing changed, so that equal content has an equal hash, and without what
// nobody needs: signatures of file links, e-mail addresses and pictures of
// users, who made a block and when.
var cleaner = visitor{
	hosted: func(h *notion.Hosted, _ string) { h.URL, h.ExpiryTime = notion.FileKey(h.URL), time.Time{} },
	user: func(u *notion.User, _ string) {
		*u = notion.User{Object: u.Object, ID: u.ID, Type: u.Type, Name: u.Name}
	},
	raw: func(raw *json.RawMessage) { *raw = cleanRaw(*raw) },
}

// cleanBlock makes a block that was just read as small as its meaning. Of a
// child page or database it leaves what tells whether it changed, which seal
// takes away. From then on the block's payload may be shared.
func cleanBlock(b *notion.Block) {
	cleaner.block(b)
	squeeze.block(b)
	b.Object, b.Parent = "", notion.Parent{}
	b.CreatedTime, b.CreatedBy, b.LastEditedBy = time.Time{}, nil, nil
	if b.ChildPage == nil && b.ChildDatabase == nil {
		b.LastEditedTime = time.Time{}
	}
}

// seal makes a tree ready to be saved.
func seal(blocks []notion.Block) {
	for i := range blocks {
		b := &blocks[i]
		if b.ChildPage != nil || b.ChildDatabase != nil {
			b.LastEditedTime, b.HasChildren = time.Time{}, false
		}
		seal(b.Children)
	}
}

// squeeze takes away what texts say twice; restore puts it back.
var squeeze = visitor{texts: func(texts []notion.RichText) {
	for i := range texts {
		t := &texts[i]
		if t.Text == nil {
			continue
		}
		if t.PlainText == t.Text.Content {
			t.PlainText = ""
		}
		if t.Text.Link != nil && t.Href == t.Text.Link.URL {
			t.Href = ""
		}
	}
}}

var unsqueeze = visitor{texts: func(texts []notion.RichText) {
	for i := range texts {
		t := &texts[i]
		if t.Text == nil {
			continue
		}
		if t.PlainText == "" {
			t.PlainText = t.Text.Content
		}
		if t.Text.Link != nil && t.Href == "" {
			t.Href = t.Text.Link.URL
		}
	}
}}

// restore gives blocks from the store the form that the API gives them.
func restore(blocks []notion.Block) {
	for i := range blocks {
		b := &blocks[i]
		b.Object = "block"
		unsqueeze.block(b)
		restore(b.Children)
	}
}

// cleanRaw takes signatures of file links out of a payload of unknown shape,
// and writes it in one way.
func cleanRaw(raw json.RawMessage) json.RawMessage {
	decoder := json.NewDecoder(strings.NewReader(string(raw)))
	decoder.UseNumber()
	var v any
	if decoder.Decode(&v) != nil {
		return raw
	}
	clean, err := json.Marshal(unsigned(v))
	if err != nil {
		return raw
	}
	return clean
}

func unsigned(v any) any {
	switch v := v.(type) {
	case map[string]any:
		delete(v, "expiry_time")
		for key := range v {
			v[key] = unsigned(v[key])
		}
	case []any:
		for i := range v {
			v[i] = unsigned(v[i])
		}
	case string:
		if strings.Contains(v, "X-Amz-Signature=") {
			return notion.FileKey(v)
		}
	}
	return v
}
