package notion

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
)

// Page reads a page without its body. With properties, which are the IDs of
// some, it has only those. A property has at most 25 references here;
// Property has all.
func (c *Client) Page(ctx context.Context, id ID, properties ...string) (*Page, error) {
	return read[Page](ctx, c, get("pages/"+segment(string(id)), filterProperties(properties)...))
}

// PropertyItems reads the value of one property of a page item by item: titles,
// texts, people and relations give one element each time, a rollup the values
// that it rolls up, and the other types a single item. The property's ID is
// used as it is.
func (c *Client) PropertyItems(ctx context.Context, pageID ID, propertyID string) iter.Seq2[PropertyValue, error] {
	return all(ctx, c, propertyRequest(pageID, propertyID), noID)
}

// Items of a property carry the ID of the property, so they are known by their
// place.
func noID(*PropertyValue) ID { return "" }

func propertyRequest(pageID ID, propertyID string) *request {
	return get("pages/" + segment(string(pageID)) + "/properties/" + segment(propertyID))
}

// Property reads the whole value of one property of a page, in the form that
// the page has it but without the limit of 25 references. API section "The
// 25-reference limit".
func (c *Client) Property(ctx context.Context, pageID ID, propertyID string) (*PropertyValue, error) {
	var items []PropertyValue
	var summary json.RawMessage
	seen := map[string]bool{}
	for b, err := range c.batches(ctx, propertyRequest(pageID, propertyID)) {
		if err != nil {
			return nil, err
		}
		summary = b.PropertyItem // that of the last page is the final one
		for v, err := range fresh(b, noID, seen) {
			if err != nil {
				return nil, err
			}
			v.Object = ""
			items = append(items, v)
		}
	}
	if len(summary) == 0 {
		if len(items) != 1 {
			return nil, fmt.Errorf("reading property %s of page %s: neither a list nor a value", propertyID, pageID)
		}
		return &items[0], nil
	}
	whole, err := decode[PropertyValue](summary)
	if err != nil {
		return nil, err
	}
	whole.join(items)
	return whole, nil
}

// join puts the items of a list into v, which came with it and has no elements.
func (v *PropertyValue) join(items []PropertyValue) {
	for i := range items {
		item := &items[i]
		switch v.Type {
		case "title":
			v.Title = append(v.Title, item.Title...)
		case "rich_text":
			v.RichText = append(v.RichText, item.RichText...)
		case "people":
			v.People = append(v.People, item.People...)
		case "relation":
			v.Relation = append(v.Relation, item.Relation...)
		case "rollup":
			if v.Rollup != nil && v.Rollup.Type == "array" {
				item.ID = "" // as in pages
				v.Rollup.Array = append(v.Rollup.Array, *item)
			}
		}
	}
}
