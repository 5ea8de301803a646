package notiontest

// Block is one block of a page. It is made by a constructor such as Paragraph, may be named by
// links and synced copies before it is placed, and gets its ID when it is placed on a page.
// After that, its methods are edits: they move the times of the block and of its page.
type Block struct {
	ws       *Workspace
	id       string
	kind     string
	payload  JSON
	file     *File
	children []*Block
	parent   Container
	history
	removed  bool
	page     *Page             // of a child_page
	database *Database         // of a child_database
	original *Block            // of a synced copy
	sections map[string]*Block // of meeting notes, by pointer name
	failing  string            // the children call of the container fails, naming this type
	claims   bool              // has_children is true although nothing can be read
}

func newBlock(kind string, payload JSON) *Block {
	return &Block{kind: kind, payload: payload}
}

// ID returns the block's ID: that of the page or database for a child page or database, and ""
// as long as the block is not placed.
func (b *Block) ID() string {
	if b.ws != nil {
		b.ws.mu.Lock()
		defer b.ws.mu.Unlock()
	}
	return b.id
}

// edit changes the block, and when it is placed moves the times that such an edit moves: its
// own and its page's, not those of the blocks between.
func (b *Block) edit(change func()) *Block {
	if b.ws == nil {
		change()
		return b
	}
	b.ws.mu.Lock()
	defer b.ws.mu.Unlock()
	change()
	b.touch(b.ws)
	b.ws.touchOwner(b)
	return b
}

// Set sets one field of the payload, for what has no method: Set("list_start_index", 3).
func (b *Block) Set(field string, value any) *Block {
	return b.edit(func() { b.payload[field] = value })
}

// Color sets the colour, for example "red" or "red_background".
func (b *Block) Color(color string) *Block { return b.Set("color", color) }

// SetText replaces the rich text.
func (b *Block) SetText(rich ...any) *Block { return b.Set("rich_text", richOf(rich...)) }

// Caption replaces the caption.
func (b *Block) Caption(rich ...any) *Block { return b.Set("caption", richOf(rich...)) }

// Icon sets the icon of a callout or a tab label; nil takes it away.
func (b *Block) Icon(icon Icon) *Block { return b.Set("icon", icon) }

// SetFile replaces the file of an image, video, audio, pdf or file block.
func (b *Block) SetFile(f *File) *Block { return b.edit(func() { b.file = f }) }

// Toggleable makes a heading a toggle heading.
func (b *Block) Toggleable() *Block { return b.Set("is_toggleable", true) }

// Children puts blocks at the end of the block's children.
func (b *Block) Children(blocks ...*Block) *Block {
	if b.ws == nil {
		b.children = append(b.children, blocks...)
		return b
	}
	b.ws.mu.Lock()
	defer b.ws.mu.Unlock()
	for _, child := range blocks {
		b.insert(child)
		b.ws.place(child, b)
	}
	b.ws.touchOwner(b)
	return b
}

// Remove puts the block in the trash: it leaves its parent's children.
func (b *Block) Remove() { b.edit(func() { b.removed = true }) }

// Comment starts a discussion on the block.
func (b *Block) Comment(user *User, rich ...any) *Comment {
	return b.ws.comment(b.id, "block_id", user, richOf(rich...))
}

func (b *Block) insert(child *Block) { b.children = append(b.children, child) }

func (b *Block) up() node {
	if b.parent == nil {
		return nil
	}
	return b.parent
}

func (b *Block) sharing() share      { return inherited }
func (b *Block) isTrashed() bool     { return b.removed }
func (b *Block) parentRef() JSON     { return JSON{"type": "block_id", "block_id": b.id} }
func (b *Block) resolve(*answer) any { return b.id }

// place gives a block and all below it their IDs, times and parents.
func (ws *Workspace) place(b *Block, parent Container) {
	if b.ws != nil {
		if b.parent != parent {
			ws.mistake("a %s block is placed twice", b.kind)
		}
		return
	}
	if b.holds(parent) {
		ws.mistake("a page or database is put into itself")
		return
	}
	b.ws, b.parent, b.history = ws, parent, ws.newHistory()
	switch {
	case b.page != nil:
		b.id = b.page.id
		b.page.moveTo(b)
	case b.database != nil:
		b.id = b.database.id
		b.database.moveTo(b)
	default:
		b.id = ws.newID()
		ws.objects[b.id] = b
	}
	for _, child := range b.children {
		ws.place(child, b)
	}
	for _, name := range meetingSections {
		if section := b.sections[name]; section != nil {
			ws.place(section, b)
		}
	}
}

// holds reports whether n is in the page or database that a block stands for.
func (b *Block) holds(n node) bool {
	for ; n != nil; n = n.up() {
		if p, ok := n.(*Page); ok && p == b.page {
			return true
		}
		if db, ok := n.(*Database); ok && db == b.database {
			return true
		}
	}
	return false
}

// date sets the times of a block and of all below it that is not another page.
func (b *Block) date(set func(*history)) {
	set(&b.history)
	for _, child := range b.children {
		if child.parent == b {
			child.date(set)
		}
	}
}

// listed gives the children that a listing shows to the connection.
func (ws *Workspace) listed(blocks []*Block) []*Block {
	var out []*Block
	for _, b := range blocks {
		hidden := b.removed
		if b.page != nil {
			hidden = hidden || b.page.trash || !ws.visible(b.page)
		}
		if b.database != nil {
			hidden = hidden || b.database.trash || !ws.visible(b.database)
		}
		if !hidden {
			out = append(out, b)
		}
	}
	return out
}

// body gives the blocks that GET children of b lists.
func (b *Block) body() []*Block {
	switch {
	case b.page != nil:
		return b.page.blocks
	case b.original != nil:
		return b.original.children
	}
	return b.children
}

// object gives the block as the API sends it.
func (b *Block) object(a *answer) JSON {
	switch {
	case b.page != nil:
		return b.page.asBlock(a)
	case b.database != nil:
		return b.database.asBlock(a)
	}
	o := JSON{
		"object": "block", "id": b.id, "parent": b.parent.parentRef(), "type": b.kind,
		"has_children": b.claims || len(a.ws.listed(b.body())) > 0,
	}
	a.history(o, b.history)
	a.trashFlags(o, a.ws.trashed(b))
	if b.kind == meetingNotes && a.version != Version2026 {
		o["type"] = "transcription"
	}
	o[o["type"].(string)] = b.content(a)
	return o
}

// content gives the payload.
func (b *Block) content(a *answer) JSON {
	payload := a.resolve(b.payload).(JSON)
	if b.file != nil {
		for key, value := range b.file.resolve(a).(JSON) {
			payload[key] = value
		}
		if b.kind == "file" {
			payload["name"] = b.file.name
		}
	}
	if b.original != nil {
		payload["synced_from"] = JSON{"type": "block_id", "block_id": b.original.id}
	}
	if b.sections != nil {
		pointers := JSON{}
		for name, section := range b.sections {
			pointers[name] = section.id
		}
		payload["children"] = pointers
	}
	return payload
}
