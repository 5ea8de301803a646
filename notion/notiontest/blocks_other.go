package notiontest

const meetingNotes = "meeting_notes"

// The names of the pointers to the parts of meeting notes, in the order of the parts.
const (
	summaryPointer    = "summary_block_id"
	notesPointer      = "notes_block_id"
	transcriptPointer = "transcript_block_id"
)

var meetingSections = []string{summaryPointer, notesPointer, transcriptPointer}

// ChildPage puts a page of the workspace at this place.
func ChildPage(p *Page) *Block {
	b := newBlock("child_page", JSON{})
	b.page = p
	return b
}

// ChildDatabase puts a database at this place.
func ChildDatabase(db *Database) *Block {
	b := newBlock("child_database", JSON{})
	b.database = db
	return b
}

// LinkToPage is a link to a page, with its icon and title.
func LinkToPage(p *Page) *Block {
	return newBlock("link_to_page", JSON{"type": "page_id", "page_id": p})
}

// LinkToDatabase is a link to a database.
func LinkToDatabase(db *Database) *Block {
	return newBlock("link_to_page", JSON{"type": "database_id", "database_id": db})
}

// LinkToComment is a link to a comment.
func LinkToComment(c *Comment) *Block {
	return newBlock("link_to_page", JSON{"type": "comment_id", "comment_id": c})
}

// MeetingNotes is a block of the AI meeting notes. Status is "notes_ready" when they can be
// read. The parts are reached by their pointers; a part without blocks has none.
func MeetingNotes(title, status string, summary, notes, transcript []*Block) *Block {
	b := newBlock(meetingNotes, JSON{"title": richOf(title), "status": status})
	b.claims = true
	b.sections = map[string]*Block{}
	for i, blocks := range [][]*Block{summary, notes, transcript} {
		if len(blocks) > 0 {
			b.sections[meetingSections[i]] = newBlock("unsupported", JSON{"block_type": meetingSections[i]}).Children(blocks...)
		}
	}
	return b
}

// Unsupported is a block that the API cannot show, by the name of its type: "button", "form".
// It claims children, and asking for them is an error.
func Unsupported(blockType string) *Block {
	b := newBlock("unsupported", JSON{"block_type": blockType})
	b.claims = true
	return b
}

// Unreadable is a block of a type, such as "ai_block", that makes every listing of the
// container it stands in fail with 400.
func Unreadable(blockType string) *Block {
	b := Unsupported(blockType)
	b.failing = blockType
	return b
}

// Raw is a block of any type with any payload.
func Raw(kind string, payload JSON) *Block {
	own := JSON{}
	for key, value := range payload {
		own[key] = value
	}
	return newBlock(kind, own)
}
