package notion

import "context"

// Markdown reads the body of a page, or what is below a block, as Notion's own
// Markdown, in one request. API section "Markdown endpoint".
func (c *Client) Markdown(ctx context.Context, pageID ID) (*PageMarkdown, error) {
	return read[PageMarkdown](ctx, c, get("pages/"+segment(string(pageID))+"/markdown"))
}
