package notiontest_test

import (
	"fmt"
	"net/url"
	"slices"
	"testing"
	"time"

	. "galley/notion/notiontest"
)

func TestEveryPropertyHasItsValueAndConfiguration(t *testing.T) {
	ws, _ := at(t)
	ada := ws.Person("Ada", "ada@example.org")
	author := JSON{"object": "user", "id": ada.ID(), "name": "Ada", "avatar_url": nil, "type": "person", "person": JSON{"email": "ada@example.org"}}
	other := ws.Database("Other", Schema(Number("Size", "number")))
	one := other.Row("One", nil)
	cases := []struct {
		property           *Property
		given, full, empty any
	}{
		{RichText("rich_text"), "x", nil, []any{}},
		{Number("number", "euro"), 1.5, 1.5, nil},
		{Select("select", Opt("a", "red", "first"), "b"), "a", nil, nil},
		{MultiSelect("multi_select", "a", "b"), []string{"b", "a"}, nil, []any{}},
		{Date("date"), Range("2026-06-27", "2026-06-28"), JSON{"start": "2026-06-27", "end": "2026-06-28", "time_zone": nil}, nil},
		{People("people"), ada, []any{author}, []any{}},
		{Files("files"), External("https://example.org/a.png").Named("a.png"),
			[]any{JSON{"name": "a.png", "type": "external", "external": JSON{"url": "https://example.org/a.png"}}}, []any{}},
		{Checkbox("checkbox"), true, true, false},
		{URL("url"), "https://example.org", "https://example.org", nil},
		{Email("email"), "a@example.org", "a@example.org", nil},
		{PhoneNumber("phone_number"), "+1", "+1", nil},
		{Relation("relation", other), one, []any{JSON{"id": one.ID()}}, []any{}},
		{Formula("formula", "1"), 3, JSON{"type": "number", "number": 3}, JSON{"type": "string", "string": nil}},
		{Rollup("rollup", "relation", "Size", "sum"), 3, JSON{"type": "number", "number": 3, "function": "sum"},
			JSON{"type": "number", "number": nil, "function": "sum"}},
		{CreatedTime("created_time"), nil, "2026-06-27T12:00:00.000Z", "2026-06-27T12:00:00.000Z"},
		{LastEditedTime("last_edited_time"), nil, "2026-06-27T12:00:00.000Z", "2026-06-27T12:00:00.000Z"},
		{CreatedBy("created_by"), nil, author, author},
		{LastEditedBy("last_edited_by"), nil, author, author},
		{UniqueID("unique_id", "NOTE"), nil, JSON{"prefix": "NOTE", "number": 1}, JSON{"prefix": "NOTE", "number": 2}},
		{Verification("verification"), Verified{By: ada, During: Range("2026-06-27", "")},
			JSON{"state": "verified", "date": JSON{"start": "2026-06-27", "end": nil, "time_zone": nil}, "verified_by": JSON{"object": "user", "id": ada.ID()}},
			JSON{"state": "unverified", "date": nil, "verified_by": nil}},
		{Button("button"), nil, JSON{}, JSON{}},
		{Place("place"), Location{1, 2, "n", "a"}, JSON{"lat": 1, "lon": 2, "name": "n", "address": "a"}, nil},
		{PropertyOf("novel", "novel", JSON{"x": 1}), JSON{"y": 2}, JSON{"y": 2}, nil},
	}
	var schema []*Property
	values := Values{}
	for _, c := range cases {
		schema = append(schema, c.property)
		if c.given != nil {
			values[c.property.Name()] = c.given
		}
	}
	db := ws.Database("All", schema)
	ws.SetAuthor(ada)
	full, empty := db.Row("Full", values), db.Row("", nil)
	c := serve(t, ws)
	config := c.get("/v1/data_sources/" + db.Source().ID())["properties"].(JSON)
	got := c.get("/v1/pages/" + full.ID())["properties"].(JSON)
	none := c.get("/v1/pages/" + empty.ID())["properties"].(JSON)
	for _, test := range cases {
		name := test.property.Name()
		equal(t, "type", dig(config, name, "type"), name)
		equal(t, "ID of "+name, dig(got, name, "id"), dig(config, name, "id"))
		if test.full != nil {
			equal(t, name, dig(got, name, name), test.full)
		}
		equal(t, "no "+name, dig(none, name, name), test.empty)
	}
	equal(t, "rich_text", plain(dig(got, "rich_text", "rich_text")), "x")
	option := dig(config, "select", "select", "options", 0).(JSON)
	equal(t, "option", []any{option["name"], option["color"], option["description"]}, []any{"a", "red", "first"})
	equal(t, "select", dig(got, "select", "select"), JSON{"id": option["id"], "name": "a", "color": "red"})
	equal(t, "order of choices", []any{dig(got, "multi_select", "multi_select", 0, "name"), dig(got, "multi_select", "multi_select", 1, "name")}, []any{"b", "a"})
	equal(t, "has_more", dig(got, "relation", "has_more"), false)
	equal(t, "relation", keys(dig(config, "relation", "relation").(JSON)), []string{"data_source_id", "database_id", "single_property", "type"})
	old := c.at(Version2022).get("/v1/databases/" + db.ID())
	equal(t, "old relation", keys(dig(old, "properties", "relation", "relation").(JSON)), []string{"database_id", "single_property", "type"})
}

func TestStatusGroups(t *testing.T) {
	ws, _ := at(t)
	db := ws.Database("Posts", Schema(Status("Status", "Idea", "Draft", "Review", "Done")))
	status := dig(serve(t, ws).get("/v1/data_sources/"+db.Source().ID()), "properties", "Status", "status")
	var got []string
	for i := range 3 {
		group := dig(status, "groups", i)
		got = append(got, fmt.Sprint(dig(group, "name"), " ", len(dig(group, "option_ids").([]any))))
	}
	equal(t, "groups", got, []string{"To-do 1", "In progress 2", "Complete 1"})
}

func TestDualRelationsKeepStep(t *testing.T) {
	ws, _ := at(t)
	authors := ws.Database("Authors", Schema())
	posts := ws.Database("Posts", Schema(Relation("Author", authors).Dual("Posts")))
	ada, bob := authors.Row("Ada", nil), authors.Row("Bob", nil)
	post := posts.Row("A", Values{"Author": []*Page{ada, bob}})
	c := serve(t, ws)
	back := func(p *Page) any { return dig(c.get("/v1/pages/"+p.ID()), "properties", "Posts", "relation") }
	equal(t, "other side", back(ada), []any{JSON{"id": post.ID()}})
	post.SetValue("Author", bob)
	equal(t, "taken back", back(ada), []any{})
	equal(t, "kept", back(bob), []any{JSON{"id": post.ID()}})
	dual := dig(c.get("/v1/data_sources/"+authors.Source().ID()), "properties", "Posts", "relation")
	equal(t, "schema", []any{dig(dual, "type"), dig(dual, "dual_property", "synced_property_name")}, []any{"dual_property", "Author"})
}

func TestFilterPropertiesTakesVerbatimIDs(t *testing.T) {
	ws, _ := at(t)
	db := ws.Database("Posts", Schema(Checkbox("Done"), Number("Size", "number")))
	row := db.Row("A", nil)
	id := db.Source().PropertyID("Size")
	c := serve(t, ws)
	names := func(path string) []string { return keys(c.get(path)["properties"].(JSON)) }
	path := "/v1/pages/" + row.ID() + "?filter_properties="
	equal(t, "verbatim", names(path+id+"&filter_properties=title"), []string{"Name", "Size"})
	equal(t, "name", names(path+"Done"), []string{"Done"})
	equal(t, "unknown", names(path+"nothing"), []string{})
	if encoded := url.QueryEscape(id); encoded != id {
		equal(t, "encoded twice", names(path+encoded), []string{})
	}
	rows := c.all("POST", "/v1/data_sources/"+db.Source().ID()+"/query?filter_properties="+id, nil, 10)
	equal(t, "query", keys(rows[0]["properties"].(JSON)), []string{"Size"})
}

func TestPagesInlineTwentyFiveReferences(t *testing.T) {
	ws, _ := at(t)
	other := ws.Database("Other", Schema())
	var related []*Page
	var mentions []Rich
	var people []*User
	for i := range 30 {
		p := other.Row(fmt.Sprint(i), nil)
		related = append(related, p)
		mentions = append(mentions, MentionPage(p), T(" "))
		people = append(people, ws.Person(fmt.Sprint(i), ""))
	}
	db := ws.Database("Posts", Schema(Relation("Links", other), RichText("Text"), People("Who")))
	row := db.Row("A", Values{"Links": related, "Text": mentions, "Who": people})
	c := serve(t, ws)
	properties := c.get("/v1/pages/" + row.ID())["properties"]
	equal(t, "has_more", dig(properties, "Links", "has_more"), true)
	for name, length := range map[string]int{"Links": 25, "Who": 25, "Text": 50} {
		kind := dig(properties, name, "type").(string)
		equal(t, name, len(dig(properties, name, kind).([]any)), length)
	}
	for name, length := range map[string]int{"Links": 30, "Who": 30, "Text": 60} {
		items := c.all("GET", "/v1/pages/"+row.ID()+"/properties/"+db.Source().PropertyID(name), nil, 7)
		equal(t, "items of "+name, len(items), length)
		equal(t, "item", items[0]["object"], "property_item")
	}
}

func TestPropertyItems(t *testing.T) {
	ws, _ := at(t)
	db := ws.Database("Posts", Schema(Checkbox("Done"), Rollup("Names", "Links", "Name", "show_original"), Relation("Links", ws.Database("Other", Schema()))))
	row := db.Row("Title", Values{"Done": true, "Names": []Item{{"title", "One"}, {"number", 2}, {"checkbox", true}}})
	home := ws.Page("Home")
	c := serve(t, ws)
	path := "/v1/pages/" + row.ID() + "/properties/"
	id := func(name string) string { return db.Source().PropertyID(name) }

	single := c.get(path + id("Done"))
	delete(single, "request_id")
	equal(t, "single", single, JSON{"object": "property_item", "type": "checkbox", "id": id("Done"), "checkbox": true})
	title := c.get(path + "title")
	equal(t, "title", dig(title, "results", 0, "title", "plain_text"), "Title")
	equal(t, "summary", title["property_item"], JSON{"id": "title", "next_url": nil, "type": "title", "title": JSON{}})
	equal(t, "of a page", dig(c.get("/v1/pages/"+home.ID()+"/properties/title"), "results", 0, "title", "plain_text"), "Home")

	first := c.get(path + id("Names") + "?page_size=2")
	equal(t, "not final", dig(first, "property_item", "rollup", "type"), "incomplete")
	last := c.get(path + id("Names") + "?page_size=2&start_cursor=" + first["next_cursor"].(string))
	equal(t, "final", dig(last, "property_item", "rollup"), JSON{"type": "array", "array": []any{}, "function": "show_original"})
	equal(t, "types", []any{dig(first, "results", 0, "type"), dig(first, "results", 1, "number"), dig(last, "results", 0, "checkbox")}, []any{"title", 2, true})
	equal(t, "empty", c.get(path + id("Links"))["results"], []any{})
	c.refused("GET", path+"nothing", nil, 404, "object_not_found", "Could not find property")
	if encoded := url.PathEscape(id("Names")); encoded != id("Names") {
		c.refused("GET", path+encoded, nil, 404, "object_not_found", "")
	}
}

func TestSchemaEditsKeepIDs(t *testing.T) {
	ws, advance := at(t)
	db := ws.Database("Posts", Schema(Select("State", "Draft")))
	row := db.Row("A", Values{"State": "Draft"})
	c := serve(t, ws)
	before := dig(c.get("/v1/pages/"+row.ID()), "properties", "State")
	advance(time.Hour)
	db.RenameProperty("State", "Status").AddProperty(Checkbox("Done"))
	db.Source().RenameOption("Status", "Draft", "Sketch")
	after := c.get("/v1/pages/" + row.ID())
	equal(t, "names", keys(after["properties"].(JSON)), []string{"Done", "Name", "Status"})
	equal(t, "ID", dig(after, "properties", "Status", "id"), dig(before, "id"))
	equal(t, "option", []any{dig(after, "properties", "Status", "select", "id"), dig(after, "properties", "Status", "select", "name")},
		[]any{dig(before, "select", "id"), "Sketch"})
	equal(t, "row's time", after["last_edited_time"], "2026-06-27T12:00:00.000Z")
	equal(t, "source's time", c.get("/v1/data_sources/" + db.Source().ID())["last_edited_time"], "2026-06-27T13:00:00.000Z")
	db.Source().RemoveProperty("Done")
	equal(t, "removed", slices.Contains(keys(c.get("/v1/pages/" + row.ID())["properties"].(JSON)), "Done"), false)
}
