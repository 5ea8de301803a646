package lettering

import (
	"errors"
	"slices"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/bidi"
)

// reference is the size in pixels at which texts are shaped. They are measured
// and drawn at any size by scaling.
const reference = 256

// Options say how a text is to be read.
type Options struct {
	Language    string // BCP 47
	RightToLeft bool   // of what is around the text; a text with letters has its own direction
}

// Text is a text that is ready to be drawn.
type Text struct {
	runes       []rune
	runs        []shaping.Output
	ellipsis    shaping.Output
	RightToLeft bool    // the direction in which it is read
	Height      float64 // of a line, for a size of 1
}

// ErrEmpty says that nothing of a text is to be seen.
var ErrEmpty = errors.New("the text has no letters")

// typist shapes texts, one at a time.
type typist struct {
	shaper    shaping.HarfbuzzShaper
	segmenter shaping.Segmenter
	faces     map[*font.Font]*font.Face
}

func newTypist() *typist { return &typist{faces: map[*font.Font]*font.Face{}} }

func (t *typist) face(f *font.Font) *font.Face {
	if t.faces[f] == nil {
		t.faces[f] = font.NewFace(f)
	}
	return t.faces[f]
}

// Shape makes a text ready. The error is a *NoFontError when a letter has no font,
// and
// ErrEmpty when nothing of the text is to be seen.
func (f *Fonts) Shape(text string, o Options) (*Text, error) {
	d, err := f.dress(text, o.Language)
	if err != nil {
		return nil, err
	}
	if len(d.runes) == 0 {
		return nil, ErrEmpty
	}
	typist := f.typists.Get().(*typist)
	defer f.typists.Put(typist)
	t := &Text{runes: d.runes, RightToLeft: runsRightToLeft(d.runes, o.RightToLeft)}
	in := shaping.Input{
		Text: d.runes, RunEnd: len(d.runes), Direction: t.direction(), Size: fixed.I(reference),
		Language: language.NewLanguage(o.Language),
	}
	for _, run := range typist.split(in, d.fonts) {
		out := typist.shaper.Shape(run)
		if slices.ContainsFunc(out.Glyphs, func(g shaping.Glyph) bool { return g.GlyphID == 0 }) {
			return nil, &NoFontError{string(d.runes[run.RunStart:run.RunEnd])}
		}
		t.runs = append(t.runs, out)
		t.Height = max(t.Height, pixels(out.LineBounds.Ascent-out.LineBounds.Descent)/reference)
	}
	t.ellipsis = typist.shaper.Shape(shaping.Input{
		Text: []rune{'…'}, RunEnd: 1, Direction: t.direction(), Size: in.Size, Script: language.Common, Face: typist.face(f.ellipsisFont()),
	})
	return t, nil
}

// ellipsisFont is the embedded font, which is the last of the own ones.
func (f *Fonts) ellipsisFont() *font.Font { return f.own[len(f.own)-1] }

func (t *Text) direction() di.Direction {
	if t.RightToLeft {
		return di.DirectionRTL
	}
	return di.DirectionLTR
}

// runsRightToLeft finds the direction of a text by its first letter, as HTML does
// with dir="auto".
func runsRightToLeft(text []rune, otherwise bool) bool {
	for _, r := range text {
		switch p, _ := bidi.LookupRune(r); p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return otherwise
}

// anyFace stands for all fonts while a text is split by direction and script.
type anyFace struct{ face *font.Face }

func (a anyFace) ResolveFace(rune) *font.Face { return a.face }

// split cuts a text where its direction, script or font changes.
func (t *typist) split(in shaping.Input, fonts []*font.Font) []shaping.Input {
	var runs []shaping.Input
	for _, run := range t.segmenter.Split(in, anyFace{t.face(fonts[0])}) {
		end := run.RunEnd
		for run.RunStart < end {
			run.RunEnd = run.RunStart + 1
			for run.RunEnd < end && fonts[run.RunEnd] == fonts[run.RunStart] {
				run.RunEnd++
			}
			run.Face = t.face(fonts[run.RunStart])
			runs = append(runs, run)
			run.RunStart = run.RunEnd
		}
	}
	return runs
}

// Policy says where a line may end.
type Policy uint8

// The policies.
const (
	Words   Policy = iota // between words, as Unicode says (UAX #14)
	Letters               // in a word, too, when it is longer than a line
)

// Lines breaks a text, drawn at a size, into lines of at most the given width, all
// in pixels. It tells whether the text fits: the last line ends with an ellipsis
// when it does not fit into the number of lines that is asked for.
func (t *Text) Lines(size, width float64, most int, policy Policy) (lines []Line, fits bool) {
	var wrapper shaping.LineWrapper
	config := shaping.WrapConfig{
		Direction: t.direction(), TruncateAfterLines: most, Truncator: t.ellipsis, BreakPolicy: shaping.Never,
	}
	if policy == Letters {
		config.BreakPolicy = shaping.WhenNecessary
	}
	limit := fixed.Int26_6(width * reference / size * 64)
	wrapped, truncated := wrapper.WrapParagraphF(config, limit, t.runes, shaping.NewSliceIterator(t.copyRuns()))
	fits = truncated == 0
	for _, runs := range wrapped {
		line := newLine(runs)
		fits = fits && line.width <= limit
		lines = append(lines, line)
	}
	return lines, fits
}

// Balanced is Lines with lines of about the same length: as narrow as they can be
// without another line, or a word that is cut.
func (t *Text) Balanced(size, width float64, most int, policy Policy) (lines []Line, fits bool) {
	lines, fits = t.Lines(size, width, most, policy)
	if !fits || len(lines) < 2 {
		return lines, fits
	}
	for low, high := width/2, width; high-low > 8; {
		middle := (low + high) / 2
		if narrow, ok := t.Lines(size, middle, len(lines), Words); ok {
			lines, high = narrow, middle
		} else {
			low = middle
		}
	}
	return lines, fits
}

// copyRuns copies what breaking lines writes to.
func (t *Text) copyRuns() []shaping.Output {
	runs := slices.Clone(t.runs)
	for i := range runs {
		runs[i].Glyphs = slices.Clone(runs[i].Glyphs)
	}
	return runs
}

func pixels(v fixed.Int26_6) float64 { return float64(v) / 64 }
