package render

import (
	"strings"

	"galley/notion"
)

// The forms in which a tree keeps links to pages and files that have no address
// of their own. No browser knows them, and nobody's text becomes a link with one
// unless there is such a page or file.
const (
	pageScheme = "galley-page:"
	fileScheme = "galley-file:"
)

// PageLink gives the address by which a text in Markdown leads to a page of the
// site, and to a heading there if fragment is the id of one.
func PageLink(page notion.ID, fragment string) string {
	if fragment == "" {
		return pageScheme + string(page)
	}
	return pageScheme + string(page) + "#" + fragment
}

// FileLink gives the address by which a text in Markdown leads to a file, by its
// key.
func FileLink(key string) string { return fileScheme + key }

// pageReference takes an address apart that PageLink made.
func pageReference(href string) (page notion.ID, fragment string, ok bool) {
	rest, ok := strings.CutPrefix(href, pageScheme)
	id, fragment, _ := strings.Cut(rest, "#")
	return notion.ID(id), fragment, ok
}

// referred gives the address of a page or file of the site that an address of
// ours stands for; ok is false when it is none of ours.
func (w *writer) referred(href string) (url string, ok bool) {
	if id, fragment, isPage := pageReference(href); isPage {
		target, _ := w.to.Page(id)
		if target.URL != "" && fragment != "" {
			return target.URL + "#" + escapeURL(fragment), true
		}
		return target.URL, true
	}
	if key, isFile := strings.CutPrefix(href, fileScheme); isFile {
		file, _ := w.to.File(key)
		return file.URL, true
	}
	return "", false
}
