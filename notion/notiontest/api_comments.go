package notiontest

// listComments lists the open comments of one page or block, oldest first.
func (c *call) listComments() (JSON, error) {
	given := c.query.Get("block_id")
	if given == "" {
		return nil, invalid("query failed validation: query.block_id should be defined, instead was `undefined`.")
	}
	id, ok := canonicalID(given)
	if !ok {
		return nil, invalid("query failed validation: query.block_id should be a valid uuid, instead was `%q`.", given)
	}
	if _, ok := c.findNode(id); !ok {
		return nil, c.ws.notFound("block", id)
	}
	var found []*Comment
	for _, comment := range c.ws.comments {
		if comment.on == id && !comment.resolved {
			found = append(found, comment)
		}
	}
	return list(c, "comment", found, func(m *Comment) string { return m.id },
		func(m *Comment) any { return m.object(c.answer) })
}

func (c *call) getComment() (JSON, error) {
	comment, ok := c.ws.objects[c.params["id"]].(*Comment)
	if !ok || comment.resolved {
		return nil, c.ws.notFound("comment", c.params["id"])
	}
	if _, seen := c.findNode(comment.on); !seen {
		return nil, c.ws.notFound("comment", c.params["id"])
	}
	return comment.object(c.answer), nil
}

func (c *call) listCustomEmojis() (JSON, error) {
	var found []*CustomEmoji
	for _, e := range c.ws.emojis {
		if name := c.query.Get("name"); name == "" || e.name == name {
			found = append(found, e)
		}
	}
	o, err := list(c, "custom_emoji", found, func(e *CustomEmoji) string { return e.id },
		func(e *CustomEmoji) any { return e.object(c.answer) })
	delete(o, "custom_emoji") // the one list without an object of its type
	return o, err
}
