package notiontest

// Comment is a comment on a page or a block.
type Comment struct {
	ws          *Workspace
	id          string
	on          string // ID of the page or block
	parent      string // page_id or block_id
	discussion  string
	author      *User
	text        richText
	attachments []any
	resolved    bool
	history
}

// comment adds a comment that starts a discussion.
func (ws *Workspace) comment(on, parent string, user *User, text richText) *Comment {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	return ws.addComment(&Comment{on: on, parent: parent, discussion: ws.newID(), author: user, text: text})
}

func (ws *Workspace) addComment(c *Comment) *Comment {
	c.ws, c.id, c.history = ws, ws.newID(), ws.newHistory()
	c.createdBy = c.author
	ws.objects[c.id] = c
	ws.comments = append(ws.comments, c)
	return c
}

// ID returns the ID of the comment.
func (c *Comment) ID() string { return c.id }

// Reply adds a comment to the same discussion.
func (c *Comment) Reply(user *User, rich ...any) *Comment {
	c.ws.mu.Lock()
	defer c.ws.mu.Unlock()
	return c.ws.addComment(&Comment{
		on: c.on, parent: c.parent, discussion: c.discussion, author: user, text: richOf(rich...),
	})
}

// Attach attaches an uploaded file; the category is audio, image, pdf, productivity or video.
func (c *Comment) Attach(category string, f *File) *Comment {
	c.ws.mu.Lock()
	defer c.ws.mu.Unlock()
	c.attachments = append(c.attachments, JSON{"category": category, "file": attachment{f}})
	return c
}

// Resolve closes the discussion, which the API shows no longer.
func (c *Comment) Resolve() {
	c.ws.mu.Lock()
	defer c.ws.mu.Unlock()
	for _, other := range c.ws.comments {
		if other.discussion == c.discussion {
			other.resolved = true
		}
	}
}

// attachment is a file as comments have it: the link without the union around it.
type attachment struct{ file *File }

func (f attachment) resolve(a *answer) any { return f.file.link(a) }

func (c *Comment) resolve(*answer) any { return c.id }

// object gives the comment.
func (c *Comment) object(a *answer) JSON {
	kind := "user"
	if c.author.bot {
		kind = "integration"
	}
	o := JSON{
		"object": "comment", "id": c.id, "parent": JSON{"type": c.parent, c.parent: c.on},
		"discussion_id": c.discussion, "rich_text": c.text.resolve(a),
		"created_time": stamp(c.created), "last_edited_time": stamp(c.edited),
		"created_by":   c.author.partial(),
		"display_name": JSON{"type": kind, "resolved_name": c.author.name},
	}
	if len(c.attachments) > 0 {
		o["attachments"] = a.resolve(c.attachments)
	}
	return o
}
