package render

import (
	"strings"
	"time"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// kindTime is a day, a moment, or a range of them.
var kindTime = ast.NewNodeKind("Time")

type moment struct {
	date    notion.Date
	mention bool
	text    string // what is shown when the date cannot be read
}

func times() family {
	return family{kinds: []kind{
		{node: kindTime, html: timeTags, markdown: timeTags, text: timeText},
	}}
}

// timeTags writes a date as <time> elements in HTML and in Markdown, so that
// what was meant is there beside what is shown.
func timeTags(w *writer, n ast.Node) {
	m := data[moment](n)
	class := ""
	if m.mention && w.format == formatHTML {
		class = "mention"
	}
	if m.date.Start == "" {
		w.plainText(m.text)
	}
	for i, end := range w.doc.options.ends(m.date) {
		if i > 0 {
			w.WriteString(" – ")
		}
		if end.datetime == "" {
			w.plainText(end.text)
			continue
		}
		w.WriteString("<time")
		if class != "" {
			w.attr("class", class)
		}
		w.tagAttr("datetime", end.datetime)
		w.WriteByte('>')
		w.plainText(end.text)
		w.WriteString("</time>")
	}
}

// plainText writes text in the format of the writer.
func (w *writer) plainText(s string) {
	switch w.format {
	case formatHTML:
		w.escaped(s)
	case formatMarkdown:
		w.escape(s)
	default:
		w.WriteString(s)
	}
}

func timeText(w *writer, n ast.Node) {
	m := data[moment](n)
	if m.date.Start == "" {
		w.WriteString(m.text)
	}
	for i, end := range w.doc.options.ends(m.date) {
		if i > 0 {
			w.WriteString(" – ")
		}
		w.WriteString(end.text)
	}
}

// dateEnd is one end of a range, or a date that is none.
type dateEnd struct {
	text     string
	datetime string // as HTML has it; "" when the date cannot be read
}

// ends writes a date in the document's language: its start and, if it has one,
// its end. Times of day are where they were meant: they are not moved to another
// zone, but say theirs, the two of a range together. On the same day the end has
// the time of day only.
func (o *Options) ends(d notion.Date) []dateEnd {
	values := []string{clean(d.Start), clean(d.End)}
	if values[1] == "" {
		values = values[:1]
	}
	list := make([]dateEnd, len(values))
	times := make([]stamp, len(values))
	for i, value := range values {
		times[i], list[i].text = readStamp(value, d.TimeZone), value
		if times[i].ok {
			list[i].datetime = times[i].datetime(value)
		}
	}
	for i, t := range times {
		last := i == len(times)-1
		if t.ok {
			bare := !last && t.zone == times[i+1].zone && times[i+1].clock
			list[i].text = o.moment(t, i > 0 && t.sameDay(times[0]), bare)
		}
	}
	return list
}

// stamp is a date of Notion's that was read.
type stamp struct {
	time.Time
	clock bool   // it has a time of day
	zone  string // of the time of day, as it is shown; "" when unknown
	ok    bool
}

// readStamp reads a day, or a moment with an offset, or one without in a zone that
// is named. API section "Page property values".
func readStamp(value, zone string) stamp {
	if t, err := time.Parse(time.DateOnly, value); err == nil {
		return stamp{t, false, "", t.Year() > 0}
	}
	if t, err := time.Parse(time.RFC3339, value); err == nil {
		return stamp{t, true, offsetName(t), t.Year() > 0}
	}
	for _, layout := range [...]string{"2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, value); err == nil {
			return stamp{t, true, strings.ReplaceAll(clean(zone), "_", " "), t.Year() > 0}
		}
	}
	return stamp{}
}

// offsetName names a zone by its distance from UTC: "UTC+2", "UTC−3:30".
func offsetName(t time.Time) string {
	offset := t.Format("-07:00")
	if offset == "+00:00" {
		return "UTC"
	}
	sign := map[byte]string{'+': "+", '-': "−"}[offset[0]]
	hours := strings.TrimPrefix(offset[1:3], "0")
	minutes := strings.TrimSuffix(offset[3:], ":00")
	return "UTC" + sign + hours + minutes
}

// datetime gives the date as the attribute of <time> has it: as it is, unless it
// is finer than HTML allows. Living Standard 2.3.5.
func (s stamp) datetime(value string) string {
	if len(value) > len("2006-01-02T15:04:05.000+00:00") {
		return s.Format("2006-01-02T15:04:05.000Z07:00")
	}
	return value
}

func (s stamp) sameDay(other stamp) bool {
	return s.ok && other.ok && s.clock && other.clock && s.zone == other.zone && s.Format(time.DateOnly) == other.Format(time.DateOnly)
}

// moment writes a date; without its day, or without its zone, where those are
// known from what is beside it.
func (o *Options) moment(s stamp, noDay, noZone bool) string {
	if !s.clock {
		return o.day(s.Time)
	}
	text := s.Format(o.word("time"))
	if !noDay {
		text = o.word("moment", o.day(s.Time), text)
	}
	if s.zone != "" && !noZone {
		text += " " + s.zone
	}
	return text
}
