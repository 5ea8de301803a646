package render

import (
	"encoding/json"
	"flag"
	"fmt"
	"testing"

	"galley/notion"
)

// Trees that are made for parsers to read back. More find more:
//
//	go test ./render -run Generated -trees 100000 -seed 5000
var (
	trees     = flag.Int("trees", 600, "how many trees to make")
	firstSeed = flag.Uint64("seed", 1, "the seed of the first; the next ones follow")
)

func TestGeneratedTreesAreReadBack(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	for i := range *trees {
		seed := *firstSeed + uint64(i)
		blocks := seeded(seed, true).document()
		diff := func(blocks []notion.Block) string { return readBack(t, New(blocks, Options{}), sampleSite()) }
		if diff(blocks) != "" {
			small := shrunk(t, blocks, func(blocks []notion.Block) bool { return diff(blocks) != "" })
			var left []notion.Block
			if err := json.Unmarshal([]byte(small), &left); err != nil {
				t.Fatal(err)
			}
			t.Fatalf("seed %d: %s\nof the blocks\n%s", seed, diff(left), small)
		}
	}
}

// TestGeneratedTreesAreReadBackByOthers takes fewer of them: the others are
// slower.
func TestGeneratedTreesAreReadBackByOthers(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	for _, p := range otherParsers(t) {
		n := *trees
		if p.name == "MDX" {
			n /= 10
		}
		var tasks []task
		for i := range n {
			seed := *firstSeed + uint64(i)
			blocks := seeded(seed, !p.noMath).document()
			doc := New(blocks, Options{})
			for _, dialect := range p.reads {
				tasks = append(tasks, task{fmt.Sprint("seed ", seed), doc, sampleSite(), dialect, blocks, nil})
			}
		}
		p.readBack(t, tasks)
	}
}
