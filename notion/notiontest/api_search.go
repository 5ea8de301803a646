package notiontest

import (
	"slices"
	"strings"
	"time"
)

// search lists pages, rows and data sources by title, newest edit first.
func (c *call) search() (JSON, error) {
	if err := c.allow("query", "filter", "sort", "start_cursor", "page_size"); err != nil {
		return nil, err
	}
	kind, trashed, err := c.searchFilter()
	if err != nil {
		return nil, err
	}
	oldest, err := c.searchOrder()
	if err != nil {
		return nil, err
	}
	words, _ := c.body["query"].(string)
	var found []node
	for _, n := range c.searchable(kind) {
		if c.ws.visible(n) && c.ws.trashed(n) == trashed && titleMatches(c.searchTitle(n), words) {
			found = append(found, n)
		}
	}
	slices.SortStableFunc(found, func(x, y node) int {
		order := editedMinute(y).Compare(editedMinute(x))
		if oldest {
			order = -order
		}
		return order
	})
	return list(c, or2022(c.answer, "page_or_database", "page_or_data_source"), found, resultID,
		func(n node) any { return c.result(n, nil) })
}

// searchFilter reads the filter: the kind of object, "" for all, and whether trashed ones.
func (c *call) searchFilter() (kind string, trashed bool, err error) {
	raw, present := c.body["filter"]
	if !present {
		return "", false, nil
	}
	filter, ok := raw.(JSON)
	if !ok {
		return "", false, invalid("body failed validation: body.filter should be an object.")
	}
	trashed, _ = filter["in_trash"].(bool)
	if _, given := filter["property"]; !given && filter["value"] == nil {
		return "", trashed, nil
	}
	table := or2022(c.answer, "database", "data_source")
	kind, _ = filter["value"].(string)
	if filter["property"] != "object" || kind != "page" && kind != table {
		return "", false, invalid("body failed validation: body.filter.value should be `\"page\"` or `\"%s\"`, instead was `%q`.", table, kind)
	}
	return kind, trashed, nil
}

// searchOrder reads the sort, and reports whether the oldest edit comes first.
func (c *call) searchOrder() (bool, error) {
	raw, present := c.body["sort"]
	if !present {
		return false, nil
	}
	sort, _ := raw.(JSON)
	if sort["property"] == "relevance" {
		return false, nil
	}
	direction := sort["direction"]
	if sort["timestamp"] != "last_edited_time" || direction != "ascending" && direction != "descending" {
		return false, invalid("body failed validation: body.sort.timestamp should be `\"last_edited_time\"` with a direction.")
	}
	return direction == "ascending", nil
}

// searchable gives what search looks at: no templates, no linked views, and at 2022-06-28 no
// database with several data sources.
func (c *call) searchable(kind string) []node {
	var out []node
	if kind == "" || kind == "page" {
		for _, p := range c.ws.pages {
			if !p.template {
				out = append(out, p)
			}
		}
	}
	if kind == "page" {
		return out
	}
	for _, db := range c.ws.databases {
		if c.version == Version2022 && len(db.sources) != 1 {
			continue
		}
		for _, s := range db.sources {
			out = append(out, s)
		}
	}
	return out
}

func (c *call) searchTitle(n node) string {
	switch n := n.(type) {
	case *Page:
		return n.titleText().plain(c.answer)
	case *DataSource:
		return n.title.plain(c.answer)
	}
	return ""
}

// titleMatches reports whether every word of the query begins some word of the title.
func titleMatches(title, query string) bool {
	words := strings.Fields(strings.ToLower(title))
	for _, wanted := range strings.Fields(strings.ToLower(query)) {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, wanted) }) {
			return false
		}
	}
	return true
}

func editedMinute(n node) time.Time {
	switch n := n.(type) {
	case *Page:
		return n.edited.Truncate(time.Minute)
	case *DataSource:
		return n.edited.Truncate(time.Minute)
	}
	return time.Time{}
}
