package render

import (
	"testing"

	"galley/notion"

	"github.com/google/go-cmp/cmp"
)

func TestPartsGoFromHeadingToHeading(t *testing.T) {
	folded := heading(2, "Folded")
	folded.Heading2.IsToggleable = true
	folded.Children = []notion.Block{paragraph("within"), heading(3, "Deeper"), paragraph("below")}
	doc := New([]notion.Block{
		paragraph("before", paragraph("indented")), heading(1, "First  & only"), paragraph("one"), paragraph("two"), heading(1, " "), folded, paragraph("last"),
	}, Options{Language: "en"})
	got, err := doc.Parts(nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []Part{
		{Text: "before\n  indented"},
		{ID: "first-and-only", Title: "First & only", Text: "one\ntwo"},
		{ID: "folded", Title: "Folded", Text: "within"},
		{ID: "deeper", Title: "Deeper", Text: "below\nlast"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestADocumentWithoutHeadingsIsOnePart(t *testing.T) {
	for _, blocks := range [][]notion.Block{nil, {paragraph("all of it")}} {
		parts, err := New(blocks, Options{}).Parts(nil)
		if err != nil || len(parts) != 1 || parts[0].ID != "" {
			t.Errorf("parts %+v, %v", parts, err)
		}
	}
}
