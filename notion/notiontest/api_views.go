package notiontest

import (
	"strconv"
	"time"
)

// viewQueryLifetime is how long the results of a view can be read.
const viewQueryLifetime = 15 * time.Minute

// viewQuery is the kept result of running a view.
type viewQuery struct {
	id, view string
	rows     []string // page IDs
	capped   bool
	expires  time.Time
}

// listViews lists references to the views of a database, or of a data source wherever they are.
func (c *call) listViews() (JSON, error) {
	database, source := c.query.Get("database_id"), c.query.Get("data_source_id")
	if (database == "") == (source == "") {
		return nil, invalid("query failed validation: one of query.database_id and query.data_source_id should be defined.")
	}
	var views []*View
	for _, db := range c.ws.databases {
		for _, v := range db.views {
			if c.seesView(v) && (c.names(database, db.id) || v.source() != nil && !v.config.NoSource && c.names(source, v.source().id)) {
				views = append(views, v)
			}
		}
	}
	if len(views) == 0 {
		if err := c.checkViewsOf(database, source); err != nil {
			return nil, err
		}
	}
	return list(c, "view", views, func(v *View) string { return v.id },
		func(v *View) any { return JSON{"object": "view", "id": v.id} })
}

func (c *call) names(given, id string) bool {
	canonical, ok := canonicalID(given)
	return ok && canonical == id
}

// checkViewsOf tells an owner without views from one that cannot be found.
func (c *call) checkViewsOf(database, source string) error {
	if source != "" {
		id, ok := canonicalID(source)
		if !ok {
			return invalid("query failed validation: query.data_source_id should be a valid uuid, instead was `%q`.", source)
		}
		_, err := c.findDataSource(id)
		return err
	}
	id, ok := canonicalID(database)
	if !ok {
		return invalid("query failed validation: query.database_id should be a valid uuid, instead was `%q`.", database)
	}
	if db, found := c.ws.objects[id].(*Database); !found || !c.ws.visible(db) {
		return c.ws.notFound("database", id)
	}
	return nil
}

// seesView reports whether the token sees the view and what it shows.
func (c *call) seesView(v *View) bool {
	return c.ws.visible(v.db) && (v.source() == nil || c.ws.visible(v.source()))
}

func (c *call) findView() (*View, error) {
	v, ok := c.ws.objects[c.params["id"]].(*View)
	switch {
	case !ok || !c.seesView(v):
		return nil, c.ws.notFound("view", c.params["id"])
	case v.kind == "feed":
		return nil, invalid("Unsupported view type: feed")
	}
	return v, nil
}

func (c *call) getView() (JSON, error) {
	v, err := c.findView()
	if err != nil {
		return nil, err
	}
	return v.object(c.answer), nil
}

// createViewQuery runs a view and answers with the first of its rows.
func (c *call) createViewQuery() (JSON, error) {
	v, err := c.findView()
	if err == nil {
		err = c.allow("page_size")
	}
	if err != nil {
		return nil, err
	}
	if v.source() == nil || v.config.NoSource {
		return nil, invalid("View %s has no data source.", v.id)
	}
	object := v.object(c.answer)
	rows, err := c.selectRows(v.source(), wholeFilter(object), object["sorts"], false)
	if err != nil {
		return nil, err
	}
	q := &viewQuery{view: v.id, expires: c.now.Add(viewQueryLifetime)}
	for _, p := range rows {
		q.rows = append(q.rows, p.id)
	}
	if limit := c.srv.options.resultCap; len(q.rows) > limit {
		q.rows, q.capped = q.rows[:limit], true
	}
	c.srv.keep(q)
	o, err := c.viewRows(q)
	if err != nil {
		return nil, err
	}
	o["object"], o["id"], o["view_id"] = "view_query", q.id, q.view
	o["expires_at"], o["total_count"] = milliseconds(q.expires), len(q.rows)
	return o, nil
}

// wholeFilter joins the filter of a view and its quick filters.
func wholeFilter(view JSON) any {
	all := []any{}
	if view["filter"] != nil {
		all = append(all, view["filter"])
	}
	quick, _ := view["quick_filters"].(JSON)
	for _, id := range sortedKeys(quick) {
		test, _ := quick[id].(JSON)
		if len(test) == 0 {
			continue // a pill without a condition
		}
		condition := JSON{"property": id}
		for key, value := range test {
			condition[key] = value
		}
		all = append(all, condition)
	}
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	return JSON{"and": all}
}

func (s *Server) keep(q *viewQuery) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q.id = uuid("view query " + strconv.Itoa(len(s.queries)))
	s.queries[q.id] = q
}

// viewRows cuts a part from the kept result.
func (c *call) viewRows(q *viewQuery) (JSON, error) {
	p, err := page(c, "view query "+q.id+" "+c.version, q.rows, func(id string) string { return id })
	if err != nil {
		return nil, err
	}
	o := p.envelope(func(id string) any { return JSON{"object": "page", "id": id} })
	if q.capped && p.next == nil {
		o["request_status"] = JSON{"type": "incomplete", "incomplete_reason": "query_result_limit_reached"}
	}
	return o, nil
}

// findViewQuery finds a kept result that is not too old.
func (c *call) findViewQuery() (*viewQuery, error) {
	c.srv.mu.Lock()
	defer c.srv.mu.Unlock()
	id, _ := canonicalID(c.params["query"])
	q := c.srv.queries[id]
	if q == nil || q.view != c.params["id"] || c.now.After(q.expires) {
		return nil, c.ws.notFound("view query", c.params["query"])
	}
	return q, nil
}

func (c *call) getViewQuery() (JSON, error) {
	q, err := c.findViewQuery()
	if err != nil {
		return nil, err
	}
	o, err := c.viewRows(q)
	if err == nil {
		o["type"], o["page"] = "page", JSON{}
	}
	return o, err
}

func (c *call) deleteViewQuery() (JSON, error) {
	q, err := c.findViewQuery()
	if err != nil {
		return nil, err
	}
	c.srv.mu.Lock()
	defer c.srv.mu.Unlock()
	delete(c.srv.queries, q.id)
	return JSON{"object": "view_query", "id": q.id, "deleted": true}, nil
}
