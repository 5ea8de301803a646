package site

import (
	"slices"
	"strings"

	"galley/fetch"
	"galley/notion"
)

// Held is a page that the publishing rules keep off the site.
type Held struct {
	Page   notion.ID
	Title  string
	URL    string // in Notion
	Reason string // "its Status is Draft", "it is scheduled for 2026-12-24"
}

// heldStatuses keep a page off the site, compared without case.
var heldStatuses = []string{"draft", "not started", "in progress", "archived", "idea"}

// held gives the reason why a page is not published; "" when it is.
func (p *planner) held(page *fetch.Page, m Matches, date moment) string {
	if status, ok := m[RoleStatus]; ok {
		for _, choice := range choices(page.Properties[status.Property]) {
			if slices.Contains(heldStatuses, strings.ToLower(strings.TrimSpace(choice.Name))) {
				return "its " + status.Property + " is " + choice.Name
			}
		}
	}
	if box, ok := m[RolePublished]; ok && !checked(page, box) {
		return box.Property + " is not checked"
	}
	if box, ok := m[RoleDraft]; ok && checked(page, box) {
		return box.Property + " is checked"
	}
	if !date.IsZero() && date.after(p.opts.Now) {
		return "it is scheduled for " + date.Format("2006-01-02 15:04")
	}
	return ""
}

func checked(page *fetch.Page, m Match) bool {
	v := page.Properties[m.Property]
	return v.Checkbox != nil && *v.Checkbox
}
