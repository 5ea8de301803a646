package notion

import (
	"errors"
	"fmt"
	"testing"
)

func list(items string) reply {
	return ok(`{"object":"list","results":[` + items + `],"next_cursor":null,"has_more":false,"request_id":"r"}`)
}

// oneCall gives a client whose only request is answered with r, and a function
// that checks what that request was.
func oneCall(t *testing.T, v Version, r reply) (*Client, func(want string)) {
	s := serve(t, func(int, call) reply { return r })
	return s.client(WithVersion(v)), func(want string) {
		t.Helper()
		calls := s.seen()
		if len(calls) != 1 {
			t.Fatalf("%d requests, want %s", len(calls), want)
		}
		got := calls[0].Method + " " + calls[0].Path
		if calls[0].Query != "" {
			got += "?" + calls[0].Query
		}
		if got != want {
			t.Errorf("request %s, want %s", got, want)
		}
	}
}

func TestEndpoints(t *testing.T) {
	const a = string(idA)
	object := ok(`{"object":"x","id":"` + a + `"}`)
	for _, test := range []struct {
		want  string
		reply reply
		call  func(*testing.T, *Client) (ID, error)
	}{
		{"GET /v1/users/me", object, func(t *testing.T, c *Client) (ID, error) { u, err := c.Me(t.Context()); return u.ID, err }},
		{"GET /v1/users/" + a, object, func(t *testing.T, c *Client) (ID, error) { u, err := c.User(t.Context(), idA); return u.ID, err }},
		{"GET /v1/pages/" + a, object, func(t *testing.T, c *Client) (ID, error) { p, err := c.Page(t.Context(), idA); return p.ID, err }},
		{"GET /v1/pages/" + a + "?filter_properties=title&filter_properties=%3FB", object,
			func(t *testing.T, c *Client) (ID, error) {
				p, err := c.Page(t.Context(), idA, "title", "%3FB")
				return p.ID, err
			}},
		{"GET /v1/blocks/" + a, object, func(t *testing.T, c *Client) (ID, error) { b, err := c.Block(t.Context(), idA); return b.ID, err }},
		{"GET /v1/comments/" + a, object, func(t *testing.T, c *Client) (ID, error) { m, err := c.Comment(t.Context(), idA); return m.ID, err }},
		{"GET /v1/databases/" + a, object, func(t *testing.T, c *Client) (ID, error) { d, err := c.Database(t.Context(), idA); return d.ID, err }},
		{"GET /v1/data_sources/" + a, object, func(t *testing.T, c *Client) (ID, error) { d, err := c.DataSource(t.Context(), idA); return d.ID, err }},
		{"GET /v1/views/" + a, object, func(t *testing.T, c *Client) (ID, error) { v, err := c.View(t.Context(), idA); return v.ID, err }},
		{"GET /v1/pages/" + a + "/markdown", object, func(t *testing.T, c *Client) (ID, error) { m, err := c.Markdown(t.Context(), idA); return m.ID, err }},
		{"GET /v1/users?page_size=100", list(`{"id":"` + a + `"}`), func(t *testing.T, c *Client) (ID, error) {
			all, err := collect(c.Users(t.Context()))
			return all[0].ID, err
		}},
		{"GET /v1/blocks/" + a + "/children?page_size=100", list(`{"id":"` + a + `"}`), func(t *testing.T, c *Client) (ID, error) {
			all, err := collect(c.Children(t.Context(), idA))
			return all[0].ID, err
		}},
		{"GET /v1/comments?block_id=" + a + "&page_size=100", list(`{"id":"` + a + `"}`), func(t *testing.T, c *Client) (ID, error) {
			all, err := collect(c.Comments(t.Context(), idA))
			return all[0].ID, err
		}},
		{"GET /v1/views?database_id=" + a + "&page_size=100", list(`{"id":"` + a + `"}`), func(t *testing.T, c *Client) (ID, error) {
			all, err := collect(c.DatabaseViews(t.Context(), idA))
			return all[0].ID, err
		}},
		{"GET /v1/views?data_source_id=" + a + "&page_size=100", list(`{"id":"` + a + `"}`), func(t *testing.T, c *Client) (ID, error) {
			all, err := collect(c.DataSourceViews(t.Context(), idA))
			return all[0].ID, err
		}},
		{"GET /v1/custom_emojis?page_size=100", list(`{"id":"` + a + `"}`), func(t *testing.T, c *Client) (ID, error) {
			all, err := collect(c.CustomEmojis(t.Context()))
			return all[0].ID, err
		}},
		{"POST /v1/search", list(`{"object":"page","id":"` + a + `"}`), func(t *testing.T, c *Client) (ID, error) {
			all, err := collect(c.Search(t.Context(), SearchRequest{}))
			return all[0].Page.ID, err
		}},
		{"POST /v1/data_sources/" + a + "/query", list(`{"object":"page","id":"` + a + `"}`), func(t *testing.T, c *Client) (ID, error) {
			all, err := collect(c.Query(t.Context(), idA, QueryRequest{}))
			return all[0].Page.ID, err
		}},
	} {
		c, check := oneCall(t, DefaultVersion, test.reply)
		id, err := test.call(t, c)
		if err != nil || id != idA {
			t.Errorf("%s: got %q, %v", test.want, id, err)
		}
		check(test.want)
	}
}

const oldDatabase = `{"object":"database","id":"` + string(idA) + `","title":[{"plain_text":"Posts"}],"parent":{"type":"page_id","page_id":"` + string(idB) + `"},
	"properties":{"Name":{"id":"title","name":"Name","type":"title","title":{}}}}`

// In version 2022-06-28 a database is its own data source.
func TestOldVersionReadsDatabasesAsDataSources(t *testing.T) {
	c, check := oneCall(t, Version20220628, ok(oldDatabase))
	d, err := c.Database(t.Context(), idA)
	check("GET /v1/databases/" + string(idA))
	if err != nil || len(d.DataSources) != 1 || d.DataSources[0] != (DataSourceRef{ID: idA, Name: "Posts"}) {
		t.Errorf("database %+v, %v", d, err)
	}

	c, check = oneCall(t, Version20220628, ok(oldDatabase))
	s, err := c.DataSource(t.Context(), idA)
	check("GET /v1/databases/" + string(idA))
	if err != nil || s.ID != idA || s.Parent.DatabaseID != idA || s.DatabaseParent.PageID != idB || s.Properties["Name"].Type != "title" {
		t.Errorf("data source %+v, %v", s, err)
	}

	c, check = oneCall(t, Version20220628, list(`{"object":"page","id":"`+string(idB)+`"}`))
	rows, err := collect(c.Query(t.Context(), idA, QueryRequest{}))
	check("POST /v1/databases/" + string(idA) + "/query")
	if err != nil || len(rows) != 1 || rows[0].Page.ID != idB {
		t.Errorf("rows %+v, %v", rows, err)
	}
}

func TestSearchForDataSourcesInEveryVersion(t *testing.T) {
	for version, value := range map[Version]string{Version20220628: "database", Version20250903: "data_source", Version20260311: "data_source"} {
		s := serve(t, func(n int, c call) reply {
			if version == Version20220628 {
				return list(oldDatabase)
			}
			return list(`{"object":"data_source","id":"` + string(idA) + `"}`)
		})
		q := SearchRequest{Kind: KindDataSource, Sort: &Sort{Timestamp: "last_edited_time", Direction: "ascending"}}
		found, err := collect(s.client(WithVersion(version)).Search(t.Context(), q))
		if err != nil || len(found) != 1 || found[0].Object != "data_source" || found[0].DataSource == nil || found[0].ID != idA {
			t.Errorf("%s: found %+v, %v", version, found, err)
		}
		body := fmt.Sprint(s.seen()[0].Body)
		if want := "map[filter:map[property:object value:" + value + "] page_size:100 sort:map[direction:ascending timestamp:last_edited_time]]"; body != want {
			t.Errorf("%s: body %s, want %s", version, body, want)
		}
	}
}

func TestOldVersionHasNoViews(t *testing.T) {
	c := New(testToken, WithVersion(Version20220628))
	if _, err := collect(c.DatabaseViews(t.Context(), idA)); !errors.Is(err, ErrVersion) {
		t.Errorf("listing: %v", err)
	}
	if _, err := c.View(t.Context(), idA); !errors.Is(err, ErrVersion) {
		t.Errorf("reading: %v", err)
	}
}

func TestPropertyJoinsItsItems(t *testing.T) {
	items := func(kind, first, second, cursor, summary string) reply {
		next := "null"
		if cursor != "" {
			next = `"` + cursor + `"`
		}
		item := `{"object":"property_item","id":"a%%3Ab","type":%[1]q,%[1]q:%[2]s}`
		return ok(fmt.Sprintf(`{"object":"list","type":"property_item","results":[%s,%s],"next_cursor":%s,"has_more":%v,
			"property_item":{"id":"a%%3Ab","type":%s,"next_url":null}}`,
			fmt.Sprintf(item, kind, first), fmt.Sprintf(item, kind, second), next, cursor != "", summary))
	}
	for _, test := range []struct {
		name    string
		answers []reply
		check   func(*PropertyValue) bool
	}{
		{"relation", []reply{items("relation", `{"id":"1"}`, `{"id":"2"}`, "c", `"relation","relation":{}`), items("relation", `{"id":"3"}`, `{"id":"1"}`, "", `"relation","relation":{}`)},
			func(v *PropertyValue) bool { return len(v.Relation) == 4 && v.Relation[2].ID == "3" }},
		{"title", []reply{items("title", `{"plain_text":"x"}`, `{"plain_text":"y"}`, "", `"title","title":{}`)},
			func(v *PropertyValue) bool { return PlainText(v.Title) == "xy" }},
		{"rich text", []reply{items("rich_text", `{"plain_text":"x"}`, `{"plain_text":"x"}`, "", `"rich_text","rich_text":{}`)},
			func(v *PropertyValue) bool { return PlainText(v.RichText) == "xx" }},
		{"people", []reply{items("people", `{"id":"1"}`, `{"id":"2"}`, "", `"people","people":{}`)},
			func(v *PropertyValue) bool { return len(v.People) == 2 && v.People[1].ID == "2" }},
		{"rollup of values", []reply{items("number", "1", "2", "", `"rollup","rollup":{"type":"array","array":[],"function":"show_original"}`)},
			func(v *PropertyValue) bool {
				return len(v.Rollup.Array) == 2 && *v.Rollup.Array[1].Number == "2" && v.Rollup.Array[0].ID == ""
			}},
		{"rollup that is final on the last page", []reply{items("number", "1", "2", "c", `"rollup","rollup":{"type":"incomplete","incomplete":{},"function":"sum"}`),
			items("number", "3", "4", "", `"rollup","rollup":{"type":"number","number":10,"function":"sum"}`)},
			func(v *PropertyValue) bool { return v.Rollup.Type == "number" && *v.Rollup.Number == "10" }},
		{"single value", []reply{ok(`{"object":"property_item","id":"a%3Ab","type":"number","number":7}`)},
			func(v *PropertyValue) bool { return *v.Number == "7" && v.Object == "" }},
		{"empty list", []reply{ok(`{"object":"list","results":[],"has_more":false,"property_item":{"id":"a%3Ab","type":"people","people":{}}}`)},
			func(v *PropertyValue) bool { return v.Type == "people" && v.People == nil }},
	} {
		s := serve(t, func(n int, c call) reply { return test.answers[n] })
		v, err := s.client().Property(t.Context(), idA, "a%3Ab")
		if err != nil || v.ID != "a%3Ab" || !test.check(v) {
			t.Errorf("%s: got %+v, %v", test.name, v, err)
		}
		if got := s.seen()[0].Path; got != "/v1/pages/"+string(idA)+"/properties/a%3Ab" {
			t.Errorf("%s: path %s", test.name, got)
		}
	}
}

func TestPropertyItemsOfBothKinds(t *testing.T) {
	s := serve(t, func(n int, c call) reply {
		if n == 0 {
			return list(`{"type":"relation","id":"x","relation":{"id":"1"}},{"type":"relation","id":"x","relation":{"id":"2"}}`)
		}
		return ok(`{"object":"property_item","id":"x","type":"checkbox","checkbox":true}`)
	})
	c := s.client()
	many, err := collect(c.PropertyItems(t.Context(), idA, "x"))
	if err != nil || len(many) != 2 || many[1].Relation[0].ID != "2" {
		t.Errorf("relation: %+v, %v", many, err)
	}
	one, err := collect(c.PropertyItems(t.Context(), idA, "x"))
	if err != nil || len(one) != 1 || !*one[0].Checkbox {
		t.Errorf("checkbox: %+v, %v", one, err)
	}
}
