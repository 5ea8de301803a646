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
	for i, value := range [...]string{m.date.Start, m.date.End} {
		if value == "" {
			continue
		}
		if i > 0 {
			w.WriteString(" – ")
		}
		text, ok := formatDate(value, w.doc.options.Language)
		if !ok {
			w.plainText(text)
			continue
		}
		w.WriteString("<time")
		if class != "" {
			w.attr("class", class)
		}
		w.attr("datetime", value)
		w.WriteByte('>')
		w.plainText(text)
		w.WriteString("</time>")
	}
	if m.date.Start == "" {
		w.plainText(m.text)
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
		return
	}
	text, _ := formatDate(m.date.Start, w.doc.options.Language)
	w.WriteString(text)
	if m.date.End != "" {
		text, _ = formatDate(m.date.End, w.doc.options.Language)
		w.print(" – ", text)
	}
}

// formatDate writes a date of Notion's as a language does: the day, and the time
// of day when there is one, where it was meant. ok is false when it cannot be
// read; it then stays as it is.
func formatDate(value, language string) (text string, ok bool) {
	value = clean(value)
	for _, layout := range [...]string{time.DateOnly, time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		t, err := time.Parse(layout, value)
		if err != nil || t.Year() < 1 {
			continue
		}
		text = formatDay(t, language)
		if layout != time.DateOnly {
			text += t.Format(", 15:04")
		}
		return text, true
	}
	return value, false
}

// dayForm is how a language writes a day: a pattern of day, month and year, and
// the names of the months in it.
type dayForm struct {
	pattern string
	months  string
}

// dayForms are the long forms of the Unicode CLDR. Other languages have the day
// as ISO 8601 writes it.
var dayForms = map[string]dayForm{
	"en":    {"D M Y", "January February March April May June July August September October November December"},
	"en-us": {"M D, Y", "January February March April May June July August September October November December"},
	"de":    {"D. M Y", "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"},
	"fr":    {"D M Y", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"},
	"es":    {"D de M de Y", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"},
	"pt":    {"D de M de Y", "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"},
	"it":    {"D M Y", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"},
	"nl":    {"D M Y", "januari februari maart april mei juni juli augustus september oktober november december"},
	"sv":    {"D M Y", "januari februari mars april maj juni juli augusti september oktober november december"},
	"da":    {"D. M Y", "januar februar marts april maj juni juli august september oktober november december"},
	"nb":    {"D. M Y", "januar februar mars april mai juni juli august september oktober november desember"},
	"pl":    {"D M Y", "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"},
	"ja":    {"Y年M月D日", "1 2 3 4 5 6 7 8 9 10 11 12"},
	"zh":    {"Y年M月D日", "1 2 3 4 5 6 7 8 9 10 11 12"},
	"ko":    {"Y년 M월 D일", "1 2 3 4 5 6 7 8 9 10 11 12"},
}

func formatDay(t time.Time, language string) string {
	language = strings.ToLower(language)
	form, ok := dayForms[language]
	if !ok {
		base, _, _ := strings.Cut(language, "-")
		if form, ok = dayForms[base]; !ok && base != "" {
			return t.Format(time.DateOnly)
		}
		if !ok {
			form = dayForms["en"]
		}
	}
	month := strings.Fields(form.months)[t.Month()-1]
	return strings.NewReplacer("D", t.Format("2"), "M", month, "Y", t.Format("2006")).Replace(form.pattern)
}
