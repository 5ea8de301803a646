// Package favicon makes the icons by which browsers, phones and search engines
// show a site, and the manifest that names them.
//
//	files := favicon.Make(favicon.Mark{Emoji: "🌊", Name: "Tidewater", Accent: "#0b6670"}, fonts)
//
// The icon is a picture, a drawing, or an emoji. What cannot be made of it, and the
// icons of a site that has none, are a monogram: the first letter of the site's
// name on its accent.
package favicon

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/internal/oklch"
	"galley/site/lettering"

	"golang.org/x/image/draw"
)

// Version is part of what identifies the files: another way to make them has
// another one.
const Version = "1"

// Names of the files, which lie at the top of a site.
const (
	ICO      = "favicon.ico"
	SVG      = "favicon.svg"
	Touch    = "apple-touch-icon.png"
	Small    = "icon-192.png"
	Large    = "icon-512.png"
	Maskable = "icon-maskable-512.png"
)

// Mark is what stands for a site.
type Mark struct {
	Drawing []byte      // SVG without scripts; nil for none
	Emoji   string      // "" for none
	Picture image.Image // the emoji in colour, or a picture; nil for none
	Name    string      // of the site, for the monogram
	Accent  string      // "#rrggbb", of the monogram
}

// Make gives the icons by name. Only a mark that is a picture has no SVG.
func Make(m Mark, fonts *lettering.Fonts) (map[string][]byte, error) {
	d := newDrawer(m, fonts)
	files := map[string][]byte{}
	var entries [][]byte
	for _, p := range []struct {
		name string
		size int
		ground
	}{
		{"", 16, bare}, {"", 32, bare}, {"", 48, bare},
		{Touch, 180, full}, {Small, 192, bare}, {Large, 512, bare}, {Maskable, 512, safe},
	} {
		var b bytes.Buffer
		if err := png.Encode(&b, d.draw(p.size, p.ground)); err != nil {
			return nil, fmt.Errorf("writing an icon of the site: %w", err)
		}
		if p.name == "" {
			entries = append(entries, b.Bytes())
			continue
		}
		files[p.name] = b.Bytes()
	}
	files[ICO] = ico(entries)
	if svg := d.svg(); svg != nil {
		files[SVG] = svg
	}
	return files, nil
}

// Draw gives the icon as SVG; nil when the mark is a picture. Without fonts, a
// monogram is lines of text.
func Draw(m Mark, fonts *lettering.Fonts) []byte { return newDrawer(m, fonts).svg() }

// ground says what is behind a mark.
type ground int

const (
	bare ground = iota // nothing
	full               // white, to the edges, since phones make black of nothing
	safe               // likewise; the mark stays in the middle, where no mask cuts
)

type drawer struct {
	mark   Mark
	accent color.RGBA
	ink    color.RGBA      // of the monogram
	letter *lettering.Line // of the monogram; nil when no font has it
}

func newDrawer(m Mark, fonts *lettering.Fonts) drawer {
	accent, ok := oklch.Parse(m.Accent)
	if !ok {
		accent, _ = oklch.Parse("#0b6670")
	}
	ink := oklch.RGB{1, 1, 1}
	if oklch.Contrast(ink, accent) < 3 { // as WCAG 2.2 asks of large letters
		ink = oklch.RGB{}
	}
	return drawer{mark: m, accent: rgba(accent), ink: rgba(ink), letter: letterOf(m.Name, fonts)}
}

func rgba(v oklch.RGB) color.RGBA {
	part := func(v float64) uint8 { return uint8(math.Round(v * 255)) }
	return color.RGBA{part(v[0]), part(v[1]), part(v[2]), 255}
}

// letterOf gives the first letter or digit of a name.
func letterOf(name string, fonts *lettering.Fonts) *lettering.Line {
	i := strings.IndexFunc(name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	if i < 0 || fonts == nil {
		return nil
	}
	first, _ := utf8.DecodeRuneInString(name[i:])
	text, err := fonts.Shape(string(unicode.ToUpper(first)), lettering.Options{})
	if err != nil {
		return nil
	}
	lines, _ := text.Lines(100, math.MaxInt16, 1, lettering.Words)
	return &lines[0]
}

// draw draws the mark as a square of a size in pixels.
func (d drawer) draw(size int, on ground) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, size, size))
	if d.mark.Picture == nil {
		d.monogram(m, on)
		return m
	}
	part := 1.0
	if on != bare {
		draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
		part = 0.8
	}
	if on == safe {
		part = 0.6
	}
	from := d.mark.Picture.Bounds()
	scale := part * float64(size) / float64(max(from.Dx(), from.Dy()))
	w, h := max(1, int(math.Round(float64(from.Dx())*scale))), max(1, int(math.Round(float64(from.Dy())*scale)))
	at := image.Rect((size-w)/2, (size-h)/2, (size-w)/2+w, (size-h)/2+h)
	draw.CatmullRom.Scale(m, at, d.mark.Picture, from, draw.Over, nil)
	return m
}

// corner is how round a monogram is, as a part of its size.
const corner = 0.22

// monogram draws a letter, or lines of text, on the accent.
func (d drawer) monogram(m *image.RGBA, on ground) {
	size := float64(m.Rect.Dx())
	shape := image.NewAlpha(m.Rect)
	if on == bare {
		lettering.RoundRect(shape, 0, 0, size, size, size*corner)
	} else {
		lettering.RoundRect(shape, 0, 0, size, size, 0)
	}
	draw.DrawMask(m, m.Rect, image.NewUniform(d.accent), image.Point{}, shape, image.Point{}, draw.Over)
	ink := image.NewAlpha(m.Rect)
	if d.letter != nil {
		height, x, y := d.place(size)
		d.letter.Draw(ink, x, y, height)
	} else {
		for _, bar := range bars {
			line := image.NewAlpha(m.Rect)
			lettering.RoundRect(line, bar.x*size, bar.y*size, bar.width*size, bar.height*size, bar.height*size/2)
			draw.DrawMask(ink, ink.Rect, image.Opaque, image.Point{}, line, image.Point{}, draw.Over)
		}
	}
	draw.DrawMask(m, m.Rect, image.NewUniform(d.ink), image.Point{}, ink, image.Point{}, draw.Over)
}

// place gives the size of the letter in a square of a size, and where it stands.
func (d drawer) place(size float64) (height, x, y float64) {
	box := d.letter.Ink(1)
	height = min(0.52*size/(box.Bottom-box.Top), 0.62*size/(box.Right-box.Left))
	return height, size/2 - (box.Left+box.Right)/2*height, size/2 - (box.Top+box.Bottom)/2*height
}

// bars are lines of text, as parts of the size of the icon.
var bars = []struct{ x, y, width, height float64 }{
	{0.22, 0.27, 0.56, 0.09}, {0.22, 0.455, 0.56, 0.09}, {0.22, 0.64, 0.34, 0.09},
}

// svg gives the icon as a drawing; nil when the mark is a picture.
func (d drawer) svg() []byte {
	switch {
	case d.mark.Drawing != nil:
		return d.mark.Drawing
	case d.mark.Emoji != "":
		var emoji strings.Builder
		_ = xml.EscapeText(&emoji, []byte(d.mark.Emoji)) // a builder takes all
		return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><text x="50" y="82" font-size="86" text-anchor="middle">%s</text></svg>`, emoji.String())
	case d.mark.Picture != nil:
		return nil
	}
	const size = 64
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d"><rect width="%d" height="%d" rx="%.4g" fill="%s"/>`,
		size, size, size, size, size*corner, hex(d.accent))
	if d.letter != nil {
		height, x, y := d.place(size)
		fmt.Fprintf(&b, `<path fill="%s" d="%s"/>`, hex(d.ink), d.letter.Path(x, y, height))
	} else {
		for _, bar := range bars {
			fmt.Fprintf(&b, `<rect x="%.4g" y="%.4g" width="%.4g" height="%.4g" rx="%.4g" fill="%s"/>`,
				bar.x*size, bar.y*size, bar.width*size, bar.height*size, bar.height*size/2, hex(d.ink))
		}
	}
	b.WriteString("</svg>")
	return b.Bytes()
}

// hex writes a colour as CSS does.
func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// ico puts square pictures in PNG, smaller than 256 pixels, into one file.
// https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
func ico(pictures [][]byte) []byte {
	file := binary.LittleEndian.AppendUint16(nil, 0)
	file = binary.LittleEndian.AppendUint16(file, 1) // icons
	file = binary.LittleEndian.AppendUint16(file, uint16(len(pictures)))
	at := len(file) + 16*len(pictures)
	for _, p := range pictures {
		size := p[19] // the last byte of the width, in the header of PNG
		file = append(file, size, size, 0, 0)
		file = binary.LittleEndian.AppendUint16(file, 1)  // planes
		file = binary.LittleEndian.AppendUint16(file, 32) // bits of a pixel
		file = binary.LittleEndian.AppendUint32(file, uint32(len(p)))
		file = binary.LittleEndian.AppendUint32(file, uint32(at))
		at += len(p)
	}
	return append(file, bytes.Join(pictures, nil)...)
}
