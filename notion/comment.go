package notion

import "time"

// Comment is an open comment on a page or block. API section "Comments".
type Comment struct {
	Object         string              `json:"object,omitempty"`
	ID             ID                  `json:"id,omitempty"`
	Parent         Parent              `json:"parent,omitzero"`
	DiscussionID   ID                  `json:"discussion_id,omitempty"` // the thread
	CreatedTime    time.Time           `json:"created_time,omitzero"`
	LastEditedTime time.Time           `json:"last_edited_time,omitzero"`
	CreatedBy      *User               `json:"created_by,omitempty"` // partial
	RichText       []RichText          `json:"rich_text,omitempty"`
	DisplayName    *DisplayName        `json:"display_name,omitempty"`
	Attachments    []CommentAttachment `json:"attachments,omitempty"`
}

// DisplayName is the author's name as it is to be shown.
type DisplayName struct {
	Type         string `json:"type,omitempty"` // user, integration, custom
	ResolvedName string `json:"resolved_name,omitempty"`
}

// CommentAttachment is a file on a comment.
type CommentAttachment struct {
	Category string  `json:"category,omitempty"` // audio, image, pdf, productivity, video
	File     *Hosted `json:"file,omitempty"`
}

// PageMarkdown is a page's body in Notion's own Markdown. API section
// "Markdown endpoint".
type PageMarkdown struct {
	Object          string `json:"object,omitempty"`
	ID              ID     `json:"id,omitempty"`
	Markdown        string `json:"markdown,omitempty"`
	Truncated       bool   `json:"truncated,omitempty"`
	UnknownBlockIDs []ID   `json:"unknown_block_ids,omitempty"`
}
