package notion

import "encoding/json"

// Property is a column of a data source. Exactly the field named by Type is
// set, for the types that have a configuration; an unknown type has its payload
// in Raw. API section "Schema".
type Property struct {
	ID          string          `json:"id,omitempty"` // percent-encoded
	Name        string          `json:"name,omitempty"`
	Description string          `json:"description,omitempty"`
	Type        string          `json:"type,omitempty"`
	Number      *NumberConfig   `json:"number,omitempty"`
	Select      *OptionsConfig  `json:"select,omitempty"`
	MultiSelect *OptionsConfig  `json:"multi_select,omitempty"`
	Status      *OptionsConfig  `json:"status,omitempty"`
	Relation    *RelationConfig `json:"relation,omitempty"`
	Rollup      *RollupConfig   `json:"rollup,omitempty"`
	Formula     *Equation       `json:"formula,omitempty"` // an expression, not TeX
	UniqueID    *UniqueIDConfig `json:"unique_id,omitempty"`

	Raw json.RawMessage `json:"-"`
}

// UnmarshalJSON reads a property of any type.
func (p *Property) UnmarshalJSON(data []byte) error {
	type plain Property
	if err := json.Unmarshal(data, (*plain)(p)); err != nil {
		*p = Property{ID: p.ID, Name: p.Name}
		p.Type, p.Raw, err = salvage(data, err)
		return err
	}
	if !isPropertyType(p.Type) {
		p.Raw = rawPayload(data, p.Type)
	}
	return nil
}

// MarshalJSON writes the property as the API does, without empty
// configurations.
func (p Property) MarshalJSON() ([]byte, error) {
	type plain Property
	return encodeWithRaw(plain(p), p.Type, p.Raw)
}

// NumberConfig holds a number's format, such as "percent" or "euro".
type NumberConfig struct {
	Format string `json:"format,omitempty"`
}

// OptionsConfig lists the choices in the order of the UI; only status has
// groups.
type OptionsConfig struct {
	Options []Option      `json:"options,omitempty"`
	Groups  []OptionGroup `json:"groups,omitempty"`
}

// OptionGroup is one of the three groups of a status: to do, in progress,
// complete, in that order whatever their names.
type OptionGroup struct {
	ID        string   `json:"id,omitempty"`
	Name      string   `json:"name,omitempty"`
	Color     Color    `json:"color,omitempty"`
	OptionIDs []string `json:"option_ids,omitempty"`
}

// RelationConfig says what a relation points at.
type RelationConfig struct {
	DatabaseID     ID              `json:"database_id,omitempty"`
	DataSourceID   ID              `json:"data_source_id,omitempty"` // since 2025-09-03
	Type           string          `json:"type,omitempty"`
	SingleProperty *struct{}       `json:"single_property,omitempty"`
	DualProperty   *SyncedProperty `json:"dual_property,omitempty"`
}

// SyncedProperty is the other side of a dual relation.
type SyncedProperty struct {
	ID   string `json:"synced_property_id,omitempty"`
	Name string `json:"synced_property_name,omitempty"`
}

// RollupConfig says what a rollup shows. Its IDs are percent-decoded, unlike
// those of the properties.
type RollupConfig struct {
	Function             string `json:"function,omitempty"`
	RelationPropertyID   string `json:"relation_property_id,omitempty"`
	RelationPropertyName string `json:"relation_property_name,omitempty"`
	RollupPropertyID     string `json:"rollup_property_id,omitempty"`
	RollupPropertyName   string `json:"rollup_property_name,omitempty"`
}

// UniqueIDConfig holds the prefix of a unique ID.
type UniqueIDConfig struct {
	Prefix string `json:"prefix,omitempty"`
}
