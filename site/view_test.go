package site

import (
	"encoding/json"
	"strings"
	"testing"

	"galley/fetch"
	"galley/notion"
)

func TestALinkedDatabaseShowsTheColumnsOfItsView(t *testing.T) {
	columns := []notion.Property{
		{ID: "title", Name: "Name", Type: "title"}, {ID: "v_%5D%3C", Name: "Date", Type: "date"},
		{ID: "abcd", Name: "Secret", Type: "rich_text"}, {ID: "efgh", Name: "Tags", Type: "multi_select"},
	}
	hidden := false
	view := &notion.View{Configuration: &notion.ViewConfiguration{Properties: []notion.ViewProperty{
		{PropertyID: "efgh"}, {PropertyID: "abcd", Visible: &hidden}, {PropertyID: "title"}, {PropertyID: "v_]<"}, {PropertyID: "gone"},
	}}}
	names := func(columns []notion.Property) string {
		var list []string
		for _, c := range columns {
			list = append(list, c.Name)
		}
		return strings.Join(list, " ")
	}
	if got := names(viewColumns(columns, view)); got != "Name Tags Date" {
		t.Errorf("shown are %s", got)
	}
	for _, silent := range []*notion.View{nil, {}, {Configuration: &notion.ViewConfiguration{}}} {
		if got := names(viewColumns(columns, silent)); got != "Name Date Secret Tags" {
			t.Errorf("a view that does not say shows %s", got)
		}
	}
}

func TestRowsAreSortedAsTheirViewSays(t *testing.T) {
	table := &fetch.DataSource{DataSource: notion.DataSource{Properties: map[string]notion.Property{
		"Size": {ID: "n", Type: "number"}, "Date": {ID: "d", Type: "date"}, "Done": {ID: "c", Type: "checkbox"},
		"Kind": {ID: "s", Type: "select", Select: &notion.OptionsConfig{Options: []notion.Option{{Name: "small"}, {Name: "large"}}}},
		"Note": {ID: "t", Type: "rich_text"},
	}}}
	page := func(n int, properties string) *node {
		p := &fetch.Page{Page: notion.Page{ID: id(n), CreatedTime: epoch.AddDate(0, 0, n)}}
		if err := json.Unmarshal([]byte(properties), &p.Properties); err != nil {
			t.Fatal(err)
		}
		return &node{id: id(n), title: string(rune('a' + n)), page: p}
	}
	rows := func() []*node {
		return []*node{
			page(0, `{"Size":{"type":"number","number":10},"Date":{"type":"date","date":{"start":"2026-03-01"}},"Done":{"type":"checkbox","checkbox":true},"Kind":{"type":"select","select":{"name":"large"}},"Note":{"type":"rich_text","rich_text":[{"plain_text":"beta"}]}}`),
			page(1, `{"Size":{"type":"number","number":9},"Date":{"type":"date","date":{"start":"2026-03-01T08:00:00Z"}},"Done":{"type":"checkbox","checkbox":false},"Kind":{"type":"select","select":{"name":"small"}},"Note":{"type":"rich_text","rich_text":[{"plain_text":"Alpha"}]}}`),
			page(2, `{"Size":{"type":"number","number":null},"Done":{"type":"checkbox","checkbox":false}}`),
			page(3, `{"Size":{"type":"number","number":9},"Date":{"type":"date","date":{"start":"2025-12-31"}},"Kind":{"type":"select","select":{"name":"small"}},"Note":{"type":"rich_text","rich_text":[{"plain_text":"gamma"}]}}`),
		}
	}
	for _, tt := range []struct {
		name, want string
		sorts      []notion.Sort
	}{
		{"as they come", "abcd", nil},
		{"numbers by size, empty ones last", "bdac", []notion.Sort{{Property: "Size", Direction: "ascending"}}},
		{"empty ones last in the other direction too", "abdc", []notion.Sort{{Property: "n", Direction: "descending"}}},
		{"dates by time", "dabc", []notion.Sort{{Property: "Date", Direction: "ascending"}}},
		{"options in their order", "bdac", []notion.Sort{{Property: "Kind", Direction: "ascending"}}},
		{"text without case", "badc", []notion.Sort{{Property: "Note", Direction: "ascending"}}},
		{"the second where the first is equal", "dbac", []notion.Sort{{Property: "Size", Direction: "ascending"}, {Property: "Date", Direction: "ascending"}}},
		{"newest first", "dcba", []notion.Sort{{Timestamp: "created_time", Direction: "descending"}}},
	} {
		sorted, got := rows(), ""
		sortRows(sorted, table, &notion.View{Sorts: tt.sorts})
		for _, n := range sorted {
			got += n.title
		}
		if got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
