package main

import (
	"galley/internal/term"
	"galley/site"
	"galley/site/bookmark"
)

// bookmarks reads what bookmarks lead to, if the configuration asks for that;
// else it is nil.
func (b *builder) bookmarks() *bookmark.Reader {
	if b.config.Site.Bookmarks != site.BookmarksFetch {
		return nil
	}
	return &bookmark.Reader{
		Cache: b.derived, UserAgent: "galley/" + version() + " (link preview)", Language: b.config.Site.Language,
		Offline: b.flags.offline,
		Progress: func(done, total int) {
			b.c.terminal.Progress(term.Progress{Stage: "reading bookmarks", Done: done, Total: total})
		},
	}
}
