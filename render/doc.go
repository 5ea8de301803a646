// Package render turns the blocks of a Notion page into a document, and writes
// the document as HTML, as Markdown, or as plain text.
//
//	doc := render.New(blocks, render.Options{Language: "en"})
//	err := doc.HTML(w, resolver)
//
// # The tree
//
// A [Document] is a goldmark tree. Goldmark's own nodes stand for what Markdown
// has (paragraphs, headings, lists, quotes, code, tables, emphasis, links); a
// node kind of this package stands for what only Notion has (callouts, toggles,
// columns, mentions and so on). What can be decided once is decided when the
// tree is made: which siblings make a list and how it counts, the levels and ids
// of headings, how styles nest. Text from Notion is raw text in the tree and
// never read as Markdown.
//
// [Parse] makes the same tree of a text in Markdown, with what Notion has not:
// footnotes, pictures within a line, and a few elements of HTML. Its inlines become
// the spans that Notion's rich text becomes too, so that the writers meet no tree
// that they would not from Notion.
//
// # Families
//
// A family is a file: the Notion types that it takes, the nodes that it makes
// of them, and how each node is written in the three formats. The table in
// families.go lists them. To add a kind of block is to add a file and a line.
// What no family takes becomes a visible placeholder, with its children below
// it: nothing is dropped.
//
// # Links and files
//
// A tree holds ids of pages and keys of files. A writer asks the [Resolver]
// what they are at the place it writes for, so that one document can be a page,
// an entry of a feed, or Markdown. Every other address comes from somebody's
// text: it becomes a link or a source only when its scheme is a known one.
//
// # Markdown
//
// The Markdown is CommonMark with the extensions of GitHub (tables,
// strikethrough, task lists) and TeX between dollar signs. It is escaped so
// that other parsers, with or without those extensions, read the same text,
// links and code as the HTML has. What Markdown cannot say is an HTML tag in
// the XML form, which MDX reads too; colours are dropped.
package render
