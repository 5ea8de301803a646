package lettering

import (
	"image"
	"math"
)

// Disc draws a disc into an empty mask: what letters stand on.
func Disc(mask *image.Alpha, x, y, radius float64) {
	inner, outer := max(0, radius-1), radius+1
	fill(mask, func(px, py float64) float64 {
		switch square := (px-x)*(px-x) + (py-y)*(py-y); {
		case square <= inner*inner:
			return 1
		case square >= outer*outer:
			return 0
		default:
			return radius - math.Sqrt(square) + .5
		}
	})
}

// RoundRect draws a rectangle with round corners into an empty mask.
func RoundRect(mask *image.Alpha, x, y, width, height, radius float64) {
	cx, cy, w, h := x+width/2, y+height/2, width/2-radius, height/2-radius
	fill(mask, func(px, py float64) float64 {
		dx, dy := math.Abs(px-cx)-w, math.Abs(py-cy)-h
		if dx > 0 && dy > 0 { // at a corner
			return radius - math.Sqrt(dx*dx+dy*dy) + .5
		}
		return radius - max(dx, dy) + .5
	})
}

// fill sets a mask to how much of each pixel is covered, from 0 to 1.
func fill(mask *image.Alpha, covered func(x, y float64) float64) {
	for y := mask.Rect.Min.Y; y < mask.Rect.Max.Y; y++ {
		row := mask.Pix[mask.PixOffset(mask.Rect.Min.X, y):]
		for x := range mask.Rect.Dx() {
			row[x] = byte(255 * min(1, max(0, covered(float64(mask.Rect.Min.X+x)+.5, float64(y)+.5))))
		}
	}
}
