package notion

import (
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strings"
	"testing"
)

// table is a data source whose queries end after limit rows. It understands the
// filters that Query itself makes, and a test on the tag of a row.
type table struct {
	limit int
	rows  []row
}

type row struct {
	id, tag string
	made    string // created_time
}

func (tb table) query(body map[string]any) reply {
	var found []row
	for _, r := range tb.rows {
		if matches(r, body["filter"]) {
			found = append(found, r)
		}
	}
	first := body["sorts"].([]any)[0].(map[string]any)
	sort.SliceStable(found, func(i, j int) bool {
		if first["timestamp"] == "created_time" {
			return found[i].made < found[j].made
		}
		return found[i].id > found[j].id
	})
	status := ""
	if len(found) > tb.limit {
		found, status = found[:tb.limit], `,"request_status":{"type":"incomplete","incomplete_reason":"query_result_limit_reached"}`
	}
	var items []string
	for _, r := range found {
		items = append(items, fmt.Sprintf(`{"object":"page","id":%q,"created_time":%q}`, r.id, r.made))
	}
	return ok(`{"object":"list","results":[` + strings.Join(items, ",") + `],"has_more":false,"next_cursor":null` + status + `}`)
}

func matches(r row, filter any) bool {
	f, _ := filter.(map[string]any)
	switch {
	case f == nil:
		return true
	case f["and"] != nil:
		for _, g := range f["and"].([]any) {
			if !matches(r, g) {
				return false
			}
		}
		return true
	case f["or"] != nil:
		for _, g := range f["or"].([]any) {
			if matches(r, g) {
				return true
			}
		}
		return false
	case f["timestamp"] != nil:
		return r.made >= f["created_time"].(map[string]any)["on_or_after"].(string)
	}
	return r.tag == f["tag"].(string)
}

// depth is how deep the groups of a filter are nested.
func depth(filter any) int {
	f, _ := filter.(map[string]any)
	deepest := 0
	for _, key := range []string{"and", "or"} {
		group, _ := f[key].([]any)
		for _, g := range group {
			deepest = max(deepest, 1+depth(g))
		}
	}
	return deepest
}

func tenRows(limit int) table {
	tb := table{limit: limit}
	for i := range 10 {
		tb.rows = append(tb.rows, row{id: fmt.Sprintf("r%d", i), tag: []string{"a", "b", "c"}[i%3], made: fmt.Sprintf("2026-01-01T00:%02d:00.000Z", i/2)})
	}
	return tb
}

func TestQueryReadsBeyondTheServersLimit(t *testing.T) {
	for _, test := range []struct {
		name, filter string
		sorts        []Sort
		want         string
	}{
		{"all rows", ``, nil, "r0r1r2r3r4r5r6r7r8r9"},
		{"one condition", `{"tag":"a"}`, nil, "r0r3r6r9"},
		{"a group of conditions", `{"and":[{"tag":"a"},{"or":[{"tag":"a"},{"tag":"b"}]}]}`, nil, "r0r3r6r9"},
		{"alternatives", `{"or":[{"tag":"a"},{"and":[{"tag":"b"},{"tag":"b"}]}]}`, nil, "r0r1r3r6r9r4r7"},
		{"an order of one's own", ``, []Sort{{Property: "Name", Direction: "descending"}}, "r9r8r7r0r1r2r3r4r5r6"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tb := tenRows(3)
			s := serve(t, func(n int, c call) reply {
				if d := depth(c.Body["filter"]); d > 2 {
					t.Errorf("filter %v nests %d deep", c.Body["filter"], d)
				}
				return tb.query(c.Body)
			})
			rows, err := collect(s.client().Query(t.Context(), idA, QueryRequest{Filter: json.RawMessage(test.filter), Sorts: test.sorts}))
			var got string
			for _, r := range rows {
				got += string(r.Page.ID)
			}
			if got != test.want || err != nil {
				t.Errorf("got %s, %v; want %s", got, err, test.want)
			}
		})
	}
}

func TestQueryFailsWhenTheLimitCannotBePassed(t *testing.T) {
	tb := tenRows(2)
	for i := range tb.rows {
		tb.rows[i].made = "2026-01-01T00:00:00.000Z"
	}
	s := serve(t, func(n int, c call) reply { return tb.query(c.Body) })
	rows, err := collect(s.client().Query(t.Context(), idA, QueryRequest{}))
	if !errors.Is(err, ErrIncomplete) || len(rows) != 2 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

func TestQueryUnderTheLimitIsOneRequest(t *testing.T) {
	tb := tenRows(10)
	s := serve(t, func(n int, c call) reply { return tb.query(c.Body) })
	rows, err := collect(s.client().Query(t.Context(), idA, QueryRequest{FilterProperties: []string{"title", "%3FB%3AW"}}))
	calls := s.seen()
	if len(rows) != 10 || err != nil || len(calls) != 1 {
		t.Fatalf("%d rows, %v, %d requests", len(rows), err, len(calls))
	}
	if c := calls[0]; c.Query != "filter_properties=title&filter_properties=%3FB%3AW" || c.Body["filter"] != nil {
		t.Errorf("query %q, body %v", c.Query, c.Body)
	}
}

func TestRowsOfAWikiMayBeDataSources(t *testing.T) {
	s := serve(t, func(n int, c call) reply {
		return ok(`{"object":"list","results":[{"object":"page","id":"p"},{"object":"data_source","id":"d"},{"object":"novelty","id":"n"}],"has_more":false}`)
	})
	rows, err := collect(s.client().Query(t.Context(), idA, QueryRequest{}))
	if err != nil || len(rows) != 3 {
		t.Fatalf("%v, %v", rows, err)
	}
	if rows[0].Page == nil || rows[1].DataSource == nil || rows[2].Page != nil || rows[2].DataSource != nil || rows[2].Object != "novelty" {
		t.Errorf("rows %+v", rows)
	}
}
