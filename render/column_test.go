package render

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"galley/notion"
)

func TestColumnsOfAListFillTheWidth(t *testing.T) {
	for _, c := range []struct {
		ratios []float64
		want   []string
	}{
		{nil, nil},
		{[]float64{0}, []string{""}},
		{[]float64{0, 0}, []string{"w12", "w12"}},
		{[]float64{0, 0, 0}, []string{"w8", "w8", "w8"}},
		{[]float64{.333333333, .67}, []string{"w8", "w16"}},
		{[]float64{.1875, .1875, .625}, []string{"w5", "w4", "w15"}},
		{[]float64{0, 0, 0, 0, 0}, []string{"w5", "w5", "w5", "w5", "w4"}},
		{[]float64{.001, .999}, []string{"w1", "w23"}},
		{[]float64{.01, .01, .01, .97}, []string{"w1", "w1", "w1", "w21"}},
		{[]float64{-3, 7}, []string{"w12", "w12"}},
		{make([]float64, 30), slices.Repeat([]string{"w1"}, 30)},
	} {
		list := notion.Block{ID: testID(1), Type: "column_list"}
		for i, ratio := range c.ratios {
			list.Children = append(list.Children, notion.Block{ID: testID(2 + i), Type: "column", Column: &notion.Column{WidthRatio: ratio}})
		}
		var got []string
		for _, class := range regexp.MustCompile(`class="column( w\d+)?"`).FindAllStringSubmatch(rendered(New([]notion.Block{list}, Options{}), sampleSite(), (*Document).HTML), -1) {
			got = append(got, strings.TrimSpace(class[1]))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: got %q, want %q", c.ratios, got, c.want)
		}
	}
}
