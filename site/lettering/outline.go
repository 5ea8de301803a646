package lettering

import (
	"fmt"
	"math"
	"strings"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// Box is what letters cover, in pixels: y grows downwards from the line on which
// they stand.
type Box struct{ Left, Top, Right, Bottom float64 }

// Ink gives what the letters of the line cover, drawn at a size from 0 on.
func (l Line) Ink(size float64) Box {
	box := Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	l.outlines(0, 0, size, func(s opentype.Segment, p pen) {
		for _, point := range s.ArgsSlice() {
			x, y := p.at(point)
			box.Left, box.Right = min(box.Left, float64(x)), max(box.Right, float64(x))
			box.Top, box.Bottom = min(box.Top, float64(y)), max(box.Bottom, float64(y))
		}
	})
	return box
}

// Path gives the outlines of the letters as the path data of SVG, from x on,
// standing on y.
func (l Line) Path(x, y, size float64) string {
	var b strings.Builder
	l.outlines(x, y, size, func(s opentype.Segment, p pen) {
		b.WriteByte("MLQC"[s.Op])
		for i, point := range s.ArgsSlice() {
			if i > 0 {
				b.WriteByte(' ')
			}
			x, y := p.at(point)
			fmt.Fprintf(&b, "%.4g %.4g", x, y)
		}
	})
	if b.Len() > 0 {
		b.WriteByte('Z')
	}
	return b.String()
}

// outlines goes over the outlines of the letters.
func (l Line) outlines(x, y, size float64, visit func(opentype.Segment, pen)) {
	scale := size / reference
	for _, run := range l.runs {
		for _, g := range run.Glyphs {
			p := pen{scale: float32(size / float64(run.Face.Upem())), x: float32(x + pixels(g.XOffset)*scale), y: float32(y - pixels(g.YOffset)*scale)}
			if data, ok := run.Face.GlyphData(g.GlyphID).(font.GlyphOutline); ok {
				for _, s := range data.Segments {
					visit(s, p)
				}
			}
			x += pixels(g.Advance) * scale
		}
	}
}
