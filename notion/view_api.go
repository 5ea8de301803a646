package notion

import (
	"context"
	"fmt"
	"iter"
)

// DatabaseViews lists the views of a database in the order of its tabs. Views
// need version 2025-09-03; the error is ErrVersion before.
func (c *Client) DatabaseViews(ctx context.Context, id ID) iter.Seq2[ViewRef, error] {
	return c.views(ctx, "database_id", id)
}

// DataSourceViews lists the views of a data source, linked ones elsewhere
// included. Versions are as for DatabaseViews.
func (c *Client) DataSourceViews(ctx context.Context, id ID) iter.Seq2[ViewRef, error] {
	return c.views(ctx, "data_source_id", id)
}

func (c *Client) views(ctx context.Context, of string, id ID) iter.Seq2[ViewRef, error] {
	if err := c.needViews(); err != nil {
		return func(yield func(ViewRef, error) bool) { yield(ViewRef{}, err) }
	}
	return all(ctx, c, get("views", of+"="+segment(string(id))), func(v *ViewRef) ID { return v.ID })
}

// View reads one view. Versions are as for DatabaseViews. A kind of view that
// the API does not serve is ErrValidation.
func (c *Client) View(ctx context.Context, id ID) (*View, error) {
	if err := c.needViews(); err != nil {
		return nil, err
	}
	return read[View](ctx, c, get("views/"+segment(string(id))))
}

func (c *Client) needViews() error {
	if c.version.HasDataSources() {
		return nil
	}
	return fmt.Errorf("reading views in version %s: %w", c.version, ErrVersion)
}
