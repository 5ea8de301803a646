package notiontest

// node is anything that stands in the tree of the workspace.
type node interface {
	up() node        // what holds it; nil at the top
	sharing() share  // what was said about sharing it
	isTrashed() bool // whether it itself, not what holds it, is in the trash
}

// Container is where a page, a database or a block can be put: a *Page or a *Block.
type Container interface {
	node
	insert(b *Block)
	parentRef() JSON
}

// share is what was said about the sharing of one object.
type share int

const (
	inherited share = iota
	shared
	unshared
)

// visible reports whether the connection sees n: the nearest statement up the tree decides, and
// what stands at the top is shared.
func (ws *Workspace) visible(n node) bool {
	for n != nil {
		switch n.sharing() {
		case shared:
			return true
		case unshared:
			return false
		}
		n = n.up()
	}
	return true
}

// trashed reports whether n or anything that holds it is in the trash.
func (ws *Workspace) trashed(n node) bool {
	for ; n != nil; n = n.up() {
		if n.isTrashed() {
			return true
		}
	}
	return false
}

// touchOwner moves the last edited time of the page that holds n, if any.
func (ws *Workspace) touchOwner(n node) {
	for ; n != nil; n = n.up() {
		if p, ok := n.(*Page); ok {
			p.touch(ws)
			return
		}
	}
}
