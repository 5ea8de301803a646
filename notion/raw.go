package notion

import (
	"bytes"
	"encoding/json"
)

// Notion adds types without notice, in every version. An object whose type
// this package does not know, or whose payload has a shape that it does not
// know, keeps the payload as it came, in a field called Raw, and gives it back
// when it is encoded. So one odd object costs itself, and not all its siblings.

// rawPayload gives a copy of the value that the JSON object data has under key,
// or nil.
func rawPayload(data []byte, key string) json.RawMessage {
	var fields map[string]json.RawMessage
	if key == "" || json.Unmarshal(data, &fields) != nil {
		return nil
	}
	return fields[key]
}

// salvage gives the type and the payload of a union that could not be decoded
// because of err. It gives err back when there is nothing to keep.
func salvage(data []byte, err error) (typ string, raw json.RawMessage, _ error) {
	var head struct {
		Type string `json:"type"`
	}
	if json.Unmarshal(data, &head) != nil {
		return "", nil, err
	}
	raw = rawPayload(data, head.Type)
	if raw == nil {
		return "", nil, err
	}
	return head.Type, raw, nil
}

// encodeWithRaw encodes v, a struct without methods, and puts raw under key
// beside v's own fields.
func encodeWithRaw(v any, key string, raw json.RawMessage) ([]byte, error) {
	data, err := json.Marshal(v)
	if err != nil || len(raw) == 0 || key == "" {
		return data, err
	}
	name, err := json.Marshal(key)
	if err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(data[:len(data)-1])
	if len(data) > len("{}") {
		out.WriteByte(',')
	}
	out.Write(name)
	out.WriteByte(':')
	out.Write(raw)
	out.WriteByte('}')
	return out.Bytes(), nil
}

// many is an array that the API also sends as its single element: pages have
// arrays where property items have one value each.
type many[T any] []T

// UnmarshalJSON reads an array, one element, or null.
func (m *many[T]) UnmarshalJSON(data []byte) error {
	if t := bytes.TrimLeft(data, " \t\r\n"); len(t) > 0 && t[0] == '{' {
		if string(bytes.Join(bytes.Fields(t), nil)) == "{}" {
			*m = nil
			return nil
		}
		one := make(many[T], 1)
		if err := json.Unmarshal(data, &one[0]); err != nil {
			return err
		}
		*m = one
		return nil
	}
	return json.Unmarshal(data, (*[]T)(m))
}
