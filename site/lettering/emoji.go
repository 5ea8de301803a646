package lettering

import (
	"bytes"
	"image"
	"image/png"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// bitmapOf gives the picture of a glyph that is a bitmap in colour.
func bitmapOf(face *font.Face, glyph font.GID) (font.GlyphBitmap, bool) {
	b, ok := face.GlyphDataBitmap(glyph)
	return b, ok && b.Format == font.PNG && len(b.Data) > 0
}

// Emoji gives the picture of an emoji, at the size that the font has it; false
// when no font has it in colour, as one picture.
func (f *Fonts) Emoji(emoji string) (image.Image, bool) {
	cluster := []rune(emoji)
	if len(cluster) == 0 {
		return nil, false
	}
	painted := f.machine.emoji(cluster)
	if painted == nil {
		return nil, false
	}
	typist := f.typists.Get().(*typist)
	defer f.typists.Put(typist)
	face := typist.face(painted)
	glyphs := typist.shaper.Shape(shaping.Input{Text: cluster, RunEnd: len(cluster), Face: face, Size: fixed.I(reference)}).Glyphs
	seen := 0
	var bitmap font.GlyphBitmap
	for _, g := range glyphs {
		if b, ok := bitmapOf(face, g.GlyphID); ok {
			bitmap = b
			seen++
		} else if g.Advance != 0 {
			return nil, false
		}
	}
	if seen != 1 {
		return nil, false
	}
	m, err := png.Decode(bytes.NewReader(bitmap.Data))
	return m, err == nil
}
