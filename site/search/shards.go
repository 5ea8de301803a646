package search

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Shards are cut where the hash of a word says so, so that a word which comes or
// goes moves no cut but the nearest ones.
const (
	minLeaf, maxLeaf   = 1600, 4000 // bytes
	leafChance         = 12         // one word in so many may begin a leaf
	minShelf, maxShelf = 600, 1800  // words
	shelfChance        = 6          // one leaf in so many may begin a shelf
)

// shelf is a list of words that follow each other, with the names of the leaves
// that have their postings.
type shelf struct {
	first  string
	leaves [][]*word
	names  []string
	words  int
}

// writeWords writes the postings into leaves, and the words into shelves.
func (x *Index) writeWords(r *root, words []*word) error {
	var shelves []shelf
	for _, leaf := range cutLeaves(words, r.Bits) {
		name, err := x.packer.pack(leaf.bytes, shardBytes)
		if err != nil {
			return err
		}
		first := leaf.words[0].text
		if len(shelves) == 0 || startsShelf(shelves[len(shelves)-1], first) {
			shelves = append(shelves, shelf{first: first})
		}
		s := &shelves[len(shelves)-1]
		s.leaves, s.names, s.words = append(s.leaves, leaf.words), append(s.names, name), s.words+len(leaf.words)
	}
	for _, s := range shelves {
		var text strings.Builder
		text.WriteString(strings.Join(s.names, "") + "\n")
		for _, leaf := range s.leaves {
			text.WriteByte('\n')
			writeList(&text, leaf, func(w *word) string { return w.text })
		}
		name, err := x.packer.pack([]byte(text.String()), shardBytes)
		if err != nil {
			return err
		}
		r.Words.add(s.first, name)
	}
	return nil
}

// leaf is postings that are fetched together.
type leaf struct {
	words []*word
	bytes []byte
}

func cutLeaves(words []*word, width int) []leaf {
	var leaves []leaf
	var w bitWriter
	start := 0
	for i, word := range words {
		if i > start && startsLeaf(word.text, words[i-1].text, len(w.bytes)) {
			leaves = append(leaves, leaf{words[start:i], w.take()})
			start = i
		}
		w.word(word, width)
		word.pages = nil
	}
	if start < len(words) {
		leaves = append(leaves, leaf{words[start:], w.take()})
	}
	return leaves
}

func startsLeaf(word, before string, size int) bool {
	return isFacet(before) && !isFacet(word) || size >= maxLeaf || size >= minLeaf && chance(word, leafChance)
}

func startsShelf(s shelf, word string) bool {
	return isFacet(s.first) && !isFacet(word) || s.words >= maxShelf || s.words >= minShelf && chance(word+"/", shelfChance)
}

func isFacet(word string) bool { return word[:1] == tagMark || word[:1] == sectionMark }

// chance tells whether the hash of a word is one of n.
func chance(word string, n uint32) bool {
	h := fnv.New32a()
	h.Write([]byte(word)) // never fails
	return (h.Sum32()>>8)%n == 0
}

// writeEndings writes the words by their ends, for what is spelt wrong at its
// beginning, and for the last words of compounds.
func (x *Index) writeEndings(r *root, words []*word) error {
	var endings []ending
	for _, w := range words {
		if isSpelt(w.text) {
			endings = append(endings, endingOf(w))
		}
	}
	slices.SortFunc(endings, func(a, b ending) int { return compareUTF16(a.text, b.text) })
	for start := 0; start < len(endings); {
		end := start + 1
		for end < len(endings) && end-start < maxShelf && (end-start < minShelf || !chance(endings[end].text, shelfChance*leafChance)) {
			end++
		}
		var text strings.Builder
		writeList(&text, endings[start:end], func(e ending) string { return e.text })
		name, err := x.packer.pack([]byte(text.String()), shardBytes)
		if err != nil {
			return err
		}
		r.Endings.add(endings[start].text, name)
		start = end
	}
	return nil
}

// ending is a word by its end.
type ending struct {
	*word
	text string // the word backwards, without a suffix, and a digit for that
}

// suffixes are what words of many languages have at their end besides, so that
// forms of a word stand together. The longest comes first.
var suffixes = [...]string{"es", "en", "s", "n", "e"}

func endingOf(w *word) ending {
	const shortest = 3
	for i, suffix := range suffixes {
		if stem, ok := strings.CutSuffix(w.text, suffix); ok && utf8.RuneCountInString(stem) >= shortest {
			return ending{w, reverse(stem) + string(rune('0'+i))}
		}
	}
	return ending{w, reverse(w.text)}
}

// isSpelt tells words that can be misspelt: of letters, and not too short.
func isSpelt(word string) bool {
	const shortest = 4
	return utf8.RuneCountInString(word) >= shortest && !strings.ContainsFunc(word, func(r rune) bool { return isDense(r) || !unicode.IsLetter(r) && !unicode.IsMark(r) })
}

func reverse(s string) string {
	runes := []rune(s)
	slices.Reverse(runes)
	return string(runes)
}

// writeList writes words one a line, each as what it adds to the beginning of the
// one before. The first character of a line says how much that is, and of which
// class the word is.
func writeList[W interface{ class() int }](b *strings.Builder, words []W, text func(W) string) {
	before := ""
	for _, w := range words {
		s := text(w)
		shared := min(sharedRunes(before, s), maxShared)
		b.WriteByte(byte('!' + shared*classes + w.class()))
		b.WriteString(s[byteIndex(s, shared):])
		b.WriteByte('\n')
		before = s
	}
}

// maxShared is such that the first character of a line is an ASCII letter.
const maxShared, classes = 20, 4

// class says how good a guess the word is for somebody who has typed a part of it.
func (w *word) class() int {
	const often = 8
	class := 0
	if w.count >= often {
		class++
	}
	if w.titled {
		class += 2
	}
	return class
}

// sharedRunes counts the characters of the same beginning, up to one that is two
// characters to the client.
func sharedRunes(a, b string) int {
	n := 0
	x, y := []rune(a), []rune(b)
	for n < len(x) && n < len(y) && x[n] == y[n] && x[n] <= 0xffff {
		n++
	}
	return n
}

func byteIndex(s string, runes int) int {
	for i := range s {
		if runes == 0 {
			return i
		}
		runes--
	}
	return len(s)
}
