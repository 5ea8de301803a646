package notiontest

import (
	"strings"
	"time"
)

// Database is the container of one or more data sources, or a linked view of others. Like a
// page it stands at the top of the workspace until In or ChildDatabase puts it on a page.
type Database struct {
	ws                 *Workspace
	id                 string
	title, description richText
	icon               Icon
	cover              *File
	sources            []*DataSource
	views              []*View
	place              *Block      // the child_database block
	wiki               *DataSource // the wiki that holds it
	linked             LinkedAnswer
	history
	share
	trash, inline, locked bool
	publicURL             string
}

// LinkedAnswer is what GET databases/{id} says about a linked view, of which the API has three.
type LinkedAnswer int

// The answers for linked views.
const (
	notLinked      LinkedAnswer = iota
	LinkedRefused               // 400 "is a linked database"
	LinkedNoAccess              // 400 "does not contain any data sources accessible"
	LinkedEmpty                 // 200 with no data sources
)

// Database adds a database with one data source of that schema and the same name.
func (ws *Workspace) Database(title any, schema []*Property) *Database {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	db := ws.newDatabase(richOf(title))
	db.addSource(richOf(title), schema)
	return db
}

// LinkedDatabase adds a linked view of other databases, to be put on a page with In. Its blocks
// are titled "Untitled"; its views, added with View, name the data sources that they show.
func (ws *Workspace) LinkedDatabase(answer LinkedAnswer) *Database {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	db := ws.newDatabase(nil)
	db.linked, db.inline = answer, true
	return db
}

func (ws *Workspace) newDatabase(title richText) *Database {
	db := &Database{ws: ws, id: ws.newID(), title: title, history: ws.newHistory()}
	ws.databases = append(ws.databases, db)
	ws.objects[db.id] = db
	return db
}

func (db *Database) addSource(title richText, schema []*Property) *DataSource {
	s := &DataSource{ws: db.ws, id: db.ws.newID(), db: db, title: title, history: db.ws.newHistory()}
	db.sources = append(db.sources, s)
	db.ws.objects[s.id] = s
	for _, p := range schema {
		s.addProperty(p)
	}
	if s.titleProperty() == nil {
		s.addProperty(Title("Name"))
	}
	return s
}

// edit changes the database and moves its last edited time.
func (db *Database) edit(change func()) *Database {
	db.ws.mu.Lock()
	defer db.ws.mu.Unlock()
	change()
	db.touch(db.ws)
	return db
}

func (db *Database) set(change func()) *Database {
	db.ws.mu.Lock()
	defer db.ws.mu.Unlock()
	change()
	return db
}

// ID returns the ID of the database, the container.
func (db *Database) ID() string { return db.id }

// AddSource adds another data source.
func (db *Database) AddSource(name any, schema []*Property) *DataSource {
	var s *DataSource
	db.edit(func() { s = db.addSource(richOf(name), schema) })
	return s
}

// Source returns the first data source, nil for a linked view.
func (db *Database) Source() *DataSource {
	db.ws.mu.Lock()
	defer db.ws.mu.Unlock()
	return db.first()
}

func (db *Database) first() *DataSource {
	if len(db.sources) == 0 {
		return nil
	}
	return db.sources[0]
}

// Row adds a row to the first data source.
func (db *Database) Row(title any, values Values, blocks ...*Block) *Page {
	return db.Source().Row(title, values, blocks...)
}

// AddProperty adds a property to the first data source.
func (db *Database) AddProperty(p *Property) *Database { db.Source().AddProperty(p); return db }

// RenameProperty renames a property of the first data source; its ID stays.
func (db *Database) RenameProperty(from, to string) *Database {
	db.Source().RenameProperty(from, to)
	return db
}

// In puts the database at the end of a page or of a block.
func (db *Database) In(parent Container) *Database {
	return db.set(func() {
		b := ChildDatabase(db)
		parent.insert(b)
		db.ws.place(b, parent)
		db.ws.touchOwner(parent)
	})
}

// InWiki makes the database an entry of a wiki, which is the data source of another database.
func (db *Database) InWiki(wiki *DataSource) *Database {
	return db.set(func() {
		db.wiki = wiki
		wiki.entries = append(wiki.entries, db)
	})
}

func (db *Database) moveTo(b *Block) {
	if db.place != nil {
		db.place.removed = true
	}
	db.place = b
}

// Inline shows the database within its page.
func (db *Database) Inline() *Database { return db.edit(func() { db.inline = true }) }

// Icon sets the icon; nil takes it away.
func (db *Database) Icon(icon Icon) *Database { return db.edit(func() { db.icon = icon }) }

// Cover sets the cover; nil takes it away.
func (db *Database) Cover(f *File) *Database { return db.edit(func() { db.cover = f }) }

// Description sets the description.
func (db *Database) Description(rich ...any) *Database {
	return db.edit(func() { db.description = richOf(rich...) })
}

// Rename sets the title of the database, and of its data source when it has one alone.
func (db *Database) Rename(title ...any) *Database {
	return db.edit(func() {
		db.title = richOf(title...)
		if len(db.sources) == 1 {
			db.sources[0].title = db.title
			db.sources[0].touch(db.ws)
		}
	})
}

// Lock sets is_locked.
func (db *Database) Lock() *Database { return db.set(func() { db.locked = true }) }

// PublicURL sets the address of a database published to the web.
func (db *Database) PublicURL(url string) *Database { return db.set(func() { db.publicURL = url }) }

// Trash moves the database to the trash. The page that holds it changes too.
func (db *Database) Trash() *Database {
	return db.edit(func() { db.trash = true; db.ws.touchOwner(db.up()) })
}

// Unshare hides the database and its rows from the connection.
func (db *Database) Unshare() *Database { return db.set(func() { db.share = unshared }) }

// Share shows the database and its rows to the connection.
func (db *Database) Share() *Database { return db.set(func() { db.share = shared }) }

// Created sets the time of creation of the database and its data sources.
func (db *Database) Created(t time.Time) *Database {
	return db.set(func() {
		db.created = t
		for _, s := range db.sources {
			s.created = t
		}
	})
}

// Edited sets the time of the last edit of the database and its data sources.
func (db *Database) Edited(t time.Time) *Database {
	return db.set(func() {
		db.edited = t
		for _, s := range db.sources {
			s.edited = t
		}
	})
}

func (db *Database) up() node {
	switch {
	case db.place != nil:
		return db.place.up()
	case db.wiki != nil:
		return db.wiki
	}
	return nil
}

func (db *Database) sharing() share      { return db.share }
func (db *Database) isTrashed() bool     { return db.trash }
func (db *Database) resolve(*answer) any { return db.id }

func (db *Database) heldBy() JSON {
	switch {
	case db.place != nil:
		return db.place.parent.parentRef()
	case db.wiki != nil:
		return JSON{"type": "database_id", "database_id": db.wiki.db.id}
	}
	return JSON{"type": "workspace", "workspace": true}
}

// asBlock gives the child_database block that has the database's ID.
func (db *Database) asBlock(a *answer) JSON {
	title := db.title.plain(a)
	if db.linked != notLinked {
		title = "Untitled"
	}
	o := JSON{
		"object": "block", "id": db.id, "parent": db.heldBy(), "type": "child_database",
		"has_children": false, "child_database": JSON{"title": title},
	}
	a.history(o, db.history)
	a.trashFlags(o, a.ws.trashed(db))
	return o
}

// face gives the fields that databases and data sources share.
func (db *Database) face(a *answer, title richText) JSON {
	o := JSON{
		"title": title.resolve(a), "description": db.description.resolve(a), "is_inline": db.inline,
		"icon": nil, "cover": optional(a, db.cover), "public_url": nil,
		"url": notionURL("", db.id),
	}
	if db.icon != nil {
		o["icon"] = db.icon.resolve(a)
	}
	if db.publicURL != "" {
		o["public_url"] = db.publicURL
	}
	a.trashFlags(o, a.ws.trashed(db))
	return o
}

// object gives the container, or at 2022-06-28 the database with its schema.
func (db *Database) object(a *answer) JSON {
	o := db.face(a, db.title)
	o["object"], o["id"], o["parent"] = "database", db.id, db.heldBy()
	if a.version == Version2022 {
		a.history(o, db.first().history)
		o["properties"] = db.first().schema(a)
		return o
	}
	o["created_time"], o["last_edited_time"] = milliseconds(db.created), milliseconds(db.edited)
	o["is_locked"] = db.locked
	sources := []any{}
	for _, s := range db.sources {
		if a.ws.visible(s) {
			sources = append(sources, JSON{"id": s.id, "name": s.title.plain(a)})
		}
	}
	o["data_sources"] = sources
	return o
}

// milliseconds formats a time as databases have it.
func milliseconds(t time.Time) string {
	return strings.Replace(t.UTC().Format("2006-01-02T15:04:05.000Z"), "Z", "+00:00", 1)
}
