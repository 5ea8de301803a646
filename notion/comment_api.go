package notion

import (
	"context"
	"iter"
)

// Comments lists the open comments on a page or block, oldest first, all
// threads mixed. Those on the blocks of a page are not among the page's. It
// needs the capability to read comments, or the error is ErrRestricted.
func (c *Client) Comments(ctx context.Context, blockID ID) iter.Seq2[Comment, error] {
	return all(ctx, c, get("comments", "block_id="+segment(string(blockID))), func(m *Comment) ID { return m.ID })
}

// Comment reads one comment, for instance to have its attachments signed anew.
func (c *Client) Comment(ctx context.Context, id ID) (*Comment, error) {
	return read[Comment](ctx, c, get("comments/"+segment(string(id))))
}
