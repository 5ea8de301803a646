package site

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"galley/theme"
)

// maxRelated is how many related posts a post shows.
const maxRelated = 3

// A word of a title says less than a tag, since tags are chosen for this.
const (
	tagWeight  = 3
	wordWeight = 1
)

// leastRelated is the score from which posts count as related: a tag that not
// every other post has, or a few rare words.
const leastRelated = 1.5

// relate finds for every post those that share the most with it: tags, and the
// words of titles and summaries, which count the more the fewer posts have them.
// Equal ones come newest first, so the result depends on the posts alone.
func relate(reading []*node) map[*node][]*node {
	var all []*node
	for _, n := range reading {
		if n.kind == theme.KindPost {
			all = append(all, n)
		}
	}
	slices.SortFunc(all, compareDate)
	traits, holders := traitsOf(all)
	scores := make([]float64, len(all))
	related := make(map[*node][]*node, len(all))
	for i, n := range all {
		clear(scores)
		for _, t := range traits[i] {
			if len(holders[t.id]) == len(all) {
				continue // what all have says nothing
			}
			rarity := math.Log(float64(len(all)) / float64(len(holders[t.id])))
			for _, other := range holders[t.id] {
				scores[other] += t.weight * rarity
			}
		}
		related[n] = nearestPosts(all, n, scores)
	}
	return related
}

// trait is something that posts can share.
type trait struct {
	id     int
	weight float64
}

// traitsOf gives the traits of each post, and for each trait the posts that have
// it.
func traitsOf(posts []*node) (traits [][]trait, holders [][]int) {
	ids := map[string]int{}
	traits = make([][]trait, len(posts))
	for i, n := range posts {
		add := func(name string, weight float64) {
			id, known := ids[name]
			if !known {
				id = len(holders)
				ids[name] = id
				holders = append(holders, nil)
			}
			if h := holders[id]; len(h) == 0 || h[len(h)-1] != i {
				holders[id] = append(h, i)
				traits[i] = append(traits[i], trait{id, weight})
			}
		}
		for _, t := range n.row.tags {
			add("tag "+oneLine(t.Name), tagWeight)
		}
		for _, word := range wordsOf(n.title + " " + n.description) {
			add("word "+word, wordWeight)
		}
	}
	return traits, holders
}

// wordsOf gives the words of a text that may say what it is about: those of at
// least four letters, without case. Text without spaces has pairs of letters in
// their place.
func wordsOf(text string) []string {
	var list []string
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
		letters := []rune(word)
		if letters[0] >= '\u2e80' { // the first of the scripts of East Asia
			for i := range len(letters) - 1 {
				list = append(list, string(letters[i:i+2]))
			}
		} else if len(letters) >= 4 {
			list = append(list, word)
		}
	}
	return list
}

// nearestPosts gives the posts with the best scores. What stands next to a post
// in its list or series is shown there already.
func nearestPosts(posts []*node, n *node, scores []float64) []*node {
	var best []int
	for i, score := range scores {
		if score < leastRelated {
			continue
		}
		other := posts[i]
		if other.draft || other == n || other == n.prev || other == n.next || n.series != nil && other.series == n.series {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, i, func(a, b int) int {
			return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(a, b))
		})
		if at < maxRelated {
			best = slices.Insert(best, at, i)
			best = best[:min(len(best), maxRelated)]
		}
	}
	var list []*node
	for _, i := range best {
		list = append(list, posts[i])
	}
	return list
}
