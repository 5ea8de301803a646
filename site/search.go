package site

import (
	"fmt"
	"slices"

	"galley/notion"
	"galley/render"
	"galley/site/search"
	"galley/theme"
)

// searchFolder holds the index of the search.
const searchFolder = "assets/search/"

// searchModule is the theme's script that asks the index.
const searchModule = "search"

// openSearch begins the index, unless the site has none: readers of Markdown have
// no use for it, and neither has a theme without a script for it.
func (r *run) openSearch() {
	s := r.site
	if !s.config.Search.Enabled || !s.writes(FormatHTML) || !slices.ContainsFunc(s.all, isSearched) {
		return
	}
	client := s.opts.Theme.Module(searchModule)
	if client == "" {
		return
	}
	r.view.Search = &theme.Search{Client: s.url(client), Index: s.url(searchFolder + search.RootName)}
	r.search = search.New(func(name string, data []byte) error { return r.stage.put(searchFolder+name, data) })
}

// isSearched tells whether a node can be found: not drafts, which may be on the
// site only for those who write it, nor what asks to be left out.
func isSearched(n *node) bool { return !n.draft && !n.noIndex }

// searchPage puts a page into the index.
func (r *run) searchPage(w *pageWriter, doc *render.Document) error {
	if r.search == nil || !isSearched(w.node) {
		return nil
	}
	parts, err := doc.Parts(w)
	if err != nil {
		return err
	}
	page := r.searched(w.node)
	for _, p := range parts {
		page.Parts = append(page.Parts, search.Part{ID: p.ID, Title: p.Title, Text: p.Text})
	}
	for _, p := range w.shown {
		page.Parts = append(page.Parts, search.Part{Text: p.Name + " " + p.Text})
	}
	if w.language != r.site.config.Site.Language {
		page.Language = w.language
	}
	return r.search.Add(page)
}

// searched is what the index learns of a node besides its text.
func (r *run) searched(n *node) search.Page {
	page := search.Page{Key: string(n.id), URL: n.path, Title: n.title, Section: section(n), Words: n.description}
	for _, t := range r.site.nodeTags(n) {
		page.Tags = append(page.Tags, t.Name)
	}
	for _, a := range n.authors {
		page.Words += " " + a.name
	}
	return page
}

// section is the top-level place that a node belongs to: what it is below, or
// itself when there is more below it. The home page is none.
func section(n *node) string {
	for _, above := range n.above() {
		if above.path != "" {
			return above.title
		}
	}
	if n.path != "" && len(n.children) > 0 {
		return n.title
	}
	return ""
}

// writeSearch adds the lists, and writes the index.
func (r *run) writeSearch() error {
	if r.search == nil {
		return nil
	}
	for _, n := range r.site.all {
		if !n.isDatabase() || !isSearched(n) {
			continue
		}
		page := r.searched(n)
		page.Parts = []search.Part{{Text: oneLine(notion.PlainText(n.database.Description))}}
		if err := r.search.Add(page); err != nil {
			return err
		}
	}
	if err := r.search.Finish(); err != nil {
		return fmt.Errorf("writing the index of the search: %w", err)
	}
	return nil
}
