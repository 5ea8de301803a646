package notiontest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// sampleJSON is everything that the API would tell about the sample: each object by its ID, and
// what was counted on the way.
type sampleJSON struct {
	*SampleWorkspace
	a        *answer
	objects  map[string]JSON // pages, blocks, databases, data sources and views
	seen     map[string]bool // "block paragraph", "mention user", "color red", …
	hrefs    map[string]bool
	children map[string]int // of pages and blocks
}

func readSample(t *testing.T) *sampleJSON {
	t.Helper()
	ws := Sample()
	if err := ws.Err(); err != nil {
		t.Fatal(err)
	}
	s := &sampleJSON{
		SampleWorkspace: ws,
		a:               &answer{ws: ws.Workspace, version: Version2026, base: "http://notion.test", now: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)},
		objects:         map[string]JSON{}, seen: map[string]bool{}, hrefs: map[string]bool{}, children: map[string]int{},
	}
	for _, p := range ws.pages {
		s.keep("page", p.object(s.a, nil))
		s.blocks(p.id, p.blocks)
	}
	for _, db := range ws.databases {
		s.keep("database", db.object(s.a))
		for _, source := range db.sources {
			s.keep("data source", source.object(s.a))
		}
		for _, view := range db.views {
			o := s.keep("view", view.object(s.a))
			s.seen["view "+o["type"].(string)] = true
		}
	}
	for _, c := range ws.comments {
		s.keep("comment", c.object(s.a))
	}
	return s
}

// keep stores an object after a trip through JSON and counts what is in it.
func (s *sampleJSON) keep(kind string, o JSON) JSON {
	data, err := json.Marshal(o)
	if err != nil {
		panic(fmt.Sprintf("%s: %v", kind, err))
	}
	var plain JSON
	if err := json.Unmarshal(data, &plain); err != nil {
		panic(fmt.Sprintf("%s: %v", kind, err))
	}
	s.objects[plain["id"].(string)] = plain
	s.count(plain)
	return plain
}

func (s *sampleJSON) blocks(parent string, blocks []*Block) {
	s.children[parent] = len(blocks)
	for _, b := range blocks {
		if b.page == nil && b.database == nil {
			o := s.keep("block", b.object(s.a))
			s.seen["block "+b.kind] = true
			s.count(o[b.kind])
		} else {
			s.seen["block "+b.kind] = true
		}
		s.blocks(b.id, b.children)
		for _, section := range b.sections {
			s.blocks(section.id, section.children)
		}
	}
}

// count walks through plain JSON.
func (s *sampleJSON) count(v any) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			s.count(item)
		}
	case JSON:
		s.countObject(v)
		for _, key := range sortedKeys(v) {
			s.count(v[key])
		}
	}
}

func (s *sampleJSON) countObject(o JSON) {
	if href, ok := o["href"].(string); ok {
		s.hrefs[href] = true
	}
	if color, ok := o["color"].(string); ok {
		s.seen["color "+color] = true
	}
	if mention, ok := o["mention"].(JSON); ok {
		s.seen["mention "+mention["type"].(string)] = true
	}
	if icon, ok := o["icon"].(JSON); ok && icon["type"] != nil {
		s.seen["icon "+icon["type"].(string)] = true
	}
	if cover, ok := o["cover"].(JSON); ok && cover["file"] != nil {
		s.seen["cover file"] = true
	}
	for _, name := range []string{"bold", "italic", "strikethrough", "underline", "code"} {
		if o[name] == true {
			s.seen["annotation "+name] = true
		}
	}
	if _, ok := o["plain_text"]; ok {
		s.seen["rich text "+o["type"].(string)] = true
	}
	s.countProperty(o)
}

func (s *sampleJSON) countProperty(o JSON) {
	kind, _ := o["type"].(string)
	if _, ok := o["id"].(string); !ok || kind == "" {
		return
	}
	value := o[kind]
	if value == nil || fmt.Sprint(value) == "[]" {
		return
	}
	s.seen["property "+kind] = true
	if result, ok := value.(JSON); ok && (kind == "formula" || kind == "rollup") && result["type"] != nil {
		s.seen[kind+" "+result["type"].(string)] = true
	}
}

func TestSampleUsesEverythingThatTheAPIHas(t *testing.T) {
	s := readSample(t)
	for kind, names := range map[string]string{
		"block": `paragraph heading_1 heading_2 heading_3 heading_4 bulleted_list_item numbered_list_item to_do toggle quote callout
			code equation divider breadcrumb table_of_contents image video audio pdf file bookmark embed link_preview
			link_to_page table table_row column_list column synced_block tab template child_page child_database
			meeting_notes unsupported folder`,
		"rich text":  "text mention equation",
		"mention":    "user page database date link_preview link_mention template_mention custom_emoji",
		"annotation": "bold italic strikethrough underline code",
		"color": `default gray brown orange yellow green blue purple pink red default_background gray_background
			brown_background orange_background yellow_background green_background blue_background purple_background
			pink_background red_background`,
		"icon":  "emoji custom_emoji icon external file",
		"cover": "file",
		"property": `title rich_text number select status multi_select date people files checkbox url email phone_number
			relation formula rollup created_time created_by last_edited_time last_edited_by unique_id verification button place`,
		"formula": "string number boolean date",
		"rollup":  "number date array",
		"view":    "table board list calendar timeline gallery form chart map dashboard",
	} {
		for name := range strings.FieldsSeq(names) {
			if !s.seen[kind+" "+name] {
				t.Errorf("the sample has no %s %q", kind, name)
			}
		}
	}
}

func TestSampleShowsMediaOfBothKinds(t *testing.T) {
	s := readSample(t)
	both := map[string]bool{}
	for _, o := range s.objects {
		kind, _ := o["type"].(string)
		if payload, ok := o[kind].(JSON); ok && o["object"] == "block" {
			both[fmt.Sprint(kind, " ", payload["type"])] = true
		}
	}
	for _, kind := range []string{"image", "video", "audio", "pdf", "file"} {
		for _, origin := range []string{"file", "external"} {
			if !both[kind+" "+origin] {
				t.Errorf("no %s block with a file of type %s", kind, origin)
			}
		}
	}
}

func TestSampleIsLongEnoughToBePaginated(t *testing.T) {
	s := readSample(t)
	long, nested := 0, 0
	for id, n := range s.children {
		switch {
		case n > 300 && s.objects[id]["object"] == "page":
			long++
		case n > 100 && s.objects[id]["object"] == "block":
			nested++
		}
	}
	if long < 2 || nested < 1 {
		t.Errorf("%d pages of more than 300 blocks and %d blocks of more than 100 children, want 2 and 1", long, nested)
	}
	if !slices.ContainsFunc(s.pages, func(p *Page) bool {
		stations, _ := p.object(s.a, nil)["properties"].(JSON)["Stations"].(JSON)
		return stations["has_more"] == true
	}) {
		t.Error("no relation has more entries than a page object shows")
	}
}

var notionID = regexp.MustCompile(`[0-9a-f]{32}`)

func TestSampleLinksLeadSomewhere(t *testing.T) {
	s := readSample(t)
	known := map[string]bool{}
	for id := range s.objects {
		known[undashed(id)] = true
	}
	links := 0
	for href := range s.hrefs {
		for _, id := range notionID.FindAllString(href, -1) {
			links++
			if !known[id] {
				t.Errorf("%s leads nowhere", href)
			}
		}
	}
	if links < 40 {
		t.Errorf("only %d links inside the workspace were found", links)
	}
	for _, form := range []string{
		`^/[0-9a-f]{32}$`, `^/[0-9a-f]{32}#[0-9a-f]{32}$`, `^/[0-9a-f]{32}\?pvs=4#`, `^/p/`, `^/tidewater/`,
		`^https://www\.notion\.so/`, `^https://app\.notion\.com/p/`, `^https://tidewater\.notion\.site/`,
		`^mailto:`, `^tel:`, `^https://example\.org/`, `^www\.`,
	} {
		re := regexp.MustCompile(form)
		if !slices.ContainsFunc(sortedKeys(s.hrefs), re.MatchString) {
			t.Errorf("no link of the form %s", form)
		}
	}
}

func TestSampleIsTheSameOnEveryCall(t *testing.T) {
	a, b := readSample(t), readSample(t)
	for id, o := range a.objects {
		got, want := fmt.Sprint(b.objects[id]), fmt.Sprint(o)
		if got != want {
			t.Fatalf("object %s differs between two calls:\n%s\n%s", id, got, want)
		}
	}
	if len(a.objects) != len(b.objects) {
		t.Errorf("%d and %d objects", len(a.objects), len(b.objects))
	}
}

func TestSampleHappensIn2026(t *testing.T) {
	s := readSample(t)
	for id, o := range s.objects {
		for _, field := range []string{"created_time", "last_edited_time"} {
			if when := o[field].(string); !strings.HasPrefix(when, "2026-") || when > "2026-11-20" {
				t.Errorf("%s of %s is %s", field, id, when)
			}
		}
	}
}
