package site

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"galley/notion"
	"galley/render"
	"galley/theme"
)

// comments gives the comments on a page, if the site shows them.
func (s *Site) comments(n *node) []notion.Comment {
	if !s.config.Site.Comments || n.page == nil {
		return nil
	}
	return s.snapshot.Comments[n.id]
}

// commentPage gives the page that shows a comment; "" when none does.
func (s *Site) commentPage(comment notion.ID) notion.ID {
	for page, list := range s.snapshot.Comments {
		if s.config.Site.Comments && s.nodes[page] != nil && slices.ContainsFunc(list, func(c notion.Comment) bool { return c.ID == comment }) {
			return page
		}
	}
	return ""
}

// discussions gives the threads of comments on the page, in the order in which
// they were begun.
func (w *pageWriter) discussions() ([]theme.Discussion, error) {
	var list []theme.Discussion
	at := map[notion.ID]int{}
	for _, c := range w.site.comments(w.node) {
		view, err := w.comment(&c)
		if err != nil {
			return nil, fmt.Errorf("rendering the comment %s: %w", c.ID, err)
		}
		i, begun := at[c.DiscussionID]
		if !begun || c.DiscussionID == "" {
			i = len(list)
			at[c.DiscussionID] = i
			list = append(list, theme.Discussion{})
		}
		list[i].Comments = append(list[i].Comments, view)
	}
	return list, nil
}

// comment gives a comment with its text and its attachments as a small body.
func (w *pageWriter) comment(c *notion.Comment) (theme.Comment, error) {
	view := theme.Comment{ID: "c-" + c.ID.Compact(), Author: w.commenter(c), Date: c.CreatedTime}
	blocks := make([]notion.Block, 0, 1+len(c.Attachments))
	if len(c.RichText) > 0 {
		blocks = append(blocks, notion.Block{Type: "paragraph", Paragraph: &notion.Paragraph{RichText: c.RichText}})
	}
	for _, a := range c.Attachments {
		blocks = append(blocks, attachmentBlock(a))
	}
	doc := render.New(blocks, w.renderOptions())
	var html strings.Builder
	err := doc.HTML(&html, w)
	w.links = append(w.links, doc.Links()...)
	w.failures = append(w.failures, doc.Failures()...)
	w.math = w.math || doc.HasMath()
	view.HTML = template.HTML(html.String()) // made by render, which escapes
	return view, err
}

// attachmentBlock gives a file of a comment as the block that shows it. API
// section "Comments".
func attachmentBlock(a notion.CommentAttachment) notion.Block {
	file := &notion.File{Type: "file", File: a.File}
	switch a.Category {
	case "image":
		return notion.Block{Type: "image", Image: file}
	case "audio":
		return notion.Block{Type: "audio", Audio: file}
	case "video":
		return notion.Block{Type: "video", Video: file}
	}
	return notion.Block{Type: "file", File: file}
}

// commenter gives who wrote a comment.
func (w *pageWriter) commenter(c *notion.Comment) theme.Author {
	name := ""
	if c.DisplayName != nil {
		name = oneLine(c.DisplayName.ResolvedName)
	}
	if name == "" && c.CreatedBy != nil {
		name = oneLine(w.User(c.CreatedBy.ID))
	}
	if t := w.site.people[name]; t != nil {
		return w.person(t)
	}
	return theme.Author{Name: orDefault(name, w.site.word("anonymous"))}
}
