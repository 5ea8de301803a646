package notiontest_test

import (
	"strings"
	"testing"

	. "galley/notion/notiontest"
)

func TestTrashFlagsFollowTheVersion(t *testing.T) {
	ws, _ := at(t)
	page := ws.Page("Home", Paragraph("x"))
	row := ws.Database("Posts", Schema()).Row("A", nil)
	c := serve(t, ws)
	for version, archived := range map[string]bool{Version2022: true, Version2025: true, Version2026: false} {
		for _, path := range []string{"/v1/pages/" + page.ID(), "/v1/pages/" + row.ID(), "/v1/blocks/" + page.ID()} {
			o := c.at(version).get(path)
			if _, has := o["archived"]; has != archived || o["in_trash"] != false {
				t.Errorf("%s at %s: archived is there: %v, in_trash: %v", path, version, has, o["in_trash"])
			}
		}
	}
}

func TestMeetingNotesAreATranscriptionBefore2026(t *testing.T) {
	ws, _ := at(t)
	notes := MeetingNotes("Weekly", "notes_ready", []*Block{Paragraph("sum")}, nil, []*Block{Paragraph("said")})
	page := ws.Page("Home", notes)
	c := serve(t, ws)
	for version, kind := range map[string]string{Version2022: "transcription", Version2025: "transcription", Version2026: "meeting_notes"} {
		block := c.at(version).children(page.ID())[0]
		equal(t, version, block["type"], kind)
		pointers := dig(block, kind, "children").(JSON)
		equal(t, "pointers", keys(pointers), []string{"summary_block_id", "transcript_block_id"})
		summary := c.children(pointers["summary_block_id"].(string))
		equal(t, "summary", plain(dig(summary[0], "paragraph", "rich_text")), "sum")
	}
}

func TestDatabaseIsSplitFromItsDataSourceSince2025(t *testing.T) {
	ws, _ := at(t)
	home := ws.Page("Home")
	db := ws.Database("Posts", Schema(Title("Name"), Number("Size", "percent"))).Inline().In(home)
	row := db.Row("A", Values{"Size": 0.5})
	c := serve(t, ws)

	old := c.at(Version2022).get("/v1/databases/" + db.ID())
	equal(t, "old schema", keys(old["properties"].(JSON)), []string{"Name", "Size"})
	equal(t, "old time", old["created_time"], "2026-06-27T12:00:00.000Z")
	equal(t, "old parent of a row", c.at(Version2022).get("/v1/pages/" + row.ID())["parent"],
		JSON{"type": "database_id", "database_id": db.ID()})

	container := c.get("/v1/databases/" + db.ID())
	if container["properties"] != nil || container["created_by"] != nil {
		t.Errorf("the container has a schema or authors: %v", keys(container))
	}
	equal(t, "sources", container["data_sources"], []any{JSON{"id": db.Source().ID(), "name": "Posts"}})
	equal(t, "time", container["created_time"], "2026-06-27T12:00:30.250+00:00")
	source := c.get("/v1/data_sources/" + db.Source().ID())
	equal(t, "config", dig(source, "properties", "Size", "number"), JSON{"format": "percent"})
	equal(t, "parents", []any{source["parent"], source["database_parent"]}, []any{
		JSON{"type": "database_id", "database_id": db.ID()}, JSON{"type": "page_id", "page_id": home.ID()}})
	equal(t, "address", source["url"], "https://www.notion.so/"+strings.ReplaceAll(db.ID(), "-", ""))
	equal(t, "parent of a row", c.get("/v1/pages/" + row.ID())["parent"],
		JSON{"type": "data_source_id", "data_source_id": db.Source().ID(), "database_id": db.ID()})
}

func TestPathsBelongToVersions(t *testing.T) {
	ws, _ := at(t)
	db := ws.Database("Posts", Schema())
	db.Row("A", nil)
	source := db.Source().ID()
	c := serve(t, ws)
	old := c.at(Version2022)
	equal(t, "old query", old.post("/v1/databases/"+db.ID()+"/query", nil)["type"], "page_or_database")
	equal(t, "query", c.post("/v1/data_sources/"+source+"/query", nil)["type"], "page_or_data_source")
	old.refused("GET", "/v1/data_sources/"+source, nil, 400, "invalid_request_url", "Invalid request URL.")
	old.refused("POST", "/v1/data_sources/"+source+"/query", JSON{}, 400, "invalid_request_url", "")
	old.refused("GET", "/v1/views?database_id="+db.ID(), nil, 400, "invalid_request_url", "")
	c.refused("POST", "/v1/databases/"+db.ID()+"/query", JSON{}, 400, "invalid_request_url", "")
	c.refused("GET", "/v1/nothing", nil, 400, "invalid_request_url", "")
	c.refused("PATCH", "/v1/pages/"+db.ID(), nil, 400, "invalid_request_url", "")
}

func TestSeveralDataSourcesAreRefusedAt2022(t *testing.T) {
	ws, _ := at(t)
	db := ws.Database("Posts", Schema())
	second := db.AddSource("Drafts", Schema(Title("Draft")))
	second.Row("one", nil)
	c := serve(t, ws)
	for _, request := range [][2]string{{"GET", ""}, {"POST", "/query"}} {
		o := c.at(Version2022).refused(request[0], "/v1/databases/"+db.ID()+request[1], nil, 400, "validation_error",
			"multiple data sources are not supported")
		equal(t, "additional_data", o["additional_data"], JSON{
			"error_type": "multiple_data_sources_for_database", "database_id": db.ID(),
			"child_data_source_ids": []any{db.Source().ID(), second.ID()}, "minimum_api_version": Version2025,
		})
	}
	equal(t, "search", len(c.at(Version2022).all("POST", "/v1/search", JSON{"filter": JSON{"property": "object", "value": "database"}}, 10)), 0)
	equal(t, "rows", c.rows(second, nil), []string{"one"})
}

func TestLinkedDatabasesAnswerInThreeWays(t *testing.T) {
	ws, _ := at(t)
	posts := ws.Database("Posts", Schema())
	home := ws.Page("Home")
	c := serve(t, ws)
	for answer, message := range map[LinkedAnswer]string{
		LinkedRefused:  "is a linked database. Database retrievals do not support linked databases.",
		LinkedNoAccess: "does not contain any data sources accessible by this API bot.",
	} {
		db := ws.LinkedDatabase(answer).In(home)
		c.refused("GET", "/v1/databases/"+db.ID(), nil, 400, "validation_error", message)
	}
	db := ws.LinkedDatabase(LinkedEmpty).In(home)
	equal(t, "sources", c.get("/v1/databases/" + db.ID())["data_sources"], []any{})
	c.at(Version2022).refused("GET", "/v1/databases/"+db.ID(), nil, 400, "validation_error", "linked database")
	blocks := c.children(home.ID())
	equal(t, "blocks", len(blocks), 3)
	equal(t, "title", dig(blocks[2], "child_database", "title"), "Untitled")
	view := db.View("table", "Mine", ViewConfig{Source: posts.Source()})
	equal(t, "views", c.get("/v1/views?database_id=" + db.ID())["results"], []any{JSON{"object": "view", "id": view.ID()}})
	equal(t, "shown", c.get("/v1/views/" + view.ID())["data_source_id"], posts.Source().ID())
}

func TestDatabaseIDIsNoDataSourceID(t *testing.T) {
	ws, _ := at(t)
	db := ws.Database("Posts", Schema())
	page := ws.Page("Home")
	c := serve(t, ws)
	c.refused("GET", "/v1/data_sources/"+db.ID(), nil, 404, "object_not_found", "Could not find data_source")
	c.refused("GET", "/v1/databases/"+db.Source().ID(), nil, 404, "object_not_found", "Could not find database")
	c.refused("GET", "/v1/blocks/"+db.Source().ID(), nil, 404, "object_not_found", "Could not find block")
	c.refused("GET", "/v1/pages/"+db.ID(), nil, 400, "validation_error", "is a database, not a page")
	c.refused("GET", "/v1/databases/"+page.ID(), nil, 400, "validation_error", "is a page, not a database")
	equal(t, "block", c.get("/v1/blocks/" + db.ID())["type"], "child_database")
}
