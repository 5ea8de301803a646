package notion

import (
	"context"
	"encoding/json"
	"iter"
)

// The kinds of objects that a search can be limited to.
const (
	KindPage       = "page"
	KindDataSource = "data_source" // a database in version 2022-06-28
)

// SearchRequest chooses what a search finds.
type SearchRequest struct {
	Query string // words of the title; "" for everything that is shared
	Kind  string // KindPage or KindDataSource; "" for both
	Sort  *Sort  // by last_edited_time; nil for the API's own order
}

// SearchResult is what a search or a query found. Both pointers are nil when
// the object is of a kind that is not known here.
type SearchResult struct {
	Object     string // "page" or "data_source"
	ID         ID
	Page       *Page
	DataSource *DataSource
}

func (r *SearchResult) id() ID { return r.ID }

// UnmarshalJSON reads an object of any kind. The database of version 2022-06-28
// becomes the data source that it is.
func (r *SearchResult) UnmarshalJSON(data []byte) error {
	var head struct {
		Object string `json:"object"`
		ID     ID     `json:"id"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return err
	}
	*r = SearchResult{Object: head.Object, ID: head.ID}
	switch head.Object {
	case "page":
		return json.Unmarshal(data, &r.Page)
	case "data_source":
		return json.Unmarshal(data, &r.DataSource)
	case "database":
		var d Database
		if err := json.Unmarshal(data, &d); err != nil {
			return err
		}
		r.Object, r.DataSource = "data_source", d.AsDataSource()
	}
	return nil
}

// Search finds pages and data sources by their titles among those that the
// connection sees. It may miss what was shared or changed a short while ago:
// use it to suggest, not as an inventory. API section "POST /v1/search".
func (c *Client) Search(ctx context.Context, q SearchRequest) iter.Seq2[SearchResult, error] {
	body := map[string]any{}
	if q.Query != "" {
		body["query"] = q.Query
	}
	if q.Kind != "" {
		kind := q.Kind
		if kind == KindDataSource && !c.version.HasDataSources() {
			kind = "database"
		}
		body["filter"] = map[string]string{"property": "object", "value": kind}
	}
	if q.Sort != nil {
		body["sort"] = q.Sort
	}
	return all(ctx, c, post("search", body), (*SearchResult).id)
}
