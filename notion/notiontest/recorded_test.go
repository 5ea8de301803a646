package notiontest_test

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	. "galley/notion/notiontest"
)

// recordings writes a folder of recorded responses.
func recordings(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestRecordedAnswersByMethodPathAndVersion(t *testing.T) {
	dir := recordings(t, map[string]string{
		"index.jsonl": `{"file":"a.json","method":"GET","url":"https://api.notion.com/v1/pages/38c9ce7b-60a4-81b3-bd6f-ca217706a79f","notion_version":"2025-09-03","status":200}
{"file":"b.json","method":"GET","url":"https://api.notion.com/v1/pages/38c9ce7b60a481b3bd6fca217706a79f","notion_version":"2026-03-11","status":404}
{"file":"c.json","method":"POST","url":"https://api.notion.com/v1/search?x=1","notion_version":"2026-03-11","status":null}
{"file":"d.json","method":"POST","url":"https://api.notion.com/v1/search","notion_version":"2026-03-11","status":200}
{"file":"a.json","method":"DELETE","url":"https://api.notion.com/v1/users","notion_version":"2026-03-11","status":200}`,
		"a.json": `"a"`, "b.json": `"b"`, "c.json": `"c"`, "d.json": `"d"`,
	})
	h, err := Recorded(dir)
	if err != nil {
		t.Fatal(err)
	}
	page := "/v1/pages/38c9ce7b60a481b3bd6fca217706a79f"
	cases := []struct {
		method, path, version string
		status                int
		body                  string
	}{
		{"GET", page, Version2025, 200, `"a"`},
		{"GET", page, Version2026, 404, `"b"`},
		{"GET", "/v1/pages/38c9ce7b-60a4-81b3-bd6f-ca217706a79f", Version2022, 404, `"b"`},
		{"POST", "/v1/search", Version2026, 200, `"d"`},
		{"POST", "/v1/search?x=1", Version2026, 200, `"c"`},
		{"GET", "/v1/users", Version2026, 404, "Nothing recorded"},
	}
	for _, test := range cases {
		r := httptest.NewRequest(test.method, test.path, nil)
		r.Header.Set("Notion-Version", test.version)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != test.status || !strings.Contains(w.Body.String(), test.body) {
			t.Errorf("%s %s at %s: %d %s", test.method, test.path, test.version, w.Code, w.Body)
		}
	}
}

func TestRecordedNeedsAnIndex(t *testing.T) {
	if _, err := Recorded(t.TempDir()); err == nil {
		t.Error("a folder without an index is accepted")
	}
	if _, err := Recorded(recordings(t, map[string]string{"index.jsonl": "{\n"})); err == nil || !strings.Contains(err.Error(), "index.jsonl:1") {
		t.Errorf("got %v", err)
	}
}

// observed reads the recordings of the environment, or skips.
func observed(t *testing.T, see func(version string, o JSON)) {
	t.Helper()
	dir := os.Getenv("GALLEY_RECORDED")
	if dir == "" {
		t.Skip("GALLEY_RECORDED names no folder of recorded responses")
	}
	index, err := os.Open(filepath.Join(dir, "index.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer index.Close()
	lines := bufio.NewScanner(index)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var line struct {
			File    string
			Version string `json:"notion_version"`
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join(dir, line.File))
		if err != nil {
			t.Fatal(err)
		}
		var o any
		if err := json.Unmarshal(data, &o); err != nil {
			t.Fatal(err)
		}
		walk(o, func(o JSON) { see(line.Version, o) })
	}
}

// walk visits all objects in JSON.
func walk(v any, visit func(JSON)) {
	switch v := v.(type) {
	case JSON:
		visit(v)
		for _, item := range v {
			walk(item, visit)
		}
	case []any:
		for _, item := range v {
			walk(item, visit)
		}
	}
}

// shape gives a name and the keys of an object, and of the payload of a block.
func shape(version string, o JSON) (name, fields string) {
	kind, ok := o["object"].(string)
	if !ok {
		return "", ""
	}
	names := slices.DeleteFunc(keys(o), func(key string) bool { return key == "request_id" })
	switch kind {
	case "block":
		kind = "block " + o["type"].(string)
		payload, _ := o[o["type"].(string)].(JSON)
		return version + " " + kind, strings.Join(names, ",") + ";" + strings.Join(keys(payload), ",")
	case "list":
		kind, _ = o["type"].(string)
		kind = "list of " + kind
	case "user":
		who, _ := o["type"].(string)
		kind = "user " + who
	}
	return version + " " + kind, strings.Join(names, ",")
}

func TestObjectsHaveTheKeysThatWereObserved(t *testing.T) {
	seen := map[string]map[string]bool{}
	observed(t, func(version string, o JSON) {
		name, fields := shape(version, o)
		if seen[name] == nil {
			seen[name] = map[string]bool{}
		}
		seen[name][fields] = true
	})
	ws, _ := at(t)
	ada := ws.Person("Ada", "ada@example.org")
	db := ws.Database("Posts", Schema(CreatedBy("Maker")))
	row := db.Row("A", nil).By(ada)
	page := ws.Page("Home", Paragraph("x", MentionUser(ada)), Heading4("x"), Bulleted("x"), Numbered("x"), ToDo(true, "x"), Toggle("x"),
		Quote("x"), Callout("x"), Code("go", "x"), Equation("x"), Divider(), Breadcrumb(), TableOfContents(),
		Image(External("https://example.org/a.png")), FileBlock(External("https://example.org/a.zip")), Bookmark("https://example.org"),
		Embed("https://example.org"), LinkToPage(row), Table(TableRow("x")), Columns(Column(Paragraph("x"))), SyncedOriginal(Paragraph("x")),
		Unsupported("button"), ChildDatabase(db))
	comment := page.Comment(ada, "x")
	view := db.View("table", "All", ViewConfig{})
	c := serve(t, ws)
	for _, version := range []string{Version2022, Version2025, Version2026} {
		paths := []string{"users/me", "users", "pages/" + page.ID(), "pages/" + row.ID(), "databases/" + db.ID(),
			"blocks/" + page.ID() + "/children", "comments?block_id=" + page.ID(), "comments/" + comment.ID()}
		if version != Version2022 {
			paths = append(paths, "data_sources/"+db.Source().ID(), "views?database_id="+db.ID(), "views/"+view.ID())
		}
		for _, path := range paths {
			walk(c.at(version).get("/v1/"+path), func(o JSON) {
				name, fields := shape(version, o)
				if known := seen[name]; known != nil && !known[fields] && !old(name) {
					t.Errorf("%s has %q, observed are %v", name, fields, known)
				}
			})
		}
	}
}

// old reports objects whose recordings at 2022-06-28 are older than fields which came to all
// versions without notice.
func old(name string) bool {
	return strings.HasPrefix(name, Version2022+" block") || name == Version2022+" block unsupported" || name == Version2025+" block unsupported"
}

func TestRecordedServesTheFolderOfTheEnvironment(t *testing.T) {
	dir := os.Getenv("GALLEY_RECORDED")
	if dir == "" {
		t.Skip("GALLEY_RECORDED names no folder of recorded responses")
	}
	h, err := Recorded(dir)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	defer srv.Close()
	req, _ := http.NewRequestWithContext(t.Context(), "GET", srv.URL+"/v1/users/me", nil)
	req.Header.Set("Notion-Version", Version2026)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var o JSON
	if err := json.NewDecoder(resp.Body).Decode(&o); err != nil || o["type"] != "bot" {
		t.Errorf("%v %v", o, err)
	}
}
