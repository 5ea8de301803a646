package render

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

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
			html: `<time datetime="2026-06-27">27 June 2026</time> – <time datetime="2026-06-30T10:00:00.000+02:00">30 June 2026, 10:00 UTC+2</time>`,
			text: `27 June 2026 – 30 June 2026, 10:00 UTC+2`},
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
		{name: "created", value: `{"type":"created_time","created_time":"2026-06-27T16:59:00.000Z"}`, html: `<time datetime="2026-06-27T16:59:00.000Z">27 June 2026, 16:59 UTC</time>`, text: `27 June 2026, 16:59 UTC`},
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

// german are the words of a language that writes dates and numbers in its own way.
var german = Options{
	Language: "de",
	Word: func(name string) string {
		return map[string]string{"decimal": ",", "group": ".", "percent": "# %", "money": "# ¤", "yes": "Ja", "time": "15.04", "moment": "%s um %s"}[name]
	},
	Day: func(t time.Time) string { return t.Format("2.1.2006") },
}

func TestNumbersInTheirFormatAndLanguage(t *testing.T) {
	tests := []struct{ number, format, english, german string }{
		{"1234567.891", "number_with_commas", "1,234,567.891", "1.234.567,891"},
		{"-1234", "number_with_commas", "-1,234", "-1.234"},
		{"0.07", "percent", "7%", "7 %"},
		{"-0.001", "percent", "-0.1%", "-0,1 %"},
		{"12", "percent", "1200%", "1200 %"},
		{"0", "percent", "0%", "0 %"},
		{"1234.5", "dollar", "$1,234.50", "1.234,50 $"},
		{"-3", "euro", "-€3.00", "-3,00 €"},
		{"1234.5", "yen", "¥1,234", "1.234 ¥"},
		{"10", "franc", "CHF\u00a010.00", "10,00 CHF"},
		{"5.0", "number", "5.0", "5,0"},
		{"0.1", "", "0.1", "0,1"},
		{"5", "a format of next year", "5", "5"},
		{"1e999", "dollar", "1e999", "1e999"},
	}
	for _, test := range tests {
		if got := new(Options).number(json.Number(test.number), test.format); got != test.english {
			t.Errorf("%s as %s is %q, want %q", test.number, test.format, got, test.english)
		}
		if got := german.number(json.Number(test.number), test.format); got != test.german {
			t.Errorf("%s as %s is %q in German, want %q", test.number, test.format, got, test.german)
		}
	}
}

func TestEveryNumberFormatOfTheAPI(t *testing.T) {
	const money = `dollar australian_dollar canadian_dollar singapore_dollar euro pound yen ruble rupee won yuan real
		lira rupiah franc hong_kong_dollar new_zealand_dollar krona norwegian_krone mexican_peso rand new_taiwan_dollar
		danish_krone zloty baht forint koruna shekel chilean_peso philippine_peso dirham colombian_peso riyal ringgit leu
		argentine_peso uruguayan_peso peruvian_sol`
	signs := map[string]string{}
	for _, format := range strings.Fields(money) {
		text := new(Options).number("1234.5", format)
		sign, amount, ok := strings.Cut(text, "1,234")
		if !ok || sign == "" || amount != ".50" && amount != "" {
			t.Errorf("1234.5 as %s is %q", format, text)
		}
		if signs[sign] != "" {
			t.Errorf("%s and %s are both %q", format, signs[sign], sign)
		}
		signs[sign] = format
	}
	if len(signs) != len(currencies) {
		t.Errorf("the API has %d currencies, we %d", len(signs), len(currencies))
	}
}

func TestDates(t *testing.T) {
	tests := []struct{ start, end, zone, english, german string }{
		{start: "2026-03-01", english: "1 March 2026", german: "1.3.2026"},
		{start: "2026-03-01", end: "2026-03-04", english: "1 March 2026 – 4 March 2026", german: "1.3.2026 – 4.3.2026"},
		{start: "2026-03-01T08:05:00.000-05:00", english: "1 March 2026, 08:05 UTC−5", german: "1.3.2026 um 08.05 UTC−5"},
		{start: "2026-03-01T08:05:00.000+05:30", english: "1 March 2026, 08:05 UTC+5:30", german: "1.3.2026 um 08.05 UTC+5:30"},
		{start: "2026-03-01T08:05:00.000Z", english: "1 March 2026, 08:05 UTC", german: "1.3.2026 um 08.05 UTC"},
		{start: "2026-03-01T08:05:00", english: "1 March 2026, 08:05", german: "1.3.2026 um 08.05"},
		{start: "2026-03-01T08:05", zone: "America/New_York", english: "1 March 2026, 08:05 America/New York", german: "1.3.2026 um 08.05 America/New York"},
		{start: "2026-03-01T08:05:00Z", end: "2026-03-01T09:00:00Z", english: "1 March 2026, 08:05 – 09:00 UTC", german: "1.3.2026 um 08.05 – 09.00 UTC"},
		{start: "2026-03-01T08:05:00Z", end: "2026-03-02T09:00:00Z", english: "1 March 2026, 08:05 – 2 March 2026, 09:00 UTC", german: "1.3.2026 um 08.05 – 2.3.2026 um 09.00 UTC"},
		{start: "2026-03-01", end: "2026-03-01T09:00:00+01:00", english: "1 March 2026 – 1 March 2026, 09:00 UTC+1", german: "1.3.2026 – 1.3.2026 um 09.00 UTC+1"},
		{start: "next week", english: "next week", german: "next week"},
		{start: "0000-01-01", english: "0000-01-01", german: "0000-01-01"},
	}
	for _, test := range tests {
		value := notion.PropertyValue{Type: "date", Date: &notion.Date{Start: test.start, End: test.end, TimeZone: test.zone}}
		for _, o := range []struct {
			options Options
			want    string
		}{{Options{}, test.english}, {german, test.german}} {
			if got := rendered(Value(value, notion.Property{}, o.options), nil, (*Document).Text); got != o.want {
				t.Errorf("%s to %s is %q, want %q", test.start, test.end, got, o.want)
			}
		}
	}
}

func TestDatetimeIsWhatHTMLAllows(t *testing.T) {
	value := notion.PropertyValue{Type: "created_time", CreatedTime: "2026-03-01T08:05:00.123456789Z"}
	want := `<time datetime="2026-03-01T08:05:00.123Z">1 March 2026, 08:05 UTC</time>`
	if got := rendered(Value(value, notion.Property{}, Options{}), nil, (*Document).HTML); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWordsAreInTheLanguageOfTheDocument(t *testing.T) {
	yes := true
	value := notion.PropertyValue{Type: "checkbox", Checkbox: &yes}
	for options, want := range map[*Options]string{{}: "Yes", &german: "Ja"} {
		if got := rendered(Value(value, notion.Property{}, *options), nil, (*Document).HTML); !strings.Contains(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	block := notion.Block{Type: "hologram"}
	if got := rendered(New([]notion.Block{block}, german), nil, (*Document).Text); got != "A block of the type “hologram” cannot be shown here.\n" {
		t.Errorf("a text that the language lacks is %q", got)
	}
}
