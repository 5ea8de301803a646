package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxWord is how many characters of a word count; what is longer is no word that
// anybody types.
const maxWord = 32

// Words cuts a text into the words that the index has: see "Words" in the comment
// of the package. The client does the same, and both are tested with
// testdata/words.json.
func Words(text string) []string {
	var words []string
	eachWord(text, func(word string) { words = append(words, word) })
	return words
}

func eachWord(text string, add func(string)) {
	for len(text) > 0 {
		end := plainEnd(text)
		if end > 0 {
			addASCII(text[:end], add)
			text = text[end:]
			continue
		}
		end = strings.IndexFunc(text, isASCIIGap)
		if end < 0 {
			end = len(text)
		}
		for _, run := range strings.FieldsFunc(Fold(text[:end]), isGap) {
			addRun(run, add)
		}
		text = text[end:]
	}
}

// plainEnd is the end of what is ASCII alone at the beginning of a text, cut
// where no mark that follows could belong to it.
func plainEnd(text string) int {
	gap := 0
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return gap
		}
		if isASCIIGap(rune(text[i])) {
			gap = i + 1
		}
	}
	return len(text)
}

// addASCII cuts a text that is only ASCII, which most are.
func addASCII(text string, add func(string)) {
	text = strings.ToLower(text)
	for i := 0; i < len(text); i++ {
		start := i
		for i < len(text) && !isASCIIGap(rune(text[i])) {
			i++
		}
		if i > start {
			add(text[start:min(i, start+maxWord)])
		}
	}
}

func isASCIIGap(r rune) bool {
	return r < utf8.RuneSelf && !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9')
}

func isGap(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r)
}

// addRun cuts a run of letters where a script begins or ends that is written
// without spaces. Of such a script every two characters that follow each other
// are a word, and so is the last one.
func addRun(run string, add func(string)) {
	for len(run) > 0 {
		first, _ := utf8.DecodeRuneInString(run)
		dense := isDense(first)
		end := strings.IndexFunc(run, func(r rune) bool { return isDense(r) != dense })
		if end < 0 {
			end = len(run)
		}
		if dense {
			addPairs(run[:end], add)
		} else {
			add(firstRunes(run[:end], maxWord))
		}
		run = run[end:]
	}
}

func addPairs(run string, add func(string)) {
	characters := split(run)
	for i := range characters {
		add(strings.Join(characters[i:min(i+2, len(characters))], ""))
	}
}

// split gives the characters of a text, each with the marks that stand on it.
func split(text string) []string {
	var characters []string
	start := 0
	for i, r := range text {
		if i > start && !unicode.IsMark(r) {
			characters = append(characters, text[start:i])
			start = i
		}
	}
	return append(characters, text[start:])
}

func firstRunes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// dense are the scripts that are written without spaces, and Hangul, whose words
// have endings that this finds best.
var dense = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x0e00, Hi: 0x0eff, Stride: 1}, // Thai, Lao
		{Lo: 0x1000, Hi: 0x109f, Stride: 1}, // Myanmar
		{Lo: 0x1100, Hi: 0x11ff, Stride: 1}, // Hangul Jamo
		{Lo: 0x1780, Hi: 0x17ff, Stride: 1}, // Khmer
		{Lo: 0x3005, Hi: 0x3007, Stride: 1}, // 々 〆 〇
		{Lo: 0x3040, Hi: 0x30ff, Stride: 1}, // Hiragana, Katakana
		{Lo: 0x3130, Hi: 0x318f, Stride: 1}, // Hangul compatibility Jamo
		{Lo: 0x31f0, Hi: 0x31ff, Stride: 1}, // Katakana extensions
		{Lo: 0x3400, Hi: 0x4dbf, Stride: 1}, // Han
		{Lo: 0x4e00, Hi: 0x9fff, Stride: 1}, // Han
		{Lo: 0xa960, Hi: 0xa97f, Stride: 1}, // Hangul Jamo extensions
		{Lo: 0xac00, Hi: 0xd7ff, Stride: 1}, // Hangul
		{Lo: 0xf900, Hi: 0xfaff, Stride: 1}, // Han
	},
	R32: []unicode.Range32{{Lo: 0x20000, Hi: 0x3ffff, Stride: 1}}, // Han
}

func isDense(r rune) bool { return r >= 0x0e00 && unicode.Is(dense, r) }

// Fold makes texts that readers take for the same the same: compatibility forms,
// capitals and accents go, and so do the marks that Hebrew and Arabic may be
// written with or without; Katakana becomes Hiragana.
func Fold(text string) string {
	text = strings.ToLower(strings.Map(dropMarks, norm.NFKD.String(text)))
	return norm.NFC.String(strings.Map(hiragana, letters.Replace(text)))
}

func hiragana(r rune) rune {
	if r >= 'ァ' && r <= 'ヶ' {
		return r - 'ァ' + 'ぁ'
	}
	return r
}

func dropMarks(r rune) rune {
	switch {
	case r < 0x300 && r != '\u00ad',
		r > 0x36f && r < 0x591,
		r == 0x5be || r == 0x5c0 || r == 0x5c3 || r == 0x5c6, // punctuation
		r > 0x5c7 && r < 0x640,
		r > 0x640 && r < 0x64b,
		r > 0x65f && r != 0x670 && (r < 0x6d6 || r > 0x6ed):
		return r
	}
	return -1
}

// letters are those that no decomposition takes apart.
var letters = strings.NewReplacer(
	"ß", "ss", "ς", "σ", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "ħ", "h",
	"ı", "i", "ł", "l", "þ", "th", "ŧ", "t", "ى", "ي", "ی", "ي", "ة", "ه", "ک", "ك",
)
