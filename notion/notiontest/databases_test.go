package notiontest_test

import (
	"testing"

	. "galley/notion/notiontest"
)

func TestDatabaseFace(t *testing.T) {
	ws, _ := at(t)
	home := ws.Page("Home")
	db := ws.Database("Posts", Schema(Number("Size", "number").Describe("in pages"))).
		Icon(Emoji("📚")).Cover(External("https://example.org/c.jpg")).Description(T("All").Bold()).
		Inline().Lock().PublicURL("https://x.notion.site/p").In(home)
	drafts := db.AddSource("Drafts", Schema()).Icon(Emoji("✏️")).Rename("Sketches")
	c := serve(t, ws)
	o := c.get("/v1/databases/" + db.ID())
	equal(t, "container", []any{dig(o, "icon", "emoji"), dig(o, "cover", "external", "url"), plain(o["description"]), o["is_inline"], o["is_locked"], o["public_url"]},
		[]any{"📚", "https://example.org/c.jpg", "All", true, true, "https://x.notion.site/p"})
	first := c.get("/v1/data_sources/" + db.Source().ID())
	equal(t, "first source", []any{dig(first, "icon", "emoji"), first["is_inline"], dig(first, "properties", "Size", "description")}, []any{"📚", true, "in pages"})
	second := c.get("/v1/data_sources/" + drafts.ID())
	equal(t, "second source", []any{dig(second, "icon", "emoji"), plain(second["title"]), keys(second["properties"].(JSON))},
		[]any{"✏️", "Sketches", []string{"Name"}})
	equal(t, "title of the container stays", plain(o["title"]), "Posts")
}

func TestOneOfSeveralSourcesCanBeHidden(t *testing.T) {
	ws, _ := at(t)
	db := ws.Database("Posts", Schema())
	hidden := db.AddSource("Hidden", Schema())
	row := hidden.Row("x", nil)
	view := db.View("table", "Hidden ones", ViewConfig{Source: hidden})
	hidden.Unshare()
	c := serve(t, ws)
	equal(t, "sources", len(c.get("/v1/databases/" + db.ID())["data_sources"].([]any)), 1)
	c.refused("GET", "/v1/data_sources/"+hidden.ID(), nil, 404, "object_not_found", "data_source")
	c.refused("GET", "/v1/pages/"+row.ID(), nil, 404, "object_not_found", "page")
	c.refused("GET", "/v1/views/"+view.ID(), nil, 404, "object_not_found", "view")
	equal(t, "views", c.get("/v1/views?database_id=" + db.ID())["results"], []any{})
	c.refused("GET", "/v1/views?data_source_id="+hidden.ID(), nil, 404, "object_not_found", "data_source")
	c.refused("GET", "/v1/views?data_source_id=x", nil, 400, "validation_error", "valid uuid")
	db.Unshare()
	c.refused("GET", "/v1/databases/"+db.ID(), nil, 404, "object_not_found", "database")
	db.Share()
	equal(t, "shared again", c.get("/v1/databases/" + db.ID())["object"], "database")
}

func TestMovingADatabase(t *testing.T) {
	ws, _ := at(t)
	one, block := ws.Page("One"), Toggle("here")
	two := ws.Page("Two", block)
	db := ws.Database("Posts", Schema()).In(one)
	db.In(block)
	c := serve(t, ws)
	equal(t, "left", len(c.children(one.ID())), 0)
	equal(t, "arrived", c.children(block.ID())[0]["id"], db.ID())
	equal(t, "parent", c.get("/v1/databases/" + db.ID())["parent"], JSON{"type": "block_id", "block_id": block.ID()})
	two.Unshare()
	c.refused("GET", "/v1/data_sources/"+db.Source().ID(), nil, 404, "object_not_found", "data_source")
}

func TestViewsWithoutASourceCannotBeRun(t *testing.T) {
	ws, _ := at(t)
	db := ws.Database("Posts", Schema(Checkbox("Done")))
	db.Row("a", nil)
	dashboard := db.View("dashboard", "Overview", ViewConfig{NoSource: true, Configuration: JSON{"rows": []any{}}})
	c := serve(t, ws)
	equal(t, "source", c.get("/v1/views/" + dashboard.ID())["data_source_id"], nil)
	c.refused("POST", "/v1/views/"+dashboard.ID()+"/queries", JSON{}, 400, "validation_error", "no data source")

	table := db.View("table", "All", ViewConfig{})
	c.refused("POST", "/v1/views/"+table.ID()+"/queries", JSON{"filter": nil}, 400, "validation_error", "body.filter should be not present")
	equal(t, "all rows", c.post("/v1/views/"+table.ID()+"/queries", nil)["total_count"], 1)
	table.Change(ViewConfig{QuickFilters: JSON{"Done": JSON{"checkbox": JSON{"equals": true}}}})
	equal(t, "after a change", c.post("/v1/views/"+table.ID()+"/queries", nil)["total_count"], 0)
}

func TestCappedViewQueriesSaySo(t *testing.T) {
	ws, _ := at(t)
	db := ws.Database("Posts", Schema())
	for range 3 {
		db.Row("x", nil)
	}
	view := db.View("list", "All", ViewConfig{})
	o := serve(t, ws, ResultCap(2)).post("/v1/views/"+view.ID()+"/queries", nil)
	equal(t, "cap", []any{o["total_count"], dig(o, "request_status", "type")}, []any{2, "incomplete"})
}

func TestTableHeadersAndCells(t *testing.T) {
	ws, _ := at(t)
	page := ws.Page("Home", Table(TableRow("a", T("b").Bold(), []Rich{T("c"), T("d")}), TableRow("e")).ColumnHeader().RowHeader())
	c := serve(t, ws)
	table := c.children(page.ID())[0]
	equal(t, "table", table["table"], JSON{"table_width": 3, "has_column_header": true, "has_row_header": true})
	rows := c.children(table["id"].(string))
	equal(t, "cells", []any{plain(dig(rows[0], "table_row", "cells", 2)), len(dig(rows[1], "table_row", "cells").([]any))}, []any{"cd", 1})
}

func TestMarkdownOfMentionsAndDatabases(t *testing.T) {
	ws, _ := at(t)
	ada := ws.Person("Ada", "")
	db := ws.Database("Posts", Schema())
	list := Bulleted("item")
	page := ws.Page("Home", Paragraph(MentionUser(ada), MentionDate("2026-06-27", "2026-06-28"), T("u").Underline(), T("c").Color("red_background")),
		list, ChildDatabase(db), Image(Upload("a.png", []byte("x"))))
	page.Append(Paragraph(MentionPage(page), MentionDate("2026-06-27", ""), MentionTemplateMe()))
	c := serve(t, ws)
	markdown := c.get("/v1/pages/" + page.ID() + "/markdown")["markdown"].(string)
	for _, want := range []string{
		`<mention-user url="user://` + ada.ID() + `">@Ada</mention-user>`,
		`<mention-date start="2026-06-27" end="2026-06-28"/>`,
		`<mention-page url="https://www.notion.so/` + compact(page.ID()) + `">Home</mention-page><mention-date start="2026-06-27"/>@Me`,
		`<span underline="true">u</span><span color="red_bg">c</span>`,
		`<database url="https://www.notion.so/` + compact(db.ID()) + `">Posts</database>`,
		"![](" + c.srv.URL + "/files/",
	} {
		contains(t, markdown, want)
	}
	equal(t, "a block", c.get("/v1/pages/" + list.ID() + "/markdown")["markdown"], "- item")
	c.refused("GET", "/v1/pages/"+page.ID()+"/markdown?markdown_version=v2", nil, 400, "validation_error", "markdown_version")
	c.refused("GET", "/v1/pages/"+db.Source().ID()+"/markdown", nil, 404, "object_not_found", "page")
}

func TestEmptyRollupsFollowTheirFunction(t *testing.T) {
	ws, _ := at(t)
	other := ws.Database("Other", Schema())
	db := ws.Database("Posts", Schema(Relation("Links", other), Rollup("Sum", "Links", "Name", "sum"),
		Rollup("All", "Links", "Name", "show_original"), Rollup("First", "Links", "Name", "earliest_date"),
		Formula("When", "now()"), Formula("Flag", "true"), Formula("Odd", "?")))
	row := db.Row("A", Values{"When": Range("2026-06-27T12:00:00.000+00:00", ""), "Flag": true, "Odd": JSON{"type": "unsupported", "unsupported": JSON{}}})
	properties := serve(t, ws).get("/v1/pages/" + row.ID())["properties"]
	equal(t, "sum", dig(properties, "Sum", "rollup"), JSON{"type": "number", "number": nil, "function": "sum"})
	equal(t, "array", dig(properties, "All", "rollup"), JSON{"type": "array", "array": []any{}, "function": "show_original"})
	equal(t, "date", dig(properties, "First", "rollup"), JSON{"type": "date", "date": nil, "function": "earliest_date"})
	equal(t, "date formula", dig(properties, "When", "formula", "date", "start"), "2026-06-27T12:00:00.000+00:00")
	equal(t, "boolean formula", dig(properties, "Flag", "formula"), JSON{"type": "boolean", "boolean": true})
	equal(t, "unsupported formula", dig(properties, "Odd", "formula", "type"), "unsupported")
}

func TestValuesOfTheWrongTypeAreMistakes(t *testing.T) {
	for name, value := range map[string]any{
		"Done": "yes", "Link": 1, "Size": "big", "Checked": true, "Where": "here", "Made": "now", "Tags": []string{"c"}, "Nothing": 1,
	} {
		ws := NewWorkspace()
		db := ws.Database("Posts", Schema(Checkbox("Done"), URL("Link"), Number("Size", "number"), Verification("Checked"),
			Place("Where"), CreatedTime("Made"), MultiSelect("Tags", "a")))
		db.Row("A", Values{name: value})
		if err := ws.Err(); err == nil {
			t.Errorf("%s takes %v", name, value)
		} else {
			contains(t, err.Error(), `"`+name+`"`)
		}
	}
}

func TestValuesCanBeEmptied(t *testing.T) {
	ws, _ := at(t)
	other := ws.Database("Other", Schema())
	one := other.Row("One", nil)
	db := ws.Database("Posts", Schema(Number("Size", "number"), Relation("Links", other).Dual("Back")))
	row := db.Row("A", Values{"Size": 1, "Links": one})
	row.SetValue("Size", nil).SetValue("Links", nil)
	c := serve(t, ws)
	properties := c.get("/v1/pages/" + row.ID())["properties"]
	equal(t, "values", []any{dig(properties, "Size", "number"), dig(properties, "Links", "relation")}, []any{nil, []any{}})
	equal(t, "other side", dig(c.get("/v1/pages/"+one.ID()), "properties", "Back", "relation"), []any{})
}

func TestHandlerServesOnAnyListener(t *testing.T) {
	ws, _ := at(t)
	page := ws.Page("Home", Image(Upload("a.png", []byte("x"))))
	h := NewHandler(ws)
	base := listen(t, h)
	c := client{t, &Server{URL: base}, Version2026, h.Token}
	url := dig(c.children(page.ID())[0], "image", "file", "url").(string)
	contains(t, url, base+"/files/")
	status, body := c.download(url, nil)
	equal(t, "download", []any{status, body}, []any{200, "x"})
	equal(t, "counted", h.Total(), 2)
}
