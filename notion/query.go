package notion

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"time"
)

// QueryRequest chooses rows of a data source.
type QueryRequest struct {
	// Filter is in the API's own grammar; nil for all rows. API section
	// "Filter grammar".
	Filter json.RawMessage
	// Sorts is the order of the rows; without it they come in the order in
	// which they were made.
	Sorts []Sort
	// FilterProperties are the IDs of the only properties that the rows shall
	// have; all when empty.
	FilterProperties []string
}

// resultLimit is the reason for which a query ends after 10,000 rows.
const resultLimit = "query_result_limit_reached"

var byCreation = []Sort{{Timestamp: "created_time", Direction: "ascending"}}

// Query reads the rows of a data source; in version 2022-06-28 of a database,
// which is its own data source. Rows are pages, and in wikis also data sources.
//
// One query ends after 10,000 rows, so a larger data source is read in several,
// each of which begins at the time of the last row. With Sorts, the rows after
// the first 10,000 come in the order in which they were made.
func (c *Client) Query(ctx context.Context, id ID, q QueryRequest) iter.Seq2[SearchResult, error] {
	path := "data_sources/"
	if !c.version.HasDataSources() {
		path = "databases/"
	}
	w := &windows{client: c, request: post(path+segment(string(id))+"/query", nil, filterProperties(q.FilterProperties)...), query: q}
	return items(ctx, w.batches, (*SearchResult).id)
}

func filterProperties(ids []string) []string {
	var parameters []string
	for _, id := range ids {
		parameters = append(parameters, "filter_properties="+segment(id))
	}
	return parameters
}

// windows reads a query to its end, however many results it has. API section
// "Rules and edge cases".
type windows struct {
	client  *Client
	request *request
	query   QueryRequest
}

// pass is what is known after one query.
type pass struct {
	capped  bool   // there are more results than a query gives
	last    string // created_time of the last one
	stopped bool   // by the reader or by an error
}

func (w *windows) batches(ctx context.Context) iter.Seq2[*batch, error] {
	return func(yield func(*batch, error) bool) {
		sorts, since := w.query.Sorts, ""
		if len(sorts) == 0 {
			sorts = byCreation
		}
		first := w.run(ctx, w.query.Filter, sorts, yield)
		if first.stopped || !first.capped {
			return
		}
		if len(w.query.Sorts) == 0 {
			since = first.last
		}
		for _, filter := range branches(w.query.Filter) {
			if !w.enumerate(ctx, filter, since, yield) {
				return
			}
		}
	}
}

// enumerate reads all that was made since a time, "" for ever. It tells whether
// to go on.
func (w *windows) enumerate(ctx context.Context, filter json.RawMessage, since string, yield func(*batch, error) bool) bool {
	for {
		p := w.run(ctx, narrowed(filter, since), byCreation, yield)
		if p.stopped || !p.capped {
			return !p.stopped
		}
		if p.last == since {
			yield(nil, fmt.Errorf("%w: more rows than a query gives were made at %s, so the rest cannot be reached", ErrIncomplete, since))
			return false
		}
		since = p.last
	}
}

// run sends one query and hands on its results.
func (w *windows) run(ctx context.Context, filter json.RawMessage, sorts []Sort, yield func(*batch, error) bool) pass {
	r := *w.request
	r.body = map[string]any{"sorts": sorts}
	if len(filter) > 0 {
		r.body["filter"] = filter
	}
	var p pass
	for b, err := range w.client.batches(ctx, &r) {
		if err != nil {
			yield(nil, err)
			return pass{stopped: true}
		}
		if b.incomplete() == resultLimit {
			p.capped = true
			b.RequestStatus.Type = "" // the next query goes on from here
		}
		if n := len(b.Results); n > 0 {
			p.last = createdTime(b.Results[n-1])
		}
		if !yield(b, nil) {
			return pass{stopped: true}
		}
	}
	return p
}

func createdTime(object json.RawMessage) string {
	var o struct {
		CreatedTime string `json:"created_time"`
	}
	if json.Unmarshal(object, &o) != nil {
		return ""
	}
	return o.CreatedTime
}

// branches gives filters that together let through what filter does, and that
// can be narrowed: groups nest two levels deep, which an "or" would exceed.
func branches(filter json.RawMessage) []json.RawMessage {
	var group struct {
		Or []json.RawMessage `json:"or"`
	}
	if json.Unmarshal(filter, &group) == nil && len(group.Or) > 0 {
		return group.Or
	}
	return []json.RawMessage{filter}
}

// narrowed adds to filter that a row was not made before since.
func narrowed(filter json.RawMessage, since string) json.RawMessage {
	if since == "" {
		return filter
	}
	at, _ := json.Marshal(since) // a string always encodes
	return and(filter, json.RawMessage(`{"timestamp":"created_time","created_time":{"on_or_after":`+string(at)+`}}`))
}

// and adds conditions to a filter that is not an "or".
func and(filter json.RawMessage, conditions ...json.RawMessage) json.RawMessage {
	var group struct {
		And []json.RawMessage `json:"and"`
	}
	if len(filter) > 0 && (json.Unmarshal(filter, &group) != nil || len(group.And) == 0) {
		group.And = []json.RawMessage{filter}
	}
	group.And = append(group.And, conditions...)
	out, _ := json.Marshal(group) // so do valid raw messages
	return out
}

// Narrow gives filters that together let through those rows that a filter, nil
// for all, and each of some conditions on the time of an object let through. An
// "or" becomes several filters, for groups nest two levels deep only. API section
// "Filter grammar".
func Narrow(filter json.RawMessage, times ...TimeCondition) []json.RawMessage {
	var conditions, filters []json.RawMessage
	for _, t := range times {
		test := map[string]string{t.Test: t.At.UTC().Format(time.RFC3339)}
		condition, _ := json.Marshal(map[string]any{"timestamp": t.Timestamp, t.Timestamp: test}) // strings always encode
		conditions = append(conditions, condition)
	}
	for _, branch := range branches(filter) {
		filters = append(filters, and(branch, conditions...))
	}
	return filters
}

// TimeCondition is a condition on a time that every object has.
type TimeCondition struct {
	Timestamp string // created_time or last_edited_time
	Test      string // on_or_after, before, …
	At        time.Time
}
