package notiontest

import (
	"fmt"
	"slices"
	"time"
)

// Values holds the values of a row by the name of the property. What each type takes:
//
//	title, rich_text      string, Rich, []Rich
//	number                any Go number
//	select, status        the name of an option
//	multi_select          one name, or []string in the user's order
//	date                  "2026-06-27", an RFC 3339 moment, or a DateRange
//	people                *User or []*User
//	files                 *File or []*File
//	checkbox              bool
//	url, email, phone_number   string
//	relation              *Page or []*Page
//	formula               string, number, bool, DateRange; nil for an empty string
//	rollup                number, DateRange, []Item (an array); nil by the function
//	unique_id             int instead of the automatic number
//	verification          Verified
//	place                 Location
//
// nil empties a value, and a JSON of any type is taken as it is. Times and authors come from
// the row.
type Values map[string]any

// DateRange is the value of a date: Start alone, or a range. TimeZone is an IANA name, set when
// the strings carry no offset.
type DateRange struct{ Start, End, TimeZone string }

// Range is a DateRange without a time zone; end may be empty.
func Range(start, end string) DateRange { return DateRange{Start: start, End: end} }

func (d DateRange) resolve(*answer) any {
	o := JSON{"start": d.Start, "end": nil, "time_zone": nil}
	if d.End != "" {
		o["end"] = d.End
	}
	if d.TimeZone != "" {
		o["time_zone"] = d.TimeZone
	}
	return o
}

// Item is one element of an array rollup: a property type and a value in the API's shape, or
// one of the values that Values takes for titles, dates, files, people and relations.
type Item struct {
	Type  string
	Value any
}

func (i Item) resolve(a *answer) any {
	value := i.Value
	switch i.Type {
	case "title", "rich_text":
		value = richOf(value)
	case "date":
		value = dateOf(value)
	case "people":
		value = listOf[*User](value)
	case "files":
		value = filesOf(value)
	case "relation":
		value = relationOf(listOf[*Page](value))
	case "select", "status":
		if name, ok := value.(string); ok {
			value = JSON{"id": uuid("option " + name)[:4], "name": name, "color": "default"}
		}
	}
	return JSON{"type": i.Type, i.Type: a.resolve(value)}
}

// Verified is the value of a verification; without a user it is unverified, with Expired it has
// run out.
type Verified struct {
	By      *User
	During  DateRange
	Expired bool
}

func (v Verified) resolve(*answer) any {
	if v.By == nil {
		return JSON{"state": "unverified", "date": nil, "verified_by": nil}
	}
	state := "verified"
	if v.Expired {
		state = "expired"
	}
	return JSON{"state": state, "date": v.During.resolve(nil), "verified_by": v.By.partial()}
}

// Location is the value of a place.
type Location struct {
	Lat, Lon      float64
	Name, Address string
}

func (l Location) resolve(*answer) any {
	return JSON{"lat": l.Lat, "lon": l.Lon, "name": l.Name, "address": l.Address}
}

// fileList is the value of a files property.
type fileList []*File

func (l fileList) resolve(a *answer) any {
	out := []any{}
	for _, f := range l {
		o := f.resolve(a).(JSON)
		o["name"] = f.name
		out = append(out, o)
	}
	return out
}

func filesOf(v any) any {
	if _, ok := v.([]any); ok {
		return v
	}
	return fileList(listOfTyped[*File](v))
}

// relatedPages is the value of a relation.
type relatedPages []*Page

func relationOf(v []any) any {
	out := []any{}
	for _, p := range v {
		out = append(out, JSON{"id": p})
	}
	return out
}

// listOf reads one value or a slice of them as a list for resolve.
func listOf[T any](v any) []any {
	out := []any{}
	for _, item := range listOfTyped[T](v) {
		out = append(out, item)
	}
	return out
}

func listOfTyped[T any](v any) []T {
	switch v := v.(type) {
	case T:
		return []T{v}
	case []T:
		return slices.Clone(v)
	}
	return nil
}

func dateOf(v any) any {
	switch v := v.(type) {
	case string:
		return Range(v, "")
	case time.Time:
		return Range(v.UTC().Format("2006-01-02T15:04:05.000Z07:00"), "")
	}
	return v
}

// setValue converts and stores a value, and keeps both sides of a two-way relation in step.
func (p *Page) setValue(name string, value any) {
	if p.source == nil {
		p.ws.mistake("a page that is no row has no property %q", name)
		return
	}
	property := p.source.property(name)
	if property == nil {
		p.ws.mistake("no property %q in the data source of the row", name)
		return
	}
	if value == nil {
		p.clearValue(property)
		return
	}
	converted, err := property.convert(value)
	if err != nil {
		p.ws.mistake("property %q: %w", name, err)
		return
	}
	if property.kind == "relation" {
		p.relate(property, converted.(relatedPages))
		return
	}
	p.values[property] = converted
}

func (p *Page) clearValue(property *Property) {
	if property.kind == "relation" {
		p.relate(property, nil)
	}
	delete(p.values, property)
}

// relate sets a relation and, when it is two-way, the other sides.
func (p *Page) relate(property *Property, pages relatedPages) {
	old, _ := p.values[property].(relatedPages)
	p.values[property] = pages
	if property.dual == nil {
		return
	}
	for _, other := range old {
		back, _ := other.values[property.dual].(relatedPages)
		other.values[property.dual] = slices.DeleteFunc(slices.Clone(back), func(q *Page) bool { return q == p })
	}
	for _, other := range pages {
		back, _ := other.values[property.dual].(relatedPages)
		other.values[property.dual] = append(slices.Clone(back), p)
	}
}

// convert reads what a builder gave for a value of the property.
func (p *Property) convert(v any) (any, error) {
	if raw, ok := v.(JSON); ok {
		return raw, nil
	}
	switch p.kind {
	case "title", "rich_text":
		return richOf(v), nil
	case "select", "status":
		return p.choose(fmt.Sprint(v))
	case "multi_select":
		out := []any{}
		for _, name := range listOfTyped[string](v) {
			option, err := p.choose(name)
			if err != nil {
				return nil, err
			}
			out = append(out, option)
		}
		return out, nil
	case "date":
		return dateOf(v), nil
	case "people":
		return listOf[*User](v), nil
	case "files":
		return fileList(listOfTyped[*File](v)), nil
	case "relation":
		return relatedPages(listOfTyped[*Page](v)), nil
	case "formula", "rollup":
		return v, nil
	case "created_time", "last_edited_time", "created_by", "last_edited_by", "button":
		return nil, fmt.Errorf("a %s has no value of its own", p.kind)
	}
	return p.plainValue(v)
}

// plainValue checks the types whose values are JSON already.
func (p *Property) plainValue(v any) (any, error) {
	ok := true
	switch p.kind {
	case "checkbox":
		_, ok = v.(bool)
	case "url", "email", "phone_number":
		_, ok = v.(string)
	case "number", "unique_id":
		ok = isNumber(v)
	case "verification":
		_, ok = v.(Verified)
	case "place":
		_, ok = v.(Location)
	}
	if !ok {
		return nil, fmt.Errorf("a %s cannot be %T", p.kind, v)
	}
	return v, nil
}

func isNumber(v any) bool {
	switch v.(type) {
	case int, int64, float64, float32:
		return true
	}
	return false
}

func (p *Property) choose(name string) (*SelectOption, error) {
	if option := p.option(name); option != nil {
		return option, nil
	}
	return nil, fmt.Errorf("no option %q", name)
}
