package picture

import (
	"image"
	"image/draw"
	"math"

	xdraw "golang.org/x/image/draw"
)

// The kernel is x/image's; its scaler is not, since that keeps 32 bytes for each
// pixel of a picture that is as wide as the result and as high as the source: 230 MB
// for a photograph of 12 megapixels. Here, a row of the source is scaled and added to
// the few rows of the result that it is part of.

// tap is what a pixel of the result is made of: pixels of the source, from first on.
type tap struct {
	first   int
	weights []float32
}

// taps gives the taps of a line that becomes shorter, or stays as it is.
func taps(from, to int) []tap {
	kernel := xdraw.CatmullRom
	scale := float64(from) / float64(to)
	list := make([]tap, to)
	for i := range list {
		center := (float64(i)+.5)*scale - .5
		first := max(0, int(math.Ceil(center-kernel.Support*scale)))
		last := min(from-1, int(math.Floor(center+kernel.Support*scale)))
		t := tap{first, make([]float32, last-first+1)}
		sum := 0.
		for j := range t.weights {
			weight := kernel.At(math.Abs(float64(first+j)-center) / scale)
			t.weights[j] = float32(weight)
			sum += weight
		}
		for j := range t.weights {
			t.weights[j] /= float32(sum)
		}
		list[i] = t
	}
	return list
}

// stripRows is how many rows are brought into one form at a time.
const stripRows = 16

// openRows is how many rows of the result a row of the source can be part of: those
// within twice the kernel's support, and one for what is rounded.
const openRows = 6

// Scale gives a picture in a size that is not larger, in either direction, and not
// empty.
func Scale(m image.Image, width, height int) *image.RGBA {
	bounds := m.Bounds()
	across, down := taps(bounds.Dx(), width), taps(bounds.Dy(), height)
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	strip := image.NewRGBA(image.Rect(0, 0, bounds.Dx(), stripRows))
	line := make([]float32, 4*width)
	var open [openRows][]float32 // sums of rows that are not complete, by their number
	for i := range open {
		open[i] = make([]float32, 4*width)
	}
	next := 0 // the first row that is not complete
	for y := range bounds.Dy() {
		if y%stripRows == 0 {
			draw.Draw(strip, strip.Rect, m, image.Pt(bounds.Min.X, bounds.Min.Y+y), draw.Src)
		}
		squeeze(line, strip.Pix[y%stripRows*strip.Stride:], across)
		for row := next; row < height && down[row].first <= y; row++ {
			t := down[row]
			if y >= t.first+len(t.weights) {
				continue // for rows beyond the last one that was needed
			}
			add(open[row%openRows], line, t.weights[y-t.first])
			if y == t.first+len(t.weights)-1 {
				finish(out.Pix[row*out.Stride:], open[row%openRows])
				next = row + 1
			}
		}
	}
	return out
}

// squeeze scales a row.
func squeeze(line []float32, pix []uint8, across []tap) {
	for x, t := range across {
		var r, g, b, a float32
		at := pix[4*t.first : 4*(t.first+len(t.weights))]
		for _, weight := range t.weights {
			r += weight * float32(at[0])
			g += weight * float32(at[1])
			b += weight * float32(at[2])
			a += weight * float32(at[3])
			at = at[4:]
		}
		line[4*x], line[4*x+1], line[4*x+2], line[4*x+3] = r, g, b, a
	}
}

// add adds a row to a sum.
func add(sum, line []float32, weight float32) {
	line = line[:len(sum)]
	for i := range sum {
		sum[i] += weight * line[i]
	}
}

// finish writes a sum as a row of pixels, and empties it. Colours are multiplied with
// their opacity, so none may be above it.
func finish(pix []uint8, sum []float32) {
	for i := 0; i < len(sum); i += 4 {
		alpha := within(sum[i+3], 255)
		for j := range 3 {
			pix[i+j] = uint8(within(sum[i+j], alpha) + .5)
		}
		pix[i+3] = uint8(alpha + .5)
	}
	clear(sum)
}

func within(v, most float32) float32 { return max(0, min(v, most)) }
