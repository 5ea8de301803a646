package notiontest

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// ordering is a list of keys by which rows are sorted, the first first.
type ordering []sortKey

type sortKey struct {
	value      func(*Page) any // nil, float64, string or time.Time
	descending bool
}

// compileSorts checks sorts against the schema.
func (c *call) compileSorts(s *DataSource, sorts any) (ordering, error) {
	if sorts == nil {
		return nil, nil
	}
	list, ok := sorts.([]any)
	if !ok {
		return nil, invalid("body failed validation: body.sorts should be an array.")
	}
	var out ordering
	for _, item := range list {
		o, _ := item.(JSON)
		direction, _ := o["direction"].(string)
		if direction != "ascending" && direction != "descending" {
			return nil, invalid("body failed validation: body.sorts.direction should be ascending or descending, instead was `%q`.", direction)
		}
		value, err := c.sortValue(s, o)
		if err != nil {
			return nil, err
		}
		out = append(out, sortKey{value, direction == "descending"})
	}
	return out, nil
}

func (c *call) sortValue(s *DataSource, o JSON) (func(*Page) any, error) {
	switch o["timestamp"] {
	case "created_time":
		return func(p *Page) any { return p.created.Truncate(time.Minute) }, nil
	case "last_edited_time":
		return func(p *Page) any { return p.edited.Truncate(time.Minute) }, nil
	}
	name, _ := o["property"].(string)
	property := s.property(name)
	if property == nil {
		return nil, invalid("Could not find sort property with name or id: %s", name)
	}
	return func(p *Page) any { return sortable(property, property.kind, p.value(c.answer, property)) }, nil
}

// sortable gives what a value is sorted by, nil for empty ones.
func sortable(property *Property, kind string, value any) any {
	if isEmpty(value) {
		return nil
	}
	switch kind {
	case "number", "unique_id":
		number, _ := numberOf(value)
		return number
	case "checkbox":
		return map[any]float64{true: 1}[value]
	case "select", "status":
		return float64(slices.IndexFunc(property.options, func(o *SelectOption) bool { return o.name == value.(JSON)["name"] }))
	case "date", "created_time", "last_edited_time":
		moment, _, _ := momentOf(value)
		return moment
	case "formula", "rollup":
		return sortableResult(value.(JSON))
	case "title", "rich_text", "url", "email", "phone_number":
		return strings.ToLower(textOf(value))
	}
	return strings.ToLower(namesOf(value))
}

// sortableResult sorts formulas by their result, and rollups only when they are numbers.
func sortableResult(o JSON) any {
	kind, _ := o["type"].(string)
	inner := o[kind]
	switch kind {
	case "boolean":
		kind = "checkbox"
	case "string":
		kind = "rich_text"
	case "array":
		return nil
	}
	return sortable(nil, kind, inner)
}

// namesOf joins the names in a list of options, users or files.
func namesOf(value any) string {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	var names []string
	for _, item := range list {
		o, _ := item.(JSON)
		name, _ := o["name"].(string)
		names = append(names, name)
	}
	return strings.Join(names, ",")
}

// sort orders rows; empty values come last in both directions.
func (o ordering) sort(rows []*Page) {
	if len(o) == 0 {
		return
	}
	type keyed struct {
		row    *Page
		values []any
	}
	list := make([]keyed, len(rows))
	for i, row := range rows {
		list[i].row = row
		for _, key := range o {
			list[i].values = append(list[i].values, key.value(row))
		}
	}
	slices.SortStableFunc(list, func(x, y keyed) int {
		for i, key := range o {
			if order := key.compare(x.values[i], y.values[i]); order != 0 {
				return order
			}
		}
		return 0
	})
	for i := range list {
		rows[i] = list[i].row
	}
}

func (k sortKey) compare(x, y any) int {
	if x == nil || y == nil {
		switch {
		case x == nil && y == nil:
			return 0
		case x == nil:
			return 1
		}
		return -1
	}
	order := compareKeys(x, y)
	if k.descending {
		return -order
	}
	return order
}

func compareKeys(x, y any) int {
	switch x := x.(type) {
	case float64:
		if y, ok := y.(float64); ok {
			return cmp.Compare(x, y)
		}
	case string:
		if y, ok := y.(string); ok {
			return cmp.Compare(x, y)
		}
	case time.Time:
		if y, ok := y.(time.Time); ok {
			return x.Compare(y)
		}
	}
	return 0
}
