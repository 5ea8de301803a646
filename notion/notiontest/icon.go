package notiontest

// Icon is what stands before the title of a page, a database or a callout.
type Icon interface{ resolver }

type rawIcon JSON

func (i rawIcon) resolve(a *answer) any { return a.resolve(JSON(i)) }

// Emoji is an icon of one emoji, which may be several code points.
func Emoji(emoji string) Icon { return rawIcon{"type": "emoji", "emoji": emoji} }

// NativeIcon is one of Notion's own icons by name and colour, for example "snake", "purple".
func NativeIcon(name, color string) Icon {
	return rawIcon{"type": "icon", "icon": JSON{"name": name, "color": color}}
}

// FileIcon is an uploaded or external picture as icon.
func FileIcon(f *File) Icon { return f }

// CustomEmoji is an emoji of the workspace: an icon, and something to mention.
type CustomEmoji struct {
	id, name string
	picture  *File
}

// CustomEmoji adds an emoji to the workspace. An uploaded picture is served from a public link.
func (ws *Workspace) CustomEmoji(name string, picture *File) *CustomEmoji {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	e := &CustomEmoji{id: ws.newID(), name: name, picture: picture}
	ws.emojis = append(ws.emojis, e)
	return e
}

// resolve gives the emoji as an icon.
func (e *CustomEmoji) resolve(a *answer) any {
	return JSON{"type": "custom_emoji", "custom_emoji": e.object(a)}
}

func (e *CustomEmoji) object(a *answer) JSON {
	return JSON{"id": e.id, "name": e.name, "url": e.picture.publicURL(a)}
}

// optional gives the JSON of a value that may be missing.
func optional[T interface {
	comparable
	resolver
}](a *answer, v T) any {
	var none T
	if v == none {
		return nil
	}
	return v.resolve(a)
}
