package fetch

import (
	"encoding/json"
	"maps"
	"slices"

	"galley/notion"
)

// visitor goes over everything in an object of the API that is more than its
// own value: texts, files, users, and payloads of unknown types. Functions that
// are nil are not called.
type visitor struct {
	texts   func([]notion.RichText)
	hosted  func(h *notion.Hosted, name string) // a file of Notion's
	emoji   func(*notion.CustomEmoji)
	user    func(u *notion.User, said string) // said is the name that the text gives to a mention
	link    func(url string)
	mention func(id notion.ID) // of a page or database
	raw     func(*json.RawMessage)
}

// block goes over one block, without its children.
func (v visitor) block(b *notion.Block) {
	switch {
	case b.Paragraph != nil:
		v.rich(b.Paragraph.RichText)
		v.icon(b.Paragraph.Icon)
	case b.BulletedListItem != nil:
		v.rich(b.BulletedListItem.RichText)
	case b.NumberedListItem != nil:
		v.rich(b.NumberedListItem.RichText)
	case b.ToDo != nil:
		v.rich(b.ToDo.RichText)
	case b.Toggle != nil:
		v.rich(b.Toggle.RichText)
	case b.Quote != nil:
		v.rich(b.Quote.RichText)
	case b.Template != nil:
		v.rich(b.Template.RichText)
	case b.Callout != nil:
		v.rich(b.Callout.RichText)
		v.icon(b.Callout.Icon)
	case b.Code != nil:
		v.rich(b.Code.RichText)
		v.rich(b.Code.Caption)
	case b.TableRow != nil:
		for _, cell := range b.TableRow.Cells {
			v.rich(cell)
		}
	case b.MeetingNotes != nil:
		v.meeting(b.MeetingNotes)
	}
	if h, _ := b.Heading(); h != nil {
		v.rich(h.RichText)
	}
	for _, l := range [...]*notion.LinkBlock{b.Bookmark, b.Embed, b.LinkPreview} {
		if l != nil {
			v.rich(l.Caption)
			v.url(l.URL)
		}
	}
	for _, f := range [...]*notion.File{b.Image, b.Video, b.Audio, b.PDF, b.File} {
		v.file(f)
	}
	v.unknown(&b.Raw)
}

func (v visitor) meeting(m *notion.MeetingNotes) {
	v.rich(m.Title)
	if m.CalendarEvent != nil {
		for _, id := range m.CalendarEvent.Attendees {
			v.person(&notion.User{ID: id}, "")
		}
	}
}

func (v visitor) page(p *notion.Page) {
	v.icon(p.Icon)
	v.file(p.Cover)
	for _, name := range slices.Sorted(maps.Keys(p.Properties)) {
		value := p.Properties[name]
		v.value(&value)
		if v.raw != nil {
			p.Properties[name] = value
		}
	}
}

func (v visitor) database(d *notion.Database) {
	v.rich(d.Title)
	v.rich(d.Description)
	v.icon(d.Icon)
	v.file(d.Cover)
}

func (v visitor) dataSource(d *notion.DataSource) {
	v.rich(d.Title)
	v.rich(d.Description)
	v.icon(d.Icon)
	v.file(d.Cover)
}

// value goes over the value of a property.
func (v visitor) value(p *notion.PropertyValue) {
	v.rich(p.Title)
	v.rich(p.RichText)
	for i := range p.People {
		v.person(&p.People[i], "")
	}
	for i := range p.Files {
		v.file(&p.Files[i])
	}
	v.person(p.CreatedBy, "")
	v.person(p.LastEditedBy, "")
	if p.Verification != nil {
		v.person(p.Verification.VerifiedBy, "")
	}
	if p.URL != nil {
		v.url(*p.URL)
	}
	if p.Rollup != nil {
		for i := range p.Rollup.Array {
			v.value(&p.Rollup.Array[i])
		}
	}
	v.unknown(&p.Raw)
}

func (v visitor) rich(texts []notion.RichText) {
	for i := range texts {
		t := &texts[i]
		v.url(t.Href)
		if t.Text != nil && t.Text.Link != nil {
			v.url(t.Text.Link.URL)
		}
		if t.Mention != nil {
			v.person(t.Mention.User, t.PlainText)
			v.custom(t.Mention.CustomEmoji)
			v.object(t.Mention.Page)
			v.object(t.Mention.Database)
			v.unknown(&t.Mention.Raw)
		}
	}
	if v.texts != nil && len(texts) > 0 {
		v.texts(texts)
	}
}

func (v visitor) icon(i *notion.Icon) {
	if i == nil {
		return
	}
	v.host(i.File, (&notion.File{File: i.File}).FileName())
	v.custom(i.CustomEmoji)
	v.unknown(&i.Raw)
}

func (v visitor) file(f *notion.File) {
	if f == nil {
		return
	}
	v.rich(f.Caption)
	v.host(f.File, f.FileName())
	v.unknown(&f.Raw)
}

func (v visitor) host(h *notion.Hosted, name string) {
	if v.hosted != nil && h != nil && h.URL != "" {
		v.hosted(h, name)
	}
}

func (v visitor) custom(e *notion.CustomEmoji) {
	if v.emoji != nil && e != nil && e.URL != "" {
		v.emoji(e)
	}
}

func (v visitor) person(u *notion.User, said string) {
	if v.user != nil && u != nil && u.ID != "" {
		v.user(u, said)
	}
}

func (v visitor) object(ref *notion.Reference) {
	if v.mention != nil && ref != nil && ref.ID != "" {
		v.mention(ref.ID)
	}
}

func (v visitor) url(url string) {
	if v.link != nil && url != "" {
		v.link(url)
	}
}

func (v visitor) unknown(raw *json.RawMessage) {
	if v.raw != nil && len(*raw) > 0 {
		v.raw(raw)
	}
}
