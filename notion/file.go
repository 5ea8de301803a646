package notion

import (
	"encoding/json"
	"net/url"
	"path"
	"strings"
	"time"
)

// File is a file of a block, a cover, or an entry of a files property. Type is
// "file" (hosted by Notion behind a signed link that expires), "external" (any
// URL that somebody typed), or unknown, with the payload in Raw. API section
// "Files".
type File struct {
	Type     string     `json:"type,omitempty"`
	File     *Hosted    `json:"file,omitempty"`
	External *URLObject `json:"external,omitempty"`
	Caption  []RichText `json:"caption,omitempty"` // blocks only
	Name     string     `json:"name,omitempty"`    // file blocks and files properties only

	Raw json.RawMessage `json:"-"`
}

// Hosted is a file in Notion's storage.
type Hosted struct {
	URL        string    `json:"url,omitempty"`
	ExpiryTime time.Time `json:"expiry_time,omitzero"`
}

// UnmarshalJSON reads a file of any type.
func (f *File) UnmarshalJSON(data []byte) error {
	type plain File
	if err := json.Unmarshal(data, (*plain)(f)); err != nil {
		*f = File{}
		f.Type, f.Raw, err = salvage(data, err)
		return err
	}
	switch f.Type {
	case "file", "external", "":
	default:
		f.Raw = rawPayload(data, f.Type)
	}
	return nil
}

// MarshalJSON writes the file as the API does, without nulls.
func (f File) MarshalJSON() ([]byte, error) {
	type plain File
	return encodeWithRaw(plain(f), f.Type, f.Raw)
}

// URL gives the address of the file, signed when Notion hosts it; "" when the
// type is unknown.
func (f *File) URL() string {
	switch {
	case f == nil:
		return ""
	case f.File != nil:
		return f.File.URL
	case f.External != nil:
		return f.External.URL
	}
	return ""
}

// Key identifies a file that Notion hosts: its URL without the signature, which
// differs on every read. It is "" for files that Notion does not host.
func (f *File) Key() string {
	if f == nil || f.File == nil {
		return ""
	}
	return FileKey(f.File.URL)
}

// FileKey strips the signature from the URL of a hosted file.
func FileKey(rawURL string) string {
	key, _, _ := strings.Cut(rawURL, "?")
	return key
}

// FileName gives the name that the file was uploaded with: Name, or the last
// segment of the URL's path; "" when there is none.
func (f *File) FileName() string {
	if f.Name != "" && !strings.Contains(f.Name, "://") {
		return f.Name
	}
	u, err := url.Parse(f.URL())
	if err != nil || u.Path == "" || strings.HasSuffix(u.Path, "/") {
		return ""
	}
	return path.Base(u.Path)
}
