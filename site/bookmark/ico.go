package bookmark

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
)

// An ICO file has several pictures of one icon. Each is a PNG, or a BMP without
// its file header, of double height: below the colours is a mask of one bit a
// pixel. Of those without PNG only the ones of 32 bits a pixel, which have their
// transparency within them, and of 24 bits are read.

const (
	icoHeader = 6
	icoEntry  = 16
	dibHeader = 40
)

var errICO = errors.New("an icon that cannot be read")

// isICO tells whether a file begins as an ICO does.
func isICO(data []byte) bool {
	return len(data) > icoHeader && bytes.HasPrefix(data, []byte{0, 0, 1, 0})
}

// decodeICO reads the picture that is nearest to what is wanted.
func decodeICO(r io.Reader) (image.Image, string, error) {
	best, err := bestOfICO(r)
	if err != nil {
		return nil, "", err
	}
	if isPNG(best) {
		m, err := png.Decode(bytes.NewReader(best))
		return m, "ico", err
	}
	m, err := decodeDIB(best)
	return m, "ico", err
}

func configICO(r io.Reader) (image.Config, string, error) {
	best, err := bestOfICO(r)
	if err != nil {
		return image.Config{}, "", err
	}
	if isPNG(best) {
		c, err := png.DecodeConfig(bytes.NewReader(best))
		return c, "ico", err
	}
	width, height, _, err := dibSize(best)
	return image.Config{ColorModel: color.NRGBAModel, Width: width, Height: height}, "ico", err
}

func isPNG(data []byte) bool { return bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")) }

// bestOfICO gives the data of the picture whose size needs the least scaling.
func bestOfICO(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(r)
	if err != nil || !isICO(data) {
		return nil, errICO
	}
	var best []byte
	cost := 0
	for i := range int(binary.LittleEndian.Uint16(data[4:])) {
		at := icoHeader + i*icoEntry
		if at+icoEntry > len(data) {
			break
		}
		entry := data[at : at+icoEntry]
		size := int(entry[0])
		if size == 0 {
			size = 256
		}
		length, start := uint64(binary.LittleEndian.Uint32(entry[8:])), uint64(binary.LittleEndian.Uint32(entry[12:]))
		if start+length > uint64(len(data)) || length < dibHeader {
			continue
		}
		picture := data[start : start+length]
		if _, _, _, err := dibSize(picture); err != nil && !isPNG(picture) {
			continue
		}
		if c := (icon{size: size}).cost(); best == nil || c < cost {
			best, cost = picture, c
		}
	}
	if best == nil {
		return nil, errICO
	}
	return best, nil
}

// dibSize reads the header of a picture that is no PNG.
func dibSize(data []byte) (width, height, bits int, err error) {
	if len(data) < dibHeader || binary.LittleEndian.Uint32(data) != dibHeader {
		return 0, 0, 0, errICO
	}
	width = int(int32(binary.LittleEndian.Uint32(data[4:])))
	height = int(int32(binary.LittleEndian.Uint32(data[8:]))) / 2
	bits = int(binary.LittleEndian.Uint16(data[14:]))
	compression := binary.LittleEndian.Uint32(data[16:])
	const most = 1024
	if width < 1 || width > most || height < 1 || height > most || bits != 24 && bits != 32 || compression != 0 {
		return 0, 0, 0, errICO
	}
	return width, height, bits, nil
}

// decodeDIB reads colours and, of 24 bits a pixel, the mask.
func decodeDIB(data []byte) (image.Image, error) {
	width, height, bits, err := dibSize(data)
	if err != nil {
		return nil, err
	}
	row := (width*bits + 31) / 32 * 4
	maskRow := (width + 31) / 32 * 4
	pixels := data[dibHeader:]
	if len(pixels) < row*height {
		return nil, errICO
	}
	mask := pixels[row*height:]
	masked := bits == 24 && len(mask) >= maskRow*height
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		line := pixels[(height-1-y)*row:] // from below
		for x := range width {
			p := line[x*bits/8:]
			c := color.NRGBA{p[2], p[1], p[0], 255}
			if bits == 32 {
				c.A = p[3]
			}
			if masked && mask[(height-1-y)*maskRow+x/8]>>(7-x%8)&1 == 1 {
				c.A = 0
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m, nil
}
