package notiontest

import "strings"

// View is a saved view of a data source.
type View struct {
	db     *Database
	id     string
	name   string
	kind   string
	config ViewConfig
	history
}

// ViewConfig is what a view shows and how. Properties may be given by name wherever the API
// has an ID: in "property" of filters and sorts, as keys of QuickFilters, and in every field of
// Configuration whose name ends in property_id.
type ViewConfig struct {
	Source        *DataSource // nil is the first of the database
	Filter        JSON
	QuickFilters  JSON
	Sorts         []JSON
	Configuration JSON // without "type"
	NoSource      bool // data_source_id is null, as for dashboards
}

// Shown lists properties, by name and in order, for Configuration["properties"].
func Shown(names ...string) []any {
	out := []any{}
	for _, name := range names {
		out = append(out, JSON{"property_id": name, "property_name": name, "visible": true, "wrap": false})
	}
	return out
}

// View adds a view to the tabs of the database. The type is one of table, board, list,
// calendar, timeline, gallery, form, chart, map, dashboard, and feed, which the API does not
// give.
func (db *Database) View(kind, name string, config ViewConfig) *View {
	v := &View{db: db, kind: kind, name: name, config: config}
	db.set(func() {
		v.id = db.ws.newID()
		v.history = db.ws.newHistory()
		db.views = append(db.views, v)
		db.ws.objects[v.id] = v
	})
	return v
}

// ID returns the ID of the view.
func (v *View) ID() string { return v.id }

// Change replaces what the view shows, and moves its own last edited time.
func (v *View) Change(config ViewConfig) {
	v.db.ws.mu.Lock()
	defer v.db.ws.mu.Unlock()
	v.config = config
	v.touch(v.db.ws)
}

func (v *View) source() *DataSource {
	if v.config.Source != nil {
		return v.config.Source
	}
	return v.db.first()
}

// object gives the view.
func (v *View) object(a *answer) JSON {
	o := JSON{
		"object": "view", "id": v.id, "name": v.name, "type": v.kind,
		"parent":         JSON{"type": "database_id", "database_id": v.db.id},
		"data_source_id": nil, "filter": nil, "quick_filters": nil, "sorts": nil,
		"url":          newHost(notionURL("", v.db.id)) + "?v=" + undashed(v.id),
		"created_time": milliseconds(v.created), "last_edited_time": milliseconds(v.edited),
		"created_by": v.createdBy.partial(), "last_edited_by": v.editedBy.partial(),
	}
	source := v.source()
	if source != nil && !v.config.NoSource {
		o["data_source_id"] = source.id
	}
	configuration := v.named(v.config.Configuration, "")
	if configuration == nil {
		configuration = JSON{}
	}
	configuration.(JSON)["type"] = v.kind
	o["configuration"] = a.resolve(configuration)
	if v.config.Filter != nil {
		o["filter"] = a.resolve(v.named(v.config.Filter, ""))
	}
	if v.config.QuickFilters != nil {
		o["quick_filters"] = a.resolve(v.quickFilters())
	}
	if len(v.config.Sorts) > 0 {
		sorts := []any{}
		for _, sort := range v.config.Sorts {
			sorts = append(sorts, v.named(sort, ""))
		}
		o["sorts"] = sorts
	}
	return o
}

// quickFilters gives the quick filters with property IDs as keys.
func (v *View) quickFilters() JSON {
	out := JSON{}
	for name, test := range v.config.QuickFilters {
		out[v.propertyID(name)] = test
	}
	return out
}

// named copies a part of the configuration with the IDs of properties in place of their names.
func (v *View) named(part any, key string) any {
	switch part := part.(type) {
	case JSON:
		if part == nil {
			return nil
		}
		out := make(JSON, len(part))
		for k, item := range part {
			out[k] = v.named(item, k)
		}
		return out
	case []any:
		return namedAll(v, part, key)
	case []JSON:
		return namedAll(v, part, key)
	case string:
		if key == "property" || strings.HasSuffix(key, "property_id") {
			return v.propertyID(part)
		}
	}
	return part
}

func namedAll[T any](v *View, list []T, key string) []any {
	out := make([]any, len(list))
	for i, item := range list {
		out[i] = v.named(item, key)
	}
	return out
}

func (v *View) propertyID(name string) string {
	if source := v.source(); source != nil {
		if p := source.property(name); p != nil {
			return p.encodedID()
		}
	}
	return name
}
