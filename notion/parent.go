package notion

import "encoding/json"

// Parent tells where an object lives: always its direct parent. A row's parent
// has both DataSourceID and DatabaseID since 2025-09-03. API section "Parents".
type Parent struct {
	Type         string `json:"type,omitempty"` // page_id, block_id, database_id, data_source_id, workspace, agent_id
	PageID       ID     `json:"page_id,omitempty"`
	BlockID      ID     `json:"block_id,omitempty"`
	DatabaseID   ID     `json:"database_id,omitempty"`
	DataSourceID ID     `json:"data_source_id,omitempty"`
	AgentID      ID     `json:"agent_id,omitempty"`
	Workspace    bool   `json:"workspace,omitempty"`

	Raw json.RawMessage `json:"-"` // payload of an unknown Type
}

// UnmarshalJSON reads a parent of any type.
func (p *Parent) UnmarshalJSON(data []byte) error {
	type plain Parent
	if err := json.Unmarshal(data, (*plain)(p)); err != nil {
		*p = Parent{}
		p.Type, p.Raw, err = salvage(data, err)
		return err
	}
	switch p.Type {
	case "page_id", "block_id", "database_id", "data_source_id", "agent_id", "workspace":
	default:
		p.Raw = rawPayload(data, p.Type)
	}
	return nil
}

// MarshalJSON writes the parent as the API does, without nulls.
func (p Parent) MarshalJSON() ([]byte, error) {
	type plain Parent
	return encodeWithRaw(plain(p), p.Type, p.Raw)
}

// ID gives the ID of the direct parent; "" for the workspace and for unknown
// types.
func (p Parent) ID() ID {
	switch p.Type {
	case "page_id":
		return p.PageID
	case "block_id":
		return p.BlockID
	case "database_id":
		return p.DatabaseID
	case "data_source_id":
		return p.DataSourceID
	case "agent_id":
		return p.AgentID
	}
	return ""
}
