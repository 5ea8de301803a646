package site

import (
	"encoding/json"
	"time"

	"galley/notion"
)

// plainValue is a property as plain text, for titles, slugs and descriptions;
// "" for types that are no text.
func plainValue(v notion.PropertyValue) string {
	switch {
	case len(v.Title) > 0:
		return notion.PlainText(v.Title)
	case len(v.RichText) > 0:
		return notion.PlainText(v.RichText)
	case v.Formula != nil && v.Formula.String != nil:
		return *v.Formula.String
	case v.Formula != nil && v.Formula.Number != nil:
		return v.Formula.Number.String()
	case v.URL != nil:
		return *v.URL
	case v.UniqueID != nil && v.UniqueID.Number != nil:
		if v.UniqueID.Prefix == "" {
			return v.UniqueID.Number.String()
		}
		return v.UniqueID.Prefix + "-" + v.UniqueID.Number.String()
	case v.Select != nil:
		return v.Select.Name
	case v.Status != nil:
		return v.Status.Name
	}
	return ""
}

// dateValue gives the date of a property that has one.
func dateValue(v notion.PropertyValue) (moment, bool) {
	switch {
	case v.Date != nil:
		return parseDate(*v.Date)
	case v.Formula != nil && v.Formula.Date != nil:
		return parseDate(*v.Formula.Date)
	case v.Rollup != nil && v.Rollup.Date != nil:
		return parseDate(*v.Rollup.Date)
	case v.CreatedTime != "":
		return parseDate(notion.Date{Start: v.CreatedTime})
	case v.LastEditedTime != "":
		return parseDate(notion.Date{Start: v.LastEditedTime})
	}
	return moment{}, false
}

// moment is a date, or a date with a time of day.
type moment struct {
	time.Time
	day bool // without a time: midnight UTC stands for the day, wherever it is read
}

// parseDate reads the start of a date. API section "Page property values".
func parseDate(d notion.Date) (moment, bool) {
	if t, err := time.Parse(time.DateOnly, d.Start); err == nil {
		return moment{t, true}, true
	}
	if t, err := time.Parse(time.RFC3339Nano, d.Start); err == nil {
		return moment{t, false}, true
	}
	zone, err := time.LoadLocation(d.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	t, err := time.ParseInLocation("2006-01-02T15:04:05", d.Start, zone)
	return moment{t, false}, err == nil
}

// after tells whether the moment has not come yet. A day has come when it
// begins where the site is built.
func (m moment) after(now time.Time) bool {
	if !m.day {
		return m.Time.After(now)
	}
	return m.Format(time.DateOnly) > now.Format(time.DateOnly)
}

// begins is when the moment comes: a day where the site is built.
func (m moment) begins(zone *time.Location) time.Time {
	if !m.day {
		return m.Time
	}
	return time.Date(m.Year(), m.Month(), m.Day(), 0, 0, 0, 0, zone)
}

// choices gives the options of a select or multi-select.
func choices(v notion.PropertyValue) []notion.Option {
	switch {
	case len(v.MultiSelect) > 0:
		return v.MultiSelect
	case v.Select != nil:
		return []notion.Option{*v.Select}
	case v.Status != nil:
		return []notion.Option{*v.Status}
	}
	return nil
}

// typedValue gives a property as data for front matter: text, numbers, truth
// values, times, and lists of them; nil for what is empty or has no plain form.
func typedValue(v notion.PropertyValue, names nameSource) any {
	switch v.Type {
	case "number":
		return numberValue(v.Number)
	case "checkbox":
		return v.Checkbox != nil && *v.Checkbox
	case "multi_select":
		return optionNames(v.MultiSelect)
	case "date", "created_time", "last_edited_time":
		return dateData(v)
	case "people":
		return userNames(v.People, names)
	case "created_by":
		return orNil(userName(v.CreatedBy, names))
	case "last_edited_by":
		return orNil(userName(v.LastEditedBy, names))
	case "files":
		return fileData(v.Files, names)
	case "relation":
		return relationData(v.Relation, names)
	case "formula":
		return formulaData(v)
	case "rollup":
		return rollupData(v, names)
	case "email":
		return pointed(v.Email)
	case "phone_number":
		return pointed(v.PhoneNumber)
	case "place":
		return placeData(v.Place)
	case "verification":
		return verificationData(v.Verification, names)
	}
	return orNil(plainValue(v))
}

// nameSource knows what IDs and files in properties stand for.
type nameSource interface {
	userName(id notion.ID) string
	pagePlace(id notion.ID) (title, url string) // "" when it is not on the site
	fileURL(f *notion.File) string
}

func numberValue(n *json.Number) any {
	if n == nil {
		return nil
	}
	if i, err := n.Int64(); err == nil {
		return i
	}
	f, err := n.Float64()
	if err != nil {
		return n.String()
	}
	return f
}

func formulaData(v notion.PropertyValue) any {
	f := v.Formula
	switch {
	case f == nil:
		return nil
	case f.Boolean != nil:
		return *f.Boolean
	case f.Number != nil:
		return numberValue(f.Number)
	case f.Date != nil:
		return dateData(v)
	}
	return orNil(plainValue(v))
}

func rollupData(v notion.PropertyValue, names nameSource) any {
	r := v.Rollup
	switch {
	case r == nil:
		return nil
	case r.Number != nil:
		return numberValue(r.Number)
	case r.Date != nil:
		return dateData(v)
	}
	var list []any
	for _, element := range r.Array {
		switch data := typedValue(element, names).(type) {
		case nil:
		case []any:
			list = append(list, data...)
		default:
			list = append(list, data)
		}
	}
	return listOrNil(list)
}

// dateData is a date as YAML has it: a day or a time, or both ends of a range.
func dateData(v notion.PropertyValue) any {
	start, ok := dateValue(v)
	if !ok {
		return nil
	}
	for _, date := range [...]*notion.Date{v.Date, or(v.Formula).Date, or(v.Rollup).Date} {
		if date == nil || date.End == "" {
			continue
		}
		if end, ok := parseDate(notion.Date{Start: date.End, TimeZone: date.TimeZone}); ok {
			return []any{start, end}
		}
	}
	return start
}

// or gives what p points at, or the zero value.
func or[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

func optionNames(options []notion.Option) any {
	var list []any
	for _, o := range options {
		list = append(list, o.Name)
	}
	return listOrNil(list)
}

func userNames(users []notion.User, names nameSource) any {
	var list []any
	for i := range users {
		if name := userName(&users[i], names); name != "" {
			list = append(list, name)
		}
	}
	return listOrNil(list)
}

func userName(u *notion.User, names nameSource) string {
	if u == nil {
		return ""
	}
	return orDefault(u.Name, names.userName(u.ID))
}

func fileData(files []notion.File, names nameSource) any {
	var list []any
	for i := range files {
		if url := names.fileURL(&files[i]); url != "" {
			list = append(list, url)
		}
	}
	return listOrNil(list)
}

// relationData names the pages that are on the site.
func relationData(references []notion.Reference, names nameSource) any {
	var list []any
	for _, r := range references {
		title, url := names.pagePlace(r.ID)
		if title == "" {
			continue
		}
		page := newFields()
		page.add("title", title)
		page.add("url", url)
		list = append(list, page)
	}
	return listOrNil(list)
}

func placeData(p *notion.Place) any {
	if p == nil {
		return nil
	}
	place := newFields()
	place.add("name", p.Name)
	place.add("address", p.Address)
	place.add("lat", coordinate(p.Lat))
	place.add("lon", coordinate(p.Lon))
	return place.orNil()
}

// coordinate is a number of degrees; nil when there is none.
func coordinate(n json.Number) any {
	f, err := n.Float64()
	if err != nil {
		return nil
	}
	return f
}

func verificationData(v *notion.Verification, names nameSource) any {
	if v == nil || v.State == "" {
		return nil
	}
	data := newFields()
	data.add("state", v.State)
	data.add("by", userName(v.VerifiedBy, names))
	data.add("date", dateData(notion.PropertyValue{Date: v.Date}))
	return data
}

func listOrNil(list []any) any {
	if len(list) == 0 {
		return nil
	}
	return list
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func pointed(s *string) any {
	if s == nil {
		return nil
	}
	return orNil(*s)
}
