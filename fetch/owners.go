package fetch

import (
	"maps"
	"slices"

	"galley/notion"
)

// owners puts pages and databases below those that they live in. A child lives
// where its block stands; a synced copy shows it as well, and counts only when
// no source holds the original.
func (a *assembly) owners() {
	pages := slices.SortedFunc(maps.Keys(a.state.Pages), a.byAge)
	for _, copies := range []bool{false, true} {
		for _, id := range pages {
			for _, c := range a.state.Pages[id].Facts.Children {
				if c.Copy == copies {
					a.adopt(id, c.ID)
				}
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(a.state.Kept)) {
		a.adopt(a.state.Kept[id], id)
	}
	for _, id := range slices.Sorted(maps.Keys(a.state.Queries)) {
		q := a.state.Queries[id]
		for _, row := range q.Rows {
			a.setOwner(q.Source, row)
		}
	}
	for _, id := range pages {
		if parent := a.above(id); parent != "" {
			a.adopt(parent, id)
		}
	}
	for _, id := range pages {
		a.children(id)
	}
}

// above gives the page that holds one to which no list led; "" when it is not
// known.
func (a *assembly) above(id notion.ID) notion.ID {
	if a.owner(id) != "" {
		return ""
	}
	parent := a.state.Pages[id].Page.Parent
	if parent.Type == "block_id" {
		return a.state.Homes[parent.BlockID]
	}
	return parent.PageID
}

// adopt puts a page or database below a page, after what is there already.
func (a *assembly) adopt(page, id notion.ID) {
	if p := a.snapshot.Pages[page]; p != nil && a.setOwner(page, id) {
		p.Children = append(p.Children, id)
	}
}

// setOwner gives a page or database an owner, if it has none yet and is not
// itself above that.
func (a *assembly) setOwner(owner, id notion.ID) bool {
	if !a.has(id) || a.owner(id) != "" {
		return false
	}
	for above := owner; above != ""; above = a.owner(above) {
		if above == id {
			return false
		}
	}
	if p := a.snapshot.Pages[id]; p != nil {
		p.Owner = owner
	} else {
		a.snapshot.Databases[id].Owner = owner
	}
	return true
}

// owner gives what a page, database or data source lives in.
func (a *assembly) owner(id notion.ID) notion.ID {
	if p := a.snapshot.Pages[id]; p != nil {
		return p.Owner
	}
	if d := a.snapshot.Databases[id]; d != nil {
		return d.Owner
	}
	if t := a.state.Tables[id]; t != nil && t.Source.Parent.DatabaseID != id {
		return t.Source.Parent.DatabaseID
	}
	return ""
}

// children brings the children of a page into the order of its body; those that
// no block stands for come last.
func (a *assembly) children(id notion.ID) {
	order := map[notion.ID]int{}
	for i, c := range a.state.Pages[id].Facts.Children {
		order[c.ID] = i + 1
	}
	last := len(order) + 1
	place := func(id notion.ID) int {
		if i := order[id]; i > 0 {
			return i
		}
		return last
	}
	slices.SortStableFunc(a.snapshot.Pages[id].Children, func(x, y notion.ID) int { return place(x) - place(y) })
}
