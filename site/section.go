package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"galley/fetch"
	"galley/internal/nearest"
	"galley/theme"
)

// How the list of a source may be sorted; "" is posts by date, the newest first,
// and pages after them in the order of the database.
const (
	sortNewest = "newest"
	sortOldest = "oldest"
	sortTitle  = "title"
	sortEdited = "edited" // what was edited last comes first
	sortNotion = "notion" // as the API lists the rows
)

// compare gives the order of a list; nil for the default.
func (s *SourceConfig) compare() func(a, b *node) int {
	switch s.Sort {
	case sortNewest:
		return compareDate
	case sortOldest:
		return func(a, b *node) int { return compareDate(b, a) }
	case sortTitle:
		return func(a, b *node) int { return cmp.Or(compareFold(a.title, b.title), compareAge(a, b)) }
	case sortEdited:
		return func(a, b *node) int { return cmp.Or(b.updated.Compare(a.updated), compareAge(a, b)) }
	case sortNotion:
		return func(*node, *node) int { return 0 }
	}
	return nil
}

// checkSection sees that title and sort are for a list.
func (s *SourceConfig) checkSection() {
	if s.Sort != "" {
		sorts := []string{sortNewest, sortOldest, sortTitle, sortEdited, sortNotion}
		if !slices.Contains(sorts, s.Sort) {
			s.problem("sort", nearest.Hint(s.Sort, sorts, fmt.Sprintf("the values are %q", sorts)), "sort cannot be %q", s.Sort)
		}
	}
	if s.source.Kind == fetch.KindDatabase || s.source.Kind == fetch.KindDataSource || s.source.Kind == kindFolder {
		return
	}
	for _, key := range []struct{ name, value string }{{"title", s.Title}, {"sort", s.Sort}} {
		if key.value != "" && s.source.Kind != "" {
			s.problem(key.name, "it is for database, data_source and folder; the pages of a tree stand in Notion's order", "a %s has no list to give a %s", s.source.Kind, key.name)
		}
	}
}

// checkTemplates sees that the theme has the layouts that sources ask for.
func (c *Config) checkTemplates(look *theme.Theme) error {
	if look == nil {
		return nil
	}
	var problems []Problem
	for i := range c.Source {
		s := &c.Source[i]
		layouts := look.Layouts()
		if s.Template == "" || slices.Contains(layouts, s.Template) {
			continue
		}
		hint := "its layouts are " + strings.Join(layouts, ", ") + "; another one is a file layouts/" + s.Template + ".html of a theme of your own"
		at := c.doc.places[join(s.at, "template")]
		problems = append(problems, c.doc.problem(at.value, fmt.Sprintf("the theme has no layout %q", s.Template), nearest.Hint(s.Template, layouts, hint)))
	}
	if len(problems) > 0 {
		return &ConfigError{Problems: problems}
	}
	return nil
}

// layout gives the layout that the source of a page asks for; "" for that of the
// page's kind.
func (s *Site) layout(n *node) string {
	name := s.config.Source[n.source].Template
	if n.path == "" || name == string(theme.KindPost) || name == string(theme.KindPage) { // these are kinds, see kindOf
		return ""
	}
	return name
}
