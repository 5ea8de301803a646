package lettering

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
)

// NoFontError says that letters have no font.
type NoFontError struct {
	Letters string // of the text, those without a font
}

// Error names the script of the letters.
func (e *NoFontError) Error() string { return "no font has letters of the script " + e.Script() }

// Script gives the English name of the script of the first letter that is of one,
// as Unicode has it.
func (e *NoFontError) Script() string {
	for _, r := range e.Letters {
		for _, name := range slices.Sorted(maps.Keys(unicode.Scripts)) {
			if name != "Common" && name != "Inherited" && unicode.Is(unicode.Scripts[name], r) {
				return strings.ReplaceAll(name, "_", " ")
			}
		}
	}
	return "symbols"
}

// ignorable tells what needs no glyph of its own: spaces, controls, joiners and
// variation selectors.
func ignorable(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || unicode.IsControl(r)
}

func isEmoji(cluster []rune) bool {
	for _, r := range cluster {
		if r == 0xFE0F || r == 0x20E3 || r >= 0x1F000 && r < 0x1FB00 {
			return true
		}
	}
	return strings.ContainsRune(earlyEmoji, cluster[0])
}

// earlyEmoji are the characters before U+1F000 that are emoji of themselves:
// Emoji_Presentation of UTS #51.
const earlyEmoji = "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"

// dressed is a text each of whose characters has a font.
type dressed struct {
	runes []rune
	fonts []*font.Font
}

func (d *dressed) add(cluster []rune, f *font.Font) {
	for _, r := range cluster {
		d.runes, d.fonts = append(d.runes, r), append(d.fonts, f)
	}
}

// endsWithSpace tells whether another space would be one too many.
func (d *dressed) endsWithSpace() bool { return len(d.runes) == 0 || d.runes[len(d.runes)-1] == ' ' }

func (d *dressed) trim() {
	for len(d.runes) > 0 && d.runes[len(d.runes)-1] == ' ' {
		d.runes, d.fonts = d.runes[:len(d.runes)-1], d.fonts[:len(d.fonts)-1]
	}
}

// dress gives every character of a text its font. Emoji that have none are left
// out.
func (f *Fonts) dress(text, tag string) (dressed, error) {
	var graphemes segmenter.Segmenter
	graphemes.Init([]rune(tidy(text)))
	w := wardrobe{fonts: f, tag: writing(text, tag)}
	var d dressed
	var missing []rune
	for it := graphemes.GraphemeIterator(); it.Next(); {
		cluster := it.Grapheme().Text
		chosen := w.choose(cluster)
		switch {
		case cluster[0] == ' ' && d.endsWithSpace():
		case chosen != nil:
			d.add(cluster, chosen)
		case !isEmoji(cluster):
			missing = append(missing, cluster...)
		}
	}
	if len(missing) > 0 {
		return d, &NoFontError{string(missing)}
	}
	d.trim()
	return d, nil
}

// tidy makes every white space one space, and leaves controls out.
func tidy(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.Join(strings.Fields(text), " "))
}

// wardrobe chooses fonts for the clusters of one text, one after the other.
type wardrobe struct {
	fonts *Fonts
	tag   string
	last  *font.Font // of the machine, that was chosen last
}

// choose gives the font for a cluster, nil when there is none. The font of the
// machine that has the letters before is asked first, so that words are not
// patched together.
func (w *wardrobe) choose(cluster []rune) *font.Font {
	if isEmoji(cluster) {
		if painted := w.fonts.machine.emoji(cluster); painted != nil {
			return painted
		}
	}
	if own := w.fonts.ownFont(cluster); own != nil {
		return own
	}
	if w.last == nil || !covers(w.last, cluster) {
		w.last = w.fonts.machine.find(cluster, shared(cluster[0], w.tag))
	}
	return w.last
}

// shared gives the way of writing whose fonts to look for, when a letter is of a
// script that several share; "" for other scripts.
func shared(r rune, tag string) string {
	switch language.LookupScript(r) {
	case language.Hiragana, language.Katakana:
		return "ja"
	case language.Hangul:
		return "ko"
	case language.Han, language.Common:
		return tag
	}
	return ""
}

// writing says which way of writing Chinese characters a text in a language has:
// a key of families.
func writing(text, tag string) string {
	for _, r := range text {
		if way := shared(r, ""); way != "" {
			return way // kana and hangul stand in one language only
		}
	}
	base, rest, _ := strings.Cut(strings.ToLower(tag), "-")
	switch {
	case base == "ja", base == "ko":
		return base
	case base == "zh" && (strings.Contains(rest, "hant") || strings.Contains(rest, "tw") || strings.Contains(rest, "hk") || strings.Contains(rest, "mo")):
		return "zh-Hant"
	}
	return "zh"
}
