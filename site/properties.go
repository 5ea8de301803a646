package site

import (
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"

	"galley/fetch"
	"galley/internal/nearest"
	"galley/notion"
	"galley/render"
	"galley/theme"
)

// properties gives those that play no role, by name.
func (w *pageWriter) properties() ([]theme.Property, error) {
	n := w.node
	played := map[string]bool{}
	for role, m := range n.matches {
		played[m.Property] = role != RoleSeries || n.series != nil // else it names something that is not on the site
	}
	var names []string
	for _, name := range slices.SortedFunc(maps.Keys(n.page.Properties), compareFold) {
		if !played[name] && n.page.Properties[name].Type != "title" {
			names = append(names, name)
		}
	}
	return w.propertyViews(names)
}

// shownProperties gives those that [site] show_properties lists, in its order,
// whether they play a role or not.
func (w *pageWriter) shownProperties() ([]theme.Property, error) {
	return w.propertyViews(w.site.config.Site.ShowProperties)
}

// propertyViews gives properties of the page as templates see them, without those
// that are empty.
func (w *pageWriter) propertyViews(names []string) ([]theme.Property, error) {
	var list []theme.Property
	for _, name := range names {
		v := w.site.visible(w.node.page.Properties[name])
		var text, html strings.Builder
		doc := render.Value(v, w.site.schema(w.node, name), w.renderOptions())
		w.links = append(w.links, doc.Links()...)
		if err := doc.Text(&text, w); err != nil {
			return nil, err
		}
		if err := doc.HTML(&html, w); err != nil {
			return nil, err
		}
		w.failures = append(w.failures, doc.Failures()...)
		w.math = w.math || doc.HasMath()
		if strings.TrimSpace(html.String()) != "" {
			list = append(list, theme.Property{
				Name: oneLine(name), Type: v.Type, Text: strings.TrimSpace(text.String()),
				HTML: template.HTML(html.String()), // made by render, which escapes
			})
		}
	}
	return list, nil
}

// schema gives the column that a property of a row belongs to.
func (s *Site) schema(n *node, name string) notion.Property {
	if n.parent != nil && n.parent.isDatabase() {
		for _, table := range n.parent.database.Sources {
			if property, ok := table.Properties[name]; ok && table.ID == n.page.Owner {
				return s.formatted(property, table.Properties)
			}
		}
	}
	return notion.Property{Name: name, Type: n.page.Properties[name].Type}
}

// checkShown warns of names in show_properties that no page has.
func (r *run) checkShown() {
	if len(r.site.config.Site.ShowProperties) == 0 {
		return
	}
	known := map[string]bool{}
	for _, n := range r.site.reading {
		if n.page != nil {
			for name := range n.page.Properties {
				known[name] = true
			}
		}
	}
	for _, name := range r.site.config.Site.ShowProperties {
		if known[name] {
			continue
		}
		hint := nearest.Hint(name, slices.Sorted(maps.Keys(known)), "names are those of the columns in Notion, case included")
		r.warn(fetch.Warning{Kind: fetch.WarnSetting, Text: fmt.Sprintf("show_properties names %q, a property that no page has", name), Hint: hint})
	}
}
