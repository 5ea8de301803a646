package card

import (
	"cmp"
	"image/color"
	"slices"
)

// quantizer reduces the colours of pictures, by the median cut: the box of
// colours that differ most, weighted by how often they occur, is divided again
// and again.
type quantizer struct {
	bins  map[uint16]*bin // by the first five bits of each part
	means map[uint16]color.RGBA
}

// bin is colours that are nearly the same.
type bin struct {
	key     uint16
	sum     [3]int
	pixels  int
	average [3]int
}

func newQuantizer() *quantizer {
	return &quantizer{bins: map[uint16]*bin{}, means: map[uint16]color.RGBA{}}
}

func keyOf(pixel []uint8) uint16 {
	return uint16(pixel[0]>>3)<<10 | uint16(pixel[1]>>3)<<5 | uint16(pixel[2]>>3)
}

func (q *quantizer) count(p painted) {
	for i, covered := range p.mask {
		if !covered {
			continue
		}
		pixel := p.rgba.Pix[i*4:]
		key := keyOf(pixel)
		b := q.bins[key]
		if b == nil {
			b = &bin{key: key}
			q.bins[key] = b
		}
		b.pixels++
		for part := range b.sum {
			b.sum[part] += int(pixel[part])
		}
	}
}

// divide makes at most n colours of those that were counted.
func (q *quantizer) divide(n int) {
	if len(q.bins) == 0 || n < 1 {
		return
	}
	all := make([]*bin, 0, len(q.bins))
	for _, b := range q.bins {
		for part := range b.sum {
			b.average[part] = b.sum[part] / b.pixels
		}
		all = append(all, b)
	}
	slices.SortFunc(all, func(a, b *bin) int { return cmp.Compare(a.key, b.key) })
	boxes := [][]*bin{all}
	for len(boxes) < n {
		worst, spread := -1, 0
		for i, box := range boxes {
			if _, s := widest(box); s > spread {
				worst, spread = i, s
			}
		}
		if worst < 0 {
			break
		}
		low, high := cut(boxes[worst])
		boxes[worst] = low
		boxes = append(boxes, high)
	}
	for _, box := range boxes {
		mean := meanOf(box)
		for _, b := range box {
			q.means[b.key] = mean
		}
	}
}

// widest gives the part in which the colours of a box differ most, and how much.
func widest(box []*bin) (part, spread int) {
	if len(box) < 2 {
		return 0, 0
	}
	pixels := 0
	for _, b := range box {
		pixels += b.pixels
	}
	for p := range 3 {
		low, high := 255, 0
		for _, b := range box {
			low, high = min(low, b.average[p]), max(high, b.average[p])
		}
		if s := (high - low) * (high - low) * min(pixels, 1000); s > spread {
			part, spread = p, s
		}
	}
	return part, spread
}

// cut divides a box where half of its pixels are on either side.
func cut(box []*bin) (low, high []*bin) {
	part, _ := widest(box)
	slices.SortStableFunc(box, func(a, b *bin) int { return cmp.Compare(a.average[part], b.average[part]) })
	total := 0
	for _, b := range box {
		total += b.pixels
	}
	sum, at := 0, 0
	for at < len(box)-1 && sum+box[at].pixels <= total/2 {
		sum += box[at].pixels
		at++
	}
	at = max(at, 1)
	return box[:at], box[at:]
}

func meanOf(box []*bin) color.RGBA {
	var sum [3]int
	pixels := 0
	for _, b := range box {
		for part := range sum {
			sum[part] += b.sum[part]
		}
		pixels += b.pixels
	}
	return color.RGBA{uint8(sum[0] / pixels), uint8(sum[1] / pixels), uint8(sum[2] / pixels), 255}
}

// color gives the colour that stands for that of a pixel which was counted.
func (q *quantizer) color(pixel []uint8) color.RGBA { return q.means[keyOf(pixel)] }
