package lettering

import (
	"errors"
	"image"
	"strings"
	"testing"
)

func embedded(t testing.TB) *Fonts {
	t.Helper()
	fonts, err := New(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return fonts
}

func shape(t testing.TB, f *Fonts, text string) *Text {
	t.Helper()
	shaped, err := f.Shape(text, Options{})
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return shaped
}

func TestTheEmbeddedFontNeedsNoMachine(t *testing.T) {
	f := embedded(t)
	for _, text := range []string{"Über die Dünen", "Žluťoučký kůň — “quotes”…", "Καλημέρα", "Привет, мир", "  a\tb\n "} {
		if got := string(shape(t, f, text).runes); got != strings.Join(strings.Fields(text), " ") {
			t.Errorf("of %q there is %q", text, got)
		}
	}
}

func TestALetterWithoutAFontIsToldByItsScript(t *testing.T) {
	f := embedded(t)
	for text, script := range map[string]string{"คู่มือ": "Thai", "Guide: 東京": "Han", "कैसे": "Devanagari", "\uE000": "symbols"} {
		_, err := f.Shape(text, Options{})
		var missing *NoFontError
		if !errors.As(err, &missing) || missing.Script() != script {
			t.Errorf("%q: %v, want the script %s", text, err, script)
		}
	}
}

func TestEmojiWithoutAFontAreLeftOut(t *testing.T) {
	f := embedded(t)
	for text, want := range map[string]string{"🚀 Launch 🎉 day 👩‍🚀": "Launch day", "Sun☀️, wind": "Sun, wind"} {
		if got := string(shape(t, f, text).runes); got != want {
			t.Errorf("of %q there is %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{"🚀", "", " \u200f"} {
		if shaped, err := f.Shape(text, Options{}); err == nil && text != " \u200f" || err != nil && !errors.Is(err, ErrEmpty) {
			t.Errorf("%q: %v, %v", text, shaped, err)
		}
	}
	if _, ok := f.Emoji("🚀"); ok {
		t.Error("there is a picture of an emoji without a font")
	}
}

func TestLinesAreNoWiderThanAsked(t *testing.T) {
	f := embedded(t)
	text := shape(t, f, "What the winter storm did to the stations of the whole coast, and to the boats")
	for _, width := range []float64{300, 500, 900} {
		for name, set := range map[string]func(float64, float64, int, Policy) ([]Line, bool){"as they come": text.Lines, "balanced": text.Balanced} {
			lines, fits := set(40, width, 20, Words)
			if !fits || len(lines) < 2 {
				t.Errorf("%d lines of %v, %s: %v", len(lines), width, name, fits)
			}
			for _, line := range lines {
				if line.Width(40) > width {
					t.Errorf("a line of %v is %v wide", width, line.Width(40))
				}
			}
		}
	}
	if lines, fits := text.Lines(40, 300, 2, Words); fits || len(lines) != 2 || lines[1].Width(40) > 300 {
		t.Errorf("what is too long for two lines fits: %v, or has %d", fits, len(lines))
	}
}

func TestBalancedLinesAreOfAboutOneLength(t *testing.T) {
	text := shape(t, embedded(t), "A long line with one word")
	first, _ := text.Lines(40, 430, 3, Words)
	balanced, _ := text.Balanced(40, 430, 3, Words)
	if len(first) != 2 || len(balanced) != 2 {
		t.Fatalf("there are %d and %d lines", len(first), len(balanced))
	}
	if before, after := first[0].Width(40)-first[1].Width(40), balanced[0].Width(40)-balanced[1].Width(40); after >= before {
		t.Errorf("the lines differ by %v, before that by %v", after, before)
	}
}

func TestAWordIsCutOnlyWhereThatIsAskedFor(t *testing.T) {
	text := shape(t, embedded(t), "Donaudampfschifffahrtsgesellschaft")
	if _, fits := text.Lines(60, 500, 4, Words); fits {
		t.Error("the word fits, and cannot")
	}
	lines, fits := text.Lines(60, 500, 4, Letters)
	if !fits || len(lines) < 2 {
		t.Errorf("cut, it has %d lines: %v", len(lines), fits)
	}
}

func TestTheFirstLetterGivesTheDirection(t *testing.T) {
	for text, want := range map[string]bool{"Wind": false, "שלום Wind": true, "2026 العناية": true, "123": true, "Wind שלום": false} {
		if got := runsRightToLeft([]rune(text), true); got != want {
			t.Errorf("%q runs from right to left: %v", text, got)
		}
	}
}

func TestLettersAreDrawnWhereTheirOutlinesAre(t *testing.T) {
	lines, _ := shape(t, embedded(t), "Xg").Lines(100, 1000, 1, Words)
	mask := image.NewAlpha(image.Rect(0, 0, 200, 200))
	lines[0].Draw(mask, 20, 120, 100)
	ink := lines[0].Ink(100)
	box := image.Rectangle{Min: image.Pt(200, 200)}
	for y := range 200 {
		for x := range 200 {
			if mask.AlphaAt(x, y).A > 127 {
				box.Min.X, box.Min.Y = min(box.Min.X, x), min(box.Min.Y, y)
				box.Max.X, box.Max.Y = max(box.Max.X, x+1), max(box.Max.Y, y+1)
			}
		}
	}
	for name, pair := range map[string][2]float64{
		"left": {float64(box.Min.X), 20 + ink.Left}, "right": {float64(box.Max.X), 20 + ink.Right},
		"top": {float64(box.Min.Y), 120 + ink.Top}, "bottom": {float64(box.Max.Y), 120 + ink.Bottom},
	} {
		if pair[0] < pair[1]-1.5 || pair[0] > pair[1]+1.5 {
			t.Errorf("%s: drawn to %v, the outline goes to %v", name, pair[0], pair[1])
		}
	}
	if path := lines[0].Path(0, 0, 100); !strings.HasPrefix(path, "M") || !strings.HasSuffix(path, "Z") {
		t.Errorf("the path is %q", path)
	}
}

func TestTheDigestNamesTheMachineOnlyWhereItIsNeeded(t *testing.T) {
	without := embedded(t)
	with, err := New(nil, NewMachine(t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	if without.Digest("Wind", "Καλημέρα") != with.Digest("Wind", "Καλημέρα") {
		t.Error("what the embedded font has depends on the machine")
	}
	if with.Digest("Wind", "風") == with.Digest("Wind") {
		t.Error("what the machine is needed for does not depend on it")
	}
}

func TestAFontHasToBeOne(t *testing.T) {
	if _, err := New([]byte("no font"), nil); err == nil {
		t.Error("a text is taken for a font")
	}
}

// The scripts of the world, with the fonts that are installed: Debian's packages
// fonts-noto-core, fonts-noto-cjk and fonts-noto-color-emoji have them all.
func TestEveryScriptWithAFontIsShaped(t *testing.T) {
	f, err := New(nil, NewMachine(t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text, language string
		turned         bool
		glyphs         int // fewer than letters where some join; 0 for any number
	}{
		{"العناية بالمحطة", "ar", true, 0}, {"תחנה ליד הים", "he", true, 12}, {"観測所の手引き", "ja", false, 7},
		{"如何建造气象站", "zh", false, 7}, {"해안 관측소", "ko", false, 6}, {"คู่มือ", "th", false, 0},
		{"स्थिति", "hi", false, 0}, {"🌊 Tide", "en", false, 6},
	} {
		text, err := f.Shape(c.text, Options{Language: c.language})
		var missing *NoFontError
		if errors.As(err, &missing) {
			t.Logf("skipped: %v", err)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		glyphs := 0
		for _, run := range text.runs {
			glyphs += len(run.Glyphs)
		}
		isEmoji := strings.HasPrefix(c.text, "🌊")
		if text.RightToLeft != c.turned || c.glyphs > 0 && glyphs != c.glyphs && !isEmoji {
			t.Errorf("%q: %d glyphs, from right to left: %v", c.text, glyphs, text.RightToLeft)
		}
		lines, _ := text.Lines(64, 2000, 1, Words)
		mask := image.NewAlpha(image.Rect(0, 0, 2000, 120))
		pictures := lines[0].Draw(mask, 0, 80, 64)
		if _, ok := f.Emoji("🌊"); ok && isEmoji && len(pictures) != 1 {
			t.Errorf("%q has %d pictures", c.text, len(pictures))
		}
	}
}

func TestChineseCharactersAreThoseOfTheLanguage(t *testing.T) {
	for text, want := range map[string]string{"観測所の手引き|en": "ja", "설명 水|en": "ko", "水|zh-TW": "zh-Hant", "水|ja": "ja", "水|de": "zh"} {
		text, tag, _ := strings.Cut(text, "|")
		if got := writing(text, tag); got != want {
			t.Errorf("%q in %s is written as in %s, want %s", text, tag, got, want)
		}
	}
}
