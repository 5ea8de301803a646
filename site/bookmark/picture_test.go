package bookmark

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"strings"
	"testing"

	"galley/internal/picture/picturetest"
)

// ico makes an icon file of pictures, each with its side in pixels.
func ico(pictures map[int][]byte) []byte {
	out := binary.LittleEndian.AppendUint16([]byte{0, 0, 1, 0}, uint16(len(pictures)))
	start := icoHeader + icoEntry*len(pictures)
	var data []byte
	for side, picture := range pictures {
		entry := make([]byte, icoEntry)
		entry[0], entry[1] = byte(side), byte(side)
		binary.LittleEndian.PutUint32(entry[8:], uint32(len(picture)))
		binary.LittleEndian.PutUint32(entry[12:], uint32(start+len(data)))
		out = append(out, entry...)
		data = append(data, picture...)
	}
	return append(out, data...)
}

// dib makes a picture of a side in pixels: red, and clear in its first row.
func dib(side, bits int) []byte {
	out := make([]byte, dibHeader)
	binary.LittleEndian.PutUint32(out, dibHeader)
	binary.LittleEndian.PutUint32(out[4:], uint32(side))
	binary.LittleEndian.PutUint32(out[8:], uint32(side*2))
	binary.LittleEndian.PutUint16(out[14:], uint16(bits))
	for y := range side {
		clear := y == side-1 // rows are from below
		var row []byte
		for range side {
			row = append(row, 0, 0, 255)
			if bits == 32 {
				row = append(row, map[bool]byte{true: 0, false: 255}[clear])
			}
		}
		out = append(out, row...)
		out = append(out, make([]byte, (side*bits+31)/32*4-len(row))...)
	}
	for y := range side {
		mask := byte(0)
		if y == side-1 {
			mask = 0xff
		}
		out = append(out, bytes.Repeat([]byte{mask}, (side+31)/32*4)...)
	}
	return out
}

func TestIconsOfAllFormatsAreRead(t *testing.T) {
	red := color.NRGBA{255, 0, 0, 255}
	m := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for x := range 64 {
		for y := 1; y < 64; y++ {
			m.SetNRGBA(x, y, red)
		}
	}
	asPNG := picturetest.PNG(t, m)
	var asGIF bytes.Buffer
	if err := gif.Encode(&asGIF, m, nil); err != nil {
		t.Fatal(err)
	}
	webp, err := base64.StdEncoding.DecodeString("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoIAAgAAgA0JaQAA3AA/vv9UAA=")
	if err != nil {
		t.Fatal(err)
	}
	fewColours := dib(48, 32)
	fewColours[14] = 4
	for name, data := range map[string][]byte{
		"png":                asPNG,
		"ico of png":         ico(map[int][]byte{64: asPNG, 16: dib(16, 32)}),
		"ico of 32 bits":     ico(map[int][]byte{16: dib(16, 32), 48: dib(48, 32)}),
		"ico of 24 bits":     ico(map[int][]byte{32: dib(32, 24)}),
		"ico with bad parts": ico(map[int][]byte{64: bytes.Repeat([]byte{1}, 100), 32: dib(32, 32), 48: fewColours}),
		"gif":                asGIF.Bytes(), "webp": webp,
	} {
		out, p, err := iconForm.remake(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, err := png.Decode(bytes.NewReader(out))
		if err != nil || got.Bounds().Dx() != p.Width || p.Width > iconSize {
			t.Errorf("%s: %v, %+v", name, err, p)
			continue
		}
		if strings.Contains(name, "ico") || name == "png" {
			if middle := color.NRGBAModel.Convert(got.At(p.Width/2, p.Height/2)); middle != red {
				t.Errorf("%s: the middle is %v", name, middle)
			}
			if _, _, _, alpha := got.At(0, 0).RGBA(); alpha != 0 {
				t.Errorf("%s: the top is not clear", name)
			}
		}
	}
}

// Pictures come from anywhere: whatever they are, none is written that was not
// decoded, and none that is larger than it may be.
func FuzzPicturesAreWrittenAnew(f *testing.F) {
	f.Add(ico(map[int][]byte{16: dib(16, 32)}))
	f.Add(ico(map[int][]byte{32: dib(32, 24)}))
	f.Add([]byte("<svg xmlns='http://www.w3.org/2000/svg'/>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		out, p, err := iconForm.remake(data)
		if err != nil {
			return
		}
		config, format, err := image.DecodeConfig(bytes.NewReader(out))
		if err != nil || format != "png" || config.Width > iconSize || config.Height > iconSize || config.Width != p.Width {
			t.Errorf("a %s of %dx%d was written (%v)", format, config.Width, config.Height, err)
		}
	})
}
