// Package site plans a website from a snapshot of Notion and writes it.
//
//	config, err := site.LoadConfig("site.toml")
//	snapshot, err := fetch.Run(ctx, client, store, config.Sources(), …)
//	planned, err := site.Plan(config, snapshot, site.Options{Theme: look})
//	report, err := planned.Write(ctx, config.Site.Output)
//
// # Configuration
//
// site.example.toml, at the top of the repository, documents every key. All
// mistakes in a file are told at once, as a [ConfigError] whose problems have
// their line, a caret and the nearest valid name.
//
// # What is on the site
//
// [Plan] takes the pages of every source: the rows of databases, and the trees
// below pages. What a source names belongs to that source, wherever in Notion it
// lies; all else belongs to the first source whose tree reaches it, searches
// last. Rows that are drafts or lie in the future are held back, and so is what
// is below them; see [Site.Held].
//
// [MatchProperties] says which property of a table is the date, the slug, the
// tags and so on.
//
// Folders of Markdown beside the configuration are sources too: package manuscript
// reads them, and [Options.Local] joins their pages and lists to those of the
// snapshot, so that nothing after that tells them apart but where their text is
// read. Static files are copied as they are; see [Config.ReadLocal].
//
// # Addresses
//
// Every page has an address that ends in a slash, and is index.html in a folder
// of that name:
//
//	/                        the root of an only page source, or a list of what is new
//	/posts/                  a database with path = "/posts/": a list of its rows
//	/posts/page/2/           the second part of that list
//	/posts/hello/            a row, by its slug property or else its title
//	/posts/hello/details/    a page below it
//	/guide/parts/bolt/       a row of the database Parts on the page Guide
//	/tags/, /tags/go/        all tags, and the pages of one
//	/files/3f2a91bc-plan.svg a file from Notion, named by its content
//
// Titles are transliterated, or kept; one that leaves nothing becomes the first
// digits of the page's ID. Of pages that want the same address the oldest gets it,
// and the others add digits of their ID; so addresses depend neither on the order
// of answers nor on pages that come later.
//
// [Options.Past] says which addresses pages have had, and [Site.History] adds
// those of this site. Former addresses lead to their pages, and are not given to
// others; see package permalink.
//
// Beside its index.html a page has index.md, its Markdown with front matter.
// [FormatMarkdown] writes these into a tree of their own, content/, for Hugo,
// Jekyll, Astro, Docusaurus and Eleventy; pictures are in files/, which belongs
// to the static files of those.
//
// # Writing
//
// [Site.Write] renders all pages at once on all processors, each body read from
// the snapshot when its turn comes. What differs from the output folder waits in
// a hidden folder there until everything is rendered. While that is locked, no
// other process can write the site; what one leaves that is killed goes with the
// next Write. Then the files that differ are replaced one by one, each in one
// step, and the files that the site no longer needs go. What was done is undone
// when a step fails. A manifest in the folder says which files are Galley's; all
// others are left alone. A site that has pages is not replaced by one without
// any.
//
// [Options.Fonts] draws what stands for the site elsewhere: social cards of pages without
// a cover, with package card, and the icons of the site, with package favicon. Both
// are kept in [Options.Derived].
//
// When nothing that goes into a site has changed since it was written, and its
// files are whole, nothing is rendered, and what there was to warn of is told
// again.
package site
