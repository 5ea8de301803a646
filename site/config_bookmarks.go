package site

import (
	"fmt"

	"galley/internal/nearest"
)

// What cards of bookmarks, link previews and embeds show.
const (
	BookmarksLink  = "link"  // the address: nothing is asked of anybody
	BookmarksFetch = "fetch" // also the title, description and pictures of the page, read while the site is built
)

func (c *Config) checkBookmarks() {
	c.Site.Bookmarks = orDefault(c.Site.Bookmarks, BookmarksLink)
	if c.Site.Bookmarks == BookmarksLink || c.Site.Bookmarks == BookmarksFetch {
		return
	}
	hint := fmt.Sprintf("it is %q or %q", BookmarksLink, BookmarksFetch)
	if near, ok := nearest.Name(c.Site.Bookmarks, []string{BookmarksLink, BookmarksFetch}); ok {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	c.problem("site.bookmarks", hint, "bookmarks cannot be %q", c.Site.Bookmarks)
}
