package render

import (
	"strings"
	"sync"

	"galley/notion"
)

// listing is what a code block has besides its text.
type listing struct {
	language string // as Notion has it
	pieces   []piece

	markOnce sync.Once // highlighting is slow
	marks    []mark

	drawOnce  sync.Once // and drawing is slower
	drawing   string
	drawError error
}

// piece is a run of code that looks the same and leads to the same place.
type piece struct {
	length int // bytes
	style  notion.Annotations
	href   string    // of a link
	page   notion.ID // that is mentioned
}

// newListing joins the segments of a code block. Whatever they are, their text is
// code: of a mention what it says, of an equation its TeX.
func newListing(payload notion.Code) (text string, l *listing) {
	l = &listing{language: clean(payload.Language)}
	var b strings.Builder
	var before string
	for i := range payload.RichText {
		segment := &payload.RichText[i]
		s := segmentText(segment)
		if strings.HasSuffix(before, "\r") {
			s = strings.TrimPrefix(s, "\n") // one line end, cut in two
		}
		before = s
		part := clean(s)
		b.WriteString(part)
		l.add(newPiece(segment, len(part)))
	}
	return b.String(), l
}

func segmentText(segment *notion.RichText) string {
	switch {
	case segment.PlainText != "":
		return segment.PlainText
	case segment.Text != nil:
		return segment.Text.Content
	case segment.Equation != nil:
		return segment.Equation.Expression
	}
	return ""
}

func newPiece(segment *notion.RichText, length int) piece {
	p := piece{length: length, style: segment.Annotations, href: segment.Href}
	p.style.Code = false
	switch m := segment.Mention; {
	case segment.Text != nil && segment.Text.Link != nil && p.href == "":
		p.href = segment.Text.Link.URL
	case m == nil || segment.Type != "mention":
	case m.Page != nil:
		p.page, p.href = m.Page.ID, ""
	case m.Database != nil:
		p.page, p.href = m.Database.ID, ""
	case m.LinkMention != nil:
		p.href = m.LinkMention.Href
	case m.LinkPreview != nil:
		p.href = m.LinkPreview.URL
	}
	return p
}

// add appends a piece; one that is like the last becomes a part of it.
func (l *listing) add(p piece) {
	if p.length == 0 {
		return
	}
	if last := len(l.pieces) - 1; last >= 0 {
		same := l.pieces[last]
		same.length = p.length
		if same == p {
			l.pieces[last].length += p.length
			return
		}
	}
	l.pieces = append(l.pieces, p)
}

// pieces writes code with its marks, and within the styles and links of its pieces.
func (w *writer) pieces(code string, l *listing, marks []mark) {
	for _, p := range l.pieces {
		end := w.openPiece(p)
		var inside []mark
		inside, marks = cutMarks(marks, p.length)
		if colorClass(p.style.Color) != "" {
			inside = nil // its author's colour counts
		}
		w.marked(code[:p.length], inside)
		w.WriteString(end)
		code = code[p.length:]
	}
}

// cutMarks gives the marks of the first bytes of code, and those of the rest.
func cutMarks(marks []mark, length int) (first, rest []mark) {
	for i, m := range marks {
		if m.length > length {
			rest = append([]mark{{m.class, m.length - length}}, marks[i+1:]...)
			return append(first, mark{m.class, length}), rest
		}
		first = append(first, m)
		if length -= m.length; length == 0 {
			return first, marks[i+1:]
		}
	}
	return first, nil
}

// marked writes code with a span for each mark that has a class.
func (w *writer) marked(code string, marks []mark) {
	for _, m := range marks {
		part := markEscaper.Replace(code[:m.length])
		code = code[m.length:]
		if m.class == "" || part == "" {
			w.WriteString(part)
			continue
		}
		w.print(`<span class="`, m.class, `">`, part, "</span>")
	}
	_, _ = markEscaper.WriteString(w, code)
}

// openPiece opens the elements of a piece, and gives their end.
func (w *writer) openPiece(p piece) (end string) {
	url, linked := "", false
	switch {
	case p.page != "":
		url = w.place(p.page).URL
		linked = url != ""
	case p.href != "":
		url, linked = w.href(p.href)
	}
	if linked {
		w.WriteString("<a")
		w.attr("href", url)
		w.WriteByte('>')
		end = "</a>"
	}
	if class := colorClass(p.style.Color); class != "" {
		w.print(`<span class="`, class, `">`)
		end = "</span>" + end
	}
	for _, style := range []struct {
		on  bool
		tag string
	}{{p.style.Bold, "strong"}, {p.style.Italic, "em"}, {p.style.Strikethrough, "s"}, {p.style.Underline, "u"}} {
		if style.on {
			w.print("<", style.tag, ">")
			end = "</" + style.tag + ">" + end
		}
	}
	return end
}
