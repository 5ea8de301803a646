package notion

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strconv"
)

const (
	maxPageSize = 100 // the most that the API allows, and its default
	maxRestarts = 3   // of a listing whose cursors fail, without getting further
	readAhead   = 128 // pages; more than a query can have
)

// pager gives the pages of a listing. An error is the last thing it gives.
type pager func(context.Context) iter.Seq2[*batch, error]

// batch is one page of a listing.
type batch struct {
	Object  string            `json:"object"`
	Results []json.RawMessage `json:"results"`
	// PropertyItem goes with lists of property items.
	PropertyItem  json.RawMessage `json:"property_item"`
	NextCursor    *string         `json:"next_cursor"`
	HasMore       bool            `json:"has_more"`
	RequestStatus struct {
		Type   string `json:"type"`
		Reason string `json:"incomplete_reason"`
	} `json:"request_status"`

	offset int // of the first result, in this pass over the listing
}

// incomplete tells why the server ended the listing early, or "".
func (b *batch) incomplete() string {
	if b.RequestStatus.Type != "incomplete" {
		return ""
	}
	if b.RequestStatus.Reason == "" {
		return "no reason given"
	}
	return b.RequestStatus.Reason
}

// batches reads the pages of the listing at r one after the other. When a cursor
// has expired, or leads nowhere, it begins again from the first page, so the same
// results may come again; not without end, but as long as that leads further. A page that is short or empty does not end a listing;
// only the cursor does.
func (c *Client) batches(ctx context.Context, r *request) iter.Seq2[*batch, error] {
	return func(yield func(*batch, error) bool) {
		page := *r
		page.size = maxPageSize
		offset, furthest, restarts := 0, 0, 0
		used := map[string]bool{}
		for {
			b, next, err := c.step(ctx, &page, used)
			if errors.Is(err, ErrCursor) {
				if offset > furthest {
					furthest, restarts = offset, 0
				}
				if restarts++; restarts <= maxRestarts {
					page.cursor, offset = "", 0
					clear(used)
					continue
				}
				err = fmt.Errorf("%w (again and again, after %d results)", err, furthest)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			b.offset, offset = offset, offset+len(b.Results)
			if page.cursor = next; !yield(b, nil) || next == "" {
				return
			}
		}
	}
}

// step reads one page and the cursor of the next, "" for the last one.
func (c *Client) step(ctx context.Context, r *request, used map[string]bool) (b *batch, next string, err error) {
	if b, err = c.batch(ctx, r); err == nil {
		next, err = b.next(used)
	}
	if r.cursor != "" && isInvalidCursor(err) {
		err = fmt.Errorf("%w: a cursor has expired: %w", ErrCursor, err)
	}
	return b, next, err
}

// batch reads one page. What answers with a single object instead of a list has
// that one result.
func (c *Client) batch(ctx context.Context, r *request) (*batch, error) {
	body, err := c.do(ctx, r)
	if err != nil {
		return nil, err
	}
	b := new(batch)
	if err := json.Unmarshal(body, b); err != nil {
		return nil, fmt.Errorf("%s /v1/%s: decoding a list: %w", r.method, r.path, err)
	}
	if b.Object != "list" && b.Results == nil {
		b.Results = []json.RawMessage{body}
	}
	return b, nil
}

// next gives the cursor of the page after b, "" when b is the last. It refuses
// listings that would never end or that end too early.
func (b *batch) next(used map[string]bool) (string, error) {
	if b.NextCursor == nil || *b.NextCursor == "" {
		if b.HasMore {
			return "", fmt.Errorf("%w: there is more, but no cursor to it", ErrCursor)
		}
		return "", nil
	}
	if used[*b.NextCursor] {
		return "", fmt.Errorf("%w: the same cursor came twice", ErrCursor)
	}
	used[*b.NextCursor] = true
	return *b.NextCursor, nil
}

// ahead runs seq in a goroutine of its own, so that the pages of a listing are
// read back to back however slow their reader is: cursors expire.
func ahead(ctx context.Context, seq pager) iter.Seq2[*batch, error] {
	type step struct {
		batch *batch
		err   error
	}
	return func(yield func(*batch, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		steps, stopped := make(chan step, readAhead), make(chan struct{})
		defer func() {
			close(stopped)
			cancel()
			for range steps { // until the goroutine has ended
			}
		}()
		go func() {
			defer close(steps)
			for b, err := range seq(ctx) {
				select {
				case steps <- step{b, err}:
				case <-stopped: // not ctx: its error has to arrive
					return
				}
			}
		}()
		for s := range steps {
			if !yield(s.batch, s.err) {
				return
			}
		}
	}
}

// items gives the results of a listing, decoded, each once.
func items[T any](ctx context.Context, batches pager, key func(*T) ID) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		seen := map[string]bool{}
		capped := ""
		for b, err := range ahead(ctx, batches) {
			if err != nil {
				yield(none, err)
				return
			}
			if reason := b.incomplete(); reason != "" {
				capped = reason
			}
			for v, err := range fresh(b, key, seen) {
				if !yield(v, err) || err != nil {
					return
				}
			}
		}
		if capped != "" {
			yield(none, fmt.Errorf("%w: %s", ErrIncomplete, capped))
		}
	}
}

// fresh gives the results of b that are not in seen, and puts them there. What
// has no ID is known by its place in the listing.
func fresh[T any](b *batch, key func(*T) ID, seen map[string]bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for i, raw := range b.Results {
			v, err := decode[T](raw)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			id := string(key(v))
			if id == "" {
				id = strconv.Itoa(b.offset + i)
			}
			if seen[id] {
				continue
			}
			seen[id] = true
			if !yield(*v, nil) {
				return
			}
		}
	}
}

// all reads a whole listing, item by item.
func all[T any](ctx context.Context, c *Client, r *request, key func(*T) ID) iter.Seq2[T, error] {
	return items(ctx, func(ctx context.Context) iter.Seq2[*batch, error] { return c.batches(ctx, r) }, key)
}
