package site

import (
	"fmt"
	"strings"
	"testing"

	"galley/notion"
	"galley/theme"
)

// postNodes makes nodes as planning does, of lines "title: tag, tag"; the first is the newest.
func postNodes(lines ...string) []*node {
	var nodes []*node
	for i, line := range lines {
		title, tags, _ := strings.Cut(line, ": ")
		n := &node{id: id(i + 1), title: title, kind: theme.KindPost, created: epoch.AddDate(0, 0, -i)}
		for tag := range strings.SplitSeq(tags, ", ") {
			if tag != "" {
				n.tags = append(n.tags, notion.Option{Name: tag})
			}
		}
		nodes = append(nodes, n)
	}
	return nodes
}

func relatedTo(nodes []*node, n *node) string {
	var titles []string
	for _, other := range relate(nodes)[n] {
		titles = append(titles, other.title)
	}
	return strings.Join(titles, ", ")
}

func TestPostsAreRelatedByWhatFewShare(t *testing.T) {
	posts := postNodes(
		"Sirens: news, tides",
		"Spring tides explained: news, tides",
		"Why the mast fell: news",
		"A mast in winter: news",
		"The moon: news, tides",
		"Elections: news",
		"潮汐表の読み方: news",
		"潮汐と月: news",
		"Soup: news",
	)
	for i, want := range map[int]string{
		0: "Spring tides explained, The moon",
		1: "Sirens, The moon",
		2: "A mast in winter",
		6: "潮汐と月",
		8: "", // all that it shares is what everybody has
	} {
		if got := relatedTo(posts, posts[i]); got != want {
			t.Errorf("related to %q are %q, want %q", posts[i].title, got, want)
		}
	}
}

func TestPostsBesideADraftsAndPartsOfTheSeriesAreNotRelated(t *testing.T) {
	fresh := func() []*node {
		return postNodes("One: tides", "Two: tides", "Three: tides", "Four: tides", "Five", "Six", "Seven", "Eight")
	}
	for name, test := range map[string]struct {
		change func(posts []*node)
		want   string
	}{
		"all of them":    {func([]*node) {}, "Two, Three, Four"},
		"neighbours":     {func(posts []*node) { posts[0].prev = posts[1] }, "Three, Four"},
		"drafts":         {func(posts []*node) { posts[2].draft = true }, "Two, Four"},
		"the own series": {func(posts []*node) { posts[0].series = &term{}; posts[3].series = posts[0].series }, "Two, Three"},
	} {
		posts := fresh()
		test.change(posts)
		if got := relatedTo(posts, posts[0]); got != test.want {
			t.Errorf("%s: related are %q, want %q", name, got, test.want)
		}
	}
}

func BenchmarkRelate(b *testing.B) {
	var lines []string
	for i := range 5000 {
		lines = append(lines, fmt.Sprintf("Post %d about something with words: tag%d, tag%d", i, i%7, i%31))
	}
	posts := postNodes(lines...)
	for b.Loop() {
		relate(posts)
	}
}
