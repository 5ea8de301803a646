package notion

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"time"
)

// Block is one block of a page's body. Exactly the field named by Type is set;
// an unknown type, or a payload of unknown shape, is in Raw. A partial block has nothing but
// Object and ID. API section "Blocks".
//
// Children are never part of a response: whoever reads a tree of blocks puts
// them there. A block with HasChildren and no Children is one whose content
// could not be read, except for child pages, databases and unsupported blocks,
// whose content is never put below them.
type Block struct {
	Object         string    `json:"object,omitempty"`
	ID             ID        `json:"id,omitempty"`
	Parent         Parent    `json:"parent,omitzero"`
	CreatedTime    time.Time `json:"created_time,omitzero"`
	LastEditedTime time.Time `json:"last_edited_time,omitzero"` // says nothing about nested blocks
	CreatedBy      *User     `json:"created_by,omitempty"`
	LastEditedBy   *User     `json:"last_edited_by,omitempty"`
	HasChildren    bool      `json:"has_children,omitempty"`
	Archived       bool      `json:"archived,omitempty"` // in_trash before 2026-03-11
	InTrash        bool      `json:"in_trash,omitempty"`
	Type           string    `json:"type,omitempty"`

	Paragraph        *Paragraph    `json:"paragraph,omitempty"`
	Heading1         *Heading      `json:"heading_1,omitempty"`
	Heading2         *Heading      `json:"heading_2,omitempty"`
	Heading3         *Heading      `json:"heading_3,omitempty"`
	Heading4         *Heading      `json:"heading_4,omitempty"`
	BulletedListItem *ListItem     `json:"bulleted_list_item,omitempty"`
	NumberedListItem *ListItem     `json:"numbered_list_item,omitempty"`
	ToDo             *ToDo         `json:"to_do,omitempty"`
	Toggle           *TextBlock    `json:"toggle,omitempty"`
	Quote            *TextBlock    `json:"quote,omitempty"`
	Template         *TextBlock    `json:"template,omitempty"`
	Callout          *Callout      `json:"callout,omitempty"`
	Code             *Code         `json:"code,omitempty"`
	Equation         *Equation     `json:"equation,omitempty"`
	Divider          *struct{}     `json:"divider,omitempty"`
	Breadcrumb       *struct{}     `json:"breadcrumb,omitempty"`
	TableOfContents  *TextBlock    `json:"table_of_contents,omitempty"` // Color only
	Image            *File         `json:"image,omitempty"`
	Video            *File         `json:"video,omitempty"`
	Audio            *File         `json:"audio,omitempty"`
	PDF              *File         `json:"pdf,omitempty"`
	File             *File         `json:"file,omitempty"`
	Bookmark         *LinkBlock    `json:"bookmark,omitempty"`
	Embed            *LinkBlock    `json:"embed,omitempty"`
	LinkPreview      *LinkBlock    `json:"link_preview,omitempty"`
	LinkToPage       *LinkToPage   `json:"link_to_page,omitempty"`
	Table            *Table        `json:"table,omitempty"`
	TableRow         *TableRow     `json:"table_row,omitempty"`
	ColumnList       *struct{}     `json:"column_list,omitempty"`
	Column           *Column       `json:"column,omitempty"`
	SyncedBlock      *SyncedBlock  `json:"synced_block,omitempty"`
	Tab              *struct{}     `json:"tab,omitempty"`
	ChildPage        *ChildTitle   `json:"child_page,omitempty"`
	ChildDatabase    *ChildTitle   `json:"child_database,omitempty"`
	MeetingNotes     *MeetingNotes `json:"meeting_notes,omitempty"`
	Unsupported      *Unsupported  `json:"unsupported,omitempty"`

	Children []Block         `json:"children,omitempty"`
	Raw      json.RawMessage `json:"-"`
}

// Trashed tells whether the block lies in the trash.
func (b *Block) Trashed() bool { return b.InTrash || b.Archived }

// Heading gives the payload of a heading and its level, 1 to 4; nil for any
// other block.
func (b *Block) Heading() (*Heading, int) {
	for i, h := range [...]*Heading{b.Heading1, b.Heading2, b.Heading3, b.Heading4} {
		if h != nil {
			return h, i + 1
		}
	}
	return nil, 0
}

// UnmarshalJSON reads a block of any type. A transcription, as meeting notes
// were called before 2026-03-11, becomes meeting_notes.
func (b *Block) UnmarshalJSON(data []byte) error {
	return b.settle(data, json.Unmarshal(data, (*plainBlock)(b)))
}

// plainBlock is a block that is decoded as any struct is.
type plainBlock Block

// DecodeBlocks reads an array of blocks as json.Unmarshal does, which goes through a
// block's text twice as often: before it calls a method like UnmarshalJSON, and again for
// what that asks of it.
func DecodeBlocks(data []byte) ([]Block, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if start, err := decoder.Token(); err != nil || start != json.Delim('[') {
		return nil, cmp.Or(err, errors.New("blocks are no array"))
	}
	var blocks []Block
	for decoder.More() {
		from := decoder.InputOffset()
		var b Block
		err := decoder.Decode((*plainBlock)(&b))
		if err := b.settle(bytes.TrimLeft(data[from:decoder.InputOffset()], ", \t\r\n"), err); err != nil {
			return nil, err
		}
		blocks = append(blocks, b)
	}
	_, err := decoder.Token()
	return blocks, err
}

// settle does what is left to do for a block that was decoded from data, or failed to be.
func (b *Block) settle(data []byte, err error) error {
	if err != nil {
		return b.salvage(data, err)
	}
	if b.Type == "transcription" {
		b.Type = "meeting_notes"
		return json.Unmarshal(rawPayload(data, "transcription"), &b.MeetingNotes)
	}
	if !isBlockType(b.Type) {
		b.Raw = rawPayload(data, b.Type)
	}
	return nil
}

// salvage keeps what every block has, and the payload as it came.
func (b *Block) salvage(data []byte, err error) error {
	var envelope struct {
		Object      string  `json:"object"`
		ID          ID      `json:"id"`
		HasChildren bool    `json:"has_children"`
		Archived    bool    `json:"archived"`
		InTrash     bool    `json:"in_trash"`
		Children    []Block `json:"children"`
	}
	if json.Unmarshal(data, &envelope) != nil {
		return err
	}
	*b = Block{
		Object: envelope.Object, ID: envelope.ID, HasChildren: envelope.HasChildren,
		Archived: envelope.Archived, InTrash: envelope.InTrash, Children: envelope.Children,
	}
	b.Type, b.Raw, err = salvage(data, err)
	return err
}

// MarshalJSON writes the block as the API does, without nulls, and with its
// children.
func (b Block) MarshalJSON() ([]byte, error) {
	type plain Block
	return encodeWithRaw(plain(b), b.Type, b.Raw)
}

func isBlockType(t string) bool {
	switch t {
	case "paragraph", "heading_1", "heading_2", "heading_3", "heading_4", "bulleted_list_item", "numbered_list_item",
		"to_do", "toggle", "quote", "template", "callout", "code", "equation", "divider", "breadcrumb", "table_of_contents",
		"image", "video", "audio", "pdf", "file", "bookmark", "embed", "link_preview", "link_to_page", "table", "table_row",
		"column_list", "column", "synced_block", "tab", "child_page", "child_database", "meeting_notes", "unsupported":
		return true
	}
	return false
}
