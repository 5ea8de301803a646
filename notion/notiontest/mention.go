package notiontest

// mentionOf makes a segment whose three varying parts are decided when it is read.
func mentionOf(f func(a *answer) (payload JSON, plain string, href any)) Rich {
	return Rich{kind: "mention", mention: f}
}

// MentionUser mentions a user; without user information the text is "@Anonymous".
func MentionUser(u *User) Rich {
	return mentionOf(func(a *answer) (JSON, string, any) {
		name := "@" + u.name
		if u.gone || a.users == UsersNone {
			name = "@Anonymous"
		}
		return JSON{"type": "user", "user": u.resolve(a)}, name, nil
	})
}

// MentionPage mentions a page or a row. The text is its title at the time of reading,
// "Untitled" when the token may not see it.
func MentionPage(p *Page) Rich {
	return mentionOf(func(a *answer) (JSON, string, any) {
		title := "Untitled"
		if a.ws.visible(p) {
			title = p.displayTitle(a)
		}
		return JSON{"type": "page", "page": JSON{"id": p.id}}, title, notionURL("", p.id)
	})
}

// MentionDatabase mentions a database (the container, never a data source).
func MentionDatabase(db *Database) Rich {
	return mentionOf(func(a *answer) (JSON, string, any) {
		title := "Untitled"
		if text := db.title.plain(a); text != "" && a.ws.visible(db) {
			title = text
		}
		return JSON{"type": "database", "database": JSON{"id": db.id}}, title, notionURL("", db.id)
	})
}

// MentionDate mentions a day, a moment, or, when end is not empty, a range of them.
func MentionDate(start, end string) Rich {
	return mentionOf(func(a *answer) (JSON, string, any) {
		text := start
		if end != "" {
			text += " → " + end
		}
		return JSON{"type": "date", "date": Range(start, end).resolve(a)}, text, nil
	})
}

// MentionLinkPreview mentions an unfurled link of a known provider.
func MentionLinkPreview(url string) Rich {
	return mentionOf(func(*answer) (JSON, string, any) {
		return JSON{"type": "link_preview", "link_preview": JSON{"url": url}}, url, url
	})
}

// MentionLink mentions a link "pasted as mention". Details holds the optional fields of
// link_mention: title, description, link_provider, icon_url, thumbnail_url and so on.
func MentionLink(href string, details JSON) Rich {
	return mentionOf(func(*answer) (JSON, string, any) {
		payload := JSON{"href": href}
		for key, value := range details {
			payload[key] = value
		}
		return JSON{"type": "link_mention", "link_mention": payload}, href, href
	})
}

// MentionCustomEmoji shows an emoji of the workspace in the text.
func MentionCustomEmoji(e *CustomEmoji) Rich {
	return mentionOf(func(a *answer) (JSON, string, any) {
		return JSON{"type": "custom_emoji", "custom_emoji": e.object(a)}, ":" + e.name + ":", nil
	})
}

// MentionTemplateDate mentions "today" or "now" in a template.
func MentionTemplateDate(when string) Rich {
	text := map[string]string{"today": "@Today", "now": "@Now"}[when]
	return templateMention("template_mention_date", when, text)
}

// MentionTemplateMe mentions, in a template, whoever uses it.
func MentionTemplateMe() Rich { return templateMention("template_mention_user", "me", "@Me") }

func templateMention(kind, value, text string) Rich {
	return mentionOf(func(*answer) (JSON, string, any) {
		return JSON{"type": "template_mention", "template_mention": JSON{"type": kind, kind: value}}, text, nil
	})
}
