package notion

import "time"

// Paragraph has an icon only when it is the label of a tab.
type Paragraph struct {
	RichText []RichText `json:"rich_text,omitempty"`
	Color    Color      `json:"color,omitempty"`
	Icon     *Icon      `json:"icon,omitempty"`
}

// Heading may have children when it is toggleable.
type Heading struct {
	RichText     []RichText `json:"rich_text,omitempty"`
	Color        Color      `json:"color,omitempty"`
	IsToggleable bool       `json:"is_toggleable,omitempty"`
}

// ListItem is an item of a bulleted or numbered list; a list is a run of
// siblings. The first item of a numbered list may set where it starts and how
// it counts.
type ListItem struct {
	RichText       []RichText `json:"rich_text,omitempty"`
	Color          Color      `json:"color,omitempty"`
	ListStartIndex *int       `json:"list_start_index,omitempty"`
	ListFormat     string     `json:"list_format,omitempty"` // numbers, letters, roman
}

// ToDo is an item with a box.
type ToDo struct {
	RichText []RichText `json:"rich_text,omitempty"`
	Color    Color      `json:"color,omitempty"`
	Checked  bool       `json:"checked,omitempty"`
}

// TextBlock is a block of coloured text: toggle, quote, template.
type TextBlock struct {
	RichText []RichText `json:"rich_text,omitempty"`
	Color    Color      `json:"color,omitempty"`
}

// Callout is a box with an icon; its text may be in RichText, in its children,
// or in both.
type Callout struct {
	RichText []RichText `json:"rich_text,omitempty"`
	Color    Color      `json:"color,omitempty"`
	Icon     *Icon      `json:"icon,omitempty"`
}

// Code is a listing. Its segments join without anything between them.
type Code struct {
	RichText []RichText `json:"rich_text,omitempty"`
	Caption  []RichText `json:"caption,omitempty"`
	Language string     `json:"language,omitempty"`
}

// LinkBlock is a block that shows what is behind a URL: bookmark, embed,
// link_preview.
type LinkBlock struct {
	URL     string     `json:"url,omitempty"`
	Caption []RichText `json:"caption,omitempty"`
}

// LinkToPage is a line that leads to the object named by Type.
type LinkToPage struct {
	Type       string `json:"type,omitempty"` // page_id, database_id, comment_id
	PageID     ID     `json:"page_id,omitempty"`
	DatabaseID ID     `json:"database_id,omitempty"`
	CommentID  ID     `json:"comment_id,omitempty"`
}

// Table has table rows as children.
type Table struct {
	TableWidth      int  `json:"table_width,omitempty"`
	HasColumnHeader bool `json:"has_column_header,omitempty"` // the first row is a header
	HasRowHeader    bool `json:"has_row_header,omitempty"`    // the first column is a header
}

// TableRow has one text a cell.
type TableRow struct {
	Cells [][]RichText `json:"cells,omitempty"`
}

// Column has a share of the width, 0 to 1; 0 when all columns are equal.
type Column struct {
	WidthRatio float64 `json:"width_ratio,omitempty"`
}

// SyncedBlock is an original when SyncedFrom is nil, or else a copy of one.
type SyncedBlock struct {
	SyncedFrom *SyncedFrom `json:"synced_from,omitempty"`
}

// SyncedFrom names the original of a synced block.
type SyncedFrom struct {
	Type    string `json:"type,omitempty"`
	BlockID ID     `json:"block_id,omitempty"`
}

// ChildTitle is the title of a child page or database.
type ChildTitle struct {
	Title string `json:"title,omitempty"`
}

// MeetingNotes point at the blocks that hold their three parts. Whoever reads
// the tree puts those blocks below the meeting notes as partial blocks (nothing
// but Object and ID) with the parts' content as their children.
type MeetingNotes struct {
	Title         []RichText     `json:"title,omitempty"`
	Status        string         `json:"status,omitempty"` // content exists at notes_ready only
	Children      *MeetingParts  `json:"children,omitempty"`
	CalendarEvent *CalendarEvent `json:"calendar_event,omitempty"`
	Recording     *Recording     `json:"recording,omitempty"`
}

// MeetingParts are the blocks under which a meeting's texts are.
type MeetingParts struct {
	SummaryBlockID    ID `json:"summary_block_id,omitempty"`
	NotesBlockID      ID `json:"notes_block_id,omitempty"`
	TranscriptBlockID ID `json:"transcript_block_id,omitempty"`
}

// CalendarEvent is when a meeting was and who was invited.
type CalendarEvent struct {
	StartTime string `json:"start_time,omitempty"`
	EndTime   string `json:"end_time,omitempty"`
	Attendees []ID   `json:"attendees,omitempty"`
}

// Recording is when a meeting was recorded.
type Recording struct {
	StartTime time.Time `json:"start_time,omitzero"`
	EndTime   time.Time `json:"end_time,omitzero"`
}

// Unsupported is a block that the API does not show.
type Unsupported struct {
	BlockType string `json:"block_type,omitempty"`
}
