package notiontest

import "net/http"

// findDatabase finds a database that the token sees and that the version can show.
func (c *call) findDatabase() (*Database, error) {
	id := c.params["id"]
	switch found := c.ws.objects[id].(type) {
	case *Database:
		if c.ws.visible(found) {
			return found, c.refusedDatabase(found)
		}
	case *Page:
		if c.ws.visible(found) {
			return nil, invalid("Provided ID %s is a page, not a database. Use the retrieve page API instead.", id)
		}
	}
	return nil, c.ws.notFound("database", id)
}

// refusedDatabase gives the error for linked views, and for databases with several data sources
// at the version that knows of one alone.
func (c *call) refusedDatabase(db *Database) error {
	linked := db.linked
	if linked == LinkedEmpty && c.version == Version2022 {
		linked = LinkedRefused
	}
	switch linked {
	case LinkedRefused:
		return invalid("Database with ID %s is a linked database. Database retrievals do not support linked databases.", db.id)
	case LinkedNoAccess:
		return invalid("Database with ID %s does not contain any data sources accessible by this API bot.", db.id)
	}
	if c.version != Version2022 || len(db.sources) < 2 {
		return nil
	}
	ids := []any{}
	for _, s := range db.sources {
		ids = append(ids, s.id)
	}
	return &refusal{
		status: http.StatusBadRequest, code: "validation_error",
		message: "Databases with multiple data sources are not supported in this API version.",
		additional: JSON{
			"error_type": "multiple_data_sources_for_database", "database_id": db.id,
			"child_data_source_ids": ids, "minimum_api_version": Version2025,
		},
	}
}

func (c *call) getDatabase() (JSON, error) {
	db, err := c.findDatabase()
	if err != nil {
		return nil, err
	}
	return db.object(c.answer), nil
}

func (c *call) findDataSource(id string) (*DataSource, error) {
	s, ok := c.ws.objects[id].(*DataSource)
	if !ok || !c.ws.visible(s) {
		return nil, c.ws.notFound("data_source", id)
	}
	return s, nil
}

func (c *call) getDataSource() (JSON, error) {
	s, err := c.findDataSource(c.params["id"])
	if err != nil {
		return nil, err
	}
	return s.object(c.answer), nil
}

func (c *call) queryDatabase() (JSON, error) {
	db, err := c.findDatabase()
	if err != nil {
		return nil, err
	}
	return c.queryRows(db.first())
}

func (c *call) queryDataSource() (JSON, error) {
	s, err := c.findDataSource(c.params["id"])
	if err != nil {
		return nil, err
	}
	return c.queryRows(s)
}

// queryRows answers with the rows that a filter lets through, in the order of the sorts.
func (c *call) queryRows(s *DataSource) (JSON, error) {
	if err := c.allow("filter", "sorts", "page_size", "start_cursor", "result_type", "is_archived"); err != nil {
		return nil, err
	}
	rows, err := c.selectRows(s, c.body["filter"], c.body["sorts"], c.body["is_archived"] == true)
	if err != nil {
		return nil, err
	}
	results, err := c.withEntries(s, rows)
	if err != nil {
		return nil, err
	}
	capped := len(results) > c.srv.options.resultCap
	if capped {
		results = results[:c.srv.options.resultCap]
	}
	keep := c.keep()
	o, err := list(c, or2022(c.answer, "page_or_database", "page_or_data_source"), results, resultID,
		func(n node) any { return c.result(n, keep) })
	if err == nil && capped && o["has_more"] == false {
		o["request_status"] = JSON{"type": "incomplete", "incomplete_reason": "query_result_limit_reached"}
	}
	return o, err
}

// selectRows gives the rows of a data source by filter and sorts.
func (c *call) selectRows(s *DataSource, filter, sorts any, archived bool) ([]*Page, error) {
	passes, err := c.compileFilter(s, filter)
	if err != nil {
		return nil, err
	}
	compare, err := c.compileSorts(s, sorts)
	if err != nil {
		return nil, err
	}
	var rows []*Page
	for _, p := range s.rows {
		if c.ws.visible(p) && !c.ws.trashed(p) && p.archived == archived && passes(p) {
			rows = append(rows, p)
		}
	}
	compare.sort(rows)
	return rows, nil
}

// withEntries adds the databases of a wiki, and applies result_type.
func (c *call) withEntries(s *DataSource, rows []*Page) ([]node, error) {
	kind, _ := c.body["result_type"].(string)
	if kind != "" && kind != "page" && kind != "data_source" {
		return nil, invalid("body failed validation: body.result_type should be `\"page\"` or `\"data_source\"`, instead was `%q`.", kind)
	}
	var out []node
	if kind != "data_source" {
		for _, p := range rows {
			out = append(out, p)
		}
	}
	if kind != "page" {
		for _, db := range s.entries {
			if c.ws.visible(db) && !c.ws.trashed(db) && len(db.sources) > 0 {
				out = append(out, db.first())
			}
		}
	}
	return out, nil
}

func resultID(n node) string {
	switch n := n.(type) {
	case *Page:
		return n.id
	case *DataSource:
		return n.id
	}
	return ""
}

// result gives a page or a data source as queries and search list them.
func (c *call) result(n node, keep func(*Property) bool) any {
	switch n := n.(type) {
	case *Page:
		return n.object(c.answer, keep)
	case *DataSource:
		if c.version == Version2022 {
			return n.db.object(c.answer)
		}
		return n.object(c.answer)
	}
	return nil
}

func (c *call) listTemplates() (JSON, error) {
	s, err := c.findDataSource(c.params["id"])
	if err != nil {
		return nil, err
	}
	var templates []*Page
	for _, p := range s.templates {
		if name := c.query.Get("name"); name == "" || p.displayTitle(c.answer) == name {
			templates = append(templates, p)
		}
	}
	out, err := page(c, c.listing(), templates, func(p *Page) string { return p.id })
	if err != nil {
		return nil, err
	}
	found := []any{}
	for _, p := range out.items {
		found = append(found, JSON{"id": p.id, "name": p.displayTitle(c.answer), "is_default": p == s.templates[0]})
	}
	return JSON{"templates": found, "has_more": out.next != nil, "next_cursor": out.next}, nil
}
