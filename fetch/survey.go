package fetch

import (
	"slices"

	"galley/notion"
)

// survey finds what a body means to the rest of the snapshot.
func survey(page notion.ID, blocks []notion.Block) facts {
	s := &surveyor{facts: facts{Named: map[notion.ID]string{}}}
	s.walk(page, blocks, false)
	s.done()
	return s.facts
}

type surveyor struct {
	facts
	block notion.ID // being visited
}

// walk visits the blocks that stand right below a block or page; copied tells
// that they live elsewhere.
func (s *surveyor) walk(parent notion.ID, blocks []notion.Block, copied bool) {
	for i := range blocks {
		b := &blocks[i]
		s.block = b.ID
		s.visitor().block(b)
		below, within := b.ID, copied
		switch {
		case b.ChildPage != nil, b.ChildDatabase != nil:
			s.Children = append(s.Children, child{ID: b.ID, Copy: copied})
			if !copied {
				s.Listings = append(s.Listings, parent)
			}
		case b.SyncedBlock != nil && b.SyncedBlock.SyncedFrom != nil:
			below, within = b.SyncedBlock.SyncedFrom.BlockID, true
			if below != "" {
				s.Copies = append(s.Copies, below)
			}
		case b.SyncedBlock != nil && !copied:
			s.Originals = append(s.Originals, b.ID)
		}
		s.walk(below, b.Children, within)
	}
}

func (s *surveyor) visitor() visitor {
	return visitor{
		hosted: func(h *notion.Hosted, name string) {
			s.Files = append(s.Files, bodyFile{Key: notion.FileKey(h.URL), Name: name, Block: s.block})
		},
		emoji: func(e *notion.CustomEmoji) {
			s.Files = append(s.Files, bodyFile{Key: e.URL, Name: e.Name, Block: s.block, Public: true})
		},
		user: func(u *notion.User, said string) {
			if name := nameOf(u, said); name != "" {
				s.Named[u.ID] = name
			} else {
				s.Nameless = append(s.Nameless, u.ID)
			}
		},
		link:    func(url string) { s.Targets = appendTarget(s.Targets, url) },
		mention: func(id notion.ID) { s.Mentions = append(s.Mentions, id) },
	}
}

// done brings the facts into an order that does not depend on chance.
func (s *surveyor) done() {
	for _, ids := range []*[]notion.ID{&s.Listings, &s.Originals, &s.Copies, &s.Targets, &s.Mentions, &s.Nameless} {
		slices.Sort(*ids)
		*ids = slices.Compact(*ids)
	}
	seen := map[string]bool{}
	s.Files = slices.DeleteFunc(s.Files, func(f bodyFile) bool {
		twice := seen[f.Key]
		seen[f.Key] = true
		return twice
	})
	s.Children = unique(s.Children)
	if len(s.Named) == 0 {
		s.Named = nil
	}
}

// unique takes repetitions away. A child that stands both in a copy and in its
// original stands in the original.
func unique(children []child) []child {
	at := map[notion.ID]int{}
	var out []child
	for _, c := range children {
		i, twice := at[c.ID]
		if !twice {
			at[c.ID] = len(out)
			out = append(out, c)
			continue
		}
		out[i].Copy = out[i].Copy && c.Copy
	}
	return out
}

// nameOf gives the name of a user, from the user or from the text of a mention;
// "" when neither has one.
func nameOf(u *notion.User, said string) string {
	if u.Name != "" {
		return u.Name
	}
	if len(said) > 1 && said[0] == '@' && said != "@Anonymous" {
		return said[1:]
	}
	return ""
}

// appendTarget adds the block to which a link leads, if it does.
func appendTarget(ids []notion.ID, href string) []notion.ID {
	if link, ok := notion.ParseLink(href); ok && link.Block != "" {
		return append(ids, link.Block)
	}
	return ids
}

// unread gives the blocks of a tree whose content could not be read.
func unread(blocks []notion.Block) map[notion.ID]bool {
	found := map[notion.ID]bool{}
	var walk func([]notion.Block)
	walk = func(blocks []notion.Block) {
		for i := range blocks {
			b := &blocks[i]
			if b.HasChildren && len(b.Children) == 0 {
				found[b.ID] = true
			}
			walk(b.Children)
		}
	}
	walk(blocks)
	return found
}
