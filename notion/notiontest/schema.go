package notiontest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Property is one column of a data source.
type Property struct {
	id          string // decoded
	name        string
	kind        string
	description string
	config      JSON
	options     []*SelectOption
	groups      []optionGroup
	target      relationTarget // of a relation
	backName    string
	dual        *Property
	rollup      [2]string // names of the relation and of the property rolled up
	source      *DataSource
}

// relationTarget is what a relation points at: a *Database (its first data source) or a
// *DataSource.
type relationTarget interface{ source() *DataSource }

// SelectOption is one choice of a select, a multi-select or a status.
type SelectOption struct {
	id, name, color, description string
}

type optionGroup struct {
	name, color string
	options     []*SelectOption
}

// Schema collects the properties of a data source. When it has no title property, one called
// "Name" is added.
func Schema(properties ...*Property) []*Property { return properties }

// PropertyOf makes a property of any type with any configuration.
func PropertyOf(kind, name string, config JSON) *Property {
	return &Property{kind: kind, name: name, config: config}
}

// Name returns the name of the property.
func (p *Property) Name() string { return p.name }

// Describe sets the description.
func (p *Property) Describe(text string) *Property { p.description = text; return p }

// WithID sets the property's ID, decoded: wikis have a people property "verification_owner".
func (p *Property) WithID(id string) *Property { p.id = id; return p }

// Title is the title, of which every data source has one.
func Title(name string) *Property {
	return &Property{kind: "title", name: name, id: "title", config: JSON{}}
}

// RichText is formatted text.
func RichText(name string) *Property { return PropertyOf("rich_text", name, JSON{}) }

// Number is a number in a format such as "number", "percent" or "euro".
func Number(name, format string) *Property {
	return PropertyOf("number", name, JSON{"format": format})
}

// Checkbox is a box, checked or not.
func Checkbox(name string) *Property { return PropertyOf("checkbox", name, JSON{}) }

// URL is an address.
func URL(name string) *Property { return PropertyOf("url", name, JSON{}) }

// Email is an e-mail address.
func Email(name string) *Property { return PropertyOf("email", name, JSON{}) }

// PhoneNumber is a telephone number.
func PhoneNumber(name string) *Property { return PropertyOf("phone_number", name, JSON{}) }

// Date is a day, a moment or a range.
func Date(name string) *Property { return PropertyOf("date", name, JSON{}) }

// People is a list of users.
func People(name string) *Property { return PropertyOf("people", name, JSON{}) }

// Files is a list of files.
func Files(name string) *Property { return PropertyOf("files", name, JSON{}) }

// CreatedTime is when the row was made.
func CreatedTime(name string) *Property { return PropertyOf("created_time", name, JSON{}) }

// LastEditedTime is when the row was last edited.
func LastEditedTime(name string) *Property { return PropertyOf("last_edited_time", name, JSON{}) }

// CreatedBy is who made the row.
func CreatedBy(name string) *Property { return PropertyOf("created_by", name, JSON{}) }

// LastEditedBy is who last edited the row.
func LastEditedBy(name string) *Property { return PropertyOf("last_edited_by", name, JSON{}) }

// Button is a button.
func Button(name string) *Property { return PropertyOf("button", name, JSON{}) }

// Place is a place on the map.
func Place(name string) *Property { return PropertyOf("place", name, JSON{}) }

// Verification is the verification of a wiki page.
func Verification(name string) *Property {
	return PropertyOf("verification", name, JSON{}).WithID("verification")
}

// UniqueID numbers the rows from 1; the prefix may be empty.
func UniqueID(name, prefix string) *Property {
	config := JSON{"prefix": nil}
	if prefix != "" {
		config["prefix"] = prefix
	}
	return PropertyOf("unique_id", name, config)
}

// Formula is a formula; its results are given as values of the rows.
func Formula(name, expression string) *Property {
	return PropertyOf("formula", name, JSON{"expression": expression})
}

// Relation points at rows of a *Database or a *DataSource.
func Relation(name string, target relationTarget) *Property {
	p := PropertyOf("relation", name, nil)
	p.target = target
	return p
}

// Dual makes a relation two-way: the target gets a relation of that name that points back.
func (p *Property) Dual(backName string) *Property { p.backName = backName; return p }

// Rollup summarises a property of related rows with a function such as "sum" or
// "show_original"; its results are given as values of the rows.
func Rollup(name, relation, property, function string) *Property {
	p := PropertyOf("rollup", name, JSON{"function": function})
	p.rollup = [2]string{relation, property}
	return p
}

// Opt is an option with a colour and a description, for Select, MultiSelect and StatusGroup.
func Opt(name, color, description string) *SelectOption {
	return &SelectOption{name: name, color: color, description: description}
}

// Select is one choice. Each option is a string or an *SelectOption.
func Select(name string, options ...any) *Property {
	p := PropertyOf("select", name, nil)
	p.options = optionsOf(options)
	return p
}

// MultiSelect is several choices. Each option is a string or an *SelectOption.
func MultiSelect(name string, options ...any) *Property {
	p := PropertyOf("multi_select", name, nil)
	p.options = optionsOf(options)
	return p
}

// Status is a status whose first option is in the group To-do, whose last is in Complete, and
// whose others are in In progress. Each option is a string or an *SelectOption.
func Status(name string, options ...any) *Property {
	first, last := min(1, len(options)), max(min(1, len(options)), len(options)-1)
	return StatusOf(name,
		StatusGroup("To-do", "gray", options[:first]...),
		StatusGroup("In progress", "blue", options[first:last]...),
		StatusGroup("Complete", "green", options[last:]...))
}

// StatusOf is a status with groups made by StatusGroup.
func StatusOf(name string, groups ...optionGroup) *Property {
	p := PropertyOf("status", name, nil)
	p.groups = groups
	for _, g := range groups {
		p.options = append(p.options, g.options...)
	}
	return p
}

// StatusGroup is a group of options of a status.
func StatusGroup(name, color string, options ...any) optionGroup {
	return optionGroup{name, color, optionsOf(options)}
}

var palette = []string{"default", "gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red"}

func optionsOf(options []any) []*SelectOption {
	out := make([]*SelectOption, len(options))
	for i, o := range options {
		option, ok := o.(*SelectOption)
		if !ok {
			option = &SelectOption{name: fmt.Sprint(o), color: palette[(i+1)%len(palette)]}
		}
		out[i] = option
	}
	return out
}

func (p *Property) option(name string) *SelectOption {
	for _, o := range p.options {
		if o.name == name {
			return o
		}
	}
	return nil
}

// resolve gives the option as a value has it.
func (o *SelectOption) resolve(*answer) any {
	return JSON{"id": o.id, "name": o.name, "color": o.color}
}

// seen reports whether the token sees the property: a relation to a data source that is not
// shared, and what is rolled up through it, is missing.
func (p *Property) seen(a *answer) bool {
	switch p.kind {
	case "relation":
		return a.ws.visible(p.target.source())
	case "rollup":
		relation := p.source.property(p.rollup[0])
		return relation == nil || relation.seen(a)
	}
	return true
}

// schema gives the property as a schema has it.
func (p *Property) schema(a *answer) JSON {
	o := JSON{"id": p.encodedID(), "name": p.name, "type": p.kind, "description": nil}
	if p.description != "" {
		o["description"] = p.description
	}
	o[p.kind] = p.configuration(a)
	return o
}

func (p *Property) configuration(a *answer) JSON {
	config := JSON{}
	maps.Copy(config, p.config)
	switch p.kind {
	case "select", "multi_select", "status":
		p.addOptions(config)
	case "relation":
		p.addRelation(a, config)
	case "rollup":
		p.addRollup(config)
	}
	return config
}

func (p *Property) addOptions(config JSON) {
	options := []any{}
	for _, o := range p.options {
		option := JSON{"id": o.id, "name": o.name, "color": o.color, "description": nil}
		if o.description != "" {
			option["description"] = o.description
		}
		options = append(options, option)
	}
	config["options"] = options
	if p.kind != "status" {
		return
	}
	groups := []any{}
	for i, g := range p.groups {
		ids := []any{}
		for _, o := range g.options {
			ids = append(ids, o.id)
		}
		groups = append(groups, JSON{
			"id": uuid(fmt.Sprint("group ", p.id, i)), "name": g.name, "color": g.color, "option_ids": ids,
		})
	}
	config["groups"] = groups
}

func (p *Property) addRelation(a *answer, config JSON) {
	target := p.target.source()
	config["database_id"] = target.db.id
	if a.version != Version2022 {
		config["data_source_id"] = target.id
	}
	config["type"] = "single_property"
	if p.dual != nil {
		config["type"] = "dual_property"
		config["dual_property"] = JSON{
			"synced_property_id": p.dual.encodedID(), "synced_property_name": p.dual.name,
		}
		return
	}
	config["single_property"] = JSON{}
}

func (p *Property) addRollup(config JSON) {
	config["relation_property_name"], config["rollup_property_name"] = p.rollup[0], p.rollup[1]
	relation := p.source.property(p.rollup[0])
	if relation == nil || relation.target == nil {
		return
	}
	config["relation_property_id"] = relation.id // decoded, as the API sends it here
	if rolled := relation.target.source().property(p.rollup[1]); rolled != nil {
		config["rollup_property_id"] = rolled.id
	}
}

// propertyID derives a short ID, with characters that need percent-encoding among them.
func propertyID(n int) string {
	const letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ:;<=>?@[]^_`{|}~\\"
	sum := uuid(fmt.Sprint("property ", n))
	id := make([]byte, 4)
	for i := range id {
		id[i] = letters[int(sum[i]^sum[i+24])*7%len(letters)]
	}
	return string(id) + letters[n%len(letters):n%len(letters)+1]
}

// encodedID gives the ID as pages and schemas have it.
func (p *Property) encodedID() string {
	var b strings.Builder
	for _, c := range []byte(p.id) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-_.~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
