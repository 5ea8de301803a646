// Package searchtest makes pages to test and measure the search with: any number
// of generated ones, whose words are as frequent as those of real texts are.
package searchtest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"galley/site/search"
)

// Usual sizes of generated pages.
const (
	vocabulary = 120_000
	topics     = 400
	topicWords = 250
)

// Generator makes pages. Equal seeds make equal pages.
type Generator struct {
	words  []string
	zipf   []float64 // cumulated frequencies of words
	topics [][]int   // words that the pages of a topic have often
	seed   uint64
}

// NewGenerator makes a vocabulary.
func NewGenerator(seed uint64) *Generator {
	g := &Generator{seed: seed}
	r := rand.New(rand.NewPCG(seed, 1))
	taken := map[string]bool{}
	for len(g.words) < vocabulary {
		for _, word := range family(r, len(g.words)) {
			if !taken[word] && len(g.words) < vocabulary {
				taken[word] = true
				g.words = append(g.words, word)
			}
		}
	}
	total := 0.0
	for rank := range g.words {
		total += 1 / math.Pow(float64(rank)+2.7, 1.05) // the law of Zipf and Mandelbrot
		g.zipf = append(g.zipf, total)
	}
	for range topics {
		var words []int
		for range topicWords {
			words = append(words, 150+int(math.Pow(r.Float64(), 2)*float64(vocabulary/2)))
		}
		g.topics = append(g.topics, words)
	}
	return g
}

// family makes a word and, of the rarer ones, some of its forms.
func family(r *rand.Rand, rank int) []string {
	const onsets, vowels, ends = "b c d f g h k l m n p r s t v w b c d f g l m n p r s t st tr pl gr sh ch br cl", "a e i o u a e i o u ea ou", "n r s t l m d e y ck nd st"
	pick := func(list string) string { all := strings.Fields(list); return all[r.IntN(len(all))] }
	syllables := 1
	if rank > 150 {
		syllables += 1 + r.IntN(2)
	}
	var b strings.Builder
	for range syllables {
		b.WriteString(pick(onsets) + pick(vowels))
	}
	b.WriteString(pick(ends))
	word := b.String()
	if rank < 150 || r.IntN(3) == 0 {
		return []string{word}
	}
	forms := []string{word}
	for _, suffix := range []string{"s", "ed", "ing", "er", "ly"} {
		if r.IntN(3) == 0 {
			forms = append(forms, word+suffix)
		}
	}
	return forms
}

// Page makes page number i. Its text depends on the seed and on i alone. Its
// length is that of posts: 600 words in the mean, some much longer.
func (g *Generator) Page(i int) search.Page {
	r := rand.New(rand.NewPCG(g.seed, uint64(i)+2))
	topic := g.topics[r.IntN(len(g.topics))]
	text := func(words int) string {
		var b strings.Builder
		for n := range words {
			word := g.words[g.rank(r)]
			if r.IntN(5) == 0 {
				word = g.words[topic[int(math.Pow(r.Float64(), 2)*float64(len(topic)))]]
			}
			switch {
			case n == 0:
				word = strings.ToUpper(word[:1]) + word[1:]
			case r.IntN(14) == 0:
				b.WriteString(".")
				word = strings.ToUpper(word[:1]) + word[1:]
			}
			if n > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(word)
		}
		return b.String()
	}
	title := g.words[topic[r.IntN(60)]] + " " + g.words[topic[r.IntN(60)]] + " " + g.words[g.rank(r)] + " " + fmt.Sprint(2000+r.IntN(27))
	page := search.Page{
		Key: fmt.Sprintf("page-%d", i), URL: fmt.Sprintf("posts/%d-%s/", i, strings.ReplaceAll(title, " ", "-")), Title: strings.ToUpper(title[:1]) + title[1:],
		Section: fmt.Sprint("Section ", r.IntN(8)+1), Tags: []string{fmt.Sprint("tag ", r.IntN(40)), fmt.Sprint("tag ", r.IntN(40))},
	}
	words := int(600 * math.Exp(.6*r.NormFloat64()-.18))
	for part := 0; words > 0; part++ {
		length := min(words, 80+r.IntN(200))
		words -= length
		p := search.Part{Text: text(length)}
		if part > 0 {
			p.Title = text(3)
			p.ID = strings.ReplaceAll(strings.ToLower(p.Title), " ", "-")
		}
		page.Parts = append(page.Parts, p)
	}
	return page
}

// Frequent gives the word that is the n-th most frequent, from 1.
func (g *Generator) Frequent(n int) string { return g.words[n-1] }

func (g *Generator) rank(r *rand.Rand) int {
	at, _ := slices.BinarySearch(g.zipf, r.Float64()*g.zipf[len(g.zipf)-1])
	return min(at, len(g.words)-1)
}
