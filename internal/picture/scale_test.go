package picture

import (
	"image"
	"image/color"
	"math/rand/v2"
	"runtime"
	"testing"

	xdraw "golang.org/x/image/draw"
)

func TestScaledAsByTheKernel(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, size := range [][4]int{{97, 61, 40, 25}, {64, 64, 64, 64}, {300, 7, 10, 1}, {5, 400, 5, 33}, {33, 33, 1, 1}, {50, 40, 49, 39}} {
		m := image.NewNRGBA(image.Rect(3, 5, 3+size[0], 5+size[1]))
		for i := range m.Pix {
			m.Pix[i] = uint8(r.IntN(256))
		}
		got := Scale(m, size[2], size[3])
		want := image.NewRGBA(image.Rect(0, 0, size[2], size[3]))
		xdraw.CatmullRom.Scale(want, want.Rect, m, m.Rect, xdraw.Src, nil)
		for i := range want.Pix {
			if d := int(got.Pix[i]) - int(want.Pix[i]); d < -2 || d > 2 {
				t.Fatalf("%v: byte %d is %d, want %d", size, i, got.Pix[i], want.Pix[i])
			}
		}
	}
}

func TestScalingNeedsLittleMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("only the processor's work")
	}
	m := image.NewYCbCr(image.Rect(0, 0, 2016, 1512), image.YCbCrSubsampleRatio420)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	Scale(m, 1200, 900)
	runtime.ReadMemStats(&after)
	if took, most := after.TotalAlloc-before.TotalAlloc, uint64(4*1200*900+1<<20); took > most {
		t.Errorf("it took %d bytes, want at most %d", took, most)
	}
}

func TestPicturesAreTurnedAsTheySay(t *testing.T) {
	for orientation := 1; orientation <= 8; orientation++ {
		s := parsed(t, photograph(t, drawn(64, 32), orientation))
		m, err := s.Decode()
		if err != nil {
			t.Fatal(err)
		}
		for _, width := range []int{64, 20} {
			got := s.Fit(m, width)
			if got.Rect.Dx() != width || got.Rect.Dy() != width/2 {
				t.Fatalf("orientation %d: the size is %v", orientation, got.Rect)
			}
			for i, want := range fields {
				x, y := width/4+i%2*width/2, width/8+i/2*width/4
				if at := got.RGBAAt(x, y); !alike(at, want) {
					t.Errorf("orientation %d, field %d is %v, want %v", orientation, i, at, want)
				}
			}
		}
	}
}

func alike(a, b color.RGBA) bool {
	near := func(a, b uint8) bool { return max(a, b)-min(a, b) < 24 }
	return near(a.R, b.R) && near(a.G, b.G) && near(a.B, b.B) && a.A == b.A
}
