package notion

import "encoding/json"

// Icon stands before the title of a page, database, data source, callout or
// tab. Exactly the field named by Type is set (Emoji, CustomEmoji, Icon,
// External, File); an unknown type has its payload in Raw.
type Icon struct {
	Type        string       `json:"type,omitempty"`
	Emoji       string       `json:"emoji,omitempty"` // may be several code points
	CustomEmoji *CustomEmoji `json:"custom_emoji,omitempty"`
	Icon        *NativeIcon  `json:"icon,omitempty"`
	External    *URLObject   `json:"external,omitempty"`
	File        *Hosted      `json:"file,omitempty"`

	Raw json.RawMessage `json:"-"`
}

// CustomEmoji is an emoji that a workspace has added. URL is public and does
// not expire.
type CustomEmoji struct {
	ID   ID     `json:"id,omitempty"`
	Name string `json:"name,omitempty"`
	URL  string `json:"url,omitempty"`
}

// NativeIcon is one of Notion's own icons.
type NativeIcon struct {
	Name  string `json:"name,omitempty"`
	Color string `json:"color,omitempty"`
}

// UnmarshalJSON reads an icon of any type.
func (i *Icon) UnmarshalJSON(data []byte) error {
	type plain Icon
	if err := json.Unmarshal(data, (*plain)(i)); err != nil {
		*i = Icon{}
		i.Type, i.Raw, err = salvage(data, err)
		return err
	}
	switch i.Type {
	case "emoji", "custom_emoji", "icon", "external", "file":
	default:
		i.Raw = rawPayload(data, i.Type)
	}
	return nil
}

// MarshalJSON writes the icon as the API does, without nulls.
func (i Icon) MarshalJSON() ([]byte, error) {
	type plain Icon
	return encodeWithRaw(plain(i), i.Type, i.Raw)
}

// AsFile gives the image behind the icon, for the types that have one. It is nil
// for an emoji, and for Notion's own icons, which have no public address.
func (i *Icon) AsFile() *File {
	switch {
	case i == nil:
		return nil
	case i.File != nil:
		return &File{Type: "file", File: i.File}
	case i.External != nil:
		return &File{Type: "external", External: i.External}
	case i.CustomEmoji != nil:
		return &File{Type: "external", External: &URLObject{URL: i.CustomEmoji.URL}}
	}
	return nil
}
