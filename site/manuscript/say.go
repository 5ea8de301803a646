package manuscript

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"galley/notion"

	"golang.org/x/text/unicode/norm"
)

// keyNames are the keys that mean the same under several names, by the one that
// Notion's properties are found by.
var keyNames = map[string]string{
	"title": titleName, "permalink": "permalink", "url": "permalink",
	"lastmod": "lastmod", "updated": "lastmod", "last_modified_at": "lastmod", "modified": "lastmod", "last_update": "lastmod",
	"image": "cover", "cover": "cover", "cover_image": "cover", "banner": "cover", "thumbnail": "cover", "icon": "icon",
	"weight": "weight", "order": "weight", "nav_order": "weight", "sidebar_position": "weight", "position": "weight",
	"author": "authors", "authors": "authors", "tag": "tags", "tags": "tags", "redirect_from": "aliases", "aliases": "aliases", "alias": "aliases",
	"pubdate": "date", "publishdate": "date", "date": "date", "translations": "translations", "translation": "translations",
	"locale": "lang", "lang": "lang", "language": "lang", "draft": "draft", "published": "published", "slug": "slug",
	"description": "description", "summary": "description", "excerpt": "description", "noindex": "noindex", "properties": "properties", "status": "status",
}

// IsKey tells whether a key of front matter has a meaning of its own.
func IsKey(name string) bool {
	_, known := keyNames[strings.ToLower(name)]
	return known
}

// foreign are keys for other programs, which say nothing about the page: those that
// galley itself writes among them.
var foreign = map[string]bool{"notion": true, "mdx": true, "render_with_liquid": true, "templateengineoverride": true, "layout": true, "id": true}

// say makes properties of what front matter says. A key that nothing is known of
// is a property too.
func (r *reader) say(page *Page, said fields) {
	for _, f := range said {
		name := strings.ToLower(strings.TrimSpace(f.key))
		if f.value == nil || foreign[name] {
			continue
		}
		key, known := keyNames[name]
		if !known {
			r.property(page, f)
			continue
		}
		f.key = key
		r.known(page, f)
	}
}

// known reads a key with a meaning.
func (r *reader) known(page *Page, f field) {
	switch f.key {
	case titleName:
		r.textTo(page, f, func(text string) notion.PropertyValue {
			return notion.PropertyValue{Type: "title", Title: plainText(text)}
		})
	case "slug", "description", "lang":
		r.textTo(page, f, textValue)
	case "status":
		r.textTo(page, f, func(text string) notion.PropertyValue {
			return notion.PropertyValue{Type: "select", Select: &notion.Option{Name: text}}
		})
	case "permalink":
		if text, ok := r.text(page, f); ok {
			r.address(page, f, text)
		}
	case "date":
		if start, ok := r.date(page, f); ok {
			page.Properties["date"] = notion.PropertyValue{Type: "date", Date: &notion.Date{Start: start}}
		}
	case "lastmod":
		if start, ok := r.date(page, f); ok {
			page.LastEditedTime = timeOf(start)
		}
	case "draft", "published", "noindex":
		r.box(page, f)
	case "tags", "aliases":
		page.Properties[f.key] = notion.PropertyValue{Type: "multi_select", MultiSelect: options(namesOf(f.value, f.key == "tags"))}
	case "authors":
		page.Properties[f.key] = notion.PropertyValue{Type: "people", People: people(f.value)}
	case "weight":
		if n, err := strconv.ParseFloat(fmt.Sprint(f.value), 64); err == nil {
			page.weight = n
		} else {
			r.wrong(page, f, "a number, such as 10")
		}
	case "cover":
		if text, ok := r.text(page, f); ok && text != "" {
			r.later = append(r.later, func() { page.Cover = r.picture(page, f, text) })
		}
	case "icon":
		if text, ok := r.text(page, f); ok && text != "" {
			r.later = append(r.later, func() { page.Icon = r.icon(page, f, text) })
		}
	case "translations":
		r.later = append(r.later, func() { r.relation(page, f) })
	case "properties":
		list, _ := f.value.(fields)
		for _, one := range list {
			if _, taken := page.Properties[one.key]; !taken {
				r.property(page, field{one.key, cmp.Or(one.line, f.line), one.value})
			}
		}
	}
}

// wrong reports a value that its key cannot have.
func (r *reader) wrong(page *Page, f field, want string) {
	r.problem(page.Name, f.line, fmt.Sprintf("%s cannot be %s", f.key, shown(f.value)), "write "+want)
}

// shown gives a value as it may be quoted in a message.
func shown(value any) string {
	switch v := value.(type) {
	case fields:
		return "a list of keys"
	case []any:
		return "a list"
	case string:
		return strconv.Quote(v)
	default:
		return fmt.Sprint(v)
	}
}

// text reads a value that is one text.
func (r *reader) text(page *Page, f field) (string, bool) {
	switch v := f.value.(type) {
	case string:
		return strings.TrimSpace(v), true
	case number, date, bool:
		return fmt.Sprint(v), true
	}
	r.wrong(page, f, "one text in quotes")
	return "", false
}

func (r *reader) textTo(page *Page, f field, make func(string) notion.PropertyValue) {
	if text, ok := r.text(page, f); ok && text != "" {
		page.Properties[f.key] = make(text)
	}
}

func textValue(text string) notion.PropertyValue {
	return notion.PropertyValue{Type: "rich_text", RichText: plainText(text)}
}

// address reads the whole address of a page: a path, or an address of the web.
func (r *reader) address(page *Page, f field, text string) {
	u, err := url.Parse(text)
	if err != nil || u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(u.Path, ":{}") {
		r.wrong(page, f, "a path, such as /guide/setup/")
		return
	}
	name := strings.TrimSuffix(strings.TrimSuffix(strings.Trim(u.Path, "/"), "index.html"), ".html")
	page.Address = "/" + strings.Trim(name, "/")
}

// layouts are the ways to write a date, besides those of RFC 3339.
var layouts = []string{"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 -07:00", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04"}

// date reads a day or a time, as notion.Date has it.
func (r *reader) date(page *Page, f field) (start string, ok bool) {
	if list, isList := f.value.(fields); isList { // Docusaurus: last_update: {date: …}
		for _, one := range list {
			if one.key == "date" {
				return r.date(page, field{f.key, cmp.Or(one.line, f.line), one.value})
			}
		}
	}
	text := strings.TrimSpace(fmt.Sprint(f.value))
	if _, err := time.Parse(time.DateOnly, text); err == nil {
		return text, true
	}
	for _, layout := range append([]string{time.RFC3339Nano}, layouts...) {
		if t, err := time.ParseInLocation(layout, text, r.opts.Zone); err == nil {
			return t.Format(time.RFC3339), true
		}
	}
	r.wrong(page, f, "a date, such as 2026-01-31 or 2026-01-31T09:30:00+01:00")
	return "", false
}

func timeOf(start string) time.Time {
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, start); err == nil {
			return t
		}
	}
	return time.Time{}
}

func (r *reader) box(page *Page, f field) {
	checked, ok := f.value.(bool)
	if !ok {
		if f.key == "published" { // a date, in some programs
			f.key = "date"
			r.known(page, f)
			return
		}
		r.wrong(page, f, "true or false")
		return
	}
	page.Properties[f.key] = notion.PropertyValue{Type: "checkbox", Checkbox: &checked}
}

// namesOf gives the names in a value: of a list, or of a text with commas.
func namesOf(value any, commas bool) []string {
	var names []string
	add := func(name string) {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			switch one := one.(type) {
			case nil, fields, []any:
			default:
				add(fmt.Sprint(one))
			}
		}
	case fields:
	case string:
		if !commas {
			add(v)
			break
		}
		for name := range strings.SplitSeq(v, ",") {
			add(name)
		}
	default:
		add(fmt.Sprint(v))
	}
	return names
}

func options(names []string) []notion.Option {
	var list []notion.Option
	for _, name := range names {
		list = append(list, notion.Option{Name: name})
	}
	return list
}

// people reads authors: names, or objects with a name and a picture.
func people(value any) []notion.User {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	var users []notion.User
	for _, one := range list {
		person, isObject := one.(fields)
		if !isObject {
			for _, name := range namesOf(one, true) {
				users = append(users, notion.User{Object: "user", Name: name})
			}
			continue
		}
		u := notion.User{Object: "user"}
		for _, f := range person {
			switch text := fmt.Sprint(f.value); strings.ToLower(f.key) {
			case "name":
				u.Name = text
			case "image_url", "avatar", "avatar_url", "image", "picture":
				u.AvatarURL = text
			}
		}
		if u.Name != "" {
			users = append(users, u)
		}
	}
	return users
}

// property makes a property of a key that nothing is known of, by its value.
func (r *reader) property(page *Page, f field) {
	var v notion.PropertyValue
	switch value := f.value.(type) {
	case bool:
		v = notion.PropertyValue{Type: "checkbox", Checkbox: &value}
	case number:
		n := json.Number(value)
		if _, err := n.Float64(); err != nil {
			v = textValue(string(value))
			break
		}
		v = notion.PropertyValue{Type: "number", Number: &n}
	case date:
		start, ok := r.date(page, f)
		if !ok {
			return
		}
		v = notion.PropertyValue{Type: "date", Date: &notion.Date{Start: start}}
	case []any:
		v = notion.PropertyValue{Type: "multi_select", MultiSelect: options(namesOf(value, false))}
	case fields:
		var parts []string
		for _, one := range value {
			parts = append(parts, one.key+": "+strings.Trim(shown(one.value), `"`))
		}
		v = textValue(strings.Join(parts, ", "))
	case string:
		v = textValue(strings.TrimSpace(value))
	default:
		return
	}
	page.Properties[f.key] = v
}

// resolve does what needs all files to be known.
func (r *reader) resolve() {
	for _, f := range r.later {
		f()
	}
}

// picture gives the file that front matter names: an address of the web, a file
// beside the page, or, with a slash in front, one of the site.
func (r *reader) picture(page *Page, f field, text string) *notion.File {
	if u, err := url.Parse(text); err == nil && u.Host != "" {
		return &notion.File{Type: "external", External: &notion.URLObject{URL: text}}
	}
	if strings.HasPrefix(text, "/") {
		return &notion.File{Type: "file", File: &notion.Hosted{URL: text}}
	}
	key := Key(path.Join(path.Dir(page.Name), text))
	if _, ok := r.tree.Files[key]; !ok {
		r.problem(page.Name, f.line, fmt.Sprintf("there is no file %s", strings.TrimPrefix(key, "/")), "write the place of a picture beside the page, or the address of one on the web")
		return nil
	}
	return &notion.File{Type: "file", File: &notion.Hosted{URL: key}}
}

// icon reads an icon: an emoji, or a picture.
func (r *reader) icon(page *Page, f field, text string) *notion.Icon {
	if !strings.ContainsAny(text, "./") {
		return &notion.Icon{Type: "emoji", Emoji: text}
	}
	switch file := r.picture(page, f, text); {
	case file == nil:
		return nil
	case file.File != nil:
		return &notion.Icon{Type: "file", File: file.File}
	default:
		return &notion.Icon{Type: "external", External: file.External}
	}
}

// relation reads the pages that are translations of this one: files beside it, or
// links to Notion.
func (r *reader) relation(page *Page, f field) {
	var list []notion.Reference
	for _, name := range namesOf(f.value, true) {
		if id, ok := r.tree.Names[norm.NFC.String(path.Join(path.Dir(page.Name), name))]; ok {
			list = append(list, notion.Reference{ID: id})
		} else if link, ok := notion.ParseLink(name); ok {
			list = append(list, notion.Reference{ID: link.Page})
		} else {
			r.problem(page.Name, f.line, fmt.Sprintf("there is no page %s", path.Join(path.Dir(page.Name), name)), "write the place of a file beside this one, such as hello.de.md, or a link to Notion")
		}
	}
	page.Properties[f.key] = notion.PropertyValue{Type: "relation", Relation: list}
}
