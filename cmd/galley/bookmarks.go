package main

import (
	"net/netip"
	"net/url"

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

// portraits reads the pictures of authors.
func (b *builder) portraits() *bookmark.Reader {
	return &bookmark.Reader{
		Cache: b.derived, UserAgent: "galley/" + version(), Offline: b.flags.offline, Own: ownAddress(b.c.apiURL(b.config)),
	}
}

// ownAddress gives the address of an API that is said to be elsewhere than
// Notion's: pictures may be there, though the address may not be public. It is
// zero for one with a name.
func ownAddress(api string) netip.AddrPort {
	u, err := url.Parse(api)
	if err != nil {
		return netip.AddrPort{}
	}
	own, _ := netip.ParseAddrPort(u.Host) // zero for what is none
	return own
}
