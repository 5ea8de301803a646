package fetch

import (
	"time"

	"galley/notion"
)

// The clock of last_edited_time is rounded to the minute, and an edit within
// the minute that was already read does not move it. API section
// "Consequences for an incremental exporter".
const settling = 2 * time.Minute

// What no list betrays is believed for a while: for staleAfter what pages say of
// pages elsewhere, the names of users, and that a file cannot be had; for
// unlistedAfter databases that no list shows, which are sources themselves or
// views of others. The latter cost a few requests only.
const (
	staleAfter    = 7 * 24 * time.Hour
	unlistedAfter = 24 * time.Hour
)

// state is all that is known after a run, or in the middle of one: what is
// saved, and what a snapshot is made from.
type state struct {
	Version   notion.Version                `json:"version"`
	Taken     time.Time                     `json:"taken"`
	Workspace string                        `json:"workspace,omitempty"`
	Sources   []Source                      `json:"sources"`
	Found     [][]notion.ID                 `json:"found"` // for each source, where its tree may begin
	Takes     [][]string                    `json:"takes"` // for each source, the keys of its queries
	Pages     map[notion.ID]*pageRecord     `json:"pages"`
	Databases map[notion.ID]*databaseRecord `json:"databases"`
	Tables    map[notion.ID]*tableRecord    `json:"tables"` // data sources
	Queries   map[string]*queryRecord       `json:"queries"`
	Homes     map[notion.ID]notion.ID       `json:"homes,omitempty"` // pages of blocks that hold pages, "" when unknown
	Kept      map[notion.ID]notion.ID       `json:"kept,omitempty"`  // pages of children that are there though no list has them
	Users     map[notion.ID]userRecord      `json:"users,omitempty"`
	NoUsers   bool                          `json:"no_users,omitempty"` // the connection may not read users
	Faces     map[notion.ID]string          `json:"faces,omitempty"`    // keys of the pictures of users that pages show
	Files     map[string]fileRecord         `json:"files,omitempty"`

	Comments   map[notion.ID]*commentsRecord `json:"comments,omitempty"`    // by page; nil when they were not wanted
	NoComments bool                          `json:"no_comments,omitempty"` // the connection may not read comments

	Warnings []Warning `json:"warnings,omitempty"` // those found anew in each run

	// Of the last complete run:
	held map[notion.ID]notion.ID // the page around each child
	sum  string                  // hash of what was saved; "" when it was not
	torn bool                    // a later run did not come to its end

	links map[notion.ID]string // to the pictures of users, of the run that this is the state of; not saved
}

func newState(version notion.Version) *state {
	return &state{
		Version:   version,
		Pages:     map[notion.ID]*pageRecord{},
		Databases: map[notion.ID]*databaseRecord{},
		Tables:    map[notion.ID]*tableRecord{},
		Queries:   map[string]*queryRecord{},
		Homes:     map[notion.ID]notion.ID{},
		Kept:      map[notion.ID]notion.ID{},
		Users:     map[notion.ID]userRecord{},
		Faces:     map[notion.ID]string{},
		links:     map[notion.ID]string{},
		Files:     map[string]fileRecord{},
	}
}

// doubtContainers makes databases and data sources be read again. It tells
// whether there are any.
func (st *state) doubtContainers() bool {
	for _, d := range st.Databases {
		d.Fetched = time.Time{}
	}
	for _, t := range st.Tables {
		t.Fetched = time.Time{}
	}
	return len(st.Databases) > 0
}

// pageRecord is a page as it was read.
type pageRecord struct {
	Page    notion.Page       `json:"page"`
	Fetched time.Time         `json:"fetched"`        // when its body was asked for
	Body    string            `json:"body,omitempty"` // hash; "" when it is empty
	Facts   facts             `json:"facts,omitzero"` // of the body
	Lost    []loss            `json:"lost,omitempty"`
	Whole   map[string]string `json:"whole,omitempty"` // by name of a property that was read by itself: digest of what the page had of it
}

// settled tells whether a page that was edited at that time is the one that the
// record has, and cannot have changed since without a new time.
func (r *pageRecord) settled(edited time.Time) bool {
	return r != nil && r.Page.LastEditedTime.Equal(edited) && r.Fetched.Sub(edited) > settling
}

// facts are what a body means to the rest of the snapshot.
type facts struct {
	Children  []child              `json:"children,omitempty"`
	Listings  []notion.ID          `json:"listings,omitempty"`  // blocks, or the page, right below which children stand
	Originals []notion.ID          `json:"originals,omitempty"` // synced blocks that live here
	Copies    []notion.ID          `json:"copies,omitempty"`    // originals of the copies that are shown here
	Files     []bodyFile           `json:"files,omitempty"`
	Targets   []notion.ID          `json:"targets,omitempty"`  // blocks to which links lead
	Mentions  []notion.ID          `json:"mentions,omitempty"` // pages and databases whose titles the text has
	Named     map[notion.ID]string `json:"named,omitempty"`    // users by the names that stand in the text
	Nameless  []notion.ID          `json:"nameless,omitempty"`
}

// child is a page or database that stands in a body.
type child struct {
	ID   notion.ID `json:"id"`
	Copy bool      `json:"copy,omitempty"` // it stands in the copy of a synced block
}

// bodyFile is a file that a block shows.
type bodyFile struct {
	Key   string    `json:"key"`
	Name  string    `json:"name,omitempty"`
	Block notion.ID `json:"block"`
	// Public files have an address that does not expire, their key.
	Public bool `json:"public,omitempty"`
}

// loss is what could not be read of a page.
type loss struct {
	Block notion.ID `json:"block,omitempty"` // where; "" for the page itself
	Text  string    `json:"text"`
	Hint  string    `json:"hint,omitempty"`
}

// databaseRecord is a database as it was read. Of a linked one little is known
// but the data source behind it.
type databaseRecord struct {
	Database notion.Database `json:"database"`
	Fetched  time.Time       `json:"fetched"`
	Renewed  time.Time       `json:"renewed,omitzero"` // when it was fetched although it was known, for which there was a reason
	// Marks are digests of what lists showed of it: of its child_database block
	// under "", of its data sources under their IDs.
	Marks map[notion.ID]string `json:"marks,omitempty"`

	Linked bool         `json:"linked,omitempty"`
	Source notion.ID    `json:"source,omitempty"` // behind a linked database; "" when unknown
	View   *notion.View `json:"view,omitempty"`   // the first one of a linked database
	Query  string       `json:"query,omitempty"`  // key of the query that gave a linked database its rows
	Lost   []loss       `json:"lost,omitempty"`
}

// tableRecord is a data source as it was read.
type tableRecord struct {
	Source  notion.DataSource `json:"source"`
	Fetched time.Time         `json:"fetched"`
	// Odd are the traits of rows that the schema does not have although it
	// was read after them.
	Odd []string `json:"odd,omitempty"`
}

// queryRecord is what a query of a data source gave, in the order of creation.
type queryRecord struct {
	Source notion.ID   `json:"source"`
	Rows   []notion.ID `json:"rows"`
}

func queryKey(source notion.ID, filter []byte) string { return string(source) + string(filter) }

// userRecord is a user who was asked for. Without a name it is one who cannot
// be known.
type userRecord struct {
	User    notion.User `json:"user"`
	Face    string      `json:"face,omitempty"` // key of the picture; "" for none
	Fetched time.Time   `json:"fetched"`
}

// fileRecord is a file that was asked for. Without a path it could not be had,
// for the reason in Failed.
type fileRecord struct {
	File
	Modified time.Time `json:"modified,omitzero"` // of the file in the store
	Failed   string    `json:"failed,omitempty"`
	Final    bool      `json:"final,omitempty"` // it will fail again, for all that its host says
	Tried    time.Time `json:"tried,omitzero"`  // when it failed
	Limit    int64     `json:"limit,omitempty"` // MaxFileSize that it exceeded
}
