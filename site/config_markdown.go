package site

import (
	"slices"
	"strings"

	"galley/internal/nearest"
	"galley/render"
)

// MarkdownConfig is [markdown].
type MarkdownConfig struct {
	// Dialect is how the tree of Markdown is written; render.GFM by default. The
	// Markdown beside the pages of a site is always GFM.
	Dialect render.Dialect `toml:"dialect"`
}

func (c *Config) checkMarkdown() {
	d := &c.Markdown.Dialect
	if *d == "" {
		*d = render.GFM
	}
	if slices.Contains(render.Dialects(), *d) {
		return
	}
	var names []string
	for _, dialect := range render.Dialects() {
		names = append(names, string(dialect))
	}
	hint := "the dialects are " + strings.Join(names, ", ")
	c.problem("markdown.dialect", nearest.Hint(string(*d), names, hint), "%q is no dialect of Markdown", *d)
}
