// Package manuscript reads folders of Markdown, whose files become pages of a site as
// pages in Notion do.
//
//	tree, err := manuscript.Read(dir, "content", manuscript.Options{})
//
// # Files and folders
//
// A file about.md is a page, and its front matter says of it what properties say of
// a page in Notion; they become properties. A folder is a list of the pages in it,
// unless it has an index.md (or a README.md): that is a page then, and the others
// are below it. _index.md gives a list its title. All other files are for pages to
// show or to link to.
//
// # IDs
//
// Pages are known by IDs, as Notion's are. That of a file is a UUID made of its name,
// so that it is the same on every machine; a file that is renamed is a new page, and
// says in its aliases where it was.
//
// # Mistakes
//
// Front matter that cannot be read is an [Error], which lists all of them with the
// file, the line and what to do. What is only ignored is a warning of the tree.
package manuscript

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"galley/fetch"
	"galley/notion"

	"golang.org/x/text/unicode/norm"
)

// Tree is what a folder holds.
type Tree struct {
	Name    string      // of the folder, from that of the configuration
	Roots   []notion.ID // the page or list that the folder is; what is in it, if it is to be neither
	Pages   map[notion.ID]*Page
	Lists   map[notion.ID]*List
	Files   map[string]fetch.File // all other files, by their keys
	Names   map[string]notion.ID  // pages and lists by the names of their files and folders
	Targets map[notion.ID]bool    // blocks in Notion to which a text leads
}

// Page is a file of Markdown.
type Page struct {
	fetch.Page
	Name    string // of the file, from the folder of the configuration: "content/docs/setup.md"
	Place   string // of the file on disk
	Skipped int    // lines before the text
	Slug    string // of the file's name; what its address is made of
	Address string // the whole address, when the front matter says it: "docs/setup"
	weight  float64
}

// List is a folder whose pages are a list.
type List struct {
	fetch.Database
	Name   string // of the folder
	Slug   string
	weight float64
}

// Error is what is wrong with files: at least one problem.
type Error struct{ Problems []Problem }

// Problem is one mistake in a file, and where it stands.
type Problem struct {
	File    string // from the folder of the configuration
	Line    int    // from 1
	Message string
	Hint    string
}

// Error gives all problems, each with its file and line.
func (e *Error) Error() string {
	parts := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		parts[i] = fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message)
		if p.Hint != "" {
			parts[i] += "\n  " + p.Hint
		}
	}
	return strings.Join(parts, "\n")
}

// ID gives the ID of a file or folder: a UUID of version 8, of its name.
// RFC 9562, section 5.8.
func ID(name string) notion.ID {
	sum := sha256.Sum256([]byte("galley content\x00" + name))
	sum[6] = sum[6]&0x0f | 0x80
	sum[8] = sum[8]&0x3f | 0x80
	h := hex.EncodeToString(sum[:16])
	return notion.ID(h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:])
}

// Key gives the key by which a file is known that lies in a folder of the
// configuration's.
func Key(name string) string { return "/" + norm.NFC.String(name) }
