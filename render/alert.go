package render

import (
	"strings"

	"galley/notion"
)

// alert is what a callout is for, in the words of the dialects that have kinds
// of boxes: GitHub's alerts, Obsidian's callouts, Docusaurus' admonitions.
type alert struct{ github, obsidian, docusaurus string }

var (
	alertNote      = alert{"NOTE", "note", "note"}
	alertTip       = alert{"TIP", "tip", "tip"}
	alertImportant = alert{"IMPORTANT", "important", "info"}
	alertWarning   = alert{"WARNING", "warning", "warning"}
	alertCaution   = alert{"CAUTION", "danger", "danger"}
)

// alertIcons are the icons that say what a callout is for; without the variation
// selector, and for Notion's own icons their names.
var alertIcons = map[string]alert{
	"💡": alertTip, "✅": alertTip, "👍": alertTip, "⭐": alertTip, "🌟": alertTip, "light-bulb": alertTip, "checkmark": alertTip,
	"❗": alertImportant, "❕": alertImportant, "‼": alertImportant, "📌": alertImportant, "📣": alertImportant, "📢": alertImportant,
	"exclamation-mark": alertImportant, "pin": alertImportant, "megaphone": alertImportant,
	"⚠": alertWarning, "🚧": alertWarning, "🟡": alertWarning, "warning": alertWarning,
	"🚨": alertCaution, "🛑": alertCaution, "⛔": alertCaution, "🚫": alertCaution, "❌": alertCaution, "☠": alertCaution,
	"no": alertCaution, "skull": alertCaution,
	"ℹ": alertNote, "📝": alertNote, "🗒": alertNote, "info": alertNote, "info-alternate": alertNote,
}

// alertColors are the colours that do so when the icon does not.
var alertColors = map[string]alert{"green": alertTip, "purple": alertImportant, "orange": alertWarning, "yellow": alertWarning, "red": alertCaution}

// alertOf tells what a callout is for: a note, if nothing else.
func alertOf(icon *notion.Icon, color notion.Color) alert {
	name := ""
	switch {
	case icon == nil:
	case icon.Emoji != "":
		name = strings.TrimSuffix(icon.Emoji, "\ufe0f")
	case icon.Icon != nil:
		name = icon.Icon.Name
	}
	if kind, ok := alertIcons[name]; ok {
		return kind
	}
	name, _ = color.Background()
	if kind, ok := alertColors[name]; ok {
		return kind
	}
	return alertNote
}

// box writes a callout in Markdown. The first line of its body belongs to a
// paragraph if begins says so.
func (w *writer) box(kind alert, begins bool, write func()) {
	top := !w.framed // in lists and quotes GitHub knows no alerts
	body := w.framedBody(write)
	head := ""
	switch {
	case body == "":
	case w.dialect == Docusaurus:
		w.admonition(kind, body)
		return
	case w.dialect == Obsidian:
		head = "[!" + kind.obsidian + "]"
	case w.dialect == GFM && top:
		head = "[!" + kind.github + "]"
	}
	switch {
	case head == "":
	case begins:
		body = head + "\n" + body
	default:
		body = head + "\n\n" + body
	}
	w.indented(body, "> ", "> ")
}

// admonition writes a box between colons, more than any box in it has.
func (w *writer) admonition(kind alert, body string) {
	fence := strings.Repeat(":", max(3, longestRun(body, ':')+1))
	w.print(fence, kind.docusaurus, "\n\n", strings.TrimRight(body, "\n"), "\n\n", fence)
}
