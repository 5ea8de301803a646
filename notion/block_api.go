package notion

import (
	"context"
	"iter"
)

// Block reads one block, without its children. Pages and databases are blocks
// too, so this also tells what an ID stands for: child_page or child_database.
func (c *Client) Block(ctx context.Context, id ID) (*Block, error) {
	return read[Block](ctx, c, get("blocks/"+segment(string(id))))
}

// Children lists the direct children of a block or page, in their order. The
// children of child pages, child databases and unsupported blocks are not to be
// asked for. The error for a list that cannot be read because of one of its
// blocks is recognised by UnsupportedBlock.
func (c *Client) Children(ctx context.Context, id ID) iter.Seq2[Block, error] {
	return all(ctx, c, get("blocks/"+segment(string(id))+"/children"), func(b *Block) ID { return b.ID })
}
