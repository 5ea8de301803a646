package site

import (
	"strings"
	"unicode"

	"galley/notion"

	"github.com/gosimple/slug"
)

// Bounds of addresses, in bytes. Every segment is a folder, and some file
// systems and hosts refuse paths of more than about 250.
const (
	maxSlug = 60
	maxPath = 200
)

// makeSlug makes text one segment of an address: small letters, digits, dashes
// and underscores, transliterated as the language does it, of at most 60
// bytes, cut between words where possible. It is "" when nothing is left.
func makeSlug(text, language string) string {
	// A long text costs time and is cut anyway.
	if runes := []rune(text); len(runes) > 4*maxSlug {
		text = string(runes[:4*maxSlug])
	}
	s := slug.MakeLang(stripMarks(text), slugLanguage(language))
	if len(s) > maxSlug {
		cut := s[:maxSlug+1]
		if i := strings.LastIndexByte(cut, '-'); i > maxSlug/3 {
			cut = cut[:i]
		}
		s = strings.Trim(cut[:min(len(cut), maxSlug)], "-_")
	}
	return s
}

// stripMarks drops what belongs inside of words but is no letter: apostrophes,
// so that "don't" is dont and not don-t.
func stripMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\'' || r == '’' || r == 'ʼ' || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
}

// slugLanguage is the language in the form that the slug package knows, which
// has no regions.
func slugLanguage(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	return strings.ToLower(base)
}

// slugPath makes the segments that a slug property asks for: slashes part them.
func slugPath(text, language string) []string {
	var segments []string
	for part := range strings.SplitSeq(text, "/") {
		if s := makeSlug(part, language); s != "" && len(segments) < 5 {
			segments = append(segments, s)
		}
	}
	return segments
}

// shortID is what stands for a title that leaves nothing.
func shortID(id notion.ID) string {
	compact := id.Compact()
	return compact[:min(8, len(compact))]
}
