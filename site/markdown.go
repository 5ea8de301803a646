package site

import (
	"bytes"

	"galley/fetch"
	"galley/render"
)

// contentFolder holds the tree of Markdown.
const contentFolder = "content/"

// pageMarkdown writes a page as Markdown, with front matter: beside its HTML,
// and into the tree.
func (r *run) pageMarkdown(w *pageWriter, doc *render.Document, f facts) error {
	var body bytes.Buffer
	if err := doc.Markdown(&body, w, render.GFM); err != nil {
		return err
	}
	head, err := r.frontMatter(w, f, body.Bytes())
	if err != nil {
		return err
	}
	text := append(head, bytes.TrimLeft(body.Bytes(), "\n")...)
	if !bytes.HasSuffix(text, []byte("\n")) {
		text = append(text, '\n')
	}
	if r.site.writes(FormatHTML) {
		if err := r.stage.put(w.node.file("index.md"), text); err != nil {
			return err
		}
	}
	if r.site.writes(FormatMarkdown) {
		if hasShortcodes(text) {
			r.warn(fetch.Warning{
				Page: w.node.id, Title: w.node.title, URL: w.node.id.URL(),
				Text: "Hugo will take {{< or {{% in the Markdown of this page for a shortcode",
				Hint: "for Hugo, write {{</* in its place; nothing else is concerned",
			})
		}
		return r.stage.put(r.site.contentFile(w.node), text)
	}
	return nil
}

// contentFile is where a page is in the tree of Markdown: posts/hello.md, and
// posts/hello/part.md for what lies below it. Hugo, Jekyll, Astro, Docusaurus
// and Eleventy all give it the address /posts/hello/, or are told to by its
// front matter. A file called index.md would hide all pages beside and below it
// from Hugo, which takes them for parts of a leaf bundle; so the home page is
// home.md.
func (s *Site) contentFile(n *node) string {
	if n.path != "" {
		return contentFolder + folder(n.path) + ".md"
	}
	for _, other := range s.reading {
		if other.path == "home/" {
			return contentFolder + "home-" + shortID(n.id) + ".md"
		}
	}
	return contentFolder + "home.md"
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
