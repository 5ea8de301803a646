package site

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/notion"

	"github.com/gosimple/slug"
	"golang.org/x/text/unicode/norm"
)

// Bounds of addresses, in characters. Every segment is a folder, and some file
// systems and hosts refuse paths of more than about 250.
const (
	maxSlug = 60
	maxPath = 200
)

// slugger makes titles segments of addresses.
type slugger struct {
	language string // as the slug package knows it: without a region
	keep     bool   // keep letters of all scripts; else transliterate them as the language does it
}

func (c *Config) slugger() slugger {
	base, _, _ := strings.Cut(c.Site.Language, "-")
	return slugger{strings.ToLower(base), c.URLs.Titles == titlesKept}
}

// make makes text one segment of an address: small letters, digits, dashes and
// underscores, of at most 60 characters, cut between words where possible. It is
// "" when nothing is left.
func (s slugger) make(text string) string {
	// A long text costs time and is cut anyway.
	if runes := []rune(text); len(runes) > 4*maxSlug {
		text = string(runes[:4*maxSlug])
	}
	if s.keep {
		return shorten(keepLetters(stripMarks(text)))
	}
	return shorten(slug.MakeLang(stripMarks(text), s.language))
}

// shorten cuts a segment that is too long.
func shorten(segment string) string {
	runes := []rune(segment)
	if len(runes) <= maxSlug {
		return segment
	}
	cut := string(runes[:maxSlug+1])
	if i := strings.LastIndexByte(cut, '-'); utf8.RuneCountInString(cut[:max(i, 0)]) > maxSlug/3 {
		cut = cut[:i]
	} else {
		cut = string(runes[:maxSlug])
	}
	return strings.Trim(cut, "-_")
}

// keepLetters keeps letters, their marks, and digits of all scripts, in small
// letters; what is between them becomes a dash. Marks are composed, as browsers
// and servers expect it.
func keepLetters(text string) string {
	var b strings.Builder
	dash := false
	for _, r := range norm.NFC.String(strings.ToLower(text)) {
		switch {
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r), r == '_':
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
		default:
			dash = true
		}
	}
	return b.String()
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

// path makes the segments that a slug property asks for: slashes part them.
func (s slugger) path(text string) []string {
	var segments []string
	for part := range strings.SplitSeq(text, "/") {
		if segment := s.make(part); segment != "" && len(segments) < 5 {
			segments = append(segments, segment)
		}
	}
	return segments
}

// shortID is what stands for a title that leaves nothing.
func shortID(id notion.ID) string {
	compact := id.Compact()
	return compact[:min(8, len(compact))]
}
