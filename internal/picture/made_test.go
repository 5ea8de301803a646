package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"strings"
	"testing"

	"galley/internal/picture/picturetest"
)

// Pictures of the tests, made in code. All have four fields of one colour each, so
// that one can see how they are turned.
//
//	red   green
//	blue  white
var fields = [4]color.RGBA{{200, 30, 30, 255}, {30, 200, 30, 255}, {30, 30, 200, 255}, {240, 240, 240, 255}}

func drawn(width, height int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.SetRGBA(x, y, fields[2*(2*y/height)+2*x/width])
		}
	}
	return m
}

// stored gives the pixels that a file has to hold so that it shows m when it is
// turned as its orientation says.
func stored(m *image.RGBA, orientation int) *image.RGBA {
	back := []int{0, 1, 2, 3, 4, 5, 8, 7, 6}[orientation]
	return turn(m, back)
}

func jpegOf(t testing.TB, m image.Image) []byte { return picturetest.JPEG(t, m, 95) }

const secret = "53 North 9 East"

// gps makes EXIF as cameras write it: an orientation, and where the picture was
// taken.
func gps(orientation int) []byte {
	exif := exifOf(orientation)
	exif[9] = 2 // entries
	exif = append(exif[:22], 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38)
	exif = append(exif, 0, 0, 0, 0)
	return append(exif, secret...)
}

var profile = append([]byte(strings.Repeat("\x00", 16)+"RGB XYZ "), make([]byte, 200)...)

// photograph is a JPEG with everything that cameras and programs put into one.
func photograph(t testing.TB, m *image.RGBA, orientation int) []byte {
	plain := jpegOf(t, stored(m, orientation))
	half := len(profile) / 2
	return append(concat(plain[:2],
		jpegSegment(markAPP0, []byte("JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00")),
		jpegSegment(markAPP1, append([]byte(exifHead), gps(orientation)...)),
		jpegSegment(markAPP1, []byte("http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>"+secret)),
		jpegSegment(markAPP2, append([]byte(iccHead+"\x02\x02"), profile[half:]...)),
		jpegSegment(markAPP2, append([]byte(iccHead+"\x01\x02"), profile[:half]...)),
		jpegSegment(markAPP2, []byte("MPF\x00"+secret)),
		jpegSegment(0xED, []byte("Photoshop 3.0\x00"+secret)),
		jpegSegment(markCOM, []byte(secret)),
		plain[2:],
	), "a film of the same moment: "+secret...)
}

// screenshot is a PNG with everything that programs put into one.
func screenshot(t testing.TB, m *image.RGBA, orientation int) []byte {
	plain := picturetest.PNG(t, stored(m, orientation))
	return append(concat(plain[:33],
		pngChunk("iCCP", append([]byte("icc\x00\x00"), deflated(profile)...)),
		pngChunk("eXIf", gps(orientation)),
		pngChunk("tEXt", []byte("Comment\x00"+secret)),
		pngChunk("iTXt", []byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"+secret)),
		pngChunk("prVt", []byte(secret)),
		plain[33:],
	), secret...)
}

// webpOf is a lossless WebP of one pixel, with what programs put into one.
func webpOf(orientation int) []byte {
	chunk := func(name string, data []byte) []byte {
		b := append([]byte(name), binary.LittleEndian.AppendUint32(nil, uint32(len(data)))...)
		b = append(b, data...)
		return append(b, make([]byte, len(data)%2)...)
	}
	body := concat([]byte("WEBP"),
		chunk("VP8X", []byte{1<<5 | webpXMP | webpEXIF, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
		chunk("ICCP", profile),
		chunk("VP8L", []byte("\x2f\x00\x00\x00\x00\x07\x10\xfd\x8f\xfe\x07\x22\xa2\xff\x01")),
		chunk("EXIF", gps(orientation)),
		chunk("XMP ", []byte(secret)),
	)
	return chunk("RIFF", body)
}

func concat(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
