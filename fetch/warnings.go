package fetch

import (
	"cmp"
	"fmt"
	"slices"

	"galley/notion"
)

const hintFile = "the link to the original stays, and works as long as Notion's links do; upload the file again if it is gone"

// warnings gathers all losses: of this run, of the pages as they were read, and
// of files. Those of pages that did not change are kept from run to run.
func (a *assembly) warnings() {
	all := slices.Clone(a.state.Warnings)
	for id, p := range a.state.Pages {
		for _, l := range p.Lost {
			all = append(all, Warning{Page: id, URL: blockURL(&p.Page, l.Block), Text: l.Text, Hint: l.Hint})
		}
	}
	for id, d := range a.state.Databases {
		for _, l := range d.Lost {
			all = append(all, Warning{Page: a.page(id), URL: id.URL(), Text: l.Text, Hint: l.Hint})
		}
	}
	all = append(all, a.fileWarnings()...)
	if a.state.NoUsers {
		all = append(all, Warning{
			Kind: WarnCapability,
			Text: "the names of some users are not known: the connection may not read user information",
			Hint: "give the connection the capability to read user information without e-mail addresses",
		})
	}
	if a.state.NoComments {
		all = append(all, Warning{Kind: WarnCapability, Text: "comments are not known: the connection may not read them", Hint: hintComments})
	}
	for i := range all {
		w := &all[i]
		w.Kind = cmp.Or(w.Kind, WarnUnread)
		if p := a.snapshot.Pages[w.Page]; p != nil {
			w.Title = cmp.Or(w.Title, titleOf(&p.Page))
			w.URL = cmp.Or(w.URL, p.URL)
		}
	}
	slices.SortFunc(all, func(x, y Warning) int {
		return cmp.Or(cmp.Compare(x.Title, y.Title), cmp.Compare(x.Page, y.Page), cmp.Compare(x.Text, y.Text),
			cmp.Compare(x.URL, y.URL), cmp.Compare(x.Hint, y.Hint))
	})
	a.snapshot.Warnings = slices.Compact(all)
}

// page gives the page around a page or database, or itself.
func (a *assembly) page(id notion.ID) notion.ID {
	for steps := 0; id != "" && a.snapshot.Pages[id] == nil && steps < maxSynced; steps++ {
		id = a.owner(id)
	}
	return id
}

func blockURL(p *notion.Page, block notion.ID) string {
	url := cmp.Or(p.URL, p.ID.URL())
	if block == "" || block == p.ID {
		return url
	}
	return url + "#" + block.Compact()
}

// fileWarnings tells of files that could not be had, for each page that shows
// them.
func (a *assembly) fileWarnings() []Warning {
	var all []Warning
	a.shown(func(page notion.ID, url, key, name string) {
		if f, known := a.state.Files[key]; known && f.Path == "" {
			all = append(all, Warning{Kind: WarnFile, Page: page, URL: url, Text: fmt.Sprintf("the file %q was not downloaded: %s", name, f.Failed), Hint: hintFile})
		}
	})
	return all
}
