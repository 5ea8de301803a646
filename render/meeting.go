package render

import (
	"strings"

	"galley/notion"

	"github.com/yuin/goldmark/ast"
)

// kindMeeting holds the notes of a meeting: its title, its summary and notes,
// and a toggle with the transcript.
var kindMeeting = ast.NewNodeKind("Meeting")

func meetings() family {
	return family{
		types: []string{"meeting_notes", "transcription"},
		build: single(newMeeting),
		kinds: []kind{{node: kindMeeting, html: meetingHTML, markdown: meetingMarkdown, text: indentedText}},
	}
}

// meetingReady is the state in which a meeting has its texts.
const meetingReady = "notes_ready"

func newMeeting(b *builder, block *notion.Block) ast.Node {
	payload := or(block.MeetingNotes)
	n := newBlock(kindMeeting, struct{}{})
	b.text(n, payload.Title)
	if payload.Status != "" && payload.Status != meetingReady {
		n.AppendChild(n, newPlaceholder(block, "meeting-unready", clean(strings.ReplaceAll(payload.Status, "_", " "))))
	}
	if len(block.Children) == 0 {
		b.children(n, block)
	}
	parts := or(payload.Children)
	for i := range block.Children {
		part := &block.Children[i]
		switch {
		case part.Type != "":
			b.blocks(n, block.Children[i:i+1])
		case part.ID != "" && part.ID == parts.TranscriptBlockID && len(part.Children) > 0:
			fold := newBlock(kindToggle, struct{}{})
			line := ast.NewTextBlock()
			line.AppendChild(line, newText(b.doc.options.word("transcript")))
			fold.AppendChild(fold, line)
			b.children(fold, part)
			n.AppendChild(n, fold)
		default:
			b.children(n, part)
		}
	}
	return from(n, block, "")
}

func meetingHTML(w *writer, n ast.Node) {
	w.open("div", n, "meeting")
	if n.FirstChild().HasChildren() {
		w.WriteString(`<p class="meeting-title">`)
		w.node(n.FirstChild())
		w.WriteString("</p>")
	}
	w.lines(after(n.FirstChild()))
	w.WriteString("</div>")
}

func meetingMarkdown(w *writer, n ast.Node) {
	w.headed("", w.bold(n.FirstChild()), after(n.FirstChild()))
}
