package lettering

import (
	"bytes"
	"cmp"
	"image"
	"image/png"
	"math"
	"slices"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// Line is a line of a text.
type Line struct {
	runs  []shaping.Output // from left to right
	width fixed.Int26_6
}

func newLine(runs shaping.Line) Line {
	l := Line{runs: slices.Clone(runs)} // the wrapper uses its own again
	slices.SortFunc(l.runs, func(a, b shaping.Output) int { return cmp.Compare(a.VisualIndex, b.VisualIndex) })
	for _, run := range l.runs {
		l.width += run.Advance
	}
	return l
}

// Width gives how wide the line is, drawn at a size, in pixels.
func (l Line) Width(size float64) float64 { return pixels(l.width) * size / reference }

// Picture is a glyph in colour with its place.
type Picture struct {
	Image image.Image
	At    image.Rectangle
}

// Draw adds the letters of the line to a mask, from x on, standing on y. Those in
// colour it gives back.
func (l Line) Draw(mask *image.Alpha, x, y, size float64) []Picture {
	var pictures []Picture
	scale := size / reference
	for _, run := range l.runs {
		pen := pen{mask: mask, scale: float32(size / float64(run.Face.Upem()))}
		for _, g := range run.Glyphs {
			pen.x, pen.y = float32(x+pixels(g.XOffset)*scale), float32(y-pixels(g.YOffset)*scale)
			switch data := run.Face.GlyphData(g.GlyphID).(type) {
			case font.GlyphOutline:
				pen.fill(data.Segments)
			case font.GlyphBitmap:
				if m, err := png.Decode(bytes.NewReader(data.Data)); err == nil {
					pictures = append(pictures, Picture{m, glyphBox(g, x, y, scale)})
				}
			}
			x += pixels(g.Advance) * scale
		}
	}
	return pictures
}

// glyphBox is where the picture of a glyph belongs.
func glyphBox(g shaping.Glyph, x, y, scale float64) image.Rectangle {
	left, top := x+pixels(g.XOffset+g.XBearing)*scale, y-pixels(g.YOffset+g.YBearing)*scale
	right, bottom := left+pixels(g.Width)*scale, top-pixels(g.Height)*scale
	round := func(v float64) int { return int(math.Round(v)) }
	return image.Rect(round(left), round(top), round(right), round(bottom))
}

// pen draws outlines.
type pen struct {
	mask  *image.Alpha
	scale float32
	x, y  float32 // where the glyph stands
}

func (p pen) at(s opentype.SegmentPoint) (x, y float32) { return p.x + s.X*p.scale, p.y - s.Y*p.scale }

// fill adds an outline to the mask.
func (p pen) fill(outline []opentype.Segment) {
	box := p.bounds(outline).Intersect(p.mask.Rect)
	if box.Empty() {
		return
	}
	ox, oy := float32(box.Min.X), float32(box.Min.Y)
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	for _, s := range outline {
		x, y := p.at(s.Args[0])
		x1, y1 := p.at(s.Args[1])
		x2, y2 := p.at(s.Args[2])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			r.ClosePath()
			r.MoveTo(x-ox, y-oy)
		case opentype.SegmentOpLineTo:
			r.LineTo(x-ox, y-oy)
		case opentype.SegmentOpQuadTo:
			r.QuadTo(x-ox, y-oy, x1-ox, y1-oy)
		case opentype.SegmentOpCubeTo:
			r.CubeTo(x-ox, y-oy, x1-ox, y1-oy, x2-ox, y2-oy)
		}
	}
	r.ClosePath()
	glyph := image.NewAlpha(image.Rect(0, 0, box.Dx(), box.Dy()))
	r.Draw(glyph, glyph.Rect, image.Opaque, image.Point{})
	add(p.mask, glyph, box)
}

// add puts a glyph into the mask. Where glyphs meet, they cover what both do
// together: letters that are joined have no seams.
func add(mask, glyph *image.Alpha, box image.Rectangle) {
	for y := range box.Dy() {
		to := mask.Pix[mask.PixOffset(box.Min.X, box.Min.Y+y):]
		for x, v := range glyph.Pix[y*glyph.Stride:][:box.Dx()] {
			to[x] = byte(min(255, int(to[x])+int(v)))
		}
	}
}

// bounds is a rectangle of whole pixels around an outline.
func (p pen) bounds(outline []opentype.Segment) image.Rectangle {
	left, top, right, bottom := float32(math.Inf(1)), float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.Inf(-1))
	for i := range outline {
		for _, point := range outline[i].ArgsSlice() {
			x, y := p.at(point)
			left, top, right, bottom = min(left, x), min(top, y), max(right, x), max(bottom, y)
		}
	}
	if right <= left {
		return image.Rectangle{}
	}
	return image.Rect(int(math.Floor(float64(left))), int(math.Floor(float64(top))), int(math.Ceil(float64(right)))+1, int(math.Ceil(float64(bottom)))+1)
}
