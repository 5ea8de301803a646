package fetch

import (
	"time"

	"galley/notion"
)

// Kind says what a source names.
type Kind string

// The kinds of sources.
const (
	KindDatabase   Kind = "database"    // a database with all its data sources
	KindDataSource Kind = "data_source" // one data source
	KindPage       Kind = "page"        // a page and its tree of child pages and databases
	KindSearch     Kind = "search"      // pages whose title matches Query; "" for all that is shared
)

// Source is a place in Notion from which pages are taken.
type Source struct {
	Kind   Kind
	ID     notion.ID // of the database, data source or page; "" for a search
	Query  string    // of a search
	Filter []byte    // in the API's own grammar, for databases and data sources; nil for all rows
}

// Snapshot is everything that one build needs, as it was at one time, with no
// network after it. Titles, properties and parents are in memory; bodies stay in
// the store until Blocks asks for them. A snapshot is not changed once it is
// made, and may be read by many goroutines.
type Snapshot struct {
	Taken     time.Time
	Workspace string                         // name of the workspace, "" when unknown
	Roots     [][]notion.ID                  // for each source, in order: the pages or databases where its tree begins; rows, when other sources take other rows of their database
	Pages     map[notion.ID]*Page            // every page, rows included
	Databases map[notion.ID]*Database        // by the ID of the container
	Users     map[notion.ID]notion.User      // those whose names pages need
	Faces     map[notion.ID]string           // links to their pictures, which are not downloaded: few may be shown; those from earlier runs without a signature
	Files     map[string]File                // by notion.File.Key
	Comments  map[notion.ID][]notion.Comment // on pages as wholes, oldest first; empty when they were not asked for
	Targets   map[notion.ID]bool             // blocks to which some link leads
	Warnings  []Warning                      // what could not be read and does not stop a build

	store *Store
}

// Page is a page with its place in the tree. A move changes no time, so its
// Parent may be the one before: Owner is right.
type Page struct {
	notion.Page
	Owner    notion.ID   // the page or data source that it lives in, however deep; "" for a root
	Children []notion.ID // its child pages and databases, in the order of its body
	Body     string      // hash of its body: equal hashes are equal bodies
}

// Database is a database with its tables. Its Parent, too, may be the one before.
type Database struct {
	notion.Database
	Owner   notion.ID    // the page that it lives in; "" for a root
	Linked  bool         // a linked view of a database that lives elsewhere; it may have no Sources
	View    *notion.View // the first view of a linked database, which says what it shows; nil when unknown
	Sources []*DataSource
}

// DataSource is a table with its rows.
type DataSource struct {
	notion.DataSource
	Rows []notion.ID // pages (in wikis also databases), oldest first
}

// File is a file that was downloaded from Notion.
type File struct {
	Path        string `json:"path"` // on disk, in the store
	Name        string `json:"name"` // as it was uploaded; to be cleaned before it is a file name
	Hash        string `json:"hash"` // SHA-256 of the content, hexadecimal
	ContentType string `json:"content_type"`
	Size        int64  `json:"size"`             // bytes
	Width       int    `json:"width,omitempty"`  // pixels, of images that could be read
	Height      int    `json:"height,omitempty"` // pixels
}

// Warning tells of a loss that does not stop a build: something that is not
// shared, not supported, or gone.
type Warning struct {
	Kind  WarningKind `json:"kind,omitempty"`
	Page  notion.ID   `json:"page,omitempty"`  // where it was found
	Title string      `json:"title,omitempty"` // of that page
	URL   string      `json:"url,omitempty"`   // of that page or block in Notion
	Text  string      `json:"text"`            // what was lost
	Hint  string      `json:"hint,omitempty"`  // what to do about it

	Type  string `json:"type,omitempty"`  // of blocks: Notion's name for them
	Count int    `json:"count,omitempty"` // how many there are; 0 for one
}

// WarningKind says what a warning is about, for those who count.
type WarningKind string

// The kinds of warnings: those of a snapshot, and those of making a site of it.
const (
	WarnUnread     WarningKind = "unread"     // something in Notion is not shared, or cannot be read
	WarnFile       WarningKind = "file"       // a file is not on the site, or not as it was
	WarnCapability WarningKind = "capability" // the connection may not do something

	WarnBlock    WarningKind = "block"    // blocks are shown as placeholders
	WarnLink     WarningKind = "link"     // links lead nowhere
	WarnEquation WarningKind = "equation" // equations are shown as their source
	WarnDiagram  WarningKind = "diagram"  // diagrams are shown as their source
	WarnAddress  WarningKind = "address"  // an address cannot be given to a page
	WarnMarkdown WarningKind = "markdown" // another program will not read the Markdown as it is meant
	WarnSetting  WarningKind = "setting"  // a setting, or a file of the theme, has no effect, or not the one that was meant
	WarnSite     WarningKind = "site"     // the site as a whole
	WarnCache    WarningKind = "cache"    // the cache cannot be kept
)
