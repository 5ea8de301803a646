package notiontest

import (
	"testing"
)

func TestSampleIsBuiltWithoutMistakes(t *testing.T) {
	if err := Sample().Err(); err != nil {
		t.Fatal(err)
	}
}

func TestSampleIsTheSameOnEveryCall(t *testing.T) {
	a, b := Sample(), Sample()
	if a.Handbook.ID() != b.Handbook.ID() || a.FieldNotes.ID() != b.FieldNotes.ID() {
		t.Error("IDs differ between two calls")
	}
}
