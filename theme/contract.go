package theme

import (
	"html/template"
	"time"
)

// Site is what every page of one build shares. Templates reach it as .Site.
//
// All URLs in this contract are root-relative and already carry the path of
// base_url ("/repo/posts/hello/"), except fields called Permalink, which are
// absolute. They are checked and safe to put into href and src.
type Site struct {
	Title       string // [site] title
	Description string // [site] description, "" when unset
	Language    string // BCP 47 tag for <html lang>
	Dir         string // "ltr" or "rtl", from Language
	BaseURL     string // absolute, with a trailing slash
	Home        string // URL of the home page
	Feed        string // URL of the RSS feed, "" when there is none
	Feeds       []Feed // the feeds of the whole site, in all formats
	CSS         string // URL of the theme's stylesheet, named by content
	JS          string // URL of the theme's script, named by content
	Version     string // Galley's version, for <meta name="generator">

	Icons  Icons   // for browser tabs and phones
	Math   string  // the stylesheet that pages with equations need besides: a module of the theme's
	Search *Search // nil when the site has no search

	Menu    []Link     // the top-level places: lists, trees, tags
	Tree    []*NavItem // the page tree in reading order, for sidebars; empty when all pages are posts
	Tags    []Tag      // every tag in use, by name
	Authors []Author   // everybody who wrote a post, by name
	Series  []*Series  // every series of posts, the newest first; of each only Title, URL and Total
	Archive string     // URL of all posts by year, "" when the site has no dated posts

	Settings Settings // what [theme] in site.toml says
}

// Settings are what site.toml says about the look, below [theme].
type Settings struct {
	Accent    string         // colour of links and of what is current, "#rrggbb"; "" for the theme's own
	Density   string         // how much space there is between things: "compact", "normal" or "airy"
	List      string         // how lists of posts look: "list" or "cards"
	EditLinks bool           // whether pages link to where they are edited in Notion
	Own       map[string]any // what theme.toml declares below [settings], by name: string, int64 or bool
}

// Kind says what sort of page a Page is, and so which layout shows it.
type Kind string

// The layouts that a theme has: layouts/<kind>.html.
const (
	KindHome     Kind = "home"    // the front page: Content of a root page, or Items
	KindPage     Kind = "page"    // one Notion page without a date: docs, about
	KindPost     Kind = "post"    // one Notion page with a date, or a row of a database
	KindList     Kind = "list"    // Items of one collection, tag, author or series; or Content, the rows of a database without dates
	KindTags     Kind = "tags"    // every tag, from Site.Tags
	KindAuthors  Kind = "authors" // every author, from Site.Authors
	KindArchive  Kind = "archive" // every post, by year, in Years
	KindNotFound Kind = "404"     // 404.html
)

// Page is the dot of every layout.
type Page struct {
	Site *Site // the site that the page is on
	Kind Kind  // what sort of page it is

	Layout string // of the theme, in place of that of the kind; "" for most pages

	Title       string        // plain text, never empty
	TitleHTML   template.HTML // with emphasis, code and emoji; what to show in <h1>
	Description string        // plain text for <meta>; from the summary property or the first words
	Summary     string        // what the author wrote into the summary property, "" when there is none
	URL         string        // root-relative, with a slash at the end
	Permalink   string        // absolute URL, for <link rel="canonical">
	Markdown    string        // URL of the page's Markdown, "" for pages that have none
	Notion      string        // URL of the page in Notion, for those who may edit it; "" for pages that are not from there
	Language    string        // of this page; equals Site.Language unless the page says otherwise
	Dir         string        // "ltr" or "rtl"
	Draft       bool          // shown only because drafts were asked for
	NoIndex     bool          // search engines are asked to leave the page out

	Icon  *Icon  // nil when the page has none
	Cover *Image // nil when the page has none
	Card  *Image // what stands for the page where somebody links to it: its cover, or a drawn one; nil when there is none

	Date    time.Time // zero when the page has none
	Updated time.Time // last edit
	Authors []Author  // of the authors property
	Tags    []Tag     // of the tags property, in its order

	Content      template.HTML // the rendered body; of a list without Items: the table of a database
	HasMath      bool          // there are equations in the body, the title or a property
	Words        int           // of the body; CJK characters count as words
	Minutes      int           // reading time, at least 1 when there is a body
	TOC          []*Heading    // the body's headings as a tree; nil for fewer than two
	Properties   []Property    // other properties, in a stable order
	Shown        []Property    // those of [site] show_properties, in its order; which to show by default
	Breadcrumbs  []Link        // from home to the parent of this page; empty on home
	Translations []Translation // the page in all its languages, itself among them; nil when there is only one
	Structured   template.JS   // JSON-LD for search engines, "" when there is nothing to say
	Prev, Next   *Link         // neighbours in reading order (docs) or in time (posts): Prev is older
	Children     []*NavItem    // sub-pages of this page
	Series       *Series       // the series that a post is part of, nil for most
	Related      []*Item       // posts that share tags or words with this one, the nearest first; at most three, without Minutes

	Discussions []Discussion // comments on the page, by thread; none unless [site] comments is on

	Items  []*Item // for lists and homes: the pages of this part of the list; nil when Content shows them
	Pager  *Pager  // nil when the list has one part
	Feeds  []Feed  // of the list alone, besides those of the site
	Author *Author // of a list: whose posts these are; nil for other lists
	Years  []*Year // of an archive, the newest first
}

// Icons are what browsers and phones show the site by: URLs, "" for what there is
// not.
type Icons struct {
	SVG      string // a drawing, for browsers that know them
	ICO      string // in small sizes, for those that do not
	Touch    string // 180 × 180 pixels, for home screens
	Manifest string // the web manifest, which names larger ones
}

// Search is what the script that opens the search needs.
type Search struct {
	Client string // URL of the theme's module "search", named by content
	Index  string // URL of the root of the index, which its other files are beside
}

// Link is a titled URL.
type Link struct {
	Title   string // plain text
	URL     string // root-relative; "" for a place that is no page
	Icon    *Icon  // nil when the page has none
	Current bool   // this is the page being shown, or leads to it (menu only)
}

// NavItem is a page in the tree. The tree is shared between pages: compare
// with (.IsCurrent $page.URL) and (.Contains $page.URL).
type NavItem struct {
	Title    string     // plain text
	URL      string     // "" for a group that is not a page of the site
	Icon     *Icon      // nil when the page has none
	Children []*NavItem // the pages below it
}

// IsCurrent tells whether the item is the page at url.
func (n *NavItem) IsCurrent(url string) bool { return n.URL != "" && n.URL == url }

// Contains tells whether the page at url is the item or lies below it.
func (n *NavItem) Contains(url string) bool {
	if n.IsCurrent(url) {
		return true
	}
	for _, c := range n.Children {
		if c.Contains(url) {
			return true
		}
	}
	return false
}

// Translation is a page in one of several languages.
type Translation struct {
	Language  string // BCP 47
	Name      string // of the language, in itself: "Deutsch"
	Title     string // of the page
	URL       string // root-relative
	Permalink string // absolute
	Current   bool   // this is the page being shown
}

// Feed is a feed of the newest posts of the site, a section or a tag.
type Feed struct {
	Title string // of the list, with that of the site
	Label string // of the format: "RSS", "Atom", "JSON Feed"
	Type  string // media type
	URL   string // of the file
}

// Tag is a label shared by pages.
type Tag struct {
	Name  string // as it is written in Notion
	URL   string // of the list of the pages that carry it
	Color string // Notion's colour name: "default", "red", …
	Count int    // pages that carry it
}

// Author is a person of the authors property.
type Author struct {
	Name   string // as Notion has it
	Avatar string // URL of a small picture on the site, "" for none
	URL    string // of the list of what they wrote, "" when there is none
	Count  int    // posts that they wrote
}

// Discussion is a thread of comments on a page.
type Discussion struct {
	Comments []Comment // at least one, the oldest first
}

// Comment is what somebody said about a page.
type Comment struct {
	ID     string        // fragment without "#", unique on the page
	Author Author        // always with a name
	Date   time.Time     // when it was written
	HTML   template.HTML // paragraphs and figures: the text, then what is attached
}

// Series is a row of posts that belong together, in the order to read them.
type Series struct {
	Title      string // the name of the series
	URL        string // of the page that is about the series, or lists it
	Number     int    // which of its posts this page is, from 1; 0 in Site.Series
	Total      int    // how many posts there are
	Prev, Next *Link  // the post before and after this one
	Items      []Link // all of them; Current marks this page
}

// Year is a part of an archive.
type Year struct {
	Number int     // 2026
	URL    string  // of the page with the posts of this year alone; "" when Items has them
	Count  int     // posts in the year
	Items  []*Item // the newest first; nil when URL leads to them
}

// Icon is a page's icon: an emoji or an image.
type Icon struct {
	Emoji string       // "🚀", or "" when Image is set
	Image template.URL // URL, also of a picture written out as data; "" when Emoji is set
}

// Image is a picture with its size where known.
type Image struct {
	URL           string // root-relative, or absolute when it is elsewhere
	Alt           string // what it shows, "" when that is not known
	Width, Height int    // pixels, 0 when unknown

	Srcset  template.Srcset // URLs of the picture in several widths; "" when there is one
	Sources []ImageSource   // the picture in formats that not every browser reads, the best first
	Class   string          // classes that give it its colour before it is there: "tint r1 g3 b4"; "" for most drawings
}

// ImageSource is a picture in one format.
type ImageSource struct {
	Type   string          // media type: "image/avif"
	Srcset template.Srcset // its URLs in several widths
}

// Heading is an entry of the table of contents.
type Heading struct {
	ID       string     // fragment without "#"
	Title    string     // plain text
	Level    int        // 2 to 5, as in <h2> to <h5>
	Children []*Heading // the smaller headings below it
}

// Property is a page property for display.
type Property struct {
	Name string        // of the property in Notion
	Type string        // Notion's type: "number", "select", …
	Text string        // plain text
	HTML template.HTML // with links, tags and dates marked up
}

// Item is a page in a list.
type Item struct {
	Title       string        // plain text, never empty
	TitleHTML   template.HTML // with emphasis, code and emoji; "" in Related
	URL         string        // root-relative
	Description string        // plain text: the summary property, or the first words
	Date        time.Time     // zero when the page has none
	Updated     time.Time     // last edit
	Minutes     int           // reading time; 0 for a database, and in Related
	Authors     []Author      // of the authors property
	Tags        []Tag         // of the tags property, in its order
	Icon        *Icon         // nil when the page has none
	Cover       *Image        // nil when the page has none
	Draft       bool          // shown only because drafts were asked for
}

// Pager leads through the parts of a long list.
type Pager struct {
	Number, Total int    // this part, from 1
	Newer, Older  string // URLs, "" at the ends
}
