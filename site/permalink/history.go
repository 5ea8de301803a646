// Package permalink remembers which page has had which addresses, so that links
// to a page last when it is renamed or moved.
//
// A [History] is kept in two places. galley.lock lies beside site.toml and is
// meant for version control: one line a page, sorted by the page's ID, so that
// changes merge line by line.
//
//	galley-lock 1
//	0f3c2a1b-… /posts/hello/ /posts/hallo/
//
// The first address of a line is the latest one. urls.json says the same and is
// a file of the published site, so that a build on a machine without the file
// knows what is out there: [Published] reads it.
//
//	{"version":1,"pages":{"0f3c2a1b-…":["/posts/hello/","/posts/hallo/"]}}
//
// Addresses are paths below base_url that start with a slash.
package permalink

import (
	"maps"
	"slices"

	"galley/notion"
)

// History says which addresses each page has had. An address belongs to one page
// only. The zero value is not usable; a nil *History knows nothing and may be
// read.
type History struct {
	pages  map[notion.ID][]string // the latest first
	owners map[string]notion.ID   // of every address
}

// New gives a history that knows nothing.
func New() *History {
	return &History{pages: map[notion.ID][]string{}, owners: map[string]notion.ID{}}
}

// Of lists the addresses of a page, the latest first; none for an unknown one.
func (h *History) Of(page notion.ID) []string {
	if h == nil {
		return nil
	}
	return h.pages[page]
}

// Owner gives the page that an address belongs to; "" for an address that none
// has had.
func (h *History) Owner(address string) notion.ID {
	if h == nil {
		return ""
	}
	return h.owners[address]
}

// Len is how many pages have had addresses.
func (h *History) Len() int {
	if h == nil {
		return 0
	}
	return len(h.pages)
}

// Put makes address the latest one of a page. When another page has had it, that
// page forgets it.
func (h *History) Put(page notion.ID, address string) {
	h.drop(h.owners[address], address)
	h.pages[page] = slices.Insert(h.pages[page], 0, address)
	h.owners[address] = page
}

func (h *History) drop(page notion.ID, address string) {
	left := slices.DeleteFunc(h.pages[page], func(a string) bool { return a == address })
	if len(left) == 0 {
		delete(h.pages, page)
		return
	}
	h.pages[page] = left
}

// Merge adds what other knows and h does not, as addresses of longer ago. An
// address that belongs to different pages in the two stays with that of h.
func (h *History) Merge(other *History) {
	if other == nil {
		return
	}
	for _, page := range slices.Sorted(maps.Keys(other.pages)) {
		for _, address := range other.pages[page] {
			h.append(page, address)
		}
	}
}

// append adds an address of longer ago than all others of the page. It tells
// whether the address was free.
func (h *History) append(page notion.ID, address string) bool {
	if _, taken := h.owners[address]; taken {
		return false
	}
	h.pages[page] = append(h.pages[page], address)
	h.owners[address] = page
	return true
}

// Clone gives a copy that can be changed on its own. That of nil is empty.
func (h *History) Clone() *History {
	c := New()
	c.Merge(h)
	return c
}

// Equal tells whether two histories say the same.
func (h *History) Equal(other *History) bool {
	if h.Len() != other.Len() {
		return false
	}
	for page, addresses := range h.all() {
		if !slices.Equal(addresses, other.Of(page)) {
			return false
		}
	}
	return true
}

func (h *History) all() map[notion.ID][]string {
	if h == nil {
		return nil
	}
	return h.pages
}
