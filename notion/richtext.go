package notion

import (
	"encoding/json"
	"strings"
)

// RichText is one segment of formatted text; every text in Notion is an array
// of them. API section "Rich text".
type RichText struct {
	Type        string      `json:"type,omitempty"` // text, mention, equation, or one that is not known here
	Text        *Text       `json:"text,omitempty"`
	Mention     *Mention    `json:"mention,omitempty"`
	Equation    *Equation   `json:"equation,omitempty"`
	Annotations Annotations `json:"annotations,omitzero"`
	PlainText   string      `json:"plain_text,omitempty"` // always sent; the only safe fallback
	Href        string      `json:"href,omitempty"`       // for text the same as Text.Link.URL
}

// PlainText joins the plain text of all segments.
func PlainText(segments []RichText) string {
	if len(segments) == 1 {
		return segments[0].PlainText
	}
	var b strings.Builder
	for i := range segments {
		b.WriteString(segments[i].PlainText)
	}
	return b.String()
}

// Text is the payload of a text segment.
type Text struct {
	Content string    `json:"content,omitempty"`
	Link    *TextLink `json:"link,omitempty"`
}

// TextLink is where a text segment leads to; it may be relative to Notion.
type TextLink struct {
	Type string `json:"type,omitempty"` // "url" in older payloads
	URL  string `json:"url,omitempty"`
}

// Equation is TeX as KaTeX reads it: inline in rich text, displayed in a block.
type Equation struct {
	Expression string `json:"expression,omitempty"`
}

// Annotations are the styles of a segment.
type Annotations struct {
	Bold          bool  `json:"bold,omitempty"`
	Italic        bool  `json:"italic,omitempty"`
	Strikethrough bool  `json:"strikethrough,omitempty"`
	Underline     bool  `json:"underline,omitempty"`
	Code          bool  `json:"code,omitempty"`
	Color         Color `json:"color,omitempty"`
}

// Color is a text colour ("red") or a background ("red_background"); "" is the
// default.
type Color string

// UnmarshalText reads a colour's name; the two defaults are "".
func (c *Color) UnmarshalText(text []byte) error {
	*c = Color(text)
	if *c == "default" || *c == "default_background" {
		*c = ""
	}
	return nil
}

// Background splits a background colour into its name and true; a text colour
// is its own name and false.
func (c Color) Background() (name string, background bool) {
	return strings.CutSuffix(string(c), "_background")
}

// Mention is a segment that stands for something else. Exactly the field named
// by Type is set; an unknown type has its payload in Raw.
type Mention struct {
	Type            string           `json:"type,omitempty"`
	User            *User            `json:"user,omitempty"`
	Page            *Reference       `json:"page,omitempty"`
	Database        *Reference       `json:"database,omitempty"` // the container, not a data source
	Date            *Date            `json:"date,omitempty"`
	LinkPreview     *URLObject       `json:"link_preview,omitempty"`
	LinkMention     *LinkMention     `json:"link_mention,omitempty"`
	TemplateMention *TemplateMention `json:"template_mention,omitempty"`
	CustomEmoji     *CustomEmoji     `json:"custom_emoji,omitempty"`

	Raw json.RawMessage `json:"-"` // payload of an unknown Type
}

// UnmarshalJSON reads a mention of any type.
func (m *Mention) UnmarshalJSON(data []byte) error {
	type plain Mention
	if err := json.Unmarshal(data, (*plain)(m)); err != nil {
		*m = Mention{}
		m.Type, m.Raw, err = salvage(data, err)
		return err
	}
	switch m.Type {
	case "user", "page", "database", "date", "link_preview", "link_mention", "template_mention", "custom_emoji":
	default:
		m.Raw = rawPayload(data, m.Type)
	}
	return nil
}

// MarshalJSON writes the mention as the API does, without nulls.
func (m Mention) MarshalJSON() ([]byte, error) {
	type plain Mention
	return encodeWithRaw(plain(m), m.Type, m.Raw)
}

// Reference names another object by its ID.
type Reference struct {
	ID ID `json:"id,omitempty"`
}

// URLObject is an object that holds nothing but a URL.
type URLObject struct {
	URL string `json:"url,omitempty"`
}

// Date is a day or a moment, or a range of them. Start and End are
// "2006-01-02" (a whole day, not to be shifted) or RFC 3339 with milliseconds.
// When TimeZone, an IANA name, is set, the strings carry no offset.
type Date struct {
	Start    string `json:"start,omitempty"`
	End      string `json:"end,omitempty"`
	TimeZone string `json:"time_zone,omitempty"`
}

// LinkMention is a link pasted "as mention", with what Notion found behind it.
type LinkMention struct {
	Href         string      `json:"href,omitempty"`
	Title        string      `json:"title,omitempty"`
	Description  string      `json:"description,omitempty"`
	LinkAuthor   string      `json:"link_author,omitempty"`
	LinkProvider string      `json:"link_provider,omitempty"`
	ThumbnailURL string      `json:"thumbnail_url,omitempty"`
	IconURL      string      `json:"icon_url,omitempty"`
	IframeURL    string      `json:"iframe_url,omitempty"`
	Height       json.Number `json:"height,omitempty"`
	Padding      json.Number `json:"padding,omitempty"`
	PaddingTop   json.Number `json:"padding_top,omitempty"`
}

// TemplateMention stands in templates for what will be known when they are
// used: today, now, or me.
type TemplateMention struct {
	Type                string `json:"type,omitempty"`
	TemplateMentionDate string `json:"template_mention_date,omitempty"`
	TemplateMentionUser string `json:"template_mention_user,omitempty"`
}
