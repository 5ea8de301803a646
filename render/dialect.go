package render

// Dialect is a way to write Markdown. What becomes of each kind of block in each
// of them is in docs/markdown.md.
type Dialect string

const (
	// GFM is GitHub's: CommonMark with tables, strikethrough, task lists and
	// alerts; toggles as HTML, and TeX between dollars.
	GFM Dialect = "gfm"

	// CommonMark has nothing that the CommonMark specification has not: HTML
	// where that is not enough, and TeX as code.
	CommonMark Dialect = "commonmark"

	// MDX is GFM that MDX 3 compiles, given remark-gfm and remark-math: tags and
	// attributes are JSX. It has no alerts.
	MDX Dialect = "mdx"

	// Obsidian has callouts, which also fold, and highlighted text.
	Obsidian Dialect = "obsidian"

	// Docusaurus is MDX with admonitions.
	Docusaurus Dialect = "docusaurus"
)

// Dialects lists all dialects, the default one first.
func Dialects() []Dialect { return []Dialect{GFM, CommonMark, MDX, Obsidian, Docusaurus} }

// isJSX tells whether tags are JSX, and braces hold JavaScript.
func (d Dialect) isJSX() bool { return d == MDX || d == Docusaurus }

// hasGitHub tells whether there are tables, strikethrough and task lists.
func (d Dialect) hasGitHub() bool { return d != CommonMark }

// attr writes an attribute of a tag in Markdown; JSX calls some otherwise.
func (w *writer) tagAttr(name, value string) {
	if w.dialect.isJSX() && name == "datetime" {
		name = "dateTime"
	}
	w.attr(name, value)
}
