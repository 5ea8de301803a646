package notion

import (
	"encoding/json"
	"time"
)

// View is a saved way to look at a data source. Filter, Sorts and QuickFilters
// are in the grammar of Client.Query. API section "Views".
type View struct {
	Object         string                     `json:"object,omitempty"`
	ID             ID                         `json:"id,omitempty"`
	Parent         Parent                     `json:"parent,omitzero"`
	DataSourceID   ID                         `json:"data_source_id,omitempty"` // "" for dashboards
	Name           string                     `json:"name,omitempty"`
	Type           string                     `json:"type,omitempty"` // table, board, list, calendar, timeline, gallery, form, chart, map, dashboard
	CreatedTime    time.Time                  `json:"created_time,omitzero"`
	LastEditedTime time.Time                  `json:"last_edited_time,omitzero"`
	CreatedBy      *User                      `json:"created_by,omitempty"`
	LastEditedBy   *User                      `json:"last_edited_by,omitempty"`
	URL            string                     `json:"url,omitempty"`
	Filter         json.RawMessage            `json:"filter,omitempty"`
	Sorts          []Sort                     `json:"sorts,omitempty"`
	QuickFilters   map[string]json.RawMessage `json:"quick_filters,omitempty"` // by property ID
	Configuration  *ViewConfiguration         `json:"configuration,omitempty"`
}

// Sort orders the results of a query by a property or by a timestamp.
type Sort struct {
	Property  string `json:"property,omitempty"`
	Timestamp string `json:"timestamp,omitempty"` // created_time or last_edited_time
	Direction string `json:"direction,omitempty"` // ascending or descending
}

// ViewRef names a view; lists hold nothing more.
type ViewRef struct {
	Object string `json:"object,omitempty"`
	ID     ID     `json:"id,omitempty"`
}

// ViewConfiguration is how a view shows its rows. Which fields are set depends
// on Type; what is particular to charts, forms, maps and dashboards is in Raw,
// the whole configuration as it came.
type ViewConfiguration struct {
	Type              string         `json:"type,omitempty"`
	Properties        []ViewProperty `json:"properties,omitempty"` // in the order of the UI
	GroupBy           *GroupBy       `json:"group_by,omitempty"`
	SubGroupBy        *GroupBy       `json:"sub_group_by,omitempty"`
	Cover             *ViewCover     `json:"cover,omitempty"`
	CoverSize         string         `json:"cover_size,omitempty"`
	CoverAspect       string         `json:"cover_aspect,omitempty"`
	CardLayout        string         `json:"card_layout,omitempty"`
	DatePropertyID    string         `json:"date_property_id,omitempty"`
	EndDatePropertyID string         `json:"end_date_property_id,omitempty"`

	Raw json.RawMessage `json:"-"`
}

// UnmarshalJSON reads the configuration of any type of view; of one whose shape
// is not known, only Raw is set.
func (c *ViewConfiguration) UnmarshalJSON(data []byte) error {
	type plain ViewConfiguration
	if err := json.Unmarshal(data, (*plain)(c)); err != nil {
		*c = ViewConfiguration{}
	}
	c.Raw = append(json.RawMessage(nil), data...)
	return nil
}

// MarshalJSON gives the configuration as it came.
func (c ViewConfiguration) MarshalJSON() ([]byte, error) {
	if c.Raw != nil {
		return c.Raw, nil
	}
	type plain ViewConfiguration
	return json.Marshal(plain(c))
}

// ViewProperty is a column of a view. Its PropertyID may be percent-decoded.
type ViewProperty struct {
	PropertyID   string `json:"property_id,omitempty"`
	PropertyName string `json:"property_name,omitempty"`
	Visible      *bool  `json:"visible,omitempty"`
	Width        int    `json:"width,omitempty"` // pixels
	Wrap         bool   `json:"wrap,omitempty"`
	DateFormat   string `json:"date_format,omitempty"`
	TimeFormat   string `json:"time_format,omitempty"`
	StatusShowAs string `json:"status_show_as,omitempty"`
}

// GroupBy gathers rows under headings.
type GroupBy struct {
	Type            string     `json:"type,omitempty"`
	PropertyID      string     `json:"property_id,omitempty"`
	GroupBy         string     `json:"group_by,omitempty"`
	Sort            *GroupSort `json:"sort,omitempty"`
	HideEmptyGroups bool       `json:"hide_empty_groups,omitempty"`
}

// GroupSort orders the groups.
type GroupSort struct {
	Type string `json:"type,omitempty"` // manual, ascending, descending
}

// ViewCover says what a card shows above its title.
type ViewCover struct {
	Type       string `json:"type,omitempty"` // page_cover, page_content, page_content_first, property
	PropertyID string `json:"property_id,omitempty"`
}
