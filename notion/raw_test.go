package notion

import (
	"encoding/json"
	"testing"
)

// What this package does not understand is kept, whether its type is unknown or
// its payload has an unknown shape, and what stands around it is read.
func TestOddObjectsKeepTheirPayload(t *testing.T) {
	for _, tt := range []struct {
		name, json string
		into       any
		raw        func(any) json.RawMessage
	}{
		{"block of an unknown type", `{"object":"block","id":"b1","type":"hologram","hologram":{"depth":3}}`,
			new(Block), func(v any) json.RawMessage { return v.(*Block).Raw }},
		{"block of an unknown shape", `{"object":"block","id":"b1","has_children":true,"type":"to_do","to_do":{"checked":"yes"}}`,
			new(Block), func(v any) json.RawMessage { return v.(*Block).Raw }},
		{"property value of an unknown type", `{"id":"x","type":"location","location":{"lat":1}}`,
			new(PropertyValue), func(v any) json.RawMessage { return v.(*PropertyValue).Raw }},
		{"property value of an unknown shape", `{"id":"x","type":"select","select":"red"}`,
			new(PropertyValue), func(v any) json.RawMessage { return v.(*PropertyValue).Raw }},
		{"property of an unknown shape", `{"id":"x","name":"Size","type":"number","number":7}`,
			new(Property), func(v any) json.RawMessage { return v.(*Property).Raw }},
		{"formula of an unknown type", `{"type":"page","page":{"id":"p1"}}`,
			new(Formula), func(v any) json.RawMessage { return v.(*Formula).Raw }},
		{"rollup of an unknown shape", `{"type":"array","array":"many"}`,
			new(Rollup), func(v any) json.RawMessage { return v.(*Rollup).Raw }},
		{"mention of an unknown type", `{"type":"agent","agent":{"id":"a1"}}`,
			new(Mention), func(v any) json.RawMessage { return v.(*Mention).Raw }},
		{"icon of an unknown type", `{"type":"lottie","lottie":{"frames":12}}`,
			new(Icon), func(v any) json.RawMessage { return v.(*Icon).Raw }},
		{"file of an unknown shape", `{"type":"external","external":"https://example.org/"}`,
			new(File), func(v any) json.RawMessage { return v.(*File).Raw }},
		{"parent of an unknown type", `{"type":"team_id","team_id":"t1"}`,
			new(Parent), func(v any) json.RawMessage { return v.(*Parent).Raw }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := json.Unmarshal([]byte(tt.json), tt.into); err != nil {
				t.Fatal(err)
			}
			if len(tt.raw(tt.into)) == 0 {
				t.Errorf("the payload is gone: %+v", tt.into)
			}
			again, err := json.Marshal(tt.into)
			if err != nil {
				t.Fatal(err)
			}
			var want, got any
			if json.Unmarshal([]byte(tt.json), &want) != nil || json.Unmarshal(again, &got) != nil {
				t.Fatalf("not JSON: %s", again)
			}
			losses := lossReport{}
			losses.compare(want, got, tt.name, "encoded again")
			losses.fail(t)
		})
	}
}

func TestAnOddBlockDoesNotSpoilItsSiblings(t *testing.T) {
	s := serve(t, func(int, call) reply {
		return ok(`{"object":"list","has_more":false,"results":[
			{"object":"block","id":"b1","type":"to_do","to_do":{"checked":"yes"}},
			{"object":"block","id":"b2","type":"divider","divider":{}}]}`)
	})
	blocks, err := collect(s.client().Children(t.Context(), idA))
	if err != nil || len(blocks) != 2 || blocks[0].Raw == nil || blocks[1].Divider == nil {
		t.Errorf("got %+v, %v", blocks, err)
	}
}
