// Package nearest guesses which name was meant by one that does not exist, for
// messages that ask "did you mean …?".
package nearest

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Name gives the candidate that name was most likely meant to be: the first of
// those that the fewest single-character edits make of it, in any case. It is
// false when that would take more edits than a third of the name, and one.
func Name(name string, candidates []string) (string, bool) {
	best, fewest := "", 1+max(1, utf8.RuneCountInString(name)/3)
	for _, c := range candidates {
		if n := distance(strings.ToLower(name), strings.ToLower(c)); n < fewest {
			best, fewest = c, n
		}
	}
	return best, best != ""
}

// Hint asks whether the candidate that Name gives was meant; otherwise when there is
// none.
func Hint(name string, candidates []string, otherwise string) string {
	if near, ok := Name(name, candidates); ok {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return otherwise
}

// distance counts the insertions, deletions, replacements and swaps of
// neighbours that lead from a to b (optimal string alignment).
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	rows := make([][]int, len(s)+1)
	for i := range rows {
		rows[i] = make([]int, len(t)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(s); i++ {
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(s)][len(t)]
}
