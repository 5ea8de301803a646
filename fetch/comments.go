package fetch

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"galley/notion"

	"golang.org/x/sync/errgroup"
)

// A comment does not change the time of its page, and a list of comments is one
// request for each page. So a page is asked for its comments when it was read
// itself, and then ever more rarely: again when a tenth of the time has passed
// since it or its comments last changed. API sections "Comments" and
// "Consequences for an incremental exporter".
const (
	leastCommentAge = 10 * time.Minute
	mostCommentAge  = time.Hour      // of a page that has comments, some of which may be gone
	mostSilentAge   = 24 * time.Hour // of a page that has none
)

const hintComments = "give the connection the capability to read comments, or leave comments out of [site]"

// commentsRecord is what a page was found to have of comments.
type commentsRecord struct {
	Page     notion.ID        `json:"page"`
	Fetched  time.Time        `json:"fetched"`
	Comments []notion.Comment `json:"comments,omitempty"` // oldest first
}

// current tells whether the comments of a page, which was last edited at a time,
// need not be asked for at another.
func (r *commentsRecord) current(edited, now time.Time) bool {
	if r == nil {
		return false
	}
	last, most := edited, mostSilentAge
	for i := range r.Comments {
		most = mostCommentAge
		for _, t := range []time.Time{r.Comments[i].CreatedTime, r.Comments[i].LastEditedTime} {
			if t.After(last) {
				last = t
			}
		}
	}
	age := min(max(now.Sub(last)/10, leastCommentAge), most)
	return now.Sub(r.Fetched) < age
}

// readComments reads the comments on all pages, if they are wanted.
func (r *run) readComments(ctx context.Context) error {
	if !r.options.Comments {
		return nil
	}
	r.next.Comments = map[notion.ID]*commentsRecord{}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(pagesEach * r.options.Concurrency)
	for _, id := range slices.Sorted(maps.Keys(r.next.Pages)) {
		page, old := r.next.Pages[id], r.old.Comments[id]
		if !r.read[id] && old.current(page.Page.LastEditedTime, r.start) {
			r.with(func() { r.next.Comments[id] = old })
			r.offerComments(old, false)
			continue
		}
		r.count(func(p *Progress) { p.CommentsFound++ })
		group.Go(func() error { return r.commentsOf(ctx, page) })
	}
	err := group.Wait()
	if errors.Is(err, notion.ErrRestricted) {
		r.next.Comments, r.next.NoComments = nil, true
		return nil
	}
	return err
}

// commentsOf asks for the comments on one page.
func (r *run) commentsOf(ctx context.Context, page *pageRecord) error {
	done, err := r.request(ctx)
	if err != nil {
		return err
	}
	defer done()
	record := &commentsRecord{Page: page.Page.ID, Fetched: r.options.Now()}
	for c, err := range r.client.Comments(ctx, page.Page.ID) {
		if unreadable(err) {
			break // the page is not there any more, which its list will tell
		}
		if err != nil {
			return fmt.Errorf("fetching the comments on %s: %w", titled(&page.Page), err)
		}
		record.Comments = append(record.Comments, c)
	}
	r.offerComments(record, true)
	for i := range record.Comments {
		cleanComment(&record.Comments[i])
	}
	if err := r.journal.write(entry{Comments: record}); err != nil {
		return err
	}
	r.with(func() { r.next.Comments[record.Page] = record })
	r.count(func(p *Progress) { p.CommentsDone++ })
	return nil
}

// offerComments has the files of comments downloaded.
func (r *run) offerComments(record *commentsRecord, again bool) {
	for i := range record.Comments {
		c := &record.Comments[i]
		r.files.visitor(owner{"comment", c.ID}, again).comment(c)
	}
}

// comment goes over a comment. Who wrote it matters only if it does not say so.
func (v visitor) comment(c *notion.Comment) {
	v.rich(c.RichText)
	for i := range c.Attachments {
		file := notion.File{File: c.Attachments[i].File}
		v.host(file.File, file.FileName())
	}
	if c.DisplayName == nil || c.DisplayName.ResolvedName == "" {
		v.person(c.CreatedBy, "")
	}
}

// cleanComment makes a comment that was just read as small as its meaning.
func cleanComment(c *notion.Comment) {
	cleaner.comment(c)
	c.Object, c.Parent = "", notion.Parent{}
	if c.CreatedBy != nil {
		cleaner.user(c.CreatedBy, "")
	}
}

// comments goes over all comments that are known, in an order that is always the
// same.
func (st *state) comments(visit func(page notion.ID, c *notion.Comment)) {
	for _, id := range slices.Sorted(maps.Keys(st.Comments)) {
		for i := range st.Comments[id].Comments {
			visit(id, &st.Comments[id].Comments[i])
		}
	}
}

// comments gives the snapshot the comments on its pages.
func (a *assembly) comments() {
	a.snapshot.Comments = map[notion.ID][]notion.Comment{}
	a.state.comments(func(page notion.ID, c *notion.Comment) {
		a.snapshot.Comments[page] = append(a.snapshot.Comments[page], *c)
	})
}
