package picture

import "image"

// turn gives a picture as an orientation says that it is shown: CIPA DC-008, 4.6.4.
func turn(m *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return m
	}
	width, height := m.Rect.Dx(), m.Rect.Dy()
	if orientation >= 5 {
		width, height = height, width
	}
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	// From one pixel of a row that is shown to the next, so many bytes are gone on
	// in those that are stored; and from one row to the next.
	start, right, down := 0, 4, m.Stride
	lastX, lastY := 4*(m.Rect.Dx()-1), m.Stride*(m.Rect.Dy()-1)
	switch orientation {
	case 2:
		start, right = lastX, -4
	case 3:
		start, right, down = lastX+lastY, -4, -m.Stride
	case 4:
		start, down = lastY, -m.Stride
	case 5:
		right, down = m.Stride, 4
	case 6:
		start, right, down = lastY, -m.Stride, 4
	case 7:
		start, right, down = lastX+lastY, -m.Stride, -4
	case 8:
		start, right, down = lastX, m.Stride, -4
	}
	for y := range height {
		from, row := start+y*down, out.Pix[y*out.Stride:]
		for x := range width {
			copy(row[4*x:4*x+4], m.Pix[from:from+4])
			from += right
		}
	}
	return out
}
