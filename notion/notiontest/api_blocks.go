package notiontest

// findNode finds a page, database or block that the token sees by an ID of a block.
func (c *call) findNode(id string) (node, bool) {
	n, ok := c.ws.objects[id].(node)
	if _, isSource := n.(*DataSource); !ok || isSource || !c.ws.visible(n) {
		return nil, false
	}
	return n, true
}

func (c *call) getBlock() (JSON, error) {
	id := c.params["id"]
	n, ok := c.findNode(id)
	if !ok {
		return nil, c.ws.notFound("block", id)
	}
	switch n := n.(type) {
	case *Page:
		return n.asBlock(c.answer), nil
	case *Database:
		return n.asBlock(c.answer), nil
	case *Block:
		return n.object(c.answer), nil
	}
	return nil, c.ws.notFound("block", id)
}

func (c *call) getChildren() (JSON, error) {
	id := c.params["id"]
	n, ok := c.findNode(id)
	if !ok {
		return nil, c.ws.notFound("block", id)
	}
	var blocks []*Block
	switch n := n.(type) {
	case *Page:
		blocks = n.blocks
	case *Block:
		if n.kind == "unsupported" && n.claims {
			return nil, invalid("Block type %v is not supported via the API.", n.payload["block_type"])
		}
		if n.original != nil && !c.ws.visible(n.original) {
			return nil, c.ws.notFound("block", n.original.id)
		}
		blocks = n.body()
	}
	blocks = c.ws.listed(blocks)
	for _, b := range blocks {
		if b.failing != "" {
			return nil, invalid("Block type %s is not supported via the API for your bot type.", b.failing)
		}
	}
	return list(c, "block", blocks, func(b *Block) string { return b.id }, func(b *Block) any { return b.object(c.answer) })
}
