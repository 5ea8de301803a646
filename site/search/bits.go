package search

import (
	"cmp"
	"math/bits"
	"slices"
)

// most is on how many pages a word is counted in full: of more pages, the index
// has those where the word weighs most. Such a word tells little; the list would
// grow with the site.
const most = 2048

// weightBits is the size of a weight.
const weightBits = 4

// bitWriter writes numbers of any size, the lowest bits first.
type bitWriter struct {
	bytes []byte
	rest  uint64 // bits that do not yet make a byte
	used  int    // how many
}

// write writes the lowest bits of a value, up to 32.
func (w *bitWriter) write(value uint32, size int) {
	w.rest |= uint64(value) & (1<<size - 1) << w.used
	for w.used += size; w.used >= 8; w.used -= 8 {
		w.bytes = append(w.bytes, byte(w.rest))
		w.rest >>= 8
	}
}

// take gives what was written, and begins anew.
func (w *bitWriter) take() []byte {
	taken := append(w.bytes, byte(w.rest))
	*w = bitWriter{}
	return taken
}

// word writes how many pages have a word, and the pages: the steps between their
// numbers in Golomb-Rice code, and the weights. Of more pages than most, a bit
// tells whether all are there.
func (w *bitWriter) word(word *word, width int) {
	w.count(uint32(len(word.pages)))
	pages := word.pages
	if len(pages) > most {
		if isFacet(word.text) {
			w.write(1, 1)
		} else {
			w.write(0, 1)
			pages = heaviest(pages)
		}
	}
	size := riceBits(width, len(pages))
	next := uint32(0)
	for _, p := range pages {
		step := p.number - next
		for range step >> size {
			w.write(1, 1)
		}
		w.write(0, 1)
		w.write(step, size)
		w.write(uint32(p.weight), weightBits)
		next = p.number + 1
	}
}

// count writes a number from 1 up in Elias gamma code: as many zeroes as it has
// bits after the first, then the bits.
func (w *bitWriter) count(n uint32) {
	size := bits.Len32(n) - 1
	w.write(0, size)
	w.write(1, 1)
	w.write(n, size)
}

// riceBits is how many bits of a step are written as they are: about so many as a
// step of the usual length has.
func riceBits(width, count int) int {
	return max(0, bits.Len(uint((11<<width)/(16*count)))-1)
}

// heaviest gives the pages where a word weighs most, by number.
func heaviest(pages []posting) []posting {
	pages = slices.Clone(pages)
	slices.SortStableFunc(pages, func(a, b posting) int { return cmp.Compare(b.weight, a.weight) })
	pages = pages[:most]
	slices.SortFunc(pages, func(a, b posting) int { return cmp.Compare(a.number, b.number) })
	return pages
}
