package site

// What cards of bookmarks, link previews and embeds show.
const (
	BookmarksLink  = "link"  // the address: nothing is asked of anybody
	BookmarksFetch = "fetch" // also the title, description and pictures of the page, read while the site is built
)

func (c *Config) checkBookmarks() {
	c.oneOf("site.bookmarks", &c.Site.Bookmarks, BookmarksLink, BookmarksFetch)
}
