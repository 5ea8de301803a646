package render

import (
	"encoding/json"
	"testing"

	"galley/notion"
)

// TestValue holds how the value of each type of property is written; a want that
// is left out is that of the format before it.
func TestValue(t *testing.T) {
	tests := []struct {
		name, value, property string
		html, markdown, text  string
	}{
		{name: "title", value: `{"type":"title","title":[{"type":"text","plain_text":"A <b>","annotations":{"bold":true}}]}`,
			html: `<strong>A &lt;b&gt;</strong>`, markdown: `**A &lt;b>**`, text: `A <b>`},
		{name: "rich text on two lines", value: `{"type":"rich_text","rich_text":[{"type":"text","plain_text":"a\nb"}]}`, html: `a<br>b`, markdown: `a<br/>b`, text: "a\nb"},
		{name: "number", value: `{"type":"number","number":1234.5}`, html: `1234.5`},
		{name: "percent", value: `{"type":"number","number":0.07}`, property: `{"type":"number","number":{"format":"percent"}}`, html: `7%`},
		{name: "no number", value: `{"type":"number","number":null}`},
		{name: "select", value: `{"type":"select","select":{"name":"To do","color":"red"}}`, html: `<span class="tag c-red">To do</span>`, markdown: `To do`},
		{name: "status", value: `{"type":"status","status":{"name":"Done","color":"default"}}`, html: `<span class="tag">Done</span>`, markdown: `Done`},
		{name: "multi select", value: `{"type":"multi_select","multi_select":[{"name":"a_","color":"blue"},{"name":"b"}]}`,
			html: `<span class="tag c-blue">a_</span> <span class="tag">b</span>`, markdown: `a\_, b`, text: `a_, b`},
		{name: "date", value: `{"type":"date","date":{"start":"2026-06-27"}}`, html: `<time datetime="2026-06-27">27 June 2026</time>`, text: `27 June 2026`},
		{name: "range", value: `{"type":"date","date":{"start":"2026-06-27","end":"2026-06-30T10:00:00.000+02:00"}}`,
			html: `<time datetime="2026-06-27">27 June 2026</time> – <time datetime="2026-06-30T10:00:00.000+02:00">30 June 2026, 10:00</time>`,
			text: `27 June 2026 – 30 June 2026, 10:00`},
		{name: "people", value: `{"type":"people","people":[{"id":"` + string(testID(7)) + `"},{"name":"Bo"},{"id":"x"}]}`, html: `Ada Lovelace, Bo, Anonymous`},
		{name: "files", value: `{"type":"files","files":[{"name":"cat.png","type":"file","file":{"url":"` + storage + `cat.png?X"}},{"name":"https://example.org/x.pdf","type":"external","external":{"url":"https://example.org/x.pdf"}},{"name":"gone","type":"file","file":{"url":"` + storage + `gone"}}]}`,
			html:     `<a href="/files/ab12/cat.png">cat.png</a>, <a href="https://example.org/x.pdf">x.pdf</a>, gone`,
			markdown: `[cat.png](/files/ab12/cat.png), [x.pdf](https://example.org/x.pdf), gone`, text: `cat.png, x.pdf, gone`},
		{name: "ticked", value: `{"type":"checkbox","checkbox":true}`, html: `<span role="img" aria-label="Yes">✓</span>`, markdown: `✓`},
		{name: "not ticked", value: `{"type":"checkbox","checkbox":false}`, html: `<span role="img" aria-label="No">✗</span>`, markdown: `✗`},
		{name: "url", value: `{"type":"url","url":"www.example.org/a"}`, html: `<a href="https://www.example.org/a">www.example.org/a</a>`,
			markdown: `[www.example.org/a](https://www.example.org/a)`, text: `www.example.org/a`},
		{name: "unsafe url", value: `{"type":"url","url":"javascript:x"}`, html: `javascript:x`},
		{name: "email", value: `{"type":"email","email":"a@b.org"}`, html: `<a href="mailto:a@b.org">a@b.org</a>`, markdown: `[a@b.org](mailto:a@b.org)`, text: `a@b.org`},
		{name: "phone", value: `{"type":"phone_number","phone_number":"+49 30 1"}`, html: `<a href="tel:+49301">+49 30 1</a>`, markdown: `[+49 30 1](tel:+49301)`, text: `+49 30 1`},
		{name: "relation", value: `{"type":"relation","relation":[{"id":"` + string(testID(1)) + `"},{"id":"` + string(testID(99)) + `"}]}`,
			html:     `<a class="mention" href="/posts/release-notes/"><span class="icon" aria-hidden="true">🚀</span>Release notes</a>, <a class="mention" href="https://www.notion.so/00000000000080008000000000000099">Untitled</a>`,
			markdown: `[🚀 Release notes](/posts/release-notes/), [Untitled](https://www.notion.so/00000000000080008000000000000099)`, text: `Release notes, Untitled`},
		{name: "formula of text", value: `{"type":"formula","formula":{"type":"string","string":"*x*"}}`, html: `*x*`, markdown: `\*x\*`, text: `*x*`},
		{name: "formula of a number", value: `{"type":"formula","formula":{"type":"number","number":3}}`, html: `3`},
		{name: "formula of a date", value: `{"type":"formula","formula":{"type":"date","date":{"start":"2026-06-27"}}}`, html: `<time datetime="2026-06-27">27 June 2026</time>`, text: `27 June 2026`},
		{name: "unsupported formula", value: `{"type":"formula","formula":{"type":"unsupported","unsupported":{}}}`},
		{name: "rollup of a share", value: `{"type":"rollup","rollup":{"type":"number","number":0.5,"function":"percent_checked"}}`, html: `50%`},
		{name: "rollup of values", value: `{"type":"rollup","rollup":{"type":"array","array":[{"type":"title","title":[{"type":"text","plain_text":"A"}]},{"type":"number","number":3},{"type":"number","number":null}],"function":"show_original"}}`, html: `A, 3`},
		{name: "created", value: `{"type":"created_time","created_time":"2026-06-27T16:59:00.000Z"}`, html: `<time datetime="2026-06-27T16:59:00.000Z">27 June 2026, 16:59</time>`, text: `27 June 2026, 16:59`},
		{name: "creator", value: `{"type":"created_by","created_by":{"id":"` + string(testID(7)) + `"}}`, html: `Ada Lovelace`},
		{name: "unique id", value: `{"type":"unique_id","unique_id":{"prefix":"TASK","number":12}}`, html: `TASK-12`},
		{name: "unique id without a prefix", value: `{"type":"unique_id","unique_id":{"prefix":null,"number":12}}`, html: `12`},
		{name: "verification", value: `{"type":"verification","verification":{"state":"verified"}}`, html: `Verified`},
		{name: "place", value: `{"type":"place","place":{"lat":52.5,"lon":13.4,"name":"Museum","address":"Berlin"}}`, html: `Museum, Berlin`},
		{name: "place without a name", value: `{"type":"place","place":{"lat":52.5,"lon":13.4}}`, html: `52.5, 13.4`},
		{name: "button", value: `{"type":"button","button":{}}`},
		{name: "unknown", value: `{"type":"hologram","hologram":{"x":1}}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var value notion.PropertyValue
			var property notion.Property
			if err := json.Unmarshal([]byte(test.value), &value); err != nil {
				t.Fatal(err)
			}
			if test.property != "" {
				if err := json.Unmarshal([]byte(test.property), &property); err != nil {
					t.Fatal(err)
				}
			}
			if test.markdown == "" {
				test.markdown = test.html
			}
			if test.text == "" {
				test.text = test.markdown
			}
			doc := Value(value, property, Options{Language: "en"})
			for i, want := range []string{test.html, test.markdown, test.text} {
				if got := rendered(doc, sampleSite(), formats[i].write); got != want {
					t.Errorf("%s: got %s, want %s", formats[i].file, got, want)
				}
			}
		})
	}
}

func TestNumberFormats(t *testing.T) {
	tests := []struct{ number, format, want string }{
		{"1234567.891", "number_with_commas", "1,234,567.891"},
		{"-1234", "number_with_commas", "-1,234"},
		{"0.07", "percent", "7%"},
		{"-0.001", "percent", "-0.1%"},
		{"12", "percent", "1200%"},
		{"0", "percent", "0%"},
		{"1234.5", "dollar", "$1,234.50"},
		{"-3", "euro", "-€3.00"},
		{"1234.5", "yen", "¥1,234"},
		{"10", "franc", "CHF\u00a010.00"},
		{"5.0", "number", "5.0"},
		{"5", "a format of next year", "5"},
		{"1e999", "dollar", "1e999"},
	}
	for _, test := range tests {
		if got := formatNumber(json.Number(test.number), test.format); got != test.want {
			t.Errorf("%s as %s is %q, want %q", test.number, test.format, got, test.want)
		}
	}
}

func TestDatesInLanguages(t *testing.T) {
	tests := []struct{ date, language, want string }{
		{"2026-03-01", "", "1 March 2026"},
		{"2026-03-01", "en-US", "March 1, 2026"},
		{"2026-03-01", "de-AT", "1. März 2026"},
		{"2026-03-01", "ja", "2026年3月1日"},
		{"2026-03-01", "xx", "2026-03-01"},
		{"2026-03-01T08:05:00.000-05:00", "fr", "1 mars 2026, 08:05"},
		{"2026-03-01T08:05:00", "en", "1 March 2026, 08:05"},
		{"next week", "en", "next week"},
	}
	for _, test := range tests {
		if got, _ := formatDate(test.date, test.language); got != test.want {
			t.Errorf("%s in %q is %q, want %q", test.date, test.language, got, test.want)
		}
	}
}
