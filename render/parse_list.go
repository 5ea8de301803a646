package render

import (
	"regexp"
	"strings"
	"unicode"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// list adds a list. Items with boxes are a list of their own.
func (t *translator) list(to ast.Node, list *ast.List) {
	if t.depth >= maxDepth {
		for item := list.FirstChild(); item != nil; item = item.NextSibling() {
			t.blocks(to, item)
		}
		return
	}
	var run *ast.List
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		task := hasBox(item)
		if run == nil || task != (attribute[string](run, "class") != "") {
			run = newRun(list, number, task)
			to.AppendChild(to, run)
		}
		n := t.item(item, itemType(run))
		n.SetAttributeString("number", number)
		run.AppendChild(run, n)
		number++
	}
}

func newRun(list *ast.List, number int, task bool) *ast.List {
	run := ast.NewList('-')
	run.IsTight = true
	switch {
	case task:
		run.SetAttributeString("class", "todo")
	case list.IsOrdered():
		run.Marker, run.Start = '.', number
	}
	return run
}

// itemType is Notion's type for the items of a list.
func itemType(list *ast.List) string {
	switch {
	case attribute[string](list, "class") != "":
		return "to_do"
	case list.IsOrdered():
		return "numbered_list_item"
	}
	return "bulleted_list_item"
}

// hasBox tells whether an item begins with a box.
func hasBox(item ast.Node) bool {
	first := item.FirstChild()
	return first != nil && first.FirstChild() != nil && first.FirstChild().Kind() == extast.KindTaskCheckBox
}

// item makes an item: a line, and blocks below it.
func (t *translator) item(item ast.Node, kind string) ast.Node {
	n := ast.NewListItem(0)
	block := &notion.Block{Type: kind}
	line := ast.NewTextBlock()
	n.AppendChild(n, line)
	if hasBox(item) {
		box := item.FirstChild().FirstChild().(*extast.TaskCheckBox)
		line.AppendChild(line, extast.NewTaskCheckBox(box.IsChecked))
		block.ToDo = &notion.ToDo{Checked: box.IsChecked}
	}
	t.depth++
	t.lineAndBlocks(n, line, item)
	t.depth--
	return from(n, block, "")
}

// lineAndBlocks fills the line that a container begins with from its first
// paragraph, if it begins with one, and adds the other blocks.
func (t *translator) lineAndBlocks(n, line, container ast.Node) {
	first := container.FirstChild()
	if first != nil && (first.Kind() == ast.KindParagraph || first.Kind() == ast.KindTextBlock) && !t.standsAlone(first) {
		spans := trimSpans(t.spans(first))
		if len(spans) == 1 && spans[0].text == "\u00a0" {
			spans = nil // an item without a text is written so
		}
		t.nest(line, spans, 0)
		container.RemoveChild(container, first)
	}
	t.blocks(n, container)
}

// standsAlone tells whether a paragraph is a picture, which has a block.
func (t *translator) standsAlone(n ast.Node) bool {
	probe := ast.NewDocument()
	return t.pictures(probe, n)
}

// alertLine is the first line of an alert: GitHub's, or Obsidian's callouts, which
// may fold and have a title.
var alertLine = regexp.MustCompile(`^\[!([A-Za-z-]+)\]([+-]?)[ \t]*(.*)$`)

// parsedAlert is how a callout looks that is for something.
type parsedAlert struct {
	icon  string
	color notion.Color
}

var (
	parsedNote      = parsedAlert{"ℹ️", "blue_background"}
	parsedTip       = parsedAlert{"💡", "green_background"}
	parsedImportant = parsedAlert{"❗", "purple_background"}
	parsedWarning   = parsedAlert{"⚠️", "yellow_background"}
	parsedCaution   = parsedAlert{"🚨", "red_background"}
)

// parsedAlerts are the names of GitHub, and those of Obsidian. What else has the
// form of an alert is a note, as Obsidian has it.
var parsedAlerts = map[string]parsedAlert{
	"note": parsedNote, "info": parsedNote, "todo": parsedNote, "abstract": parsedNote, "summary": parsedNote,
	"tip": parsedTip, "hint": parsedTip, "success": parsedTip, "check": parsedTip, "done": parsedTip,
	"important": parsedImportant, "question": parsedImportant, "help": parsedImportant, "faq": parsedImportant, "example": parsedImportant,
	"warning": parsedWarning, "attention": parsedWarning,
	"caution": parsedCaution, "danger": parsedCaution, "error": parsedCaution, "bug": parsedCaution, "failure": parsedCaution, "fail": parsedCaution,
}

// quote adds a quote, or the callout that it is.
func (t *translator) quote(to ast.Node, quote *ast.Blockquote) {
	if t.alert(to, quote) {
		return
	}
	if t.depth >= maxDepth {
		t.blocks(to, quote)
		return
	}
	t.depth++
	defer func() { t.depth-- }()
	n := ast.NewBlockquote()
	line := ast.NewTextBlock()
	n.AppendChild(n, line)
	t.lineAndBlocks(n, line, quote)
	to.AppendChild(to, from(n, &notion.Block{Type: "quote"}, ""))
}

// alert adds a quote whose first line says what it is for as a callout, or as a
// toggle if it folds.
func (t *translator) alert(to ast.Node, quote *ast.Blockquote) bool {
	first, ok := quote.FirstChild().(*ast.Paragraph)
	if !ok || t.depth >= maxDepth {
		return false
	}
	mark := first.Lines().At(0)
	m := alertLine.FindStringSubmatch(strings.TrimSpace(string(mark.Value(t.source))))
	if m == nil {
		return false
	}
	title := t.cutLine(first, mark.Start+len("[!]")+len(m[1])+len(m[2]))
	t.depth++
	defer func() { t.depth-- }()
	line := ast.NewTextBlock()
	t.nest(line, trimSpans(title), 0)
	if m[2] != "" {
		n := newBlock(kindToggle, struct{}{})
		n.AppendChild(n, line)
		t.blocks(n, quote)
		to.AppendChild(to, from(n, &notion.Block{Type: "toggle"}, ""))
		return true
	}
	if !line.HasChildren() && first.HasChildren() && !t.standsAlone(first) {
		t.nest(line, trimSpans(t.spans(first)), 0)
		first.RemoveChildren(first)
	}
	to.AppendChild(to, t.callout(line, quote, strings.ToLower(m[1])))
	return true
}

// callout makes a callout. An icon that its text begins with is its own.
func (t *translator) callout(line, quote ast.Node, name string) ast.Node {
	look, ok := parsedAlerts[name]
	if !ok {
		look = parsedNote
	}
	icon, implied := leadingIcon(line), false
	if icon == "" {
		icon, implied = look.icon, true
	}
	payload := &notion.Callout{Icon: &notion.Icon{Type: "emoji", Emoji: icon}, Color: look.color}
	n := newBlock(kindCallout, payload.Icon)
	n.SetAttributeString(impliedName, implied)
	n.AppendChild(n, line)
	t.blocks(n, quote)
	return from(n, &notion.Block{Type: "callout", Callout: payload}, look.color)
}

const impliedName = "implied" // attribute of a callout whose icon says only what it is for

// leadingIcon takes the emoji away that a line begins with.
func leadingIcon(line ast.Node) string {
	first, ok := line.FirstChild().(*ast.String)
	if !ok {
		return ""
	}
	icon, rest, spaced := strings.Cut(string(first.Value), " ")
	if !isEmoji(icon) {
		return ""
	}
	switch {
	case spaced && rest != "":
		first.Value = []byte(rest)
	default:
		line.RemoveChild(line, first)
	}
	return icon
}

// isEmoji tells whether a word is made of symbols, with what joins and varies them.
func isEmoji(word string) bool {
	symbols := 0
	for _, r := range word {
		switch {
		case r > 0xff && unicode.Is(unicode.So, r), r >= 0x1f000 && r <= 0x1faff, r == '‼':
			symbols++
		case r == 0x200d, r == 0xfe0f, r == 0x20e3, unicode.Is(unicode.Sk, r):
		default:
			return false
		}
	}
	return symbols > 0
}

// cutLine takes the first line away from a paragraph, and gives what of it is at
// an offset or after it.
func (t *translator) cutLine(p *ast.Paragraph, from int) []span {
	rest := ast.NewTextBlock()
	for c := p.FirstChild(); c != nil; c = p.FirstChild() {
		p.RemoveChild(p, c)
		text, isText := c.(*ast.Text)
		ends := isText && (text.SoftLineBreak() || text.HardLineBreak())
		if isText {
			text.Segment.Start = min(max(text.Segment.Start, from), text.Segment.Stop)
			text.SetSoftLineBreak(false)
			text.SetHardLineBreak(false)
		}
		rest.AppendChild(rest, c)
		if ends {
			break
		}
	}
	return t.spans(rest)
}
