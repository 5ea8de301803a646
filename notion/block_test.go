package notion

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBlocksAreDecodedAsOthersAre(t *testing.T) {
	const paragraph = `{"id":"a","type":"paragraph","paragraph":{"rich_text":[{"type":"text","text":{"content":"x, y"}}]}}`
	for _, text := range []string{
		`[]`,
		` [ ` + paragraph + ` , ` + paragraph + ` ] `,
		`[{"type":"toggle","toggle":{},"children":[` + paragraph + `]},null,` + paragraph + `]`,
		`[{"type":"hologram","hologram":{"depth":[1, 2]}} ,` + paragraph + `]`,
		`[` + paragraph + `, {"type":"transcription","transcription":{"title":[]}}]`,
		`[` + paragraph + `,{"id":"b","type":"paragraph","paragraph":[1],"children":[` + paragraph + `]},` + paragraph + `]`,
		`[7]`,
		`[` + paragraph,
		`[` + paragraph + `,`,
		`[{"id":"a"`,
		`{}`,
		``,
	} {
		var want []Block
		wantErr := json.Unmarshal([]byte(text), &want)
		have, err := DecodeBlocks([]byte(text))
		if (err != nil) != (wantErr != nil) {
			t.Errorf("%s: the error is %v, want %v", text, err, wantErr)
		}
		if diff := cmp.Diff(want, have); err == nil && len(want)+len(have) > 0 && diff != "" {
			t.Errorf("%s (-want +have):\n%s", text, diff)
		}
	}
}
