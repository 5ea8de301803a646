package notiontest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	. "galley/notion/notiontest"
)

// library is a data source with rows for filters and sorts.
func library(t *testing.T) (*Database, client) {
	t.Helper()
	ws, advance := at(t)
	ada, bob := ws.Person("Ada", ""), ws.Person("Bob", "")
	shelves := ws.Database("Shelves", Schema())
	top, low := shelves.Row("Top", nil), shelves.Row("Low", nil)
	db := ws.Database("Books", Schema(
		Title("Name"), RichText("Text"), URL("Link"), Number("Pages", "number"), Checkbox("Read"), UniqueID("No", "B"),
		Select("Genre", "Novel", "Essay"), Status("Status", "Idea", "Draft", "Review", "Done"), MultiSelect("Tags", "x", "y"),
		Date("Out"), People("Who"), Files("Scan"), Relation("Shelf", shelves), Formula("Label", ""), Formula("Cheap", ""),
		Rollup("Sum", "Shelf", "Name", "sum"), Rollup("Names", "Shelf", "Name", "show_original"), Verification("Checked"),
	))
	db.Row("Alpha", Values{
		"Text": T("Some text").Bold(), "Link": "https://example.org/a", "Pages": 100, "Read": true, "Genre": "Novel",
		"Status": "Idea", "Tags": []string{"x", "y"}, "Out": "2026-06-27", "Who": ada, "Scan": External("https://example.org/s.png"),
		"Shelf": top, "Label": "Alpha!", "Cheap": true, "Sum": 7, "Names": []Item{{"title", "Top"}}, "Checked": Verified{By: ada},
	}).By(ada)
	advance(2 * time.Minute)
	db.Row("beta", Values{
		"Pages": 20.5, "Genre": "Essay", "Status": "Review", "Tags": []string{"y"}, "Out": "2026-06-20T22:00:00.000-04:00",
		"Who": []*User{ada, bob}, "Shelf": []*Page{top, low}, "Label": "B", "Cheap": false, "Sum": 2,
		"Names": []Item{{"title", "Top"}, {"title", "Low"}},
	}).By(bob)
	advance(2 * time.Minute)
	db.Row("Gamma", Values{"Status": "Done", "Out": Range("2025-01-01", "2025-02-01")})
	return db, serve(t, ws)
}

func TestFilters(t *testing.T) {
	db, c := library(t)
	users := c.all("GET", "/v1/users", nil, 100)
	id := map[string]string{}
	for _, u := range users {
		id[u["name"].(string)] = u["id"].(string)
	}
	shelf := c.get("/v1/pages/" + dig(c.all("POST", "/v1/search", JSON{"query": "low"}, 10)[0], "id").(string))["id"]
	number := db.Source().PropertyID("Pages")
	cases := []struct{ filter, want string }{
		{`{"property":"Name","title":{"equals":"alpha"}}`, "Alpha"},
		{`{"property":"title","title":{"does_not_equal":"alpha"}}`, "beta Gamma"},
		{`{"property":"Name","title":{"contains":"am"}}`, "Gamma"},
		{`{"property":"Name","title":{"does_not_contain":"am"}}`, "Alpha beta"},
		{`{"property":"Name","title":{"starts_with":"b"}}`, "beta"},
		{`{"property":"Name","title":{"ends_with":"ta"}}`, "beta"},
		{`{"property":"Text","rich_text":{"is_empty":true}}`, "beta Gamma"},
		{`{"property":"Link","url":{"is_not_empty":true}}`, "Alpha"},
		{`{"property":"Pages","number":{"equals":20.5}}`, "beta"},
		{`{"property":"Pages","number":{"does_not_equal":100}}`, "beta Gamma"},
		{`{"property":"` + number + `","number":{"greater_than":20.5}}`, "Alpha"},
		{`{"property":"Pages","number":{"less_than":100}}`, "beta"},
		{`{"property":"Pages","number":{"greater_than_or_equal_to":20.5}}`, "Alpha beta"},
		{`{"property":"Pages","number":{"less_than_or_equal_to":20.5}}`, "beta"},
		{`{"property":"Pages","number":{"is_empty":true}}`, "Gamma"},
		{`{"property":"No","unique_id":{"greater_than":1}}`, "beta Gamma"},
		{`{"property":"Read","checkbox":{"equals":true}}`, "Alpha"},
		{`{"property":"Read","checkbox":{"does_not_equal":true}}`, "beta Gamma"},
		{`{"property":"Genre","select":{"equals":"Novel"}}`, "Alpha"},
		{`{"property":"Genre","select":{"equals":["Novel","Essay"]}}`, "Alpha beta"},
		{`{"property":"Genre","select":{"does_not_equal":"Novel"}}`, "beta Gamma"},
		{`{"property":"Genre","select":{"is_empty":true}}`, "Gamma"},
		{`{"property":"Status","status":{"equals":"Review"}}`, "beta"},
		{`{"property":"Status","status":{"equals":"In progress"}}`, "beta"},
		{`{"property":"Status","status":{"does_not_equal":["Idea","Complete"]}}`, "beta"},
		{`{"property":"Tags","multi_select":{"contains":"x"}}`, "Alpha"},
		{`{"property":"Tags","multi_select":{"does_not_contain":["x"]}}`, "beta Gamma"},
		{`{"property":"Tags","multi_select":{"is_not_empty":true}}`, "Alpha beta"},
		{`{"property":"Out","date":{"equals":"2026-06-21"}}`, "beta"},
		{`{"property":"Out","date":{"before":"2026-06-21"}}`, "Gamma"},
		{`{"property":"Out","date":{"after":"2026-06-21T01:00:00Z"}}`, "Alpha beta"},
		{`{"property":"Out","date":{"on_or_before":"2026-06-21T02:00:00Z"}}`, "beta Gamma"},
		{`{"property":"Out","date":{"on_or_after":"today"}}`, "Alpha"},
		{`{"property":"Out","date":{"before":"one_week_ago"}}`, "Gamma"},
		{`{"property":"Out","date":{"past_week":{}}}`, "Alpha beta"},
		{`{"property":"Out","date":{"this_week":{}}}`, "Alpha"},
		{`{"property":"Out","date":{"next_month":{}}}`, "Alpha"},
		{`{"property":"Who","people":{"contains":"` + id["Bob"] + `"}}`, "beta"},
		{`{"property":"Who","people":{"does_not_contain":"` + id["Bob"] + `"}}`, "Alpha Gamma"},
		{`{"property":"Who","people":{"contains":"me"}}`, ""},
		{`{"property":"Who","people":{"does_not_contain":"me"}}`, "Alpha beta Gamma"},
		{`{"property":"Scan","files":{"is_not_empty":true}}`, "Alpha"},
		{`{"property":"Shelf","relation":{"contains":"` + shelf.(string) + `"}}`, "beta"},
		{`{"property":"Shelf","relation":{"is_empty":true}}`, "Gamma"},
		{`{"property":"Label","formula":{"string":{"contains":"!"}}}`, "Alpha"},
		{`{"property":"Cheap","formula":{"checkbox":{"equals":false}}}`, "beta"},
		{`{"property":"Sum","rollup":{"number":{"greater_than":5}}}`, "Alpha"},
		{`{"property":"Names","rollup":{"any":{"rich_text":{"equals":"Low"}}}}`, "beta"},
		{`{"property":"Names","rollup":{"every":{"rich_text":{"equals":"Top"}}}}`, "Alpha Gamma"},
		{`{"property":"Names","rollup":{"none":{"rich_text":{"equals":"Low"}}}}`, "Alpha Gamma"},
		{`{"property":"Checked","verification":{"status":"verified"}}`, "Alpha"},
		{`{"property":"Checked","verification":{"status":"none"}}`, "beta Gamma"},
		{`{"timestamp":"created_time","created_time":{"on_or_after":"2026-06-27T12:02:00.000Z"}}`, "beta Gamma"},
		{`{"timestamp":"last_edited_time","last_edited_time":{"before":"2026-06-27T12:02:00Z"}}`, "Alpha"},
		{`{"or":[{"property":"Name","title":{"equals":"beta"}},{"and":[{"property":"Read","checkbox":{"equals":true}},{"property":"Pages","number":{"equals":100}}]}]}`, "Alpha beta"},
		{`{"and":[]}`, "Alpha beta Gamma"},
	}
	for _, test := range cases {
		got := strings.Join(c.rows(db.Source(), JSON{"filter": jsonOf(t, test.filter)}), " ")
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.filter, got, test.want)
		}
	}
}

func TestWrongFiltersAreRefused(t *testing.T) {
	db, c := library(t)
	cases := map[string]string{
		`{"property":"Nothing","title":{"equals":"x"}}`:                    "Could not find property with name or id: Nothing",
		`{"property":"Name","number":{"equals":1}}`:                        "does not match filter",
		`{"property":"Pages","number":{"contains":1}}`:                     "is not a test of that type",
		`{"property":"Pages","number":{"equals":"1"}}`:                     "is not a test of that type",
		`{"property":"Pages","number":{"equals":1,"less_than":2}}`:         "one test",
		`{"property":"Out","date":{"before":"soon"}}`:                      "is not a test of that type",
		`{"property":"Who","people":{"contains":"Ada"}}`:                   "is not a test of that type",
		`{"property":"Sum","rollup":{"some":{"number":{"equals":1}}}}`:     "no test of a rollup",
		`{"property":"Name","timestamp":"created_time","created_time":{}}`: "with a test of that name alone",
		`{"and":[{"or":[{"and":[]}]}]}`:                                    "nested deeper than 2",
		`{"and":[` + strings.Repeat(`{"and":[]},`, 100) + `{"and":[]}]}`:   "more than 100",
		`[]`: "should be an object",
		`{}`: "should have a property",
	}
	for filter, message := range cases {
		c.refused("POST", "/v1/data_sources/"+db.Source().ID()+"/query", JSON{"filter": jsonOf(t, filter)}, 400, "validation_error", message)
	}
}

func TestSorts(t *testing.T) {
	db, c := library(t)
	cases := []struct{ sorts, want string }{
		{`[{"property":"Name","direction":"descending"}]`, "Gamma beta Alpha"},
		{`[{"property":"Pages","direction":"ascending"}]`, "beta Alpha Gamma"},
		{`[{"property":"Pages","direction":"descending"}]`, "Alpha beta Gamma"},
		{`[{"property":"Read","direction":"ascending"},{"property":"Name","direction":"descending"}]`, "Gamma beta Alpha"},
		{`[{"property":"Status","direction":"descending"}]`, "Gamma beta Alpha"},
		{`[{"property":"Out","direction":"ascending"}]`, "Gamma beta Alpha"},
		{`[{"property":"Sum","direction":"ascending"}]`, "beta Alpha Gamma"},
		{`[{"property":"Label","direction":"descending"}]`, "beta Alpha Gamma"},
		{`[{"property":"Cheap","direction":"ascending"}]`, "beta Alpha Gamma"},
		{`[{"property":"Tags","direction":"ascending"}]`, "Alpha beta Gamma"},
		{`[{"timestamp":"created_time","direction":"descending"}]`, "Gamma beta Alpha"},
		{`[{"timestamp":"last_edited_time","direction":"ascending"}]`, "Alpha beta Gamma"},
	}
	for _, test := range cases {
		got := strings.Join(c.rows(db.Source(), JSON{"sorts": jsonOf(t, test.sorts)}), " ")
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.sorts, got, test.want)
		}
	}
	path := "/v1/data_sources/" + db.Source().ID() + "/query"
	c.refused("POST", path, JSON{"sorts": jsonOf(t, `[{"property":"No such","direction":"ascending"}]`)}, 400, "validation_error", "No such")
	c.refused("POST", path, JSON{"sorts": jsonOf(t, `[{"property":"Name"}]`)}, 400, "validation_error", "direction")
}

func TestCursorsBelongToOneListingAndVersion(t *testing.T) {
	ws, advance := at(t)
	db := ws.Database("Posts", Schema())
	var blocks []*Block
	for i := range 7 {
		db.Row(fmt.Sprint(i), nil)
		blocks = append(blocks, Paragraph(fmt.Sprint(i)))
	}
	page := ws.Page("Home", blocks...)
	c := serve(t, ws, CursorLifetime(time.Minute))
	path := "/v1/data_sources/" + db.Source().ID() + "/query"
	equal(t, "all rows", titles(c.all("POST", path, nil, 3)), []string{"0", "1", "2", "3", "4", "5", "6"})
	equal(t, "all blocks", len(c.all("GET", "/v1/blocks/"+page.ID()+"/children", nil, 2)), 7)

	cursor := c.post(path, JSON{"page_size": 3})["next_cursor"].(string)
	if !strings.HasPrefix(cursor, "s:") {
		t.Errorf("%q does not look like a cursor", cursor)
	}
	sorted := JSON{"start_cursor": cursor, "sorts": []any{JSON{"timestamp": "created_time", "direction": "ascending"}}}
	c.refused("POST", path, sorted, 400, "validation_error", "The start_cursor provided is invalid: ")
	c.refused("POST", "/v1/search", JSON{"start_cursor": cursor}, 400, "validation_error", "The start_cursor provided is invalid")
	c.at(Version2025).refused("POST", path, JSON{"start_cursor": cursor}, 400, "validation_error", "The start_cursor")
	c.refused("GET", "/v1/users?start_cursor="+cursor, nil, 400, "validation_error", "The start_cursor")
	equal(t, "another page size", len(c.post(path, JSON{"start_cursor": cursor, "page_size": 10})["results"].([]any)), 4)
	advance(2 * time.Minute)
	c.refused("POST", path, JSON{"start_cursor": cursor}, 400, "validation_error", "The start_cursor")
}

func TestCursorsFollowTheNextResultWhenTheListChanges(t *testing.T) {
	ws, _ := at(t)
	first, second, third := Paragraph("1"), Paragraph("2"), Paragraph("3")
	page := ws.Page("Home", first, second, third)
	c := serve(t, ws)
	path := "/v1/blocks/" + page.ID() + "/children?page_size=2"
	cursor := c.get(path)["next_cursor"].(string)
	first.Remove()
	equal(t, "after a removal", dig(c.get(path+"&start_cursor="+cursor), "results", 0, "id"), third.ID())
}

func TestPagesOfAListMayBeShort(t *testing.T) {
	ws, _ := at(t)
	db := ws.Database("Posts", Schema())
	for i := range 5 {
		db.Row(fmt.Sprint(i), nil)
	}
	c := serve(t, ws, PageCap(2))
	o := c.post("/v1/data_sources/"+db.Source().ID()+"/query", JSON{"page_size": 100})
	equal(t, "short", []any{len(o["results"].([]any)), o["has_more"]}, []any{2, true})
	equal(t, "all the same", len(c.rows(db.Source(), nil)), 5)
}

func TestQueriesAreCapped(t *testing.T) {
	ws, _ := at(t)
	db := ws.Database("Posts", Schema())
	for i := range 6 {
		db.Row(fmt.Sprint(i), nil)
	}
	c := serve(t, ws, ResultCap(5))
	path := "/v1/data_sources/" + db.Source().ID() + "/query"
	first := c.post(path, JSON{"page_size": 4})
	if _, marked := first["request_status"]; marked {
		t.Error("the first page is marked already")
	}
	last := c.post(path, JSON{"page_size": 4, "start_cursor": first["next_cursor"]})
	equal(t, "end", []any{len(last["results"].([]any)), last["has_more"], last["request_status"]},
		[]any{1, false, JSON{"type": "incomplete", "incomplete_reason": "query_result_limit_reached"}})
}

func TestQueriesLeaveOutArchivedTrashedAndTemplates(t *testing.T) {
	ws, _ := at(t)
	db := ws.Database("Posts", Schema())
	db.Row("kept", nil)
	db.Row("old", nil).Archive()
	gone := db.Row("gone", nil).Trash()
	template := db.Source().Template("New post", nil, Paragraph("…"))
	c := serve(t, ws)
	equal(t, "rows", c.rows(db.Source(), nil), []string{"kept"})
	equal(t, "archived", c.rows(db.Source(), JSON{"is_archived": true}), []string{"old"})
	equal(t, "trashed", c.get("/v1/pages/" + gone.ID())["in_trash"], true)
	o := c.get("/v1/data_sources/" + db.Source().ID() + "/templates")
	equal(t, "templates", []any{o["templates"], o["has_more"], o["next_cursor"]},
		[]any{[]any{JSON{"id": template.ID(), "name": "New post", "is_default": true}}, false, nil})
}

func TestWikisHoldDatabases(t *testing.T) {
	ws, _ := at(t)
	wiki := ws.Database("Wiki", Schema(Verification("Verification"), People("Owner").WithID("verification_owner")))
	wiki.Row("page", nil)
	inner := ws.Database("Inner", Schema()).InWiki(wiki.Source())
	c := serve(t, ws)
	kinds := func(body JSON) []any {
		var out []any
		for _, o := range c.all("POST", "/v1/data_sources/"+wiki.Source().ID()+"/query", body, 10) {
			out = append(out, o["object"])
		}
		return out
	}
	equal(t, "both", kinds(nil), []any{"page", "data_source"})
	equal(t, "pages", kinds(JSON{"result_type": "page"}), []any{"page"})
	equal(t, "sources", kinds(JSON{"result_type": "data_source"}), []any{"data_source"})
	equal(t, "parent", c.get("/v1/databases/" + inner.ID())["parent"], JSON{"type": "database_id", "database_id": wiki.ID()})
	equal(t, "owner", dig(c.get("/v1/data_sources/"+wiki.Source().ID()), "properties", "Owner", "id"), "verification_owner")
}

func TestSearch(t *testing.T) {
	ws, advance := at(t)
	ws.Page("Release notes")
	advance(time.Minute)
	db := ws.Database("Releases", Schema())
	advance(time.Minute)
	db.Row("A release", nil)
	ws.Page("Old release").Trash()
	c := serve(t, ws)
	names := func(c client, body JSON) string {
		var out []string
		for _, o := range c.all("POST", "/v1/search", body, 2) {
			if o["object"] == "page" {
				out = append(out, titles([]JSON{o})...)
				continue
			}
			out = append(out, o["object"].(string)+" "+plain(o["title"]))
		}
		return strings.Join(out, ", ")
	}
	sort := func(direction string) JSON { return JSON{"timestamp": "last_edited_time", "direction": direction} }
	only := func(value string) JSON { return JSON{"property": "object", "value": value} }
	equal(t, "newest first", names(c, nil), "A release, data_source Releases, Release notes")
	equal(t, "oldest first", names(c, JSON{"sort": sort("ascending")}), "Release notes, data_source Releases, A release")
	equal(t, "words", names(c, JSON{"query": "notes REL"}), "Release notes")
	equal(t, "pages", names(c, JSON{"filter": only("page")}), "A release, Release notes")
	equal(t, "tables", names(c, JSON{"filter": only("data_source")}), "data_source Releases")
	equal(t, "trash", names(c, JSON{"filter": JSON{"in_trash": true}}), "Old release")
	old := c.at(Version2022)
	equal(t, "old tables", names(old, JSON{"filter": only("database")}), "database Releases")
	c.refused("POST", "/v1/search", JSON{"filter": only("database")}, 400, "validation_error", "data_source")
	old.refused("POST", "/v1/search", JSON{"filter": only("data_source")}, 400, "validation_error", "database")
	c.refused("POST", "/v1/search", JSON{"sort": JSON{"timestamp": "created_time"}}, 400, "validation_error", "sort")
}

func TestViews(t *testing.T) {
	ws, advance := at(t)
	db := ws.Database("Posts", Schema(Select("Status", "Draft", "Done"), Number("Size", "number")))
	for i, status := range []string{"Done", "Draft", "Done", "Done"} {
		db.Row(fmt.Sprint(i), Values{"Status": status, "Size": i})
	}
	view := db.View("board", "Done ones", ViewConfig{
		Filter:        JSON{"property": "Status", "select": JSON{"equals": "Done"}},
		QuickFilters:  JSON{"Size": JSON{"number": JSON{"greater_than": 0}}, "Status": JSON{}},
		Sorts:         []JSON{{"property": "Size", "direction": "descending"}},
		Configuration: JSON{"group_by": JSON{"type": "select", "property_id": "Status"}, "properties": Shown("Name", "Size")},
	})
	feed := db.View("feed", "Feed", ViewConfig{})
	c := serve(t, ws)
	id := db.Source().PropertyID
	o := c.get("/v1/views/" + view.ID())
	equal(t, "filter", o["filter"], JSON{"property": id("Status"), "select": JSON{"equals": "Done"}})
	equal(t, "quick filters", o["quick_filters"], JSON{id("Size"): JSON{"number": JSON{"greater_than": 0}}, id("Status"): JSON{}})
	equal(t, "sorts", o["sorts"], []any{JSON{"property": id("Size"), "direction": "descending"}})
	equal(t, "group", dig(o, "configuration", "group_by", "property_id"), id("Status"))
	equal(t, "shown", dig(o, "configuration", "properties", 1, "property_id"), id("Size"))
	equal(t, "type", []any{o["type"], dig(o, "configuration", "type")}, []any{"board", "board"})
	for _, owner := range []string{"database_id=" + db.ID(), "data_source_id=" + db.Source().ID()} {
		equal(t, owner, len(c.all("GET", "/v1/views?"+owner, nil, 1)), 2)
	}
	c.refused("GET", "/v1/views/"+feed.ID(), nil, 400, "validation_error", "Unsupported view type: feed")
	c.refused("GET", "/v1/views", nil, 400, "validation_error", "database_id")
	c.refused("GET", "/v1/views?database_id="+view.ID(), nil, 404, "object_not_found", "database")

	run := c.post("/v1/views/"+view.ID()+"/queries", JSON{"page_size": 1})
	equal(t, "count", []any{run["object"], run["total_count"], len(run["results"].([]any))}, []any{"view_query", 2, 1})
	path := "/v1/views/" + view.ID() + "/queries/" + run["id"].(string)
	rest := c.get(path + "?start_cursor=" + run["next_cursor"].(string))
	equal(t, "rest", []any{len(rest["results"].([]any)), rest["has_more"], dig(rest, "results", 0, "object")}, []any{1, false, "page"})
	advance(16 * time.Minute)
	c.refused("GET", path, nil, 404, "object_not_found", "")
	again := c.post("/v1/views/"+view.ID()+"/queries", JSON{})
	path = "/v1/views/" + view.ID() + "/queries/" + again["id"].(string)
	_, _, deleted := c.do("DELETE", path, nil)
	equal(t, "deleted", deleted["deleted"], true)
	c.refused("GET", path, nil, 404, "object_not_found", "")
}

func TestCustomEmojis(t *testing.T) {
	ws, _ := at(t)
	ws.CustomEmoji("party", External("https://example.org/p.png"))
	blob := ws.CustomEmoji("blob", Upload("blob.png", []byte("png")))
	page := ws.Page("Home").Icon(blob)
	c := serve(t, ws)
	equal(t, "all", len(c.all("GET", "/v1/custom_emojis", nil, 1)), 2)
	found := c.all("GET", "/v1/custom_emojis?name=blob", nil, 10)
	equal(t, "one", []any{len(found), found[0]["name"]}, []any{1, "blob"})
	icon := c.get("/v1/pages/" + page.ID())["icon"]
	equal(t, "icon", dig(icon, "custom_emoji", "url"), found[0]["url"])
	status, body := c.download(found[0]["url"].(string), nil)
	equal(t, "public picture", []any{status, body}, []any{200, "png"})
}

func TestComments(t *testing.T) {
	ws, _ := at(t)
	ada := ws.Person("Ada", "")
	block := Paragraph("x")
	page := ws.Page("Home", block)
	first := page.Comment(ada, "Hm").Attach("image", Upload("a.png", []byte("x")))
	first.Reply(ws.Bot(), "So")
	closed := page.Comment(ada, "Done")
	closed.Resolve()
	inline := block.Comment(ada, "Here")
	c := serve(t, ws)
	list := c.all("GET", "/v1/comments?block_id="+page.ID(), nil, 1)
	var texts []string
	for _, o := range list {
		texts = append(texts, plain(o["rich_text"])+" by "+dig(o, "display_name", "type").(string))
	}
	equal(t, "open ones of the page", texts, []string{"Hm by user", "So by integration"})
	equal(t, "thread", list[0]["discussion_id"], list[1]["discussion_id"])
	equal(t, "parent", list[0]["parent"], JSON{"type": "page_id", "page_id": page.ID()})
	equal(t, "attachment", keys(dig(list[0], "attachments", 0).(JSON)), []string{"category", "file"})
	equal(t, "no attachments", slices.Contains(keys(list[1]), "attachments"), false)
	equal(t, "of the block", c.all("GET", "/v1/comments?block_id="+block.ID(), nil, 10)[0]["id"], inline.ID())
	equal(t, "one", c.get("/v1/comments/" + first.ID())["id"], first.ID())
	c.refused("GET", "/v1/comments/"+closed.ID(), nil, 404, "object_not_found", "comment")
	c.refused("GET", "/v1/comments", nil, 400, "validation_error", "query.block_id")
	page.Unshare()
	c.refused("GET", "/v1/comments?block_id="+page.ID(), nil, 404, "object_not_found", "block")
}
