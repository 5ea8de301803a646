package site

import (
	"slices"
	"strings"
	"time"

	"galley/fetch"
	"galley/notion"
)

// Held is a page that the publishing rules keep off the site.
type Held struct {
	Page   notion.ID
	Title  string
	URL    string    // in Notion
	Reason string    // "its Status is Draft", "it is scheduled for 2026-12-24"
	Due    time.Time // when its date comes; zero when it does not wait for that
}

// NextDue gives the page whose date comes first; nil when none waits for its date.
func NextDue(held []Held) *Held {
	var next *Held
	for i := range held {
		if h := &held[i]; !h.Due.IsZero() && (next == nil || h.Due.Before(next.Due)) {
			next = h
		}
	}
	return next
}

// Statuses that keep a page off the site, compared without case.
var (
	heldStatuses = []string{"draft", "archived"}
	workStatuses = []string{"not started", "in progress", "idea"}
)

// held gives the reason why a page is not published; "" when it is. In a
// database that lives within a page, work in progress and dates to come are what
// the table is about, such as tasks and events, and keep nothing off.
func (p *planner) held(page *fetch.Page, m Matches, date moment) (reason string, due time.Time) {
	within := p.livesInPage(page)
	if status, ok := m[RoleStatus]; ok {
		for _, choice := range choices(page.Properties[status.Property]) {
			name := strings.ToLower(strings.TrimSpace(choice.Name))
			if slices.Contains(heldStatuses, name) || !within && slices.Contains(workStatuses, name) {
				return "its " + status.Property + " is " + choice.Name, due
			}
		}
	}
	if box, ok := m[RolePublished]; ok && !checked(page, box) {
		return box.Property + " is not checked", due
	}
	if box, ok := m[RoleDraft]; ok && checked(page, box) {
		return box.Property + " is checked", due
	}
	if !within && !date.IsZero() && date.after(p.opts.Now) {
		return "it is scheduled for " + date.Format("2006-01-02 15:04"), date.begins(p.opts.Now.Location())
	}
	return "", due
}

// livesInPage tells whether a page is a row of a database within another page,
// and not of one that is a source itself.
func (p *planner) livesInPage(page *fetch.Page) bool {
	db, ok := p.homes[page.Owner]
	if !ok || db.Owner == "" {
		return false
	}
	_, source := p.claims[db.ID]
	_, sourceTable := p.claims[page.Owner]
	return !source && !sourceTable
}

func checked(page *fetch.Page, m Match) bool {
	v := page.Properties[m.Property]
	return v.Checkbox != nil && *v.Checkbox
}
