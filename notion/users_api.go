package notion

import (
	"context"
	"iter"
)

// Me gives the bot user that the token belongs to: the cheapest check of a
// token, and it needs no capability.
func (c *Client) Me(ctx context.Context) (*User, error) {
	return read[User](ctx, c, get("users/me"))
}

// User reads one user. It needs the capability to read users, or the error is
// ErrRestricted; users outside the workspace are ErrNotFound.
func (c *Client) User(ctx context.Context, id ID) (*User, error) {
	return read[User](ctx, c, get("users/"+segment(string(id))))
}

// Users lists the people and bots of the workspace, without guests. It needs
// the capability to read users.
func (c *Client) Users(ctx context.Context) iter.Seq2[User, error] {
	return all(ctx, c, get("users"), func(u *User) ID { return u.ID })
}
