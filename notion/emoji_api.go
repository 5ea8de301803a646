package notion

import (
	"context"
	"iter"
)

// CustomEmojis lists the emojis that the workspace has added. Icons and
// mentions hold all of it already.
func (c *Client) CustomEmojis(ctx context.Context) iter.Seq2[CustomEmoji, error] {
	return all(ctx, c, get("custom_emojis"), func(e *CustomEmoji) ID { return e.ID })
}
