package notion

import "time"

// Database is the container that people see and link to; its tables are data
// sources. In version 2022-06-28 it is its own single table and has Properties.
// API section "Databases and data sources".
type Database struct {
	Object         string              `json:"object,omitempty"`
	ID             ID                  `json:"id,omitempty"`
	Title          []RichText          `json:"title,omitempty"`
	Description    []RichText          `json:"description,omitempty"`
	Icon           *Icon               `json:"icon,omitempty"`
	Cover          *File               `json:"cover,omitempty"`
	Parent         Parent              `json:"parent,omitzero"`
	CreatedTime    time.Time           `json:"created_time,omitzero"`
	LastEditedTime time.Time           `json:"last_edited_time,omitzero"` // with milliseconds since 2025-09-03
	CreatedBy      *User               `json:"created_by,omitempty"`      // 2022-06-28 only
	LastEditedBy   *User               `json:"last_edited_by,omitempty"`  // 2022-06-28 only
	IsInline       bool                `json:"is_inline,omitempty"`
	IsLocked       bool                `json:"is_locked,omitempty"`
	Archived       bool                `json:"archived,omitempty"` // in_trash before 2026-03-11
	InTrash        bool                `json:"in_trash,omitempty"`
	URL            string              `json:"url,omitempty"`
	PublicURL      string              `json:"public_url,omitempty"`
	DataSources    []DataSourceRef     `json:"data_sources,omitempty"` // since 2025-09-03
	Properties     map[string]Property `json:"properties,omitempty"`   // 2022-06-28 only, by name
}

// Trashed tells whether the database lies in the trash.
func (d *Database) Trashed() bool { return d.InTrash || d.Archived }

// DataSourceRef names a data source of a database.
type DataSourceRef struct {
	ID   ID     `json:"id,omitempty"`
	Name string `json:"name,omitempty"`
}

// AsDataSource gives the single table that a database is in version
// 2022-06-28; its ID is the database's.
func (d *Database) AsDataSource() *DataSource {
	return &DataSource{
		Object: "data_source", ID: d.ID, Title: d.Title, Description: d.Description, Icon: d.Icon, Cover: d.Cover,
		Parent:         Parent{Type: "database_id", DatabaseID: d.ID},
		DatabaseParent: d.Parent,
		CreatedTime:    d.CreatedTime, LastEditedTime: d.LastEditedTime, CreatedBy: d.CreatedBy, LastEditedBy: d.LastEditedBy,
		IsInline: d.IsInline, Archived: d.Archived, InTrash: d.InTrash, URL: d.URL, PublicURL: d.PublicURL,
		Properties: d.Properties,
	}
}

// DataSource is a table: its schema here, its rows by Client.Query.
type DataSource struct {
	Object         string              `json:"object,omitempty"`
	ID             ID                  `json:"id,omitempty"`
	Title          []RichText          `json:"title,omitempty"`
	Description    []RichText          `json:"description,omitempty"`
	Icon           *Icon               `json:"icon,omitempty"`
	Cover          *File               `json:"cover,omitempty"`
	Parent         Parent              `json:"parent,omitzero"`          // its database
	DatabaseParent Parent              `json:"database_parent,omitzero"` // where the database lives
	CreatedTime    time.Time           `json:"created_time,omitzero"`
	LastEditedTime time.Time           `json:"last_edited_time,omitzero"`
	CreatedBy      *User               `json:"created_by,omitempty"`
	LastEditedBy   *User               `json:"last_edited_by,omitempty"`
	IsInline       bool                `json:"is_inline,omitempty"`
	Archived       bool                `json:"archived,omitempty"`
	InTrash        bool                `json:"in_trash,omitempty"`
	URL            string              `json:"url,omitempty"` // of the database
	PublicURL      string              `json:"public_url,omitempty"`
	Properties     map[string]Property `json:"properties,omitempty"` // by name
}

// Trashed tells whether the data source lies in the trash.
func (d *DataSource) Trashed() bool { return d.InTrash || d.Archived }
