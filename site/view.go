package site

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"galley/fetch"
	"galley/notion"
)

// A linked database shows what its first view says: which properties, in which
// order, and how the rows are sorted. API section "Views".

// viewColumns gives the columns that a view shows, the title first: it is what
// leads to the row.
func viewColumns(columns []notion.Property, view *notion.View) []notion.Property {
	if view == nil || view.Configuration == nil || len(view.Configuration.Properties) == 0 {
		return columns
	}
	shown := columns[:1:1]
	for _, p := range view.Configuration.Properties {
		if p.Visible != nil && !*p.Visible {
			continue
		}
		i := slices.IndexFunc(columns, func(c notion.Property) bool {
			return c.Type != "title" && (sameProperty(c.ID, p.PropertyID) || p.PropertyID == "" && c.Name == p.PropertyName)
		})
		if i >= 0 {
			shown = append(shown, columns[i])
		}
	}
	return shown
}

// sameProperty compares IDs of properties, which are percent-encoded in some
// places and not in others.
func sameProperty(a, b string) bool {
	x, errX := url.PathUnescape(a)
	y, errY := url.PathUnescape(b)
	return a == b || errX == nil && errY == nil && x == y
}

// sortRows sorts the rows of a table as a view does. Empty values come last,
// whatever the direction.
func sortRows(rows []*node, table *fetch.DataSource, view *notion.View) {
	if view == nil {
		return
	}
	slices.SortStableFunc(rows, func(a, b *node) int {
		for _, s := range view.Sorts {
			if c := compareBy(a.page, b.page, table, s); c != 0 {
				return c
			}
		}
		return 0
	})
}

func compareBy(a, b *fetch.Page, table *fetch.DataSource, s notion.Sort) int {
	direction := 1
	if s.Direction == "descending" {
		direction = -1
	}
	switch s.Timestamp {
	case "created_time":
		return direction * a.CreatedTime.Compare(b.CreatedTime)
	case "last_edited_time":
		return direction * a.LastEditedTime.Compare(b.LastEditedTime)
	}
	for name, property := range table.Properties {
		if name != s.Property && !sameProperty(property.ID, s.Property) {
			continue
		}
		x, y := a.Properties[name], b.Properties[name]
		if xEmpty, yEmpty := isEmpty(x), isEmpty(y); xEmpty || yEmpty {
			return cmp.Compare(boolRank(xEmpty), boolRank(yEmpty))
		}
		return direction * compareValues(x, y, property)
	}
	return 0
}

func boolRank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// isEmpty tells whether a value has nothing to sort by. A box always has.
func isEmpty(v notion.PropertyValue) bool {
	if v.Checkbox != nil || v.Formula != nil && v.Formula.Boolean != nil {
		return false
	}
	_, number := number(v)
	_, date := dateValue(v)
	return !number && !date && sortText(v) == ""
}

// compareValues compares numbers by size, dates by time, boxes with the empty
// ones first, choices in the order of their options, and all else as text.
func compareValues(x, y notion.PropertyValue, p notion.Property) int {
	if m, ok := number(x); ok {
		n, _ := number(y)
		return cmp.Compare(m, n)
	}
	if d, ok := dateValue(x); ok {
		e, _ := dateValue(y)
		return d.Compare(e.Time)
	}
	if x.Checkbox != nil && y.Checkbox != nil {
		return cmp.Compare(boolRank(*x.Checkbox), boolRank(*y.Checkbox))
	}
	if options := optionsOf(p); len(options) > 0 {
		return cmp.Compare(optionRank(options, x), optionRank(options, y))
	}
	return compareFold(sortText(x), sortText(y))
}

func optionsOf(p notion.Property) []notion.Option {
	for _, config := range []*notion.OptionsConfig{p.Select, p.Status} {
		if config != nil {
			return config.Options
		}
	}
	return nil
}

func optionRank(options []notion.Option, v notion.PropertyValue) int {
	return slices.IndexFunc(options, func(o notion.Option) bool { return o.Name == plainValue(v) })
}

func sortText(v notion.PropertyValue) string {
	if text := plainValue(v); text != "" {
		return text
	}
	var parts []string
	for _, o := range v.MultiSelect {
		parts = append(parts, o.Name)
	}
	for _, u := range v.People {
		parts = append(parts, u.Name)
	}
	for _, s := range []*string{v.Email, v.PhoneNumber} {
		if s != nil {
			parts = append(parts, *s)
		}
	}
	return strings.Join(parts, ", ")
}

// number gives the number that a value is.
func number(v notion.PropertyValue) (float64, bool) {
	n := v.Number
	switch {
	case v.Formula != nil:
		n = v.Formula.Number
	case v.Rollup != nil:
		n = v.Rollup.Number
	case v.UniqueID != nil:
		n = v.UniqueID.Number
	}
	if n == nil {
		return 0, false
	}
	f, err := n.Float64()
	return f, err == nil
}
