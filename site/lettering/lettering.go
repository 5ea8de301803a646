// Package lettering draws text: in any script that a font covers, shaped, in the
// direction in which it is read, broken into lines.
//
//	fonts, err := lettering.New(own, lettering.NewMachine(folder))
//	text, err := fonts.Shape("Über die Dünen", lettering.Options{Language: "de"})
//	lines, ok := text.Lines(72, 1040, 3)
//	for i, line := range lines {
//		pictures := line.Draw(mask, 80, 200+float64(i)*86, 72)
//	}
//
// Letters come from the first of these that has them: a font of the site's own,
// the Go font that is part of the program, which has Latin, Greek and Cyrillic, and
// the fonts of the machine. So what most titles are made of looks the same wherever a
// site is built, and the machine is looked at only for the rest. A text of which
// any letter has no font is not drawn at all: [NoFontError]. Emoji are pictures
// of a colour font of the machine; without one, they are left out.
package lettering

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/font/gofont/gobold"
)

// version is part of every digest: another way to draw has another number.
const version = "1"

// Fonts are where letters come from. Many goroutines may use them at once.
type Fonts struct {
	own     []*font.Font // in the order in which they are asked
	machine *Machine     // nil for none
	digest  string
	typists sync.Pool // of *typist
}

// New gives the fonts of a site: own is a TrueType or OpenType font, or a
// collection of them, nil when the site has none; machine may be nil. The error
// says that own is not a font.
func New(own []byte, machine *Machine) (*Fonts, error) {
	f := &Fonts{machine: machine}
	for _, data := range [][]byte{own, gobold.TTF} {
		if data == nil {
			continue
		}
		fonts, err := parse(data)
		if err != nil {
			return nil, err
		}
		f.own = append(f.own, fonts...)
	}
	sum := sha256.Sum256(own)
	f.digest = version + hex.EncodeToString(sum[:8])
	f.typists.New = func() any { return newTypist() }
	return f, nil
}

func parse(data []byte) ([]*font.Font, error) {
	loaders, err := opentype.NewLoaders(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("reading a font: %w", err)
	}
	var fonts []*font.Font
	for _, loader := range loaders {
		f, err := font.NewFont(loader)
		if err != nil {
			return nil, fmt.Errorf("reading a font: %w", err)
		}
		fonts = append(fonts, f)
	}
	return fonts, nil
}

// Digest identifies the fonts that texts are drawn with: texts of equal digests
// look the same. Fonts of the machine are part of it only when a text needs them.
func (f *Fonts) Digest(texts ...string) string {
	for _, text := range texts {
		for _, r := range text {
			if f.machine != nil && !ignorable(r) && f.ownFont([]rune{r}) == nil {
				return f.digest + "+" + f.machine.Digest()
			}
		}
	}
	return f.digest
}

// ownFont gives the first own font that has all the letters of a cluster.
func (f *Fonts) ownFont(cluster []rune) *font.Font {
	for _, candidate := range f.own {
		if covers(candidate, cluster) {
			return candidate
		}
	}
	return nil
}

func covers(f *font.Font, cluster []rune) bool {
	for _, r := range cluster {
		if _, ok := f.NominalGlyph(r); !ok && !ignorable(r) {
			return false
		}
	}
	return true
}
