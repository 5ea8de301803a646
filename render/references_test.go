package render

import (
	"testing"

	"galley/notion"

	"github.com/google/go-cmp/cmp"
)

func TestPlaceholdersAreListed(t *testing.T) {
	file := func(url string) *notion.File { return &notion.File{External: &notion.URLObject{URL: url}} }
	blocks := []notion.Block{
		{ID: testID(20), Type: "unsupported", Unsupported: &notion.Unsupported{BlockType: "button"}},
		{ID: testID(21), Type: "new", Children: []notion.Block{
			{ID: testID(22), Type: "template", Template: &notion.TextBlock{RichText: plainRich("Add")}},
		}},
		{ID: testID(23), Type: "meeting_notes", MeetingNotes: &notion.MeetingNotes{Status: "transcription_paused"}},
		{ID: testID(24), Type: "link_to_page", LinkToPage: &notion.LinkToPage{CommentID: testID(9)}},
		{ID: testID(25), Type: "image", Image: file("javascript:x")},
		{ID: testID(26), Type: "pdf", PDF: file("data:image/png;base64,AA==")},
		{ID: testID(27), Type: "bookmark", Bookmark: &notion.LinkBlock{URL: " "}},
		{Type: "audio"},
	}
	shown := []notion.Block{
		{ID: testID(30), Type: "image", Image: file("data:image/png;base64,AA==")},
		{ID: testID(31), Type: "video", Video: file("https://example.org/x.mp4")},
		{ID: testID(32), Type: "bookmark", Bookmark: &notion.LinkBlock{URL: "javascript:x"}}, // its text is shown
		{ID: testID(33), Type: "meeting_notes", MeetingNotes: &notion.MeetingNotes{Status: "notes_ready"}},
		{ID: testID(34), Type: "image", Image: &notion.File{File: &notion.Hosted{URL: storage + "gone.png"}}}, // a download that failed
		{ID: testID(35), Type: "toggle", HasChildren: true},                                                   // what is below was not read
		paragraph("text"),
	}
	want := []Placeholder{
		{testID(20), "button"}, {testID(21), "new"}, {testID(22), "template"}, {testID(23), "meeting_notes"}, {testID(24), "link_to_page"},
		{testID(25), "image"}, {testID(26), "pdf"}, {testID(27), "bookmark"}, {"", "audio"},
	}
	if diff := cmp.Diff(want, New(append(blocks, shown...), Options{}).Placeholders()); diff != "" {
		t.Error(diff)
	}
}

func TestLinksIntoNotionAreListedWithTheirBlocks(t *testing.T) {
	linked := func(text, href string) notion.RichText { return notion.RichText{PlainText: text, Href: href} }
	mentioned := func(m notion.Mention) notion.RichText {
		return notion.RichText{Type: "mention", PlainText: "x", Mention: &m}
	}
	inner := notion.Block{ID: testID(22), Type: "paragraph", Paragraph: &notion.Paragraph{RichText: []notion.RichText{
		mentioned(notion.Mention{Page: &notion.Reference{ID: testID(2)}}), linked("c", "https://www.notion.so/"+testID(3).Compact()),
	}}}
	blocks := []notion.Block{
		{ID: testID(21), Type: "toggle", Toggle: &notion.TextBlock{RichText: []notion.RichText{
			linked("a", "/"+testID(1).Compact()+"#"+testID(11).Compact()), linked("b", "https://example.org/"),
		}}, Children: []notion.Block{inner}},
		{ID: testID(4), Type: "child_page"},
		{ID: testID(5), Type: "child_database"},
		{ID: testID(23), Type: "link_to_page", LinkToPage: &notion.LinkToPage{DatabaseID: testID(6)}},
		{ID: testID(24), Type: "bookmark", Bookmark: &notion.LinkBlock{URL: "https://www.notion.so/Title-" + testID(7).Compact(), Caption: []notion.RichText{
			mentioned(notion.Mention{Database: &notion.Reference{ID: testID(8)}}),
		}}},
	}
	want := []Link{
		{testID(1), testID(11), testID(21)}, {testID(2), "", testID(22)}, {testID(3), "", testID(22)}, {testID(4), "", testID(4)},
		{testID(6), "", testID(23)}, {testID(7), "", testID(24)}, {testID(8), "", testID(24)},
	}
	if diff := cmp.Diff(want, New(blocks, Options{}).Links()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Link{{Page: testID(1)}}, Inline([]notion.RichText{linked("a", "/"+testID(1).Compact())}, Options{}).Links()); diff != "" {
		t.Error(diff)
	}
}
