package notiontest_test

import (
	"compress/gzip"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	. "galley/notion/notiontest"
)

func TestTokenAndVersionAreChecked(t *testing.T) {
	ws, _ := at(t)
	c := serve(t, ws)
	wrong := c
	wrong.token = "ntn_wrong"
	wrong.refused("GET", "/v1/users/me", nil, 401, "unauthorized", "API token is invalid.")
	c.at("").refused("GET", "/v1/users/me", nil, 400, "missing_version", "Notion-Version")
	c.at("2020-01-01").refused("GET", "/v1/users/me", nil, 400, "validation_error", "2020-01-01")
	me := c.get("/v1/users/me")
	equal(t, "bot", []any{me["type"], me["id"], dig(me, "bot", "owner", "type")}, []any{"bot", ws.Bot().ID(), "workspace"})
}

func TestIDsAreValidated(t *testing.T) {
	ws, _ := at(t)
	page := ws.Page("Home")
	c := serve(t, ws)
	c.refused("GET", "/v1/pages/AAA", nil, 400, "validation_error", `path.page_id should be a valid uuid, instead was `)
	c.refused("GET", "/v1/blocks/AAA/children", nil, 400, "validation_error", "path.block_id")
	o := c.refused("GET", "/v1/pages/00000000-0000-0000-0000-000000000000", nil, 404, "object_not_found",
		"Could not find page with ID: 00000000-0000-0000-0000-000000000000. Make sure")
	equal(t, "integration", dig(o, "additional_data", "integration_id"), ws.Bot().ID())
	equal(t, "undashed", c.get("/v1/pages/" + strings.ReplaceAll(page.ID(), "-", ""))["id"], page.ID())
	if page.ID()[14] != '8' {
		t.Errorf("%s: the third group does not begin with 8", page.ID())
	}
}

func TestIDsDependOnTheOrderOfBuildingAlone(t *testing.T) {
	build := func() string {
		ws, _ := at(t)
		ws.Person("Ada", "")
		return ws.Page("Home", Paragraph("a"), Toggle("b").Children(Paragraph("c"))).ID()
	}
	equal(t, "again", build(), build())
}

func TestCapabilities(t *testing.T) {
	ws, _ := at(t)
	ada := ws.Person("Ada", "ada@example.org")
	page := ws.Page("Home", Paragraph(MentionUser(ada)))
	db := ws.Database("Posts", Schema(People("Who"), CreatedBy("Maker")))
	row := db.Row("A", Values{"Who": ada}).By(ada)
	c := serve(t, ws,
		WithToken("nothing", Capabilities{NoContent: true, NoComments: true, Users: UsersNone}),
		WithToken("names", Capabilities{Users: UsersWithoutEmail}))

	full := JSON{"object": "user", "id": ada.ID(), "name": "Ada", "avatar_url": nil, "type": "person",
		"person": JSON{"email": "ada@example.org"}}
	properties := c.get("/v1/pages/" + row.ID())["properties"].(JSON)
	equal(t, "people", dig(properties, "Who", "people"), []any{full})
	equal(t, "author", dig(properties, "Maker", "created_by"), full)

	c.token = "names"
	equal(t, "without e-mail", c.get("/v1/users/" + ada.ID())["person"], JSON{})

	c.token = "nothing"
	for _, path := range []string{"/v1/users", "/v1/users/" + ada.ID(), "/v1/pages/" + page.ID(), "/v1/comments?block_id=" + page.ID()} {
		c.refused("GET", path, nil, 403, "restricted_resource", "Insufficient permissions")
	}
	equal(t, "me", c.get("/v1/users/me")["name"], "Galley")
}

func TestWithoutUserInformationUsersArePartial(t *testing.T) {
	ws, _ := at(t)
	ada := ws.Person("Ada", "ada@example.org")
	page := ws.Page("Home", Paragraph(MentionUser(ada)))
	c := serve(t, ws, WithToken("blind", Capabilities{Users: UsersNone}))
	segment := func() any { return dig(c.children(page.ID())[0], "paragraph", "rich_text", 0) }
	equal(t, "text", dig(segment(), "plain_text"), "@Ada")
	c.token = "blind"
	equal(t, "text", dig(segment(), "plain_text"), "@Anonymous")
	equal(t, "user", dig(segment(), "mention", "user"), JSON{"object": "user", "id": ada.ID()})
}

func TestUsersWhoLeftAreHidden(t *testing.T) {
	ws, _ := at(t)
	ada, bob := ws.Person("Ada", ""), ws.Person("Bob", "")
	ws.OtherBot("Zap")
	bob.Leave()
	c := serve(t, ws)
	var names []any
	for _, u := range c.all("GET", "/v1/users", nil, 2) {
		names = append(names, u["name"])
	}
	equal(t, "members", names, []any{"Ada", "Zap", "Galley"})
	equal(t, "one", c.get("/v1/users/" + ada.ID())["type"], "person")
	c.refused("GET", "/v1/users/"+bob.ID(), nil, 404, "object_not_found", "Could not find user")
}

func TestSharingIsInheritedAndMayEnd(t *testing.T) {
	ws, _ := at(t)
	secret := ws.Page("Secret", Paragraph("x"))
	inner := ws.Page("Inner").In(secret)
	home := ws.Page("Home", Paragraph(MentionPage(secret)), ChildPage(secret))
	c := serve(t, ws)
	equal(t, "shared", len(c.children(home.ID())), 2)

	secret.Unshare()
	blocks := c.children(home.ID())
	equal(t, "unshared", len(blocks), 1)
	equal(t, "mention", dig(blocks[0], "paragraph", "rich_text", 0, "plain_text"), "Untitled")
	for _, path := range []string{"/v1/pages/" + secret.ID(), "/v1/pages/" + inner.ID()} {
		c.refused("GET", path, nil, 404, "object_not_found", "Could not find page")
	}
	equal(t, "search", titles(c.all("POST", "/v1/search", nil, 100)), []string{"Home"})

	inner.Share()
	equal(t, "a parent that is not shared is named all the same", dig(c.get("/v1/pages/"+inner.ID()), "parent", "page_id"), secret.ID())
	secret.Share()
	equal(t, "shared again", c.get("/v1/pages/" + secret.ID())["id"], secret.ID())
}

func TestRelationsToHiddenDatabasesAreMissing(t *testing.T) {
	ws, _ := at(t)
	people := ws.Database("People", Schema())
	ada := people.Row("Ada", nil)
	posts := ws.Database("Posts", Schema(Relation("Author", people), Rollup("Ages", "Author", "Age", "sum")))
	row := posts.Row("A", Values{"Author": ada, "Ages": 3})
	c := serve(t, ws)
	equal(t, "before", keys(c.get("/v1/pages/" + row.ID())["properties"].(JSON)), []string{"Ages", "Author", "Name"})
	people.Unshare()
	equal(t, "value", keys(c.get("/v1/pages/" + row.ID())["properties"].(JSON)), []string{"Name"})
	equal(t, "schema", keys(c.get("/v1/data_sources/" + posts.Source().ID())["properties"].(JSON)), []string{"Name"})
}

func TestRequestIDsAndCompression(t *testing.T) {
	ws, _ := at(t)
	c := serve(t, ws)
	_, header, o := c.do("GET", "/v1/users/me", nil)
	if o["request_id"] == "" || o["request_id"] != header.Get("X-Notion-Request-Id") || header.Get("Cf-Ray") == "" {
		t.Errorf("request_id %v, headers %v", o["request_id"], header)
	}
	equal(t, "type", header.Get("Content-Type"), "application/json; charset=utf-8")

	req, _ := http.NewRequestWithContext(t.Context(), "GET", c.srv.URL+"/v1/users/me", nil)
	req.Header = http.Header{"Authorization": {"Bearer " + Token}, "Notion-Version": {Version2026}, "Accept-Encoding": {"gzip"}}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	equal(t, "encoding", resp.Header.Get("Content-Encoding"), "gzip")
	z, err := gzip.NewReader(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	var again JSON
	if err := json.NewDecoder(z).Decode(&again); err != nil || again["id"] != o["id"] {
		t.Errorf("%v %v", again, err)
	}
}

func TestMalformedRequests(t *testing.T) {
	ws, _ := at(t)
	db := ws.Database("Posts", Schema())
	c := serve(t, ws)
	query := "/v1/data_sources/" + db.Source().ID() + "/query"
	c.refused("POST", query, []int{1}, 400, "invalid_json", "")
	c.refused("POST", query, JSON{"filters": 1}, 400, "validation_error", "body.filters should be not present")
	c.refused("POST", query+"?start_cursor=x", JSON{}, 400, "validation_error", "query.start_cursor should be not present")
	c.refused("POST", query, JSON{"page_size": 101}, 400, "validation_error", "body.page_size should be ≤ `100`")
	c.refused("POST", query, JSON{"start_cursor": nil}, 400, "validation_error", "start_cursor should be a string")
	c.refused("GET", "/v1/users?page_size=101", nil, 400, "validation_error", "query.page_size should be ≤ `100`")
	c.refused("GET", "/v1/users?page_size=0", nil, 400, "validation_error", "query.page_size should be ≥ `1`")
	c.refused("GET", "/v1/users?page_size=many", nil, 400, "validation_error", "should be a number")
}

func TestMistakesOfTheBuilderReachTheReader(t *testing.T) {
	ws := NewWorkspace()
	db := ws.Database("Posts", Schema(Select("Status", "Draft")))
	db.Row("A", Values{"Status": "Published"})
	if err := ws.Err(); err == nil || !strings.Contains(err.Error(), `no option "Published"`) {
		t.Errorf("the mistake is %v", err)
	}
	serve(t, ws).refused("GET", "/v1/users/me", nil, 500, "internal_server_error", `no option "Published"`)
}
