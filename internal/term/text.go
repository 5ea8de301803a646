package term

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// harmless is s with every character that could steer a terminal, or turn the
// reading order around, shown as an escape. Line feeds and tabs stay.
func harmless(s string) string {
	return escape(s, func(r rune) bool { return r != '\n' && r != '\t' && steers(r) })
}

// oneLine is harmless s on one line.
func oneLine(s string) string {
	return escape(strings.Join(strings.Fields(s), " "), steers)
}

// steers reports whether r is a control character (C0, DEL, C1), a line or
// paragraph separator, or one of the bidirectional controls (UAX #9, 2).
func steers(r rune) bool {
	switch {
	case unicode.IsControl(r), r == '\u2028', r == '\u2029':
		return true
	case r == '\u061c', r == '\u200e', r == '\u200f':
		return true
	default:
		return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
	}
}

func escape(s string, bad func(rune) bool) string {
	if utf8.ValidString(s) && strings.IndexFunc(s, bad) < 0 {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && n == 1, bad(r) && r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case bad(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteString(s[:n])
		}
		s = s[n:]
	}
	return b.String()
}

// truncate is s cut to at most columns of a terminal, ending in … when cut.
func truncate(s string, columns int) string {
	used, cut := 0, 0 // cut is where s is short enough to take the … as well
	for i, r := range s {
		used += cells(r)
		if used > columns {
			if columns < 1 {
				return ""
			}
			return s[:cut] + "…"
		}
		if used <= columns-1 {
			cut = i + utf8.RuneLen(r)
		}
	}
	return s
}

// cells is how many columns r takes (UAX #11).
func cells(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	default:
		return 1
	}
}
