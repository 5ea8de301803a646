// Package picture reads and makes the pictures of a site: it takes out of a file
// what is said in it besides the picture, scales it down, and writes it in the
// formats that browsers read.
//
//	source, err := picture.Parse(data)
//	data = source.Clean()              // the same pixels, and no word of where it was taken
//	drawn, err := source.Decode()      // if source.Cost() can be afforded
//	small := picture.Scale(drawn, 800, 600)
//	jpeg, err := picture.JPEG(small, source.Profile, 80)
//
// [Parse] reads JPEG, PNG, WebP, GIF, AVIF and HEIC by their parts, without decoding, so what it
// does takes no more memory than the file. Decoding does: [Source.Cost] tells how
// much, before.
//
// [Find] looks for the programs cwebp and avifenc, which write formats that Go does
// not.
package picture

import (
	"errors"
	"fmt"
)

// The types of pictures that [Parse] reads, as media types.
const (
	TypeJPEG = "image/jpeg"
	TypePNG  = "image/png"
	TypeWebP = "image/webp"
	TypeGIF  = "image/gif"
	TypeAVIF = "image/avif" // can be cleaned, and not decoded
	TypeHEIC = "image/heic" // likewise
)

// Source is a picture in a file.
type Source struct {
	Type          string // one of those above
	Width, Height int    // pixels, as it is shown: with the orientation applied
	Orientation   int    // EXIF's number, 1 to 8, for how to turn the pixels; 1 is as they are
	Profile       []byte // its ICC colour profile, nil for none
	Animated      bool   // it has several frames, or may have

	data  []byte
	keep  []span  // what Clean keeps
	bytes float64 // of memory that a pixel takes when it is decoded
	still bool    // it is in a form that is not to be converted

	lossless bool   // a WebP that is written without loss
	blank    []span // what Clean empties in place
}

// span is a range of bytes.
type span struct{ start, end int }

var errMalformed = errors.New("it is damaged")

// ErrType is the error of a file that is none of the types that are read.
var ErrType = errors.New("it is not JPEG, PNG, WebP, GIF, AVIF or HEIC")

// Parse reads the parts of a file. Its pixels may still be damaged. The error wraps
// [ErrType], or says what is wrong.
func Parse(data []byte) (*Source, error) {
	s := &Source{data: data, Orientation: 1}
	for _, format := range []struct {
		magic string
		at    int
		parse func(*Source) error
	}{
		{"\xff\xd8\xff", 0, parseJPEG},
		{pngMagic, 0, parsePNG},
		{"WEBP", 8, parseWebP},
		{"GIF8", 0, parseGIF},
		{"ftyp", 4, parseHEIF},
	} {
		if len(data) < format.at+len(format.magic) || string(data[format.at:format.at+len(format.magic)]) != format.magic {
			continue
		}
		if err := format.parse(s); err != nil {
			return nil, err
		}
		if s.Width <= 0 || s.Height <= 0 {
			return nil, fmt.Errorf("%w: it does not say how large it is", errMalformed)
		}
		if s.turns() {
			s.Width, s.Height = s.Height, s.Width
		}
		return s, nil
	}
	return nil, ErrType
}

// turns tells whether the width of the pixels is the height of what is shown.
func (s *Source) turns() bool { return s.Orientation >= 5 }

// Clean gives the file without anything that it says besides the picture: EXIF,
// XMP, IPTC, texts, previews, and whatever hides behind its end. The colour
// profile stays, and so does every pixel. Of a picture that is to be turned, the
// number that says so is the only thing that stays of its EXIF. It is the same
// slice when there is nothing to take out.
func (s *Source) Clean() []byte {
	if s.Type == TypeAVIF || s.Type == TypeHEIC {
		return s.cleanHEIF()
	}
	if len(s.keep) == 1 && s.keep[0] == (span{0, len(s.data)}) && s.Orientation == 1 {
		return s.data
	}
	switch s.Type {
	case TypeJPEG:
		return s.cleanJPEG()
	case TypePNG:
		return s.cleanPNG()
	case TypeWebP:
		return s.cleanWebP()
	}
	return s.data
}

// hold adds a range to what Clean keeps.
func (s *Source) hold(start, end int) {
	if n := len(s.keep); n > 0 && s.keep[n-1].end == start {
		s.keep[n-1].end = end
		return
	}
	s.keep = append(s.keep, span{start, end})
}

// kept gives what Clean keeps, with more put in at a place.
func (s *Source) kept(at int, more []byte) []byte {
	out := make([]byte, 0, len(s.data)+len(more))
	put := false
	for _, part := range s.keep {
		if !put && at <= part.end {
			out = append(out, s.data[part.start:at]...)
			out = append(out, more...)
			part.start, put = at, true
		}
		out = append(out, s.data[part.start:part.end]...)
	}
	return out
}
