package notiontest

import (
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
	"time"
)

const maxPageSize = 100

// cursor is a place in one listing.
type cursor struct {
	listing string // the request that it belongs to
	offset  int
	next    string // ID of the first result if it has one, which counts more than the offset
	issued  time.Time
}

// pageRequest is how much of a list was asked for.
type pageRequest struct {
	size   int
	cursor string
}

// paging reads page_size and start_cursor from where the method has them.
func (c *call) paging() (pageRequest, error) {
	page := pageRequest{size: maxPageSize}
	where, size := "query", any(nil)
	if c.body != nil {
		where, size = "body", c.body["page_size"]
		cursor, present := c.body["start_cursor"]
		text, isText := cursor.(string)
		if present && !isText {
			return page, invalid("body failed validation: body.start_cursor should be a string or `undefined`, instead was `%v`.", cursor)
		}
		page.cursor = text
	} else {
		page.cursor = c.query.Get("start_cursor")
		if text := c.query.Get("page_size"); text != "" {
			n, err := strconv.ParseFloat(text, 64)
			size = n
			if err != nil {
				size = text
			}
		}
	}
	if size == nil {
		return page, nil
	}
	n, ok := size.(float64)
	switch {
	case !ok || n != float64(int(n)):
		return page, invalid("%s failed validation: %s.page_size should be a number, instead was `%v`.", where, where, size)
	case n > maxPageSize:
		return page, invalid("%s failed validation: %s.page_size should be ≤ `100`, instead was `%v`.", where, where, size)
	case n < 1:
		return page, invalid("%s failed validation: %s.page_size should be ≥ `1`, instead was `%v`.", where, where, size)
	}
	page.size = int(n)
	return page, nil
}

// listing names the list that a request reads, apart from where in it.
func (c *call) listing() string {
	query, body := maps.Clone(c.query), maps.Clone(c.body)
	for _, key := range []string{"start_cursor", "page_size"} {
		delete(query, key)
		delete(body, key)
	}
	text, _ := json.Marshal(body) // it came as JSON
	return fmt.Sprint(c.method, " ", c.path, " ", c.version, " ", query.Encode(), " ", string(text))
}

// part is one page of a list.
type part[T any] struct {
	items []T
	next  any // cursor or nil
}

// page cuts from a list what was asked for.
func page[T any](c *call, listing string, items []T, id func(T) string) (part[T], error) {
	asked, err := c.paging()
	if err != nil {
		return part[T]{}, err
	}
	start := 0
	if asked.cursor != "" {
		at, ok := c.srv.redeem(asked.cursor, listing, c.now)
		if !ok {
			return part[T]{}, badCursor(asked.cursor)
		}
		start = min(at.offset, len(items))
		for i, item := range items {
			if at.next != "" && id(item) == at.next {
				start = i
				break
			}
		}
	}
	if c.fault == Moved {
		start = max(start-1, 0)
	}
	end := min(start+min(asked.size, c.srv.options.pageCap), len(items))
	out := part[T]{items: items[start:end]}
	if end < len(items) {
		out.next = c.srv.issue(cursor{listing, end, id(items[end]), c.now})
	}
	if c.fault == RepeatedCursor {
		out.next = asked.cursor
	}
	return out, nil
}

// issue makes the opaque text of a cursor.
func (s *Server) issue(c cursor) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	text := "s:" + uuid("session "+c.listing) + ":" + uuid("cursor "+strconv.Itoa(len(s.cursors)))
	s.cursors[text] = c
	return text
}

// redeem finds the place of a cursor, unless it belongs to another listing or has expired.
func (s *Server) redeem(text, listing string, now time.Time) (cursor, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.cursors[text]
	lifetime := s.options.cursorLifetime
	if !ok || c.listing != listing || lifetime > 0 && now.Sub(c.issued) > lifetime {
		return cursor{}, false
	}
	return c, true
}

// list answers with a part of a list of one type; kind names the type in the envelope.
func list[T any](c *call, kind string, items []T, id func(T) string, object func(T) any) (JSON, error) {
	p, err := page(c, c.listing(), items, id)
	if err != nil {
		return nil, err
	}
	o := p.envelope(object)
	o["type"], o[kind] = kind, JSON{}
	return o, nil
}

func (p part[T]) envelope(object func(T) any) JSON {
	results := make([]any, len(p.items))
	for i, item := range p.items {
		results[i] = object(item)
	}
	return JSON{"object": "list", "results": results, "next_cursor": p.next, "has_more": p.next != nil}
}
