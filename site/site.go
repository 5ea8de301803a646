package site

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"galley/fetch"
	"galley/internal/derived"
	"galley/internal/picture"
	"galley/notion"
	"galley/site/bookmark"
	"galley/site/lettering"
	"galley/site/permalink"
	"galley/theme"
)

// Format is a form in which a site is written.
type Format string

// The formats. Both may be written at once.
const (
	FormatHTML     Format = "html"     // pages for browsers, each with its Markdown beside it
	FormatMarkdown Format = "markdown" // content/, a tree of Markdown for other site generators
)

// Options are what a site depends on besides its configuration and snapshot.
type Options struct {
	Theme   *theme.Theme // needed for FormatHTML
	Drafts  bool         // show what the publishing rules hold back
	Formats []Format     // FormatHTML when empty
	Now     time.Time    // when dates count as past; the time of the call when zero
	Version string       // Galley's, for the generator tag

	// Past is what addresses pages have had; nil when nothing is known of it.
	Past *permalink.History
	// Passing says that the site is not for the public: the addresses of its
	// pages are not remembered, and pictures that were not made before are shown
	// as they were uploaded.
	Passing bool
	// RedirectsFile says that the host reads _redirects, for [urls] redirects =
	// "auto".
	RedirectsFile bool

	// Derived keeps what is expensive to compute between builds; nil keeps
	// nothing.
	Derived *derived.Cache
	// Fonts draw social cards and the icons of the site; without them there are no
	// cards, and the only icon is a drawing.
	Fonts *lettering.Fonts
	// Pictures are programs that write formats of pictures; nil for none.
	Pictures *picture.Tools
	// Bookmarks reads what bookmarks lead to; nil when cards are to show links
	// only.
	Bookmarks *bookmark.Reader
	// Portraits reads the pictures of authors; nil when they are to be shown
	// without.
	Portraits *bookmark.Reader
	// Local are the pages and files beside the configuration, as Config.ReadLocal
	// read them; nil for none.
	Local *Local
}

// Site is a planned site: every page with its address. It does not change, and
// may be written any number of times.
type Site struct {
	config   *Config
	snapshot *fetch.Snapshot
	opts     Options
	look     string // the embedded theme that the site's is, or extends
	blocks   func(page notion.ID) ([]notion.Block, error)

	nodes    map[notion.ID]*node // of pages, databases and data sources
	all      []*node             // in the order in which they were found
	tops     []*node             // those without a parent, by source
	reading  []*node             // in reading order, parents before children
	places   map[string]*node    // by path
	home     *node               // nil when the home page lists what is on the site
	tags     terms               // of all pages
	people   terms               // authors of posts
	series   terms               // of posts
	media    map[string]*media   // by the file's key
	mark     mark                // the icon of the site
	heldBack []Held
	notes    []fetch.Warning // what planning had to warn of

	history   *permalink.History // with the addresses of this site
	redirects []redirect         // by the address that they lead from
}

// Plan decides which pages are on the site and gives each its address. It reads
// titles, properties and parents, and no body. The error is a *ConfigError when
// [source.properties] does not fit the workspace.
func Plan(config *Config, snapshot *fetch.Snapshot, opts Options) (*Site, error) {
	if len(opts.Formats) == 0 {
		opts.Formats = []Format{FormatHTML}
	}
	if opts.Now.IsZero() {
		opts.Now = time.Now()
	}
	for _, f := range opts.Formats {
		if f != FormatHTML && f != FormatMarkdown {
			return nil, fmt.Errorf("planning the site: there is no format %q; formats are %s and %s", f, FormatHTML, FormatMarkdown)
		}
	}
	if slices.Contains(opts.Formats, FormatHTML) && opts.Theme == nil {
		return nil, errors.New("planning the site: the format html needs a theme")
	}
	if err := config.checkTemplates(opts.Theme); err != nil {
		return nil, err
	}
	if opts.Local == nil {
		opts.Local = new(Local)
	}
	snapshot = opts.Local.join(config, snapshot)
	s := &Site{
		config: config, snapshot: snapshot, opts: opts, look: lookOf(config, opts.Theme), blocks: snapshot.Blocks,
		nodes: map[notion.ID]*node{}, media: nameFiles(snapshot.Files),
	}
	s.addStatic()
	p := &planner{Site: s}
	if err := p.grow(); err != nil {
		return nil, err
	}
	p.place()
	s.places = map[string]*node{}
	for _, n := range s.all {
		s.places[n.path] = n
	}
	if err := p.checkStatic(); err != nil {
		return nil, err
	}
	p.order()
	p.collectTerms()
	p.translate()
	s.mark = s.findMark()
	p.remember()
	p.redirect()
	return s, nil
}

// lookOf gives the embedded theme that a theme is or extends. Without a theme,
// for Markdown alone, it is that of the configuration, the blog when it cannot be
// read.
func lookOf(config *Config, look *theme.Theme) string {
	if look != nil {
		return look.Extends()
	}
	name, err := theme.Extends(config.Site.Theme, config.Dir)
	if err != nil {
		return "blog"
	}
	return name
}

// Held lists the pages that the publishing rules keep off the site.
func (s *Site) Held() []Held { return s.heldBack }

// History says which addresses the pages of the site have, and have had. It is
// what the next build is to be given as Options.Past.
func (s *Site) History() *permalink.History { return s.history }

// URLs lists the addresses of all pages from Notion, in reading order, as they
// stand in links: root-relative, with the path of base_url.
func (s *Site) URLs() []string {
	urls := make([]string, len(s.reading))
	for i, n := range s.reading {
		urls[i] = s.url(n.path)
	}
	return urls
}

func (s *Site) writes(f Format) bool { return slices.Contains(s.opts.Formats, f) }
