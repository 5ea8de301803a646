package site

import (
	"fmt"
	"strings"
	"testing"

	"galley/notion"
)

// BenchmarkBuild writes a blog of posts of about 9 KB of text: the first time,
// and when nothing has changed since.
func BenchmarkBuild(b *testing.B) {
	const posts = 500
	sentence := strings.Repeat("The quick brown fox jumps over the lazy dog and then rests a while. ", 8)
	for _, changed := range []bool{true, false} {
		b.Run(fmt.Sprintf("changed=%v", changed), func(b *testing.B) {
			site := newBlog(b, posts)
			site.config.Site.Theme, site.config.Search.Enabled = "blog", true
			for n := 1; n <= posts; n++ {
				var body []notion.Block
				for i := range 16 {
					body = append(body, notion.Block{Object: "block", ID: id(n*100 + i), Type: "paragraph", Paragraph: &notion.Paragraph{RichText: title(sentence)}})
				}
				site.bodies[id(1000+n)] = body
			}
			site.build(b)
			b.ReportAllocs()
			for b.Loop() {
				if changed {
					b.StopTimer()
					site.config.Site.Title += "!"
					b.StartTimer()
				}
				site.build(b)
			}
		})
	}
}
