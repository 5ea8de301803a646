package search

import (
	"slices"
	"testing"
)

// bitReader reads what a bitWriter wrote.
type bitReader struct {
	bytes []byte
	at    int
}

func (r *bitReader) read(size int) (value uint32) {
	for i := range size {
		value |= uint32(r.bytes[r.at/8]>>(r.at%8)&1) << i
		r.at++
	}
	return value
}

func (r *bitReader) unary(end uint32) (n uint32) {
	for r.read(1) != end {
		n++
	}
	return n
}

func (r *bitReader) word(width int) (count int, pages []posting) {
	size := int(r.unary(1))
	count = int(r.read(size) | 1<<size)
	listed := count
	if count > most && r.read(1) == 0 {
		listed = most
	}
	low := riceBits(width, listed)
	next := uint32(0)
	for range listed {
		number := next + r.unary(0)<<low + r.read(low)
		pages = append(pages, posting{number, uint8(r.read(weightBits))})
		next = number + 1
	}
	return count, pages
}

func everyNth(n, count int) []posting {
	var pages []posting
	for i := range count {
		pages = append(pages, posting{uint32(i * n), uint8(1 + i%levels)})
	}
	return pages
}

func TestPostingsCanBeReadBack(t *testing.T) {
	words := []*word{
		{text: "one", pages: []posting{{0, 1}}},
		{text: "last", pages: []posting{{1<<15 - 1, levels}}},
		{text: "beyond", pages: []posting{{1<<15 + 3, 7}}}, // where the numbers were taken
		{text: "all", pages: everyNth(1, most)},
		{text: "some", pages: everyNth(16, 2000)},
		{text: tagMark + "facet", pages: everyNth(2, most+100)},
	}
	var w bitWriter
	for _, word := range words {
		w.word(word, 15)
	}
	r := bitReader{bytes: w.take()}
	for _, word := range words {
		if count, pages := r.word(15); count != len(word.pages) || !slices.Equal(pages, word.pages) {
			t.Errorf("%q is on %d pages, %v; want %d, %v", word.text, count, pages[:min(9, len(pages))], len(word.pages), word.pages[:min(9, len(word.pages))])
		}
	}
}

func TestOfFrequentWordsTheBestPagesAreListed(t *testing.T) {
	word := &word{text: "the", pages: everyNth(3, 2*most)}
	var w bitWriter
	w.word(word, 15)
	r := bitReader{bytes: w.take()}
	count, pages := r.word(15)
	if count != 2*most || len(pages) != most {
		t.Fatalf("listed are %d of %d pages", len(pages), count)
	}
	lightest := slices.MinFunc(pages, func(a, b posting) int { return int(a.weight) - int(b.weight) })
	heavier := 0
	for _, p := range word.pages {
		if p.weight > lightest.weight {
			heavier++
		}
	}
	if heavier > most || lightest.weight < levels/2 {
		t.Errorf("the lightest page that is listed weighs %d, and %d are heavier", lightest.weight, heavier)
	}
}

func TestNumbersDoNotDependOnOtherPages(t *testing.T) {
	numbers := func(n int) map[string]uint32 {
		x := New(func(string, []byte) error { return nil })
		for i := range n {
			if err := x.Add(Page{Key: string(rune('A' + i)), URL: string(rune('A' + i))}); err != nil {
				t.Fatal(err)
			}
		}
		x.number()
		found := map[string]uint32{}
		taken := map[uint32]bool{}
		for _, p := range x.pages {
			if taken[p.number] {
				t.Errorf("two of %d pages have the number %d", n, p.number)
			}
			taken[p.number], found[p.url] = true, p.number
		}
		return found
	}
	before, after := numbers(600), numbers(700)
	moved := 0
	for url, number := range before {
		if after[url] != number {
			moved++
		}
	}
	if moved > 60 {
		t.Errorf("%d of 600 pages have other numbers when 100 are new", moved)
	}
}
