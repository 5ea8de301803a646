package site

import (
	"encoding/json"
	"strings"
	"testing"

	"galley/internal/golden"
	"galley/notion"

	"go.yaml.in/yaml/v3"
)

// propertiesShown are the examples of the manual, a property of each type that has
// a value.
var propertiesShown = []struct{ name, value string }{
	{"text", `{"type":"rich_text","rich_text":[{"plain_text":"some text"}]}`},
	{"number", `{"type":"number","number":0.25}`},
	{"select, status", `{"type":"select","select":{"name":"Red"}}`},
	{"multi-select", `{"type":"multi_select","multi_select":[{"name":"a"},{"name":"b"}]}`},
	{"date", `{"type":"date","date":{"start":"2026-06-27"}}`},
	{"date with time", `{"type":"date","date":{"start":"2026-06-27T10:00:00.000+02:00"}}`},
	{"date with an end", `{"type":"date","date":{"start":"2026-06-27","end":"2026-06-28"}}`},
	{"checkbox", `{"type":"checkbox","checkbox":true}`},
	{"person", `{"type":"people","people":[{"id":"ada"}]}`},
	{"created by, last edited by", `{"type":"created_by","created_by":{"id":"ada"}}`},
	{"created time, last edited time", `{"type":"created_time","created_time":"2026-06-27T10:00:00.000Z"}`},
	{"files and media", `{"type":"files","files":[{"name":"a","type":"external","external":{"url":"https://example.org/a.pdf"}}]}`},
	{"URL", `{"type":"url","url":"https://example.org/"}`},
	{"email, phone", `{"type":"email","email":"ada@example.org"}`},
	{"relation", `{"type":"relation","relation":[{"id":"home"}]}`},
	{"formula: a number, text, a date, true or false", `{"type":"formula","formula":{"type":"number","number":1.5}}`},
	{"rollup: a number, a date", `{"type":"rollup","rollup":{"type":"number","number":4,"function":"sum"}}`},
	{"rollup of several values", `{"type":"rollup","rollup":{"type":"array","array":[{"type":"number","number":2},{"type":"number","number":3}]}}`},
	{"ID", `{"type":"unique_id","unique_id":{"prefix":"FN","number":9}}`},
	{"place", `{"type":"place","place":{"lat":1,"lon":2,"name":"Quay","address":"1 Road"}}`},
	{"verification", `{"type":"verification","verification":{"state":"verified","verified_by":{"id":"ada"}}}`},
	{"button, and what is empty", `{"type":"rich_text","rich_text":[]}`},
}

// TestTheManualShowsPropertiesAsTheyAre holds the table of properties in
// docs/markdown.md.
func TestTheManualShowsPropertiesAsTheyAre(t *testing.T) {
	var b strings.Builder
	b.WriteString("| property | in the front matter |\n| --- | --- |\n")
	for _, example := range propertiesShown {
		var v notion.PropertyValue
		if err := json.Unmarshal([]byte(example.value), &v); err != nil {
			t.Fatalf("%s: %v", example.name, err)
		}
		shown := "nothing"
		if value := yamlValue(typedValue(v, names{})); value != nil {
			f := newFields()
			f.add("key", typedValue(v, names{}))
			text, err := yaml.Marshal(&f.node)
			if err != nil {
				t.Fatal(err)
			}
			shown = "`" + strings.ReplaceAll(strings.TrimSpace(string(text)), "\n", "`<br/>`") + "`"
		}
		b.WriteString("| " + example.name + " | " + shown + " |\n")
	}
	golden.CheckSection(t, "../docs/markdown.md", "properties", []byte(b.String()))
}
