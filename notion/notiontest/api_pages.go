package notiontest

import "strings"

// findPage finds a page that the token sees.
func (c *call) findPage() (*Page, error) {
	id := c.params["id"]
	switch found := c.ws.objects[id].(type) {
	case *Page:
		if c.ws.visible(found) {
			return found, nil
		}
	case *Database:
		if c.ws.visible(found) {
			return nil, invalid("Provided ID %s is a database, not a page. Use the retrieve database API instead.", id)
		}
	}
	return nil, c.ws.notFound("page", id)
}

func (c *call) getPage() (JSON, error) {
	p, err := c.findPage()
	if err != nil {
		return nil, err
	}
	return p.object(c.answer, c.keep()), nil
}

// keep reads filter_properties: IDs as the schema has them, decoded once, or names.
func (c *call) keep() func(*Property) bool {
	wanted := append(c.query["filter_properties"], c.query["filter_properties[]"]...)
	if len(wanted) == 0 {
		return nil
	}
	return func(p *Property) bool {
		for _, key := range wanted {
			if key == p.id || key == p.name {
				return true
			}
		}
		return false
	}
}

// getProperty answers with one property whole: a list for the types that can be long.
func (c *call) getProperty() (JSON, error) {
	p, err := c.findPage()
	if err != nil {
		return nil, err
	}
	id := c.params["property"]
	property := Title("title")
	if p.source != nil {
		property = nil
		for _, candidate := range p.source.properties {
			if candidate.id == id && candidate.seen(c.answer) {
				property = candidate
			}
		}
	}
	if property == nil || property.id != id {
		return nil, c.ws.notFound("property", id)
	}
	value := any(p.title.resolve(c.answer))
	if p.source != nil {
		value = p.value(c.answer, property)
	}
	switch property.kind {
	case "title", "rich_text", "people", "relation":
		return c.propertyItems(property, value.([]any), JSON{})
	case "rollup":
		return c.rollupItems(property, value.(JSON))
	}
	return JSON{"object": "property_item", "type": property.kind, "id": property.encodedID(), property.kind: value}, nil
}

// propertyItems answers with the elements of a value as items of their own.
func (c *call) propertyItems(property *Property, values []any, summary any) (JSON, error) {
	items := make([]any, len(values))
	for i, value := range values {
		kind := property.kind
		if property.kind == "rollup" {
			element := value.(JSON)
			kind = element["type"].(string)
			value = element[kind]
		}
		items[i] = JSON{"object": "property_item", "type": kind, "id": property.encodedID(), kind: value}
	}
	p, err := page(c, c.listing(), items, func(any) string { return "" })
	if err != nil {
		return nil, err
	}
	o := p.envelope(func(item any) any { return item })
	next := any(nil)
	if cursor, ok := p.next.(string); ok {
		next = c.base + c.path + "?start_cursor=" + strings.ReplaceAll(cursor, ":", "%3A")
	}
	o["type"] = "property_item"
	o["property_item"] = JSON{"id": property.encodedID(), "next_url": next, "type": property.kind, property.kind: summary}
	return o, nil
}

// rollupItems answers with the values rolled up; the summary is final on the last page only.
func (c *call) rollupItems(property *Property, value JSON) (JSON, error) {
	values, _ := value["array"].([]any)
	summary := JSON{}
	for key, item := range value {
		summary[key] = item
	}
	if values != nil {
		summary["array"] = []any{}
	}
	o, err := c.propertyItems(property, values, summary)
	if err == nil && o["has_more"] == true {
		summary["type"], summary["incomplete"] = "incomplete", JSON{}
		delete(summary, "array")
	}
	return o, err
}
