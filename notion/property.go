package notion

import "encoding/json"

// PropertyValue is the value that a page has for a property. Exactly the field
// named by Type may be set; it is empty when the property is. An unknown type
// has its payload in Raw. Elements of an array rollup have no ID. API section
// "Page property values".
type PropertyValue struct {
	Object         string          `json:"object,omitempty"` // "property_item" when read by itself
	ID             string          `json:"id,omitempty"`     // percent-encoded; to be used as it is in URLs
	Type           string          `json:"type,omitempty"`
	HasMore        bool            `json:"has_more,omitempty"` // relation: more than 25 references
	Title          many[RichText]  `json:"title,omitempty"`
	RichText       many[RichText]  `json:"rich_text,omitempty"`
	Number         *json.Number    `json:"number,omitempty"`
	Select         *Option         `json:"select,omitempty"`
	Status         *Option         `json:"status,omitempty"`
	MultiSelect    []Option        `json:"multi_select,omitempty"`
	Date           *Date           `json:"date,omitempty"`
	People         many[User]      `json:"people,omitempty"`
	Files          []File          `json:"files,omitempty"`
	Checkbox       *bool           `json:"checkbox,omitempty"`
	URL            *string         `json:"url,omitempty"`
	Email          *string         `json:"email,omitempty"`
	PhoneNumber    *string         `json:"phone_number,omitempty"`
	Relation       many[Reference] `json:"relation,omitempty"`
	Formula        *Formula        `json:"formula,omitempty"`
	Rollup         *Rollup         `json:"rollup,omitempty"`
	CreatedTime    string          `json:"created_time,omitempty"`
	LastEditedTime string          `json:"last_edited_time,omitempty"`
	CreatedBy      *User           `json:"created_by,omitempty"`
	LastEditedBy   *User           `json:"last_edited_by,omitempty"`
	UniqueID       *UniqueID       `json:"unique_id,omitempty"`
	Verification   *Verification   `json:"verification,omitempty"`
	Button         *struct{}       `json:"button,omitempty"`
	Place          *Place          `json:"place,omitempty"`

	Raw json.RawMessage `json:"-"`
}

// UnmarshalJSON reads a value of any type, as a page has it or as a property
// item.
func (v *PropertyValue) UnmarshalJSON(data []byte) error {
	type plain PropertyValue
	if err := json.Unmarshal(data, (*plain)(v)); err != nil {
		*v = PropertyValue{ID: v.ID}
		v.Type, v.Raw, err = salvage(data, err)
		return err
	}
	if !isPropertyType(v.Type) {
		v.Raw = rawPayload(data, v.Type)
	}
	return nil
}

// MarshalJSON writes the value as a page has it, without nulls.
func (v PropertyValue) MarshalJSON() ([]byte, error) {
	type plain PropertyValue
	return encodeWithRaw(plain(v), v.Type, v.Raw)
}

func isPropertyType(t string) bool {
	switch t {
	case "title", "rich_text", "number", "select", "status", "multi_select", "date", "people", "files", "checkbox",
		"url", "email", "phone_number", "relation", "formula", "rollup", "created_time", "last_edited_time",
		"created_by", "last_edited_by", "unique_id", "verification", "button", "place":
		return true
	}
	return false
}

// Option is a choice of a select, multi_select or status property.
type Option struct {
	ID          string `json:"id,omitempty"`
	Name        string `json:"name,omitempty"`
	Color       Color  `json:"color,omitempty"`
	Description string `json:"description,omitempty"` // in schemas only
}

// Formula is a formula's result; Type names the field that is set, or is
// "unsupported".
type Formula struct {
	Type    string       `json:"type,omitempty"`
	String  *string      `json:"string,omitempty"`
	Number  *json.Number `json:"number,omitempty"`
	Boolean *bool        `json:"boolean,omitempty"`
	Date    *Date        `json:"date,omitempty"`

	Raw json.RawMessage `json:"-"`
}

// UnmarshalJSON reads a result of any type.
func (f *Formula) UnmarshalJSON(data []byte) error {
	type plain Formula
	if err := json.Unmarshal(data, (*plain)(f)); err != nil {
		*f = Formula{}
		f.Type, f.Raw, err = salvage(data, err)
		return err
	}
	switch f.Type {
	case "string", "number", "boolean", "date":
	default:
		f.Raw = rawPayload(data, f.Type)
	}
	return nil
}

// MarshalJSON writes the result as the API does, without nulls.
func (f Formula) MarshalJSON() ([]byte, error) {
	type plain Formula
	return encodeWithRaw(plain(f), f.Type, f.Raw)
}

// Rollup is what a rollup shows; Type names the field that is set, or is
// "incomplete" or "unsupported".
type Rollup struct {
	Type     string          `json:"type,omitempty"`
	Function string          `json:"function,omitempty"`
	Number   *json.Number    `json:"number,omitempty"`
	Date     *Date           `json:"date,omitempty"`
	Array    []PropertyValue `json:"array,omitempty"`

	Raw json.RawMessage `json:"-"`
}

// UnmarshalJSON reads a rollup of any type.
func (r *Rollup) UnmarshalJSON(data []byte) error {
	type plain Rollup
	if err := json.Unmarshal(data, (*plain)(r)); err != nil {
		*r = Rollup{}
		r.Type, r.Raw, err = salvage(data, err)
		return err
	}
	switch r.Type {
	case "number", "date", "array":
	default:
		r.Raw = rawPayload(data, r.Type)
	}
	return nil
}

// MarshalJSON writes the rollup as the API does, without nulls.
func (r Rollup) MarshalJSON() ([]byte, error) {
	type plain Rollup
	return encodeWithRaw(plain(r), r.Type, r.Raw)
}

// UniqueID is shown as PREFIX-12, or 12 without a prefix.
type UniqueID struct {
	Prefix string       `json:"prefix,omitempty"`
	Number *json.Number `json:"number,omitempty"`
}

// Verification is the state of a wiki page.
type Verification struct {
	State      string `json:"state,omitempty"` // verified, expired, unverified
	VerifiedBy *User  `json:"verified_by,omitempty"`
	Date       *Date  `json:"date,omitempty"`
}

// Place is a point on the map.
type Place struct {
	Lat           json.Number `json:"lat,omitempty"`
	Lon           json.Number `json:"lon,omitempty"`
	Name          string      `json:"name,omitempty"`
	Address       string      `json:"address,omitempty"`
	AWSPlaceID    string      `json:"aws_place_id,omitempty"`
	GooglePlaceID string      `json:"google_place_id,omitempty"`
}
