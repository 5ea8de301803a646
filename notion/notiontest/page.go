package notiontest

import (
	"regexp"
	"strings"
	"time"
)

// Page is a page or a row of a data source. Its methods are edits: unless they say otherwise
// they move its last edited time to the clock of the workspace.
type Page struct {
	ws     *Workspace
	id     string
	title  richText // of a page that is not a row
	values map[*Property]any
	source *DataSource // of a row
	place  *Block      // the child_page block, of a page on a page
	blocks []*Block
	icon   Icon
	cover  *File
	history
	share
	trash, archived, locked bool
	publicURL               string
	newHost                 bool
	template                bool
}

// Page adds a page at the top of the workspace, shared with the connection. In, or a ChildPage
// block, moves it to another page. The title is a string, a Rich or a []Rich.
func (ws *Workspace) Page(title any, blocks ...*Block) *Page {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	p := ws.newPage(blocks)
	p.title = richOf(title)
	return p
}

// newPage makes a page of the workspace with a body.
func (ws *Workspace) newPage(blocks []*Block) *Page {
	p := &Page{ws: ws, id: ws.newID(), history: ws.newHistory(), values: map[*Property]any{}}
	ws.pages = append(ws.pages, p)
	ws.objects[p.id] = p
	p.addBlocks(blocks)
	return p
}

func (p *Page) addBlocks(blocks []*Block) {
	for _, b := range blocks {
		p.blocks = append(p.blocks, b)
		p.ws.place(b, p)
	}
}

// edit changes the page and moves its last edited time.
func (p *Page) edit(change func()) *Page {
	p.ws.mu.Lock()
	defer p.ws.mu.Unlock()
	change()
	p.touch(p.ws)
	return p
}

// set changes the page without moving its time.
func (p *Page) set(change func()) *Page {
	p.ws.mu.Lock()
	defer p.ws.mu.Unlock()
	change()
	return p
}

// ID returns the page's ID.
func (p *Page) ID() string { return p.id }

// Icon sets the icon; nil takes it away.
func (p *Page) Icon(icon Icon) *Page { return p.edit(func() { p.icon = icon }) }

// Cover sets the cover; nil takes it away.
func (p *Page) Cover(f *File) *Page { return p.edit(func() { p.cover = f }) }

// In puts the page at the end of another page or of a block. The new holder's time moves, the
// page's own does not.
func (p *Page) In(parent Container) *Page {
	return p.set(func() {
		b := ChildPage(p)
		parent.insert(b)
		p.ws.place(b, parent)
		p.ws.touchOwner(parent)
	})
}

// moveTo records the block that stands for the page on another page.
func (p *Page) moveTo(b *Block) {
	if p.source != nil {
		p.ws.mistake("a row of a database cannot be put on a page")
		return
	}
	if p.place != nil {
		p.place.removed = true
	}
	p.place = b
}

// Append puts blocks at the end of the page.
func (p *Page) Append(blocks ...*Block) *Page { return p.edit(func() { p.addBlocks(blocks) }) }

// Rename sets the title, of a page or of a row.
func (p *Page) Rename(title ...any) *Page {
	return p.edit(func() {
		if p.source != nil {
			p.values[p.source.titleProperty()] = richOf(title...)
			return
		}
		p.title = richOf(title...)
	})
}

// SetValue sets a property of a row; Values says what each type takes.
func (p *Page) SetValue(property string, value any) *Page {
	return p.edit(func() { p.setValue(property, value) })
}

// Trash moves the page to the trash. The page that holds it changes too.
func (p *Page) Trash() *Page {
	return p.edit(func() { p.trash = true; p.ws.touchOwner(p.up()) })
}

// Restore takes the page out of the trash.
func (p *Page) Restore() *Page {
	return p.edit(func() { p.trash = false; p.ws.touchOwner(p.up()) })
}

// Archive sets is_archived: queries leave the row out unless they ask for archived ones.
func (p *Page) Archive() *Page { return p.set(func() { p.archived = true }) }

// Lock sets is_locked.
func (p *Page) Lock() *Page { return p.set(func() { p.locked = true }) }

// Unshare hides the page and what it holds from the connection. No time moves.
func (p *Page) Unshare() *Page { return p.set(func() { p.share = unshared }) }

// Share shows the page and what it holds to the connection. No time moves.
func (p *Page) Share() *Page { return p.set(func() { p.share = shared }) }

// PublicURL sets the address of a page published to the web. No time moves.
func (p *Page) PublicURL(url string) *Page { return p.set(func() { p.publicURL = url }) }

// NewHost gives the page's url the newer form on app.notion.com. No time moves.
func (p *Page) NewHost() *Page { return p.set(func() { p.newHost = true }) }

// Created sets the time of creation of the page and its blocks, and when the last edit would be
// before it, that too.
func (p *Page) Created(t time.Time) *Page {
	return p.date(func(h *history) {
		h.created = t
		if h.edited.Before(t) {
			h.edited = t
		}
	})
}

// Edited sets the time of the last edit of the page and its blocks.
func (p *Page) Edited(t time.Time) *Page {
	return p.date(func(h *history) { h.edited = t })
}

// By sets who created and last edited the page.
func (p *Page) By(u *User) *Page {
	return p.date(func(h *history) { h.createdBy, h.editedBy = u, u })
}

func (p *Page) date(set func(*history)) *Page {
	return p.set(func() {
		set(&p.history)
		for _, b := range p.blocks {
			b.date(set)
		}
	})
}

// Comment starts a discussion on the page. Its time does not move.
func (p *Page) Comment(user *User, rich ...any) *Comment {
	return p.ws.comment(p.id, "page_id", user, richOf(rich...))
}

func (p *Page) insert(b *Block) { p.blocks = append(p.blocks, b) }

func (p *Page) up() node {
	switch {
	case p.place != nil:
		return p.place.up()
	case p.source != nil:
		return p.source
	}
	return nil
}

func (p *Page) sharing() share      { return p.share }
func (p *Page) isTrashed() bool     { return p.trash }
func (p *Page) parentRef() JSON     { return JSON{"type": "page_id", "page_id": p.id} }
func (p *Page) resolve(*answer) any { return p.id }

// heldBy gives the parent object of the page.
func (p *Page) heldBy(a *answer) JSON {
	switch {
	case p.place != nil:
		return p.place.parent.parentRef()
	case p.source != nil:
		return p.source.rowParent(a)
	}
	return JSON{"type": "workspace", "workspace": true}
}

// titleText gives the title of a page or row.
func (p *Page) titleText() richText {
	if p.source == nil {
		return p.title
	}
	title, _ := p.values[p.source.titleProperty()].(richText)
	return title
}

// displayTitle gives the title as mentions and child_page blocks show it.
func (p *Page) displayTitle(a *answer) string {
	if title := p.titleText().plain(a); title != "" {
		return title
	}
	return "Untitled"
}

// asBlock gives the child_page block that has the page's ID.
func (p *Page) asBlock(a *answer) JSON {
	o := JSON{
		"object": "block", "id": p.id, "parent": p.heldBy(a), "type": "child_page",
		"has_children": len(a.ws.listed(p.blocks)) > 0,
		"child_page":   JSON{"title": p.titleText().plain(a)},
	}
	a.history(o, p.history)
	a.trashFlags(o, a.ws.trashed(p))
	return o
}

// object gives the page; keep chooses the properties, nil keeps all.
func (p *Page) object(a *answer, keep func(*Property) bool) JSON {
	o := JSON{
		"object": "page", "id": p.id, "parent": p.heldBy(a), "properties": p.properties(a, keep),
		"icon": nil, "cover": optional(a, p.cover), "url": p.url(a), "public_url": nil,
	}
	if p.icon != nil {
		o["icon"] = p.icon.resolve(a)
	}
	if p.publicURL != "" {
		o["public_url"] = p.publicURL
	}
	a.history(o, p.history)
	a.trashFlags(o, a.ws.trashed(p))
	if a.version != Version2022 {
		o["is_archived"], o["is_locked"] = p.archived, p.locked
	}
	return o
}

func (p *Page) url(a *answer) string {
	url := notionURL(p.titleText().plain(a), p.id)
	if p.newHost {
		return newHost(url)
	}
	return url
}

// newHost gives an address of Notion the newer form.
func newHost(url string) string {
	return strings.Replace(url, "https://www.notion.so/", "https://app.notion.com/p/", 1)
}

var notInSlug = regexp.MustCompile(`[^A-Za-z0-9]+`)

// notionURL is the address of a page or database on Notion.
func notionURL(title, id string) string {
	slug := strings.Trim(notInSlug.ReplaceAllString(title, "-"), "-")
	if slug != "" {
		slug += "-"
	}
	return "https://www.notion.so/" + slug + undashed(id)
}
