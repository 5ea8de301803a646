package render

import (
	"io"

	"galley/notion"
)

// Resolver turns what a document refers to into what can be written. While a
// document is a tree, a link to a page is the page's ID and a file is its key;
// they become URLs when a writer asks the resolver, so that the same document
// can be a page of the site, an entry of a feed, or Markdown.
//
// All URLs that a resolver gives are written as they are: it has checked them.
type Resolver interface {
	// Page gives the place of a page or database. ok is false when it is not
	// on the site; Target may then still know the title, and a URL outside.
	Page(id notion.ID) (t Target, ok bool)

	// File gives the local copy of a file that Notion hosts. ok is false when
	// there is none.
	File(key string) (f File, ok bool)

	// Icon gives the local copy of a picture that is shown as small as text, for
	// an icon or an emoji. ok is false when there is none.
	Icon(key string) (f File, ok bool)

	// Picture gives the local copy of an image that Notion hosts, as pages show
	// it. ok is false when there is none.
	Picture(key string) (p Picture, ok bool)

	// Card gives what the page at an address of the web says of itself. ok is
	// false when nothing is known.
	Card(address string) (c Card, ok bool)

	// User gives the name of a user; "" when it is unknown.
	User(id notion.ID) string

	// Database gives what a child_database block shows. ok is false when the
	// database cannot be read; it is then a link or a placeholder.
	Database(id notion.ID) (d *Database, ok bool)

	// Breadcrumb gives the pages above the one being written, outermost first.
	Breadcrumb() []Target

	// Self gives the address that goes in front of a fragment of the page being
	// written: "" where it is read as a page of its own.
	Self() string

	// Linked tells whether some link leads to the block, so that it needs an
	// anchor. The anchor is the block's ID in compact form.
	Linked(block notion.ID) bool

	// Override gives the theme's own way to write a kind of block as HTML;
	// nil when it has none.
	Override(kind string) func(io.Writer, BlockView) error
}

// Target is the place of a page or database.
type Target struct {
	Title string // plain text; "" when unknown
	URL   string // "" when it has none
	Icon  *notion.Icon
}

// File is a local copy of a file.
type File struct {
	URL           string
	Name          string // as it was uploaded
	ContentType   string
	Size          int64 // bytes, 0 when unknown
	Width, Height int   // pixels, 0 when unknown
}

// Picture is an image in all sizes and formats that there are of it.
type Picture struct {
	URL           string // one that every browser reads, and that may stand alone
	Full          string // the largest that every browser reads
	Srcset        string // the sizes of that format; "" when there is one
	Sources       []PictureSource
	Width, Height int    // pixels of the largest, 0 when unknown
	Class         string // classes that give it its colour before it is there
}

// PictureSource is an image in one format that not every browser reads.
type PictureSource struct {
	Type   string // media type
	Srcset string // its sizes
}

// Database is a table of pages, as a child_database block shows it.
type Database struct {
	Title   string
	URL     string // of a page that lists it, "" when there is none
	Icon    *notion.Icon
	Columns []notion.Property // in the order to be shown, the title first
	Rows    []Row
}

// Row is a page in a Database.
type Row struct {
	Page   Target
	Values []notion.PropertyValue // one for each column; a missing one has no Type
}

// BlockView is what a theme's own template for a block is given.
type BlockView struct {
	Kind    string            // Notion's type: "callout"
	ID      string            // compact block ID
	HTML    string            // the inner HTML, already safe: text, then children
	Text    string            // plain text of the block and its children
	Attrs   map[string]string // what else there is: url, language, icon, color, checked, caption, name
	Default string            // what would have been written without the override
}
