package site

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"galley/fetch"
	"galley/notion"
	"galley/theme"

	"go.yaml.in/yaml/v3"
)

// names answers for pages, users and files in tests of values.
type names struct{}

func (names) userName(id notion.ID) string { return map[notion.ID]string{"ada": "Ada"}[id] }
func (names) pagePlace(id notion.ID) (string, string) {
	place := map[notion.ID][2]string{"home": {"Home", "/home/"}}[id]
	return place[0], place[1]
}
func (names) fileURL(f *notion.File) string { return webURL(f.URL()) }

func TestPropertiesAreTypedInFrontMatter(t *testing.T) {
	cases := []struct{ value, want string }{
		{`{"type":"number","number":3}`, "3"},
		{`{"type":"number","number":0.25}`, "0.25"},
		{`{"type":"number","number":12345678901234567890}`, "1.2345678901234567e+19"},
		{`{"type":"number","number":null}`, ""},
		{`{"type":"checkbox","checkbox":true}`, "true"},
		{`{"type":"checkbox","checkbox":false}`, "false"},
		{`{"type":"rich_text","rich_text":[{"plain_text":"a "},{"plain_text":"b"}]}`, "a b"},
		{`{"type":"rich_text","rich_text":[{"plain_text":"true"}]}`, `"true"`},
		{`{"type":"rich_text","rich_text":[{"plain_text":"2026-01-01"}]}`, `"2026-01-01"`},
		{`{"type":"rich_text","rich_text":[{"plain_text":"one\ntwo"}]}`, `"one\ntwo"`},
		{`{"type":"rich_text","rich_text":[]}`, ""},
		{`{"type":"select","select":{"name":"Red"}}`, "Red"},
		{`{"type":"status","status":{"name":"Done"}}`, "Done"},
		{`{"type":"multi_select","multi_select":[{"name":"a"},{"name":"b: c"}]}`, "- a\n- 'b: c'"},
		{`{"type":"multi_select","multi_select":[]}`, ""},
		{`{"type":"date","date":{"start":"2026-06-27"}}`, "2026-06-27"},
		{`{"type":"date","date":{"start":"2026-06-27T10:00:00.000+02:00"}}`, "2026-06-27T10:00:00+02:00"},
		{`{"type":"date","date":{"start":"2026-06-27","end":"2026-06-28"}}`, "- 2026-06-27\n- 2026-06-28"},
		{`{"type":"date","date":null}`, ""},
		{`{"type":"people","people":[{"id":"ada"},{"id":"x"},{"id":"y","name":"Bob"}]}`, "- Ada\n- Bob"},
		{`{"type":"created_by","created_by":{"id":"ada"}}`, "Ada"},
		{`{"type":"last_edited_by","last_edited_by":{"id":"x"}}`, ""},
		{`{"type":"created_time","created_time":"2026-06-27T10:00:00.000Z"}`, "2026-06-27T10:00:00Z"},
		{`{"type":"files","files":[{"name":"a","type":"external","external":{"url":"https://x.example/a b"}},{"type":"external","external":{"url":"javascript:x"}}]}`, "- https://x.example/a%20b"},
		{`{"type":"relation","relation":[{"id":"home"},{"id":"hidden"}]}`, "- title: Home\n  url: /home/"},
		{`{"type":"relation","relation":[{"id":"hidden"}]}`, ""},
		{`{"type":"formula","formula":{"type":"boolean","boolean":false}}`, "false"},
		{`{"type":"formula","formula":{"type":"number","number":1.5}}`, "1.5"},
		{`{"type":"formula","formula":{"type":"string","string":"x"}}`, "x"},
		{`{"type":"formula","formula":{"type":"date","date":{"start":"2026-06-27"}}}`, "2026-06-27"},
		{`{"type":"formula","formula":{"type":"date","date":{"start":"2026-06-27","end":"2026-06-28"}}}`, "- 2026-06-27\n- 2026-06-28"},
		{`{"type":"formula"}`, ""},
		{`{"type":"rollup","rollup":{"type":"number","number":4,"function":"sum"}}`, "4"},
		{`{"type":"rollup","rollup":{"type":"number","number":4.0,"function":"average"}}`, "4.0"},
		{`{"type":"rollup","rollup":{"type":"date","date":{"start":"2026-06-27","end":"2026-06-28"},"function":"date_range"}}`, "- 2026-06-27\n- 2026-06-28"},
		{`{"type":"rollup","rollup":{"type":"array","array":[{"type":"relation","relation":[{"id":"home"}]},{"type":"relation","relation":[]}]}}`, "- title: Home\n  url: /home/"},
		{`{"type":"rollup","rollup":{"type":"date","date":{"start":"2026-06-27"}}}`, "2026-06-27"},
		{`{"type":"rollup","rollup":{"type":"array","array":[{"type":"multi_select","multi_select":[{"name":"a"}]},{"type":"number","number":2},{"type":"number"}]}}`, "- a\n- 2"},
		{`{"type":"url","url":"https://x.example"}`, "https://x.example"},
		{`{"type":"email","email":"ada@x.example"}`, "ada@x.example"},
		{`{"type":"phone_number","phone_number":null}`, ""},
		{`{"type":"unique_id","unique_id":{"prefix":"FN","number":9}}`, "FN-9"},
		{`{"type":"unique_id","unique_id":{"number":9}}`, `"9"`},
		{`{"type":"verification","verification":{"state":"verified","verified_by":{"id":"ada"},"date":{"start":"2026-06-27","end":"2026-09-27"}}}`, "state: verified\nby: Ada\ndate:\n    - 2026-06-27\n    - 2026-09-27"},
		{`{"type":"verification","verification":{"state":"unverified"}}`, "state: unverified"},
		{`{"type":"place","place":{"lat":1,"lon":2,"name":"Quay","address":"1 Road"}}`, "name: Quay\naddress: 1 Road\nlat: 1.0\nlon: 2.0"},
		{`{"type":"place","place":{}}`, ""},
		{`{"type":"location","location":{"x":1}}`, ""},
	}
	for _, c := range cases {
		var v notion.PropertyValue
		if err := json.Unmarshal([]byte(c.value), &v); err != nil {
			t.Fatal(err)
		}
		got := ""
		if node := yamlValue(typedValue(v, names{})); node != nil {
			text, err := yaml.Marshal(node)
			if err != nil {
				t.Fatal(err)
			}
			got = strings.TrimSpace(string(text))
		}
		if got != c.want {
			t.Errorf("%s is\n%s\nwant\n%s", c.value, got, c.want)
		}
	}
}

func TestDatesAreReadInEveryForm(t *testing.T) {
	cases := []struct {
		date notion.Date
		want string
		day  bool
	}{
		{notion.Date{Start: "2026-06-27"}, "2026-06-27T00:00:00Z", true},
		{notion.Date{Start: "2026-06-27T10:00:00.000+02:00"}, "2026-06-27T10:00:00+02:00", false},
		{notion.Date{Start: "2026-06-27T10:00:00.000", TimeZone: "Asia/Tokyo"}, "2026-06-27T10:00:00+09:00", false},
		{notion.Date{Start: "2026-06-27T10:00:00.000", TimeZone: "Nowhere/Land"}, "2026-06-27T10:00:00Z", false},
	}
	for _, c := range cases {
		m, ok := parseDate(c.date)
		if got := m.Format(time.RFC3339); !ok || got != c.want || m.day != c.day {
			t.Errorf("%+v is %s, day %v, want %s", c.date, got, m.day, c.want)
		}
	}
	if m, ok := parseDate(notion.Date{Start: "soon"}); ok {
		t.Errorf("soon is %v", m)
	}
}

func TestAuthorsAreNamedWhateverTheProperty(t *testing.T) {
	w := newWorkspace()
	w.Users["ada"] = notion.User{ID: "ada", Name: "Ada"}
	w.Faces = map[notion.ID]string{"ada": "https://x.example/ada.png"}
	p := &planner{Site: &Site{snapshot: w.Snapshot}}
	cases := []struct{ value, want string }{
		{`{"type":"people","people":[{"id":"ada"},{"id":"ghost"},{"id":"bob","name":"Bob","avatar_url":"javascript:x"}]}`, "Ada https://x.example/ada.png, Bob "},
		{`{"type":"created_by","created_by":{"id":"ada"}}`, "Ada https://x.example/ada.png"},
		{`{"type":"multi_select","multi_select":[{"name":"Cy"},{"name":"Di"}]}`, "Cy , Di "},
		{`{"type":"rich_text","rich_text":[{"plain_text":" Ed\nEx "}]}`, "Ed Ex "},
		{`{"type":"people","people":[]}`, ""},
	}
	for _, c := range cases {
		var v notion.PropertyValue
		if err := json.Unmarshal([]byte(c.value), &v); err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, a := range p.authors(v) {
			names = append(names, a.name+" "+a.face)
		}
		if got := strings.Join(names, ", "); got != c.want {
			t.Errorf("authors of %s are %q, want %q", c.value, got, c.want)
		}
	}
}

func TestIconsAndCoversAreShownWhereTheyCanBe(t *testing.T) {
	b := newBlog(t, 1)
	b.Files["https://files.example/a.png"] = fetch.File{Name: "a.png", Hash: "aaaaaaaaaaaa", ContentType: "image/png", Width: 3, Height: 2}
	b.Files["https://files.example/a.pdf"] = fetch.File{Name: "a.pdf", Hash: "bbbbbbbbbbbb", ContentType: "application/pdf"}
	s := b.plan(t)
	w := &pageWriter{site: s, run: &run{site: s, used: map[*media]bool{}, pictures: map[string][]byte{}, images: newDarkroom(t.Context(), s)}}
	hosted := func(u string) *notion.File { return &notion.File{Type: "file", File: &notion.Hosted{URL: u}} }
	external := func(u string) *notion.File {
		return &notion.File{Type: "external", External: &notion.URLObject{URL: u}}
	}
	for _, c := range []struct {
		file *notion.File
		want *theme.Image
	}{
		{hosted("https://files.example/a.png?X-Amz-Date=1"), &theme.Image{URL: "/repo/files/aaaaaaaa-a.png", Width: 3, Height: 2}},
		{hosted("https://files.example/gone.png"), nil},
		{hosted("https://files.example/a.pdf"), nil},
		{external("https://x.example/c.jpg"), &theme.Image{URL: "https://x.example/c.jpg"}},
		{external("https://user:pass@x.example/c.jpg"), &theme.Image{URL: "https://x.example/c.jpg"}},
		{external("data:text/html,x"), nil},
		{nil, nil},
	} {
		if got := w.image(c.file, ""); !reflect.DeepEqual(got, c.want) {
			t.Errorf("the cover %+v is shown as %+v, want %+v", c.file, got, c.want)
		}
	}
	for _, c := range []struct{ icon, want string }{
		{`{"type":"emoji","emoji":"🚀"}`, "{🚀 }"},
		{`{"type":"file","file":{"url":"https://files.example/a.png?x"}}`, "{ /repo/files/aaaaaaaa-a.png}"},
		{`{"type":"custom_emoji","custom_emoji":{"url":"https://x.example/e.png"}}`, "{ https://x.example/e.png}"},
		{`{"type":"icon","icon":{"name":"snake","color":"purple"}}`, ""},
		{`{"type":"external","external":{"url":"javascript:x"}}`, ""},
		{`{"type":"external","external":{"url":"data:image/png;base64,iVBORw0="}}`, "{ data:image/png;base64,iVBORw0=}"},
		{`{"type":"external","external":{"url":"data:image/svg+xml;base64,PHN2Zz4="}}`, ""},
		{`{"type":"new","new":{}}`, ""},
		{`null`, ""},
	} {
		var icon *notion.Icon
		if err := json.Unmarshal([]byte(c.icon), &icon); err != nil {
			t.Fatal(err)
		}
		got := ""
		if shown := w.icon(icon); shown != nil {
			got = fmt.Sprint(*shown)
		}
		if got != c.want {
			t.Errorf("the icon %s is shown as %q, want %q", c.icon, got, c.want)
		}
	}
}
