package search

import (
	"maps"
	"math"
	"slices"
	"strings"
)

// Page is what the index learns of a page.
type Page struct {
	Key      string // stays when the page is renamed or moved; unique
	URL      string // below the site's root, without a slash at its beginning
	Title    string
	Section  string   // "" for none
	Tags     []string // names
	Words    string   // more that the page is to be found by, such as its authors
	Language string   // BCP 47, "" when it is that of the site
	Parts    []Part
}

// Part is a heading of a page with the text below it. The first has no heading.
type Part struct {
	ID, Title string
	Text      string
}

// Facets are words that no text has: they stand for a section and for a tag.
const (
	sectionMark = "/"
	tagMark     = "#"
)

// What a word counts for, by where it stands, and how long such a place usually
// is: in a longer one it counts for less. The lengths are fixed, and not those of
// the site at hand, so that no page weighs on another's words.
const (
	titleBoost, titleLength     = 8, 4
	headingBoost, headingLength = 2.5, 20
	extraBoost, extraLength     = 3, 4
	textLength                  = 300
	// saturation is the weight at which a word counts for half of what it can.
	saturation = 3
)

// levels is how finely weights are told apart in the index.
const levels = 15

// weighed is a word of a page with its weight, 1 to levels.
type weighed struct {
	word   string
	weight uint8
	titled bool // it stands in the title
}

// weigh gives the words of a page, by name, after its facets.
func (p *Page) weigh() []weighed {
	counts := counts{}
	title := counts.add(inTitle, p.Title)
	extra := counts.add(inExtra, strings.Join(append(p.Tags[:len(p.Tags):len(p.Tags)], p.Section, p.Words), " "))
	heading, text := 0, 0
	for _, part := range p.Parts {
		heading += counts.add(inHeading, part.Title)
		text += counts.add(inText, part.Text)
	}
	words := make([]weighed, 0, len(counts)+len(p.Tags)+1)
	for _, facet := range p.facets() {
		words = append(words, weighed{word: facet, weight: levels})
	}
	for _, word := range slices.Sorted(maps.Keys(counts)) {
		c := counts[word]
		weight := titleBoost*min(c[inTitle], 1)/damp(title, titleLength, .5) +
			extraBoost*min(c[inExtra], 1)/damp(extra, extraLength, .3) +
			headingBoost*c[inHeading]/damp(heading, headingLength, .5) +
			c[inText]/damp(text, textLength, .6)
		level := math.Ceil(levels * float64(weight/(weight+saturation)))
		words = append(words, weighed{word, uint8(level), c[inTitle] > 0})
	}
	return words
}

// counts says how often each word of a page stands where.
type counts map[string]*[places]float32

const (
	inTitle = iota
	inHeading
	inExtra
	inText
	places // how many there are
)

// add counts the words of a text that stands in a place.
func (counts counts) add(place int, text string) (words int) {
	eachWord(text, func(word string) {
		c := counts[word]
		if c == nil {
			c = new([places]float32)
			counts[word] = c
		}
		c[place]++
		words++
	})
	return words
}

// damp is what the weight of a place of a length is divided by.
func damp(length int, usual, share float32) float32 {
	return 1 - share + share*float32(length)/usual
}

// facets gives the section and the tags as words.
func (p *Page) facets() []string {
	var facets []string
	for _, tag := range p.Tags {
		facets = append(facets, tagMark+tag)
	}
	if p.Section != "" {
		facets = append(facets, sectionMark+p.Section)
	}
	return facets
}

// line gives a name in one line, as a facet has to be.
// line gives a text in one line, in which spaces are single.
func line(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for word := range strings.FieldsSeq(text) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

func lines(names []string) []string {
	var list []string
	for _, name := range names {
		if name = line(name); name != "" && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}
