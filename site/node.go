package site

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"galley/fetch"
	"galley/notion"
	"galley/theme"
)

// node is a place of the site: a page, or a database, whose place is the list
// of its rows.
type node struct {
	id       notion.ID
	page     *fetch.Page         // nil for a database
	database *fetch.Database     // nil for a page
	tables   []*fetch.DataSource // of a database: those whose rows it lists
	source   int                 // the source that it was found through
	parent   *node               // nil at the top of a source
	children []*node             // in reading order; rows of a database
	top      bool                // the place of the source itself

	title    string            // plain text, never empty
	titleRT  []notion.RichText // as it is formatted
	created  time.Time
	updated  time.Time
	segments []string // wished for, below the parent
	path     string   // below the site's root: "" for home, or "posts/hello/"
	placed   bool     // path is set
	kind     theme.Kind
	prev     *node
	next     *node
	series   *term // that a post is part of
	about    *term // the series that a page is about

	row
}

// row is what properties say about a page.
type row struct {
	matches      Matches
	date         moment // zero when there is none
	tags         []notion.Option
	description  string
	authors      []author
	cover        *notion.File
	draft        bool        // shown only because drafts were asked for
	noIndex      bool        // kept out of searches
	slugged      bool        // segments are those that the slug property asks for
	rooted       bool        // segments are below the site's root, not the parent
	language     string      // as its property says it; "" when it does not
	translations []notion.ID // as its property says it
	inLanguages  []*node     // the page and its translations; nil for a page without any
	aliases      []string    // addresses of a former site: below the site's root, without a slash in front
}

func (n *node) isDatabase() bool { return n.database != nil }

// icon gives the icon of the page or database.
func (n *node) icon() *notion.Icon {
	if n.page != nil {
		return n.page.Icon
	}
	return n.database.Icon
}

// file is where the node is written, below the output folder.
func (n *node) file(name string) string { return n.path + name }

// compareAge orders nodes by their age, the oldest first. IDs decide between
// those of the same minute, so the order never depends on how they were found.
func compareAge(a, b *node) int {
	return cmp.Or(a.created.Compare(b.created), strings.Compare(string(a.id), string(b.id)))
}

// compareDate orders posts as a list shows them: the newest first. One without
// a date counts from when it was made.
func compareDate(a, b *node) int {
	return cmp.Or(b.when().Compare(a.when()), b.created.Compare(a.created), strings.Compare(string(a.id), string(b.id)))
}

func (n *node) when() time.Time {
	if n.date.IsZero() {
		return n.created
	}
	return n.date.Time
}

// above gives the nodes above n, outermost first.
func (n *node) above() []*node {
	var nodes []*node
	for p := n.parent; p != nil; p = p.parent {
		nodes = append(nodes, p)
	}
	slices.Reverse(nodes)
	return nodes
}
