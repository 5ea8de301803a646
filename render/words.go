package render

import (
	"fmt"
	"maps"
	"strings"
	"time"
)

// english are the texts of our own that documents hold, by their names: words,
// sentences in which %s stands for something of the page, and how dates and
// numbers are written.
var english = map[string]string{
	"anonymous":        "Anonymous",
	"block-unread":     "The content of this block could not be read.",
	"block-unshown":    "A block of the type “%s” cannot be shown here.",
	"breadcrumb":       "Breadcrumb",
	"code":             "Code",
	"comment-unshown":  "A link to a comment cannot be shown here.",
	"database-unshown": "The database “%s” cannot be shown here.",
	"decimal":          ".",
	"diagram":          "Diagram",
	"diagram-source":   "Source",
	"enlarge":          "Enlarge picture",
	"expired":          "Expired",
	"file-lost":        "This file could not be loaded",
	"footnote-back":    "Back to the text",
	"footnotes":        "Footnotes",
	"group":            ",",
	"heading-link":     "Link to this section",
	"image-lost":       "This image could not be loaded",
	"link-empty":       "This link has no address.",
	"meeting-unready":  "The notes of this meeting are not ready",
	"moment":           "%s, %s",
	"money":            "¤#",
	"no":               "No",
	"open-notion":      "Open in Notion",
	"percent":          "#%",
	"synced-cut":       "This synced block stands in its own original, and is cut off here.",
	"synced-unread":    "The original of this synced block cannot be read.",
	"table":            "Table",
	"template":         "Template button",
	"time":             "15:04",
	"toc":              "Contents",
	"transcript":       "Transcript",
	"untitled":         "Untitled",
	"unverified":       "Not verified",
	"verified":         "Verified",
	"yes":              "Yes",
}

// Words gives the texts of our own that documents hold, in English, by the names
// that [Options] asks for them with.
func Words() map[string]string { return maps.Clone(english) }

// word gives a text of our own; each %s in it stands for one of args.
func (o *Options) word(name string, args ...any) string {
	text := ""
	if o.Word != nil {
		text = o.Word(name)
	}
	if text == "" {
		text = english[name]
	}
	if len(args) > 0 {
		text = fmt.Sprintf(text, args...)
	}
	return text
}

// day writes a date, without the time of day.
func (o *Options) day(t time.Time) string {
	if o.Day != nil {
		return o.Day(t)
	}
	return t.Format("2 January 2006")
}

// word is the same for who writes a document.
func (w *writer) word(name string, args ...any) string { return w.doc.options.word(name, args...) }

// sentence gives a text of our own with what it is about in its place, or else
// after it, when that is known.
func (o *Options) sentence(name, about string) string {
	text := o.word(name)
	switch about = strings.TrimSpace(about); {
	case strings.Contains(text, "%s"):
		return strings.Replace(text, "%s", about, 1)
	case about != "":
		return text + ": " + about
	}
	return text
}
