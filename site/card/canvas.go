package card

import (
	"image"
	"image/color"
	"image/png"
	"io"
	"maps"
	"math"
	"slices"
	"sync"

	"galley/internal/oklch"
	"galley/site/lettering"

	"golang.org/x/image/draw"
)

// canvas is a picture of few colours, which makes a small file. Colours are added
// as they are needed; those of pictures come last and share what is left.
type canvas struct {
	image.Paletted
	index    map[color.RGBA]uint8
	pictures []painted
}

// painted is a picture as it stands on the canvas.
type painted struct {
	rgba *image.RGBA
	mask []bool // of its pixels: whether it covers them at all
}

func newCanvas(width, height int, ground color.RGBA) *canvas {
	c := &canvas{Paletted: *image.NewPaletted(image.Rect(0, 0, width, height), nil), index: map[color.RGBA]uint8{}}
	c.color(ground) // 0, which all pixels are
	return c
}

// clone gives a copy to draw on.
func (c *canvas) clone() *canvas {
	copied := &canvas{Paletted: c.Paletted, index: maps.Clone(c.index)}
	copied.Pix, copied.Palette = slices.Clone(c.Pix), slices.Clone(c.Palette)
	return copied
}

// shades are the steps between a ground and what is drawn on it.
const shades = 16

// most is how many colours a file can have.
const most = 256

// color gives the number of a colour: when there is no room for another, that of
// the one most like it.
func (c *canvas) color(v color.RGBA) uint8 {
	if i, ok := c.index[v]; ok {
		return i
	}
	if len(c.Palette) == most {
		i := uint8(c.Palette.Index(v))
		c.index[v] = i
		return i
	}
	c.Palette = append(c.Palette, v)
	c.index[v] = uint8(len(c.Palette) - 1)
	return c.index[v]
}

// fill draws in one colour where the mask says.
func (c *canvas) fill(mask *image.Alpha, v color.RGBA) {
	var blends [most][shades + 1]uint8 // by ground and shade: the number of the colour, and 1
	box := mask.Rect.Intersect(c.Rect)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		from := mask.Pix[mask.PixOffset(box.Min.X, y):]
		to := c.Pix[c.PixOffset(box.Min.X, y):]
		for x := range box.Dx() {
			shade := (int(from[x])*shades + 127) / 255
			if shade == 0 {
				continue
			}
			blend := &blends[to[x]][shade]
			if *blend == 0 {
				*blend = c.color(mix(c.Palette[to[x]].(color.RGBA), v, shade)) + 1
			}
			to[x] = *blend - 1
		}
	}
}

// mix blends a ground with a colour.
func mix(ground, v color.RGBA, shade int) color.RGBA {
	part := func(a, b uint8) uint8 { return uint8((int(a)*(shades-shade) + int(b)*shade + shades/2) / shades) }
	return color.RGBA{part(ground.R, v.R), part(ground.G, v.G), part(ground.B, v.B), 255}
}

// picture draws a picture, scaled to fill a rectangle with round corners.
func (c *canvas) picture(m image.Image, at image.Rectangle, radius float64) {
	scaled := image.NewRGBA(at)
	draw.CatmullRom.Scale(scaled, at, m, m.Bounds(), draw.Src, nil)
	corners := image.NewAlpha(at)
	lettering.RoundRect(corners, float64(at.Min.X), float64(at.Min.Y), float64(at.Dx()), float64(at.Dy()), radius)
	p := painted{image.NewRGBA(at), make([]bool, at.Dx()*at.Dy())}
	draw.Draw(p.rgba, at, &c.Paletted, at.Min, draw.Src)
	draw.DrawMask(p.rgba, at, scaled, at.Min, corners, at.Min, draw.Over)
	for i := range p.mask {
		p.mask[i] = scaled.Pix[i*4+3] > 0 && corners.Pix[i] > 0
	}
	c.pictures = append(c.pictures, p)
}

// encode writes the canvas as PNG.
func (c *canvas) encode(w io.Writer, buffers png.EncoderBufferPool) error {
	c.settle()
	encoder := png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: buffers}
	return encoder.Encode(w, &c.Paletted)
}

// buffers are what encoding needs, used again and again.
type buffers struct{ sync.Pool }

func (b *buffers) Get() *png.EncoderBuffer {
	buffer, _ := b.Pool.Get().(*png.EncoderBuffer)
	return buffer // nil makes another
}

func (b *buffers) Put(buffer *png.EncoderBuffer) { b.Pool.Put(buffer) }

// settle gives the pictures the colours that are left.
func (c *canvas) settle() {
	q := newQuantizer()
	for _, p := range c.pictures {
		q.count(p)
	}
	q.divide(most - len(c.Palette))
	for _, p := range c.pictures {
		for i, covered := range p.mask {
			if covered {
				x, y := p.rgba.Rect.Min.X+i%p.rgba.Rect.Dx(), p.rgba.Rect.Min.Y+i/p.rgba.Rect.Dx()
				c.Pix[c.PixOffset(x, y)] = c.color(q.color(p.rgba.Pix[i*4:]))
			}
		}
	}
	c.pictures = nil
}

// rgba gives a colour as pictures have it.
func rgba(v oklch.RGB) color.RGBA {
	part := func(v float64) uint8 { return uint8(math.Round(min(1, max(0, v)) * 255)) }
	return color.RGBA{part(v[0]), part(v[1]), part(v[2]), 255}
}
