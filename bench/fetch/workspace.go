package main

import (
	"fmt"
	"strings"
	"time"

	nt "galley/notion/notiontest"
)

// blog is a database of posts of one kind.
type blog struct {
	workspace *nt.Workspace
	database  *nt.Database
	rows      []*nt.Page

	lists      int // of children, each of up to 100: what bodies cost at least
	last       int // of these, those of the last row
	containers int // blocks that have children
	blocks     int
}

const sentence = "Of this and that, and of what the tide had left behind in the night. "

// properties are those that the posts have.
func properties() []*nt.Property {
	return nt.Schema(nt.Title("Name"), nt.Select("Kind", "essay", "note"), nt.MultiSelect("Tags", "sea", "land"),
		nt.RichText("Summary"), nt.Date("Date"), nt.Checkbox("Featured"))
}

// newBlog makes posts that were written an hour ago. A post has so many
// paragraphs, and so many blocks with two children each.
func newBlog(posts int, paragraphs func(post int) int, containers int) *blog {
	b := &blog{workspace: nt.NewWorkspace()}
	b.database = b.workspace.Database("Posts", properties())
	for i := range posts {
		row := b.database.Row(fmt.Sprintf("Post %d", i), nt.Values{
			"Kind": "essay", "Tags": []string{"sea"}, "Summary": sentence, "Date": "2026-06-27", "Featured": i%10 == 0,
		})
		count := paragraphs(i)
		for n := range count {
			row.Append(nt.Paragraph(fmt.Sprint(n, " ", strings.Repeat(sentence, 2))))
		}
		for range containers {
			row.Append(nt.Toggle("More").Children(nt.Paragraph(sentence), nt.Bulleted(sentence)))
		}
		row.Edited(time.Now().Add(-time.Hour))
		b.rows = append(b.rows, row)
		b.last = (count+containers+99)/100 + containers
		b.lists += b.last
		b.blocks += count + 3*containers
		b.containers += containers
	}
	return b
}

// longBlog has about 5.3 lists a post.
func longBlog(posts int) *blog {
	return newBlog(posts, func(post int) int {
		if post%10 < 3 {
			return 110
		}
		return 20
	}, 4)
}
