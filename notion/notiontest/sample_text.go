package notiontest

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// number writes a number without needless digits.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// tenths writes a number with one decimal.
func tenths(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// sampleSlug makes the last part of an address from a name.
func sampleSlug(name string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == ' ':
			b.WriteByte('-')
		case r == 'ø':
			b.WriteByte('o')
		}
	}
	return b.String()
}

// split cuts long code into segments of 2,000 bytes, as the API does.
func split(code string) []Rich {
	var out []Rich
	for len(code) > 2000 {
		out = append(out, T(code[:2000]))
		code = code[2000:]
	}
	return append(out, T(code))
}
