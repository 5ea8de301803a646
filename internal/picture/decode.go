package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/webp"
)

// Pixels is how many there are.
func (s *Source) Pixels() int64 { return int64(s.Width) * int64(s.Height) }

// Cost is how many bytes of memory Decode takes, about.
func (s *Source) Cost() int64 { return int64(s.bytes * float64(s.Pixels())) }

// Converts tells whether other sizes and formats of the picture would look like it:
// not of one that moves, nor of colours that would change.
func (s *Source) Converts() bool { return !s.Animated && !s.still }

// Decodes tells whether the type is one that can be decoded here.
func (s *Source) Decodes() bool { return s.Type != TypeAVIF && s.Type != TypeHEIC }

// Drawn tells pictures that were drawn from those that were taken: screenshots and
// diagrams have edges that JPEG blurs, and are smaller without loss. Photographs
// have no two pixels that are alike, and cannot be packed.
func (s *Source) Drawn() bool {
	return s.lossless || s.Type == TypePNG && int64(len(s.data)) < s.Pixels()
}

// Decode gives the pixels as they are stored, not turned.
func (s *Source) Decode() (image.Image, error) {
	decode := jpeg.Decode
	switch s.Type {
	case TypePNG:
		decode = png.Decode
	case TypeWebP:
		decode = webp.Decode
	}
	m, err := decode(bytes.NewReader(s.data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errMalformed, err)
	}
	width, height := s.Width, s.Height
	if s.turns() {
		width, height = height, width
	}
	if m.Bounds().Dx() != width || m.Bounds().Dy() != height {
		return nil, fmt.Errorf("%w: it is not as large as it says", errMalformed)
	}
	return m, nil
}

// Fit gives a decoded picture in a width, as it is shown. The width is that of what
// is shown, and at most that of the source.
func (s *Source) Fit(m image.Image, width int) *image.RGBA {
	height := HeightOf(s.Width, s.Height, width)
	if s.turns() {
		return turn(Scale(m, height, width), s.Orientation)
	}
	return turn(Scale(m, width, height), s.Orientation)
}

// HeightOf gives the height of a picture in another width: at least one pixel.
func HeightOf(width, height, other int) int {
	return max(1, int((int64(height)*int64(other)*2+int64(width))/(2*int64(width))))
}
