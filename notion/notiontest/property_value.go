package notiontest

import "strings"

// inlineLimit is how many references of one property a page object shows.
const inlineLimit = 25

// properties gives the properties of a page object.
func (p *Page) properties(a *answer, keep func(*Property) bool) JSON {
	if p.source == nil {
		return JSON{"title": JSON{"id": "title", "type": "title", "title": p.title.resolve(a)}}
	}
	o := JSON{}
	for _, property := range p.source.properties {
		if (keep == nil || keep(property)) && property.seen(a) {
			o[property.name] = p.property(a, property)
		}
	}
	return o
}

// property gives one property of a page object, cut to the inline limit.
func (p *Page) property(a *answer, property *Property) JSON {
	o := JSON{"id": property.encodedID(), "type": property.kind}
	value := p.value(a, property)
	switch property.kind {
	case "relation":
		list := value.([]any)
		o["has_more"] = len(list) > inlineLimit
		value = list[:min(len(list), inlineLimit)]
	case "people":
		list := value.([]any)
		value = list[:min(len(list), inlineLimit)]
	case "title", "rich_text":
		value = cutMentions(value.([]any))
	}
	o[property.kind] = value
	return o
}

// cutMentions ends rich text before the mention that would be one too many.
func cutMentions(segments []any) []any {
	mentions := 0
	for i, item := range segments {
		if item.(JSON)["type"] != "mention" {
			continue
		}
		if mentions++; mentions > inlineLimit {
			return segments[:i]
		}
	}
	return segments
}

// value gives the whole value of a property of a row.
func (p *Page) value(a *answer, property *Property) any {
	switch property.kind {
	case "created_time":
		return stamp(p.created)
	case "last_edited_time":
		return stamp(p.edited)
	case "created_by":
		return p.createdBy.resolve(a)
	case "last_edited_by":
		return p.editedBy.resolve(a)
	case "button":
		return JSON{}
	case "relation":
		return p.related(a, property)
	case "unique_id":
		return JSON{"prefix": property.config["prefix"], "number": p.values[property]}
	}
	stored, ok := p.values[property]
	switch {
	case property.kind == "formula":
		return formulaResult(a, stored)
	case property.kind == "rollup":
		return rollupResult(a, stored, property.config["function"].(string))
	case !ok:
		return emptyValue(property.kind)
	}
	return a.resolve(stored)
}

func emptyValue(kind string) any {
	switch kind {
	case "title", "rich_text", "multi_select", "people", "files":
		return []any{}
	case "checkbox":
		return false
	case "verification":
		return Verified{}.resolve(nil)
	}
	return nil
}

// related gives the rows that the token may see.
func (p *Page) related(a *answer, property *Property) any {
	out := []any{}
	pages, _ := p.values[property].(relatedPages)
	for _, other := range pages {
		if a.ws.visible(other) && !a.ws.trashed(other) {
			out = append(out, JSON{"id": other.id})
		}
	}
	return out
}

func formulaResult(a *answer, stored any) any {
	switch v := stored.(type) {
	case JSON:
		return a.resolve(v)
	case bool:
		return JSON{"type": "boolean", "boolean": v}
	case DateRange:
		return JSON{"type": "date", "date": v.resolve(a)}
	case nil, string:
		return JSON{"type": "string", "string": v}
	}
	return JSON{"type": "number", "number": stored}
}

func rollupResult(a *answer, stored any, function string) any {
	o := JSON{"function": function}
	switch v := stored.(type) {
	case JSON:
		return a.resolve(v)
	case DateRange:
		o["type"], o["date"] = "date", v.resolve(a)
	case []Item:
		list := []any{}
		for _, item := range v {
			list = append(list, item.resolve(a))
		}
		o["type"], o["array"] = "array", list
	case nil:
		kind := emptyRollup(function)
		o["type"], o[kind] = kind, nil
		if kind == "array" {
			o[kind] = []any{}
		}
	default:
		o["type"], o["number"] = "number", stored
	}
	return o
}

// emptyRollup gives the type of a rollup over nothing.
func emptyRollup(function string) string {
	switch {
	case strings.HasPrefix(function, "show_"):
		return "array"
	case strings.Contains(function, "date"):
		return "date"
	}
	return "number"
}
