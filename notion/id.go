package notion

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// ID identifies a page, block, database, data source, view, user or comment.
// It is a UUID in the dashed lower-case form that responses use. A page's ID is
// also the ID of its child_page block, and a database's that of its
// child_database block. API section "IDs".
type ID string

// Compact gives the 32 hexadecimal digits without dashes, as Notion's links
// carry them.
func (id ID) Compact() string { return strings.ReplaceAll(string(id), "-", "") }

// URL gives the address at which Notion shows the page, database or block.
func (id ID) URL() string { return "https://www.notion.so/" + id.Compact() }

// UUIDs are not all of version 4, so no nibble is checked.
var (
	compactID = regexp.MustCompile(`[0-9a-fA-F]{32}$`)
	dashedID  = regexp.MustCompile(`[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$`)
)

// ParseID finds the ID of a page, database or data source in s, which is an ID
// in either form or any of Notion's links to one: on notion.so, app.notion.com,
// notion.site or a custom domain, with or without a title in front. A page that
// is opened as a peek over another (?p=) wins over the one below it; a view
// (?v=) is never taken for the object.
func ParseID(s string) (ID, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", fmt.Errorf("no Notion link or id given")
	}
	u, err := url.Parse(s)
	if err != nil {
		return "", fmt.Errorf("%q is not a Notion link or id: %w", s, err)
	}
	if id, ok := objectID(u); ok {
		return id, nil
	}
	return "", fmt.Errorf("%q holds no Notion id: expected 32 hexadecimal digits at the end of the link's path", s)
}

// Link is a link from Notion's text to a page or database, and maybe to one of
// its blocks.
type Link struct {
	Page  ID // page or database
	Block ID // "" for the whole page
}

// ParseLink reads the href of a rich text or of a mention. It understands the
// relative links that the API writes ("/46f8…#48cb…") and absolute ones to
// Notion's own hosts; anything else is not ok. API section "href forms".
func ParseLink(href string) (Link, bool) {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil || u.Opaque != "" || !leadsToNotion(u) {
		return Link{}, false
	}
	page, ok := objectID(u)
	if !ok {
		return Link{}, false
	}
	block, _ := trailingID(u.Fragment)
	return Link{Page: page, Block: block}, true
}

func leadsToNotion(u *url.URL) bool {
	if u.Host == "" {
		return u.Scheme == "" && strings.HasPrefix(u.Path, "/")
	}
	if u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	switch host := strings.ToLower(u.Hostname()); host {
	case "notion.so", "www.notion.so", "app.notion.com", "notion.com", "www.notion.com":
		return true
	default:
		return strings.HasSuffix(host, ".notion.site")
	}
}

// objectID reads the page that a peek shows, or else the ID at the end of the
// last path segment: the title before it may itself end in what looks like
// hexadecimal digits.
func objectID(u *url.URL) (ID, bool) {
	if id, ok := trailingID(u.Query().Get("p")); ok {
		return id, true
	}
	path := strings.TrimRight(u.Path, "/")
	return trailingID(path[strings.LastIndexByte(path, '/')+1:])
}

func trailingID(s string) (ID, bool) {
	if m := dashedID.FindString(s); m != "" {
		return ID(strings.ToLower(m)), true
	}
	h := strings.ToLower(compactID.FindString(s))
	if h == "" {
		return "", false
	}
	return ID(h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]), true
}
