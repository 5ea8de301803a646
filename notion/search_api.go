package notion

import (
	"context"
	"encoding/json"
	"iter"
	"time"
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
	// Since ends a search whose Sort begins with the latest edit after the first
	// page that has something older.
	Since time.Time
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
	r := post("search", body)
	return items(ctx, func(ctx context.Context) iter.Seq2[*batch, error] { return since(c.batches(ctx, r), q.Since) }, (*SearchResult).id)
}

// since ends a listing after the page that has an object which was not edited
// since a time.
func since(batches iter.Seq2[*batch, error], t time.Time) iter.Seq2[*batch, error] {
	return func(yield func(*batch, error) bool) {
		for b, err := range batches {
			if !yield(b, err) || err == nil && !t.IsZero() && len(b.Results) > 0 && editedTime(b.Results[len(b.Results)-1]).Before(t) {
				return
			}
		}
	}
}

func editedTime(object json.RawMessage) time.Time {
	var o struct {
		LastEditedTime time.Time `json:"last_edited_time"`
	}
	if json.Unmarshal(object, &o) != nil {
		return time.Time{} // the listing ends
	}
	return o.LastEditedTime
}
