// Package theme turns pages into HTML with templates. Its comment is the manual
// for authors of themes; the fields that templates see are documented at [Page],
// [Site] and the types that these hold.
//
// # A theme is a folder
//
//	theme.toml              optional: extends = "blog", and [settings] of its own
//	layouts/base.html       the frame of every page
//	layouts/<kind>.html     what stands in the frame: home, page, post, list, tags, authors, archive, 404
//	layouts/<name>.html     for the pages of sources with template = "<name>"
//	partials/*.html         pieces that layouts share
//	blocks/<kind>.html      HTML of one kind of Notion block, instead of Galley's
//	assets/*.css, *.js      the stylesheet and the script
//	inline/<name>.js        small scripts that stand in the page itself
//	modules/<name>/*.js     scripts of their own, loaded when they are needed
//	static/                 files that are copied as they are
//	words/<language>.toml   the theme's own texts: "Next", "On this page"
//
// No file is required. What a folder lacks comes from the theme that it extends:
// "blog", unless theme.toml says "docs". So a theme that only has another colour
// for links is one file, assets/colors-of-mine.css:
//
//	:root { --accent: light-dark(#8a1c4a, #f29cc0); }
//
// To change a file of the extended theme, copy it under the same name and edit
// the copy; galley theme eject does the copying. The two embedded themes are in the folder builtin, and are read with
// the same rules; what both need is in builtin/base, which each extends.
//
// # Layouts and partials
//
// Templates are those of html/template, so text is escaped for the place where it
// stands. The dot of a layout is a [Page]. A layout defines "main":
//
//	{{define "main"}}
//	<h1>{{or .TitleHTML .Title}}</h1>
//	{{template "partials/byline.html" (dict "Language" .Language "Of" .)}}
//	{{.Content}}
//	{{end}}
//
// and layouts/base.html says {{template "main" .}} where it belongs. Partials are
// called by their path; each says in its first line what its dot is. Fields may be
// empty or nil, except Page.Title and Page.Site: ask with {{with}} first.
//
// # Functions
//
// Besides the functions of text/template there are
//
//	date LAYOUT TIME LANGUAGE the time in a layout of Go's package time, as in
//	                          date "2 January 2006" .Date .Language, with the names
//	                          of months and days in the language; in English when
//	                          that is left out. "" for the zero time
//	absolute BASE URL         a root-relative URL made absolute, as in
//	                          absolute .Site.BaseURL .Cover.URL
//	dict NAME VALUE …         several values as one, for a partial's dot
//	image URL WIDTH HEIGHT    an [Image], for partials/image.html
//	inline NAME               inline/NAME.js, or .json, with its element
//	nav PAGE                  Site.Tree prepared for PAGE's sidebar, as a list of [NavNode]
//	setting NAME              a setting that theme.toml declares
//	word LANGUAGE NAME ARG …  one of the theme's own texts, as in
//	                          word .Language "part" .Pager.Number .Pager.Total
//
// Words of words/<language>.toml are looked up in the page's language, then in
// more general ones (pt-BR, pt), then in English. A theme's file holds only the
// words that it changes or adds; one for a language that Galley does not know makes
// it known. Among the words are the layouts "date" and "time", the names "months" and
// "days", and the marks in numbers. Dates, numbers and notes in the body of a page are
// written with them too, so they are the same everywhere.
//
// # Styles, scripts and files
//
// All assets/*.css become one stylesheet, and all assets/*.js one script: minified,
// named by their content (assets/style.3f2a91bc.css), and reached as .Site.CSS and
// .Site.JS. Files of the extended theme come first, by name; a file that replaces
// one stands in its place. The embedded themes have
//
//	colors.css   every colour, as light-dark(…) pairs, and Notion's nine colours
//	base.css     type: fonts, sizes, links, focus
//	blocks.css   the blocks of a page, inside .body
//	code.css     code and its highlighting (chroma's classes)
//	chrome.css   lists, bylines, contents, navigation
//	print.css    paper
//	search.css   the search: its button and its dialog
//	style.css    the arrangement of the page, the theme's own
//
// The files of each folder in modules/ become a script and a stylesheet of their
// own, for pages that need them. The built-in themes have two: search, an ES module
// that is loaded when the search is opened (partials/search.html, assets/search.js),
// and math for pages with equations, which partials/head.html asks for: MathML's
// few classes, after Temml, and a script that copies equations as LaTeX.
//
// Scripts are joined into one classic script that is deferred; keep names to
// yourself with a block, { … }. Images and fonts belong in static/: static/logo.svg
// is logo.svg at the site's root, and ../logo.svg in CSS.
//
// Pages are under a Content-Security-Policy that knows the scripts of inline/ by
// their hashes ([Theme.InlineScripts]), and no other scripts or styles that stand in
// a page. inline/*.js are minified, and so are the speculation rules of
// inline/*.json. [Theme.CheckPolicy] finds what a template may not hold.
//
// # Blocks
//
// A template blocks/callout.html replaces the HTML of every callout. Its dot is a
// [BlockView]: .HTML is what stands in the block, .Attrs what Notion says about it,
// and .Default what Galley would have written:
//
//	<aside class="note {{.Attrs.color}}">{{.HTML}}</aside>
//
//	{{if eq .Attrs.language "abc"}}<pre class="tune">{{.Text}}</pre>
//	{{else}}{{.Default}}{{end}}
//
// # Settings
//
// What site.toml says below [theme] is at .Site.Settings, and the accent and the
// density are rules at the end of the stylesheet. A theme may declare settings of
// its own in theme.toml, below [settings], with their defaults; a site sets them
// below [theme.settings].
//
// # For programs
//
// [Load] reads a theme and checks all of it: templates are also run on a made-up
// page with something in every field, so that misspelt names are found at once.
// Mistakes come as an [*Error] with file and line, and the name that was meant; what
// may be right, but most likely is not, as a [Warning] ([Theme.Warnings]). The [Theme] then writes pages ([Theme.Execute]) and blocks
// ([Theme.Block]), and has the files that its pages need ([Theme.Assets]).
package theme
