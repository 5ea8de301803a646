package site

import (
	"bytes"
	"fmt"
	"strings"
)

// llms writes llms.txt: what the site is about, and the Markdown of its pages,
// for programs that read it. https://llmstxt.org
func (r *run) llms() error {
	c := r.site.config.Site
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n", oneLine(c.Title))
	if c.Description != "" {
		fmt.Fprintf(&b, "\n> %s\n", oneLine(c.Description))
	}
	for _, top := range r.site.tops {
		var lines []string
		r.llmsLines(top, &lines)
		if len(lines) > 0 {
			fmt.Fprintf(&b, "\n## %s\n\n%s", markdownText(top.title), strings.Join(lines, ""))
		}
	}
	return r.stage.put("llms.txt", b.Bytes())
}

// llmsLines lists a page and all pages below it.
func (r *run) llmsLines(n *node, to *[]string) {
	if n.page != nil && !n.draft && !n.noIndex {
		line := fmt.Sprintf("- [%s](%s)", markdownText(n.title), r.site.permalink(n.file("index.md")))
		if description := r.facts[r.index[n]].description; description != "" {
			line += ": " + oneLine(description)
		}
		*to = append(*to, line+"\n")
	}
	children := n.children
	if n.isDatabase() {
		children = r.site.rows(n)
	}
	for _, c := range children {
		r.llmsLines(c, to)
	}
}

// markdownText escapes what would end the text of a link.
func markdownText(s string) string {
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(oneLine(s))
}
