package site

import (
	"bytes"

	"galley/fetch"
	"galley/render"
)

// contentFolder holds the tree of Markdown.
const contentFolder = "content/"

// pageMarkdown writes a page as Markdown, with front matter: beside its HTML as
// GFM, and into the tree in the dialect that is configured.
func (r *run) pageMarkdown(w *pageWriter, doc *render.Document, f facts) error {
	if r.site.writes(FormatHTML) {
		text, err := r.markdown(w, doc, f, render.GFM)
		if err != nil {
			return err
		}
		if err := r.stage.put(w.node.file("index.md"), text); err != nil {
			return err
		}
	}
	if r.site.writes(FormatMarkdown) {
		return r.treeMarkdown(w, doc, f)
	}
	return nil
}

// treeMarkdown writes a page into the tree. In a vault of Obsidian, which has no
// addresses, links lead to files.
func (r *run) treeMarkdown(w *pageWriter, doc *render.Document, f facts) error {
	dialect := r.site.config.Markdown.Dialect
	file := r.site.contentFile(w.node)
	if dialect == render.Obsidian {
		w.file = file
		defer func() { w.file = "" }()
	}
	text, err := r.markdown(w, doc, f, dialect)
	if err != nil {
		return err
	}
	if hasShortcodes(text) && !isJSX(dialect) {
		r.warn(fetch.Warning{
			Kind: fetch.WarnMarkdown, Page: w.node.id, Title: w.node.title, URL: r.site.where(w.node.id, ""),
			Text: "Hugo will take {{< or {{% in the Markdown of this page for a shortcode",
			Hint: "for Hugo, write {{</* in its place; nothing else is concerned",
		})
	}
	return r.stage.put(file, text)
}

// markdown gives a page as Markdown in a dialect.
func (r *run) markdown(w *pageWriter, doc *render.Document, f facts, dialect render.Dialect) ([]byte, error) {
	var body bytes.Buffer
	if err := doc.Markdown(&body, w, dialect); err != nil {
		return nil, err
	}
	head, err := r.frontMatter(w, f, body.Bytes(), dialect)
	if err != nil {
		return nil, err
	}
	text := append(head, bytes.TrimLeft(body.Bytes(), "\n")...)
	if !bytes.HasSuffix(text, []byte("\n")) {
		text = append(text, '\n')
	}
	return text, nil
}

// isJSX tells whether files are MDX.
func isJSX(dialect render.Dialect) bool {
	return dialect == render.MDX || dialect == render.Docusaurus
}

// contentFile is where a page is in the tree of Markdown: posts/hello.md, and
// posts/hello/part.md for what lies below it. Hugo, Jekyll, Astro, Docusaurus
// and Eleventy all give it the address /posts/hello/, or are told to by its
// front matter. A file called index.md would hide all pages beside and below it
// from Hugo, which takes them for parts of a leaf bundle; so the home page is
// home.md. Only MDX has a name of its own: Docusaurus reads .md as MDX too.
func (s *Site) contentFile(n *node) string {
	extension := ".md"
	if s.config.Markdown.Dialect == render.MDX {
		extension = ".mdx"
	}
	if n.path != "" {
		return contentFolder + folder(n.path) + extension
	}
	for _, other := range s.reading {
		if other.path == "home/" {
			return contentFolder + "home-" + shortID(n.id) + extension
		}
	}
	return contentFolder + "home" + extension
}

// hasTemplateMarks tells whether Liquid or Nunjucks, through which Jekyll and
// Eleventy put every page, would take something in a body for their own.
func hasTemplateMarks(body []byte) bool {
	for _, mark := range []string{"{{", "{%", "{#"} {
		if bytes.Contains(body, []byte(mark)) {
			return true
		}
	}
	return false
}

// hasShortcodes tells whether Hugo would take something for a shortcode, which
// no front matter prevents.
func hasShortcodes(text []byte) bool {
	return bytes.Contains(text, []byte("{{<")) || bytes.Contains(text, []byte("{{%"))
}

// hasBraces tells whether Docusaurus, which reads Markdown as MDX, would take
// something in a body for JavaScript.
func hasBraces(body []byte) bool { return bytes.ContainsRune(body, '{') }
