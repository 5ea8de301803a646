package search

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
	"sync"
)

// Index is an index that is being made.
type Index struct {
	packer packer

	mu    sync.Mutex
	words map[string]*word
	pages []page
}

// word is a word of the site. Until the end, its postings are with the pages.
type word struct {
	text   string
	pages  []posting // by number; filled at the end
	count  int       // of pages
	titled bool      // it stands in some title
}

// posting says that a page has a word.
type posting struct {
	number uint32
	weight uint8
}

// page is what is kept of a page until the end.
type page struct {
	card
	hash    uint64
	number  uint32
	words   []*word
	weights []uint8
}

// New begins an index. Its files are handed to put as they are made, by several
// goroutines at once; names have no folder.
func New(put func(name string, data []byte) error) *Index {
	return &Index{
		packer: packer{put: put, taken: map[string][sha256.Size]byte{}},
		words:  map[string]*word{},
	}
}

// Add adds a page. It may be called by many goroutines at once; the order of the
// pages does not matter.
func (x *Index) Add(p Page) error {
	p.Section, p.Tags = line(p.Section), lines(p.Tags)
	text, err := x.packer.packJSON(excerpts(p.Parts), textBytes)
	if err != nil {
		return err
	}
	weighed := p.weigh()
	sum := sha256.Sum256([]byte(p.Key))
	kept := page{
		card:    card{url: p.URL, title: p.Title, section: p.Section, tags: p.Tags, text: text, language: p.Language},
		hash:    binary.BigEndian.Uint64(sum[:]),
		words:   make([]*word, len(weighed)),
		weights: make([]uint8, len(weighed)),
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	for i, w := range weighed {
		known := x.words[w.word]
		if known == nil {
			known = &word{text: strings.Clone(w.word)} // or it would keep the whole text
			x.words[known.text] = known
		}
		known.count++
		known.titled = known.titled || w.titled
		kept.words[i], kept.weights[i] = known, w.weight
	}
	x.pages = append(x.pages, kept)
	return nil
}

// Finish writes the shards, and at last the root, which leads to them. Nothing
// can be added after that.
func (x *Index) Finish() error {
	r := root{Version: formatVersion, Pages: len(x.pages), Bits: x.number()}
	words := x.invert(r.Bits)
	for _, write := range []func() error{
		func() error { return x.writeWords(&r, words) },
		func() error { return x.writeEndings(&r, words) },
		func() error { return x.writeCards(&r) },
	} {
		if err := write(); err != nil {
			return err
		}
	}
	data, err := marshal(r)
	if err != nil {
		return err
	}
	if data, err = x.packer.deflate(data); err != nil {
		return err
	}
	return x.packer.put(RootName, data)
}

// number gives every page a number that does not depend on the other pages: the
// first bits of the hash of its key, or the next free number. There are two to
// four times as many numbers as pages, so few pages have to give way.
func (x *Index) number() (width int) {
	width = bits.Len(uint(len(x.pages))) + 1
	slices.SortFunc(x.pages, func(a, b page) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.url, b.url))
	})
	next := uint32(0)
	for i := range x.pages {
		number := max(next, uint32(x.pages[i].hash>>(64-width)))
		x.pages[i].number, next = number, number+1
	}
	return width
}

// invert gives the words in their order, each with the pages that have it.
func (x *Index) invert(width int) []*word {
	words := make([]*word, 0, len(x.words))
	for _, w := range x.words {
		w.pages = make([]posting, 0, w.count)
		words = append(words, w)
	}
	for i := range x.pages {
		p := &x.pages[i]
		for j, w := range p.words {
			w.pages = append(w.pages, posting{p.number, p.weights[j]})
		}
		p.words, p.weights = nil, nil
	}
	slices.SortFunc(words, func(a, b *word) int { return compareUTF16(a.text, b.text) })
	return words
}

// compareUTF16 orders strings as JavaScript does: by the units of UTF-16, where
// what lies beyond the first plane comes before the end of that plane.
func compareUTF16(a, b string) int {
	x, y := []rune(a), []rune(b)
	return slices.CompareFunc(x, y, func(r, s rune) int { return cmp.Compare(orderUTF16(r), orderUTF16(s)) })
}

func orderUTF16(r rune) rune {
	const planes, private, last = 0x110000, 0xe000, 0xffff
	if r >= private && r <= last {
		return r + planes
	}
	return r
}
