package golden

import (
	"bytes"
	"os"
	"slices"
	"testing"
)

// CheckSection is Check for a part of a document that is otherwise written by
// hand: what stands between the comments <!-- name --> and <!-- /name -->, each on
// a line of its own.
func CheckSection(t testing.TB, path, name string, got []byte) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("reading the document: %v", err)
	}
	before, rest, begins := bytes.Cut(text, []byte("<!-- "+name+" -->\n"))
	_, after, ends := bytes.Cut(rest, []byte("<!-- /"+name+" -->\n"))
	if !begins || !ends {
		t.Fatalf("%s has no section between <!-- %s --> and <!-- /%s -->", path, name, name)
	}
	begin, end := []byte("<!-- "+name+" -->\n\n"), []byte("\n<!-- /"+name+" -->\n")
	Check(t, path, slices.Concat(before, begin, got, end, after))
}
