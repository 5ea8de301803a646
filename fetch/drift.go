package fetch

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"galley/notion"
)

// traits notice when rows no longer fit the schema that is known: a property
// was added, renamed, changed its type or went away, or an option of a select is
// new or has another name or colour.
type traits struct {
	known map[string]bool
	names map[string]bool // of the properties in the schema
	found map[string]bool // traits of rows that are not known
}

func newTraits(t *tableRecord) *traits {
	known := map[string]bool{}
	names := map[string]bool{}
	for name, p := range t.Source.Properties {
		names[name] = true
		known[propertyTrait(name, p.ID, p.Type)] = true
		for _, config := range [...]*notion.OptionsConfig{p.Select, p.MultiSelect, p.Status} {
			if config == nil {
				continue
			}
			for i := range config.Options {
				known[optionTrait(p.ID, &config.Options[i])] = true
			}
		}
	}
	for _, odd := range t.Odd {
		known[odd] = true
	}
	return &traits{known, names, map[string]bool{}}
}

func propertyTrait(name, id, kind string) string {
	return fmt.Sprintf("property %q %s %s", name, id, kind)
}

func optionTrait(property string, o *notion.Option) string {
	return fmt.Sprintf("option %s %s %q %s", property, o.ID, o.Name, o.Color)
}

func missingTrait(name string) string { return fmt.Sprintf("without %q", name) }

// see looks at one row.
func (t *traits) see(row *notion.Page) {
	for name, v := range row.Properties {
		t.note(propertyTrait(name, v.ID, v.Type))
		for _, option := range [...]*notion.Option{v.Select, v.Status} {
			if option != nil {
				t.note(optionTrait(v.ID, option))
			}
		}
		for i := range v.MultiSelect {
			t.note(optionTrait(v.ID, &v.MultiSelect[i]))
		}
	}
	if len(row.Properties) == len(t.names) {
		return // with one that is missing there is one that is new
	}
	for name := range t.names {
		if _, has := row.Properties[name]; !has {
			t.note(missingTrait(name))
		}
	}
}

func (t *traits) note(trait string) {
	if !t.known[trait] {
		t.found[trait] = true
	}
}

func (t *traits) odd() []string { return slices.Sorted(maps.Keys(t.found)) }

// drifted reads a data source and its database again, unless that was just done.
// What is odd about the rows even then is remembered, so that it is not taken
// for a change the next time.
func (r *run) drifted(ctx context.Context, t *tableRecord, odd []string) error {
	id := t.Source.ID
	if known := r.old.Tables[id]; known == t {
		database := t.Source.Parent.DatabaseID
		r.mu.Lock()
		delete(r.schemas, id)
		held := r.next.Databases[database]
		r.mu.Unlock()
		if held != nil && !held.Linked {
			again, err := r.readContainer(ctx, database)
			if err != nil && !unreadable(err) {
				return err
			}
			if err == nil {
				again.Marks = held.Marks
				again.Fetched, again.Renewed = held.Fetched, held.Renewed // its other data sources were not read again
				r.with(func() { r.next.Databases[database] = again })
				if err := r.journal.write(entry{Database: again}); err != nil {
					return err
				}
			}
		}
		r.mu.Lock()
		given := r.schemas[id] // a database of version 2022-06-28 brought it
		r.mu.Unlock()
		now, err := r.readSchema(ctx, id, given)
		if err != nil {
			return err
		}
		t = now
	}
	known := newTraits(t).known
	now := *t
	now.Odd = slices.DeleteFunc(slices.Clone(odd), func(trait string) bool { return known[trait] })
	now.Odd = append(slices.Clone(t.Odd), now.Odd...)
	r.with(func() { r.next.Tables[id] = &now })
	return r.journal.write(entry{Table: &now})
}
