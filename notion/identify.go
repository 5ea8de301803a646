package notion

import (
	"context"
	"errors"
	"fmt"
)

// Object says what an ID stands for.
type Object struct {
	Type  string // page, database, data_source, view or block
	Title string // plain text; "" when it has none

	// Container is the object that was probably meant where this one is
	// useless: the database of a view, the page of a block. "" when unknown.
	Container ID
}

// Identify finds out what an ID, copied from a link by somebody, stands for. It
// asks one question for a page or database and a few for anything else. An ID
// that is unknown or not shared gives ErrNotFound: the API does not tell which.
func (c *Client) Identify(ctx context.Context, id ID) (Object, error) {
	block, err := c.Block(ctx, id)
	if err == nil {
		return identifyBlock(block), nil
	}
	if !errors.Is(err, ErrNotFound) && !errors.Is(err, ErrValidation) {
		return Object{}, err
	}
	notFound := err
	if source, err := c.DataSource(ctx, id); err == nil {
		return Object{Type: "data_source", Title: PlainText(source.Title), Container: source.Parent.DatabaseID}, nil
	}
	if view, err := c.View(ctx, id); err == nil {
		return Object{Type: "view", Title: view.Name, Container: view.Parent.DatabaseID}, nil
	}
	return Object{}, fmt.Errorf("%s is unknown to Notion or not shared with this connection: %w", id, notFound)
}

func identifyBlock(b *Block) Object {
	switch {
	case b.ChildPage != nil:
		return Object{Type: "page", Title: b.ChildPage.Title}
	case b.ChildDatabase != nil:
		return Object{Type: "database", Title: b.ChildDatabase.Title}
	default:
		return Object{Type: "block", Container: b.Parent.PageID}
	}
}
