package notion

import "time"

// Page is a page: its place, icon, cover and properties, without its body,
// which is read with Client.Children. Rows of databases are pages. API section
// "Page object".
type Page struct {
	Object         string                   `json:"object,omitempty"`
	ID             ID                       `json:"id,omitempty"`
	CreatedTime    time.Time                `json:"created_time,omitzero"`
	LastEditedTime time.Time                `json:"last_edited_time,omitzero"` // rounded down to the minute
	CreatedBy      *User                    `json:"created_by,omitempty"`      // partial
	LastEditedBy   *User                    `json:"last_edited_by,omitempty"`  // partial
	Parent         Parent                   `json:"parent,omitzero"`
	Icon           *Icon                    `json:"icon,omitempty"`
	Cover          *File                    `json:"cover,omitempty"`
	Archived       bool                     `json:"archived,omitempty"` // in_trash before 2026-03-11
	InTrash        bool                     `json:"in_trash,omitempty"`
	IsArchived     bool                     `json:"is_archived,omitempty"` // archived, which is not trashed
	IsLocked       bool                     `json:"is_locked,omitempty"`
	Properties     map[string]PropertyValue `json:"properties,omitempty"` // by the property's name
	URL            string                   `json:"url,omitempty"`
	PublicURL      string                   `json:"public_url,omitempty"`
}

// Trashed tells whether the page lies in the trash, in any version's words.
func (p *Page) Trashed() bool { return p.InTrash || p.Archived }

// Title gives the page's title, which rows keep under a name of the user's
// choice; nil for an untitled page.
func (p *Page) Title() []RichText {
	for _, v := range p.Properties {
		if v.Type == "title" {
			return v.Title
		}
	}
	return nil
}
