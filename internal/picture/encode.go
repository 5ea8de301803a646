package picture

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"slices"
)

// maxSegment is how much of a colour profile goes into one segment of a JPEG.
const maxSegment = 65_000

// isRGB tells whether a colour profile is one for red, green and blue, which is what
// we write: ICC.1:2022, 7.2.6.
func isRGB(profile []byte) bool { return len(profile) > 128 && string(profile[16:20]) == "RGB " }

// JPEG writes a picture without transparency, in a quality from 1 to 100. The colour
// profile is that of the source.
func JPEG(m *image.RGBA, profile []byte, quality int) ([]byte, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		return nil, err
	}
	if !isRGB(profile) || len(profile) > 255*maxSegment {
		return b.Bytes(), nil
	}
	pieces := slices.Collect(slices.Chunk(profile, maxSegment))
	out := slices.Clone(b.Bytes()[:2])
	for i, piece := range pieces {
		head := append([]byte(iccHead), byte(i+1), byte(len(pieces)))
		out = append(out, jpegSegment(markAPP2, append(head, piece...))...)
	}
	return append(out, b.Bytes()[2:]...), nil
}

// PNG writes a picture without loss.
func PNG(m *image.RGBA, profile []byte) ([]byte, error) {
	return writePNG(m, profile, png.DefaultCompression)
}

func writePNG(m *image.RGBA, profile []byte, level png.CompressionLevel) ([]byte, error) {
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: level}).Encode(&b, m); err != nil {
		return nil, err
	}
	if !isRGB(profile) {
		return b.Bytes(), nil
	}
	head := len(pngMagic) + 25
	icc := pngChunk("iCCP", append([]byte("icc\x00\x00"), deflated(profile)...))
	return slices.Concat(b.Bytes()[:head], icc, b.Bytes()[head:]), nil
}
