package notiontest

import "strconv"

// DataSource is a table of a database: a schema and rows.
type DataSource struct {
	ws         *Workspace
	id         string
	db         *Database
	title      richText
	icon       Icon
	properties []*Property
	rows       []*Page
	entries    []*Database // of a wiki
	templates  []*Page
	history
	share
	numbered int // the last unique ID
}

// ID returns the ID of the data source.
func (s *DataSource) ID() string { return s.id }

func (s *DataSource) edit(change func()) *DataSource {
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	change()
	s.touch(s.ws)
	return s
}

// Row adds a row. The title is a string, a Rich or a []Rich. No other object's time moves.
func (s *DataSource) Row(title any, values Values, blocks ...*Block) *Page {
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	p := s.newRow(title, values, blocks)
	s.rows = append(s.rows, p)
	return p
}

// Template adds a template of the data source, which is not one of its rows. The first is the
// default one.
func (s *DataSource) Template(title any, values Values, blocks ...*Block) *Page {
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	p := s.newRow(title, values, blocks)
	p.template = true
	s.templates = append(s.templates, p)
	return p
}

func (s *DataSource) newRow(title any, values Values, blocks []*Block) *Page {
	p := s.ws.newPage(blocks)
	p.source = s
	p.values[s.titleProperty()] = richOf(title)
	for _, property := range s.properties {
		if property.kind == "unique_id" {
			s.numbered++
			p.values[property] = s.numbered
		}
	}
	for _, name := range sortedKeys(values) {
		p.setValue(name, values[name])
	}
	return p
}

// Icon sets the icon of the data source, which otherwise shows the database's.
func (s *DataSource) Icon(icon Icon) *DataSource { return s.edit(func() { s.icon = icon }) }

// Rename sets the title of the data source alone.
func (s *DataSource) Rename(title ...any) *DataSource {
	return s.edit(func() { s.title = richOf(title...) })
}

// Unshare hides the data source and its rows from the connection.
func (s *DataSource) Unshare() { s.ws.mu.Lock(); defer s.ws.mu.Unlock(); s.share = unshared }

// AddProperty adds a property to the schema.
func (s *DataSource) AddProperty(p *Property) *DataSource {
	return s.edit(func() { s.addProperty(p) })
}

// RenameProperty renames a property; its ID stays.
func (s *DataSource) RenameProperty(from, to string) *DataSource {
	return s.edit(func() {
		if p := s.property(from); p != nil {
			p.name = to
			return
		}
		s.ws.mistake("%q has no property %q to rename", s.id, from)
	})
}

// RemoveProperty takes a property and its values away.
func (s *DataSource) RemoveProperty(name string) *DataSource {
	return s.edit(func() {
		kept := s.properties[:0]
		for _, p := range s.properties {
			if p.name != name {
				kept = append(kept, p)
			}
		}
		s.properties = kept
	})
}

// RenameOption renames an option of a select, multi-select or status; its ID stays.
func (s *DataSource) RenameOption(property, from, to string) *DataSource {
	return s.edit(func() {
		if p := s.property(property); p != nil {
			if option := p.option(from); option != nil {
				option.name = to
				return
			}
		}
		s.ws.mistake("no option %q of %q to rename", from, property)
	})
}

// PropertyID returns the ID of a property as the API writes it, percent-encoded; "" when there
// is none of that name.
func (s *DataSource) PropertyID(name string) string {
	s.ws.mu.Lock()
	defer s.ws.mu.Unlock()
	if p := s.property(name); p != nil {
		return p.encodedID()
	}
	return ""
}

func (s *DataSource) addProperty(p *Property) {
	s.ws.seq++
	p.source = s
	if p.id == "" {
		p.id = propertyID(s.ws.seq)
	}
	for i, option := range p.options {
		option.id = uuid("option " + p.name + strconv.Itoa(s.ws.seq) + " " + strconv.Itoa(i))
	}
	s.properties = append(s.properties, p)
	if p.backName != "" {
		back := Relation(p.backName, s)
		back.dual, p.dual = p, back
		p.target.source().addProperty(back)
	}
}

// property finds a property by name or by ID, encoded or not.
func (s *DataSource) property(key string) *Property {
	for _, p := range s.properties {
		if p.name == key {
			return p
		}
	}
	for _, p := range s.properties {
		if p.id == key || p.encodedID() == key {
			return p
		}
	}
	return nil
}

func (s *DataSource) titleProperty() *Property {
	for _, p := range s.properties {
		if p.kind == "title" {
			return p
		}
	}
	return nil
}

func (s *DataSource) source() *DataSource { return s }
func (db *Database) source() *DataSource  { return db.first() }

func (s *DataSource) up() node        { return s.db }
func (s *DataSource) sharing() share  { return s.share }
func (s *DataSource) isTrashed() bool { return false }

// rowParent gives the parent object of the rows.
func (s *DataSource) rowParent(a *answer) JSON {
	return or2022(a,
		JSON{"type": "database_id", "database_id": s.db.id},
		JSON{"type": "data_source_id", "data_source_id": s.id, "database_id": s.db.id})
}

func (s *DataSource) schema(a *answer) JSON {
	o := JSON{}
	for _, p := range s.properties {
		if p.seen(a) {
			o[p.name] = p.schema(a)
		}
	}
	return o
}

// object gives the data source.
func (s *DataSource) object(a *answer) JSON {
	o := s.db.face(a, s.title)
	o["object"], o["id"] = "data_source", s.id
	o["parent"] = JSON{"type": "database_id", "database_id": s.db.id}
	o["database_parent"] = s.db.heldBy()
	o["properties"] = s.schema(a)
	if s.icon != nil {
		o["icon"] = s.icon.resolve(a)
	}
	a.history(o, s.history)
	return o
}
