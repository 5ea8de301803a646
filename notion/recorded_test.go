package notion

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"sort"
	"strings"
	"testing"
	"time"
)

// ignored are the ends of the paths in the API's answers that the types leave
// out on purpose.
var ignored = []struct{ path, reason string }{
	{".request_id", "belongs to the answer, not to the object"},
	{"propertyvalue.next_url", "the cursor says the same"},
	{".person.email_verified", "not documented, and nothing to show"},
	{"errorenvelope.object", "always the same"},
	{"errorenvelope.status", "taken from HTTP"},
}

// TestRecordedAnswersAreReadWithoutLoss decodes every answer in the folder
// GALLEY_RECORDED, encodes it again, and looks for what is gone: every value
// that is not empty has to be there again.
func TestRecordedAnswersAreReadWithoutLoss(t *testing.T) {
	folder := os.Getenv("GALLEY_RECORDED")
	if folder == "" {
		t.Skip("GALLEY_RECORDED is not set")
	}
	index, err := os.Open(filepath.Join(folder, "index.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer index.Close()
	losses := lossReport{}
	objects := 0
	for lines := bufio.NewScanner(index); lines.Scan(); {
		var entry struct{ File string }
		if err := json.Unmarshal(lines.Bytes(), &entry); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join(folder, entry.File))
		if err != nil {
			t.Fatal(err)
		}
		objects += checkAnswer(t, losses, entry.File, data)
	}
	losses.fail(t)
	t.Logf("%d objects", objects)
	if objects < 1000 {
		t.Errorf("only %d objects were checked", objects)
	}
}

// checkAnswer checks an object or each object of a list, and tells how many
// those were.
func checkAnswer(t *testing.T, losses lossReport, file string, data []byte) int {
	var head struct {
		Object, Type string
		Results      []json.RawMessage
		PropertyItem json.RawMessage `json:"property_item"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		t.Errorf("%s: %v", file, err)
		return 0
	}
	if head.Object != "list" {
		v := typeFor(head.Object, "")
		if head.Object == "" {
			v = fragment(t, file, data)
		}
		if v == nil {
			return 0
		}
		losses.check(t, file, "", data, v)
		return 1
	}
	checked := 0
	if len(head.PropertyItem) > 0 {
		losses.check(t, file, "property_item", head.PropertyItem, new(PropertyValue))
		checked++
	}
	for i, raw := range head.Results {
		var item struct{ Object string }
		if err := json.Unmarshal(raw, &item); err != nil {
			t.Errorf("%s: results[%d]: %v", file, i, err)
		}
		if v := typeFor(item.Object, head.Type); v != nil {
			losses.check(t, file, fmt.Sprintf("results[%d]", i), raw, v)
			checked++
		}
	}
	return checked
}

// typeFor gives a new value of the type for an object, nil for what a reader of
// workspaces never asks for (uploads, tasks, queries of views).
func typeFor(object, listType string) any {
	switch object {
	case "block":
		return new(Block)
	case "page":
		return new(Page)
	case "database":
		return new(Database)
	case "data_source":
		return new(DataSource)
	case "user":
		return new(User)
	case "comment":
		return new(Comment)
	case "view":
		return new(View)
	case "property_item":
		return new(PropertyValue)
	case "page_markdown":
		return new(PageMarkdown)
	case "error":
		return new(errorEnvelope)
	}
	if listType == "custom_emoji" {
		return new(CustomEmoji)
	}
	return nil
}

// fragment gives a new value of the type for a recording that is a part of an
// object, told by the fields that it has.
func fragment(t *testing.T, file string, data []byte) any {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		t.Errorf("%s: %v", file, err)
	}
	has := func(name string) bool { return fields[name] != nil }
	switch {
	case has("plain_text"):
		return new(RichText)
	case has("emoji"):
		return new(Icon)
	case has("external"), has("file"):
		return new(File)
	case has("id") && has("name") && has("type"):
		return new(Property)
	case has("templates"), has("is_default"):
		return nil // templates of databases are no content
	}
	t.Errorf("%s: nothing tells what it is", file)
	return nil
}

// errorEnvelope decodes an error as an answer that was not a success.
type errorEnvelope struct{ Error }

func (e *errorEnvelope) UnmarshalJSON(data []byte) error {
	e.Error = *parseError("GET", "/", 0, nil, data)
	return nil
}

func (e *errorEnvelope) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]any{"code": e.Code, "message": e.Message, "request_id": e.RequestID, "additional_data": e.AdditionalData})
}

// lossReport gathers the first places where a path was lost.
type lossReport map[string][]string

func (l lossReport) check(t *testing.T, file, at string, data []byte, v any) {
	if err := json.Unmarshal(data, v); err != nil {
		t.Errorf("%s: %s: %v", file, at, err)
		return
	}
	again, err := json.Marshal(v)
	if err != nil {
		t.Errorf("%s: %s: %v", file, at, err)
		return
	}
	name := strings.ToLower(reflect.TypeOf(v).Elem().Name())
	l.noRaw(reflect.ValueOf(v).Elem(), name, file+": "+at)
	l.compare(parsed(t, data), parsed(t, again), name, file+": "+at)
}

// noRaw notes payloads that no type of this package took. Configurations of
// views are kept raw beside their fields.
func (l lossReport) noRaw(v reflect.Value, path, where string) {
	switch v.Kind() {
	case reflect.Pointer:
		l.noRaw(v.Elem(), path, where)
	case reflect.Slice:
		for i := range v.Len() {
			l.noRaw(v.Index(i), path, where)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			l.noRaw(v.MapIndex(key), path, where)
		}
	case reflect.Struct:
		if _, view := v.Interface().(ViewConfiguration); view {
			return
		}
		for i := range v.NumField() {
			field := v.Type().Field(i)
			if field.Name == "Raw" && v.Field(i).Len() > 0 {
				l.add(path, fmt.Sprintf("%s: %s of type %s is not decoded: %s", where, path, v.FieldByName("Type"), v.Field(i).Bytes()))
			}
			if field.IsExported() && field.Type.Kind() != reflect.String {
				l.noRaw(v.Field(i), path+"."+strings.ToLower(field.Name), where)
			}
		}
	}
}

func parsed(t *testing.T, data []byte) (v any) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

var index = regexp.MustCompile(`\[\d+\]`)

// compare notes where got lacks something that want has. Path is from the
// object's kind.
func (l lossReport) compare(want, got any, path, where string) {
	if blank(want) || isIgnored(path) {
		return
	}
	if want == "default" && got == nil && strings.HasSuffix(path, "color") {
		return // the colour that is none
	}
	switch w := want.(type) {
	case map[string]any:
		if one, isList := got.([]any); isList && len(one) == 1 {
			got = one[0] // an item of a property, which has one element where pages have several
		}
		g, _ := got.(map[string]any)
		for key, v := range w {
			l.compare(v, g[key], path+"."+key, where)
		}
	case []any:
		g, _ := got.([]any)
		if len(g) != len(w) {
			l.add(path, fmt.Sprintf("%s: %s has %d elements, had %d", where, path, len(g), len(w)))
			return
		}
		for i := range w {
			l.compare(w[i], g[i], fmt.Sprintf("%s[%d]", path, i), where)
		}
	default:
		if !same(want, got) {
			l.add(path, fmt.Sprintf("%s: %s is %v, was %v", where, path, got, want))
		}
	}
}

// blank tells whether a value says nothing: the types leave such values out.
func blank(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case bool:
		return !v
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

// same compares values; moments may be written in two ways.
func same(want, got any) bool {
	if want == got {
		return true
	}
	w, isText := want.(string)
	g, alsoText := got.(string)
	if !isText || !alsoText {
		return false
	}
	at, err := time.Parse(time.RFC3339, w)
	if err != nil {
		return false
	}
	other, err := time.Parse(time.RFC3339, g)
	return err == nil && at.Equal(other)
}

func isIgnored(path string) bool {
	for _, i := range ignored {
		if strings.HasSuffix(path, i.path) {
			return true
		}
	}
	return false
}

func (l lossReport) add(path, message string) {
	key := index.ReplaceAllString(path, "[]")
	l[key] = append(l[key], message)
}

// fail reports each path once, with the first place.
func (l lossReport) fail(t *testing.T) {
	t.Helper()
	var paths []string
	for p := range l {
		paths = append(paths, p)
	}
	sort.Strings(paths)
	for _, p := range paths {
		t.Errorf("lost %d times: %s", len(l[p]), l[p][0])
	}
}
