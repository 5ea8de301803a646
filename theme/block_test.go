package theme

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

// The writer of bodies is in another package, which does not know of themes.
func TestBlocksHaveTheAttributesThatTheirWriterSets(t *testing.T) {
	source, err := os.ReadFile("../render/override.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range regexp.MustCompile(`\bset\("(\w+)"`).FindAllSubmatch(source, -1) {
		names = append(names, string(m[1]))
	}
	slices.Sort(names)
	if names = slices.Compact(names); !slices.Equal(names, BlockAttrs()) {
		t.Errorf("the writer sets %q, and templates may ask for %q", names, BlockAttrs())
	}
}
