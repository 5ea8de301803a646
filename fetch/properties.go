package fetch

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"sync"

	"galley/notion"

	"golang.org/x/sync/errgroup"
)

// maxInline is how many references a page object has of a property. API section
// "The 25-reference limit".
const maxInline = 25

// rest is what a page object lacks of its values.
type rest struct {
	asked  bool // requests were sent for it
	values map[string]notion.PropertyValue
	whole  map[string]string // see pageRecord
}

// join puts the values into the record of their page.
func (r *rest) join(record *pageRecord) {
	maps.Copy(record.Page.Properties, r.values)
	if len(r.whole) > 0 {
		record.Whole = r.whole
	}
}

// complete reads those values of a page that its object has only in part, side by
// side. What the store has of an unchanged page is used again when the part that
// is seen is the same. The page stays as it is.
func (r *run) complete(ctx context.Context, page *notion.Page, old *pageRecord, schema *notion.DataSource) (rest, error) {
	found := rest{values: map[string]notion.PropertyValue{}, whole: map[string]string{}}
	var mu sync.Mutex
	note := func(name string, value notion.PropertyValue, digest string) {
		mu.Lock()
		defer mu.Unlock()
		found.values[name], found.whole[name] = value, digest
	}
	group, ctx := errgroup.WithContext(ctx)
	for _, name := range cutProperties(page, schema) {
		part := page.Properties[name]
		digest := digestOf(part)
		if old.settled(page.LastEditedTime) && old.Whole[name] == digest {
			note(name, old.Page.Properties[name], digest)
			continue
		}
		found.asked = true
		group.Go(func() error {
			whole, err := r.property(ctx, page.ID, part.ID)
			if unreadable(err) {
				l := lossOf("", fmt.Sprintf("the rest of the property %q", name), err)
				r.warn(Warning{Page: page.ID, Text: l.Text, Hint: l.Hint})
				return nil
			}
			if err != nil {
				return fmt.Errorf("fetching the property %q of %s: %w", name, titled(page), err)
			}
			r.faces.see().value(whole)
			note(name, joined(part, whole), digest)
			return nil
		})
	}
	return found, group.Wait()
}

// property reads one property of a page by itself.
func (r *run) property(ctx context.Context, page notion.ID, id string) (*notion.PropertyValue, error) {
	if id == "" {
		return nil, errNoID
	}
	return ask(ctx, r, func() (*notion.PropertyValue, error) { return r.client.Property(ctx, page, id) })
}

// joined gives the whole value in the place of its part. Rollups that the
// endpoint does not compute stay as the page has them.
func joined(part notion.PropertyValue, whole *notion.PropertyValue) notion.PropertyValue {
	if whole.Type != part.Type || whole.Rollup != nil && (whole.Rollup.Type == "unsupported" || whole.Rollup.Type == "incomplete") {
		return part
	}
	value := *whole
	value.ID, value.HasMore = part.ID, false
	cleaner.value(&value)
	return value
}

// cutProperties gives the names of the properties of which the page object may
// have only a part.
func cutProperties(page *notion.Page, schema *notion.DataSource) []string {
	cutRelations := map[string]bool{} // by decoded ID
	for _, v := range page.Properties {
		if v.Type == "relation" && v.HasMore {
			cutRelations[decoded(v.ID)] = true
		}
	}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(page.Properties)) {
		v := page.Properties[name]
		cut := false
		switch v.Type {
		case "relation":
			cut = v.HasMore
		case "people":
			cut = len(v.People) >= maxInline
		case "title":
			cut = references(v.Title) >= maxInline
		case "rich_text":
			cut = references(v.RichText) >= maxInline
		case "rollup":
			cut = len(cutRelations) > 0 && rollsUp(name, schema, cutRelations)
		}
		if cut {
			names = append(names, name)
		}
	}
	return names
}

// references counts the mentions that fall under the limit.
func references(texts []notion.RichText) int {
	n := 0
	for i := range texts {
		if m := texts[i].Mention; m != nil && (m.Page != nil || m.Database != nil || m.User != nil) {
			n++
		}
	}
	return n
}

// rollsUp tells whether a rollup goes over one of the relations. Without the
// schema it may.
func rollsUp(name string, schema *notion.DataSource, relations map[string]bool) bool {
	if schema == nil {
		return true
	}
	p, ok := schema.Properties[name]
	return !ok || p.Rollup == nil || relations[decoded(p.Rollup.RelationPropertyID)]
}

// decoded gives the ID of a property in the form in which IDs from any place can
// be compared.
func decoded(id string) string {
	if plain, err := url.PathUnescape(id); err == nil {
		return plain
	}
	return id
}

func digestOf(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return "" // equal to nothing that is kept
	}
	return hashOf(data)[:32]
}
