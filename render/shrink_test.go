package render

import (
	"encoding/json"
	"slices"
	"testing"

	"galley/notion"
)

// shrunk takes blocks and pieces of text out of a tree for which fails is true, as
// long as it stays true, and gives what is left as JSON.
func shrunk(t testing.TB, blocks []notion.Block, fails func([]notion.Block) bool) string {
	t.Helper()
	raw, err := json.Marshal(blocks)
	if err != nil {
		t.Fatal(err)
	}
	var plain any
	if err := json.Unmarshal(raw, &plain); err != nil {
		t.Fatal(err)
	}
	root := newPart(plain)
	still := func() bool {
		raw, _ := json.Marshal(root.plain())
		var blocks []notion.Block
		return json.Unmarshal(raw, &blocks) == nil && fails(blocks)
	}
	for still() && root.shrink(still) {
	}
	raw, _ = json.MarshalIndent(root.plain(), "", " ")
	return string(raw)
}

// part is JSON whose lists can be changed.
type part struct {
	list   []*part
	fields map[string]*part
	value  any
	isList bool
}

func newPart(plain any) *part {
	p := &part{value: plain, fields: map[string]*part{}}
	switch v := plain.(type) {
	case []any:
		p.isList = true
		for _, element := range v {
			p.list = append(p.list, newPart(element))
		}
	case map[string]any:
		for name, field := range v {
			p.fields[name] = newPart(field)
		}
	}
	return p
}

func (p *part) plain() any {
	if p.isList {
		all := []any{}
		for _, element := range p.list {
			all = append(all, element.plain())
		}
		return all
	}
	if len(p.fields) > 0 {
		all := map[string]any{}
		for name, field := range p.fields {
			all[name] = field.plain()
		}
		return all
	}
	return p.value
}

// shrink takes elements out of lists, and puts in the place of a block what is
// below it. It tells whether anything could go.
func (p *part) shrink(still func() bool) (done bool) {
	for i := 0; i < len(p.list); i++ {
		whole := p.list
		for _, shorter := range [][]*part{slices.Delete(slices.Clone(whole), i, i+1), slices.Replace(slices.Clone(whole), i, i+1, below(whole[i])...)} {
			if p.list = shorter; still() && len(shorter) <= len(whole) {
				done = true
				i--
				break
			}
			p.list = whole
		}
	}
	for _, element := range p.list {
		done = element.shrink(still) || done
	}
	for name, field := range p.fields {
		if name == "annotations" {
			delete(p.fields, name)
			if still() {
				done = true
				continue
			}
			p.fields[name] = field
		}
		done = field.shrink(still) || done
	}
	return done
}

// below gives the blocks below a block.
func below(block *part) []*part {
	if children := block.fields["children"]; children != nil {
		return children.list
	}
	return nil
}
