package render

import (
	"strings"

	"galley/notion"
)

// IconURL finds the picture of an icon: on the site, by what local says of a
// file's key, or where it is for everybody; it may be a picture that is written
// out as data. It is "" for an emoji, for Notion's native icons, which have no
// address, and when the picture is not to be had.
func IconURL(i *notion.Icon, local func(key string) (File, bool)) string {
	file := i.AsFile()
	if file == nil {
		return ""
	}
	if f, ok := local(notion.FileKey(file.URL())); ok {
		return f.URL
	}
	if file.Key() != "" {
		return ""
	}
	url, _ := safeImage(file.URL())
	return url
}

func (w *writer) iconURL(i *notion.Icon) string { return IconURL(i, w.to.Icon) }

// iconText gives the emoji of an icon, or else the address of its picture.
func (w *writer) iconText(i *notion.Icon) string {
	if i == nil {
		return ""
	}
	if i.Emoji != "" {
		return clean(i.Emoji)
	}
	return w.iconURL(i)
}

// icon writes an icon as HTML: an emoji in a span, a picture with the class on
// itself. It is decoration, which screen readers pass over.
func (w *writer) icon(i *notion.Icon, class string) {
	if i == nil {
		return
	}
	if i.Emoji != "" {
		w.print(`<span class="`, class, `" aria-hidden="true">`)
		w.escaped(clean(i.Emoji))
		w.WriteString("</span>")
		return
	}
	if src := w.iconURL(i); src != "" {
		w.image(class, "", src)
	}
}

// image writes a small picture within a line as HTML. Its size is that of the text,
// by the stylesheet, and in readers without one about as large.
func (w *writer) image(class, alt, src string) {
	w.WriteString("<img")
	w.attr("class", class)
	w.attr("alt", alt)
	w.attr("src", src)
	w.WriteString(` width="20" height="20">`)
}

// picture writes a picture within a line as Markdown, or its text when there is
// no picture.
func (w *writer) picture(alt, src string) {
	switch {
	case src == "":
		w.escape(alt)
	case w.inTags:
		w.WriteString("<img")
		w.attr("alt", oneLine(alt))
		w.attr("src", src)
		w.WriteString("/>")
	default:
		w.WriteByte('!')
		w.bracketed(w.labelOf(oneLine(alt)), src)
	}
}

// oneLine gives a text with spaces for all space in it.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// iconMarkdown gives an icon as Markdown; "" when there is none.
func (w *writer) iconMarkdown(i *notion.Icon) string {
	if i == nil {
		return ""
	}
	return w.capture(func() {
		if i.Emoji != "" {
			w.escape(clean(i.Emoji))
		} else if src := w.iconURL(i); src != "" {
			w.picture("", src)
		}
	})
}
