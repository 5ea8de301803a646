//go:build unix

package site

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"galley/internal/derived"
	"galley/internal/picture"
	"galley/internal/picture/picturetest"
)

var (
	photographs = flag.Int("photographs", 4, "how many photographs the benchmark of pictures has")
	programs    = flag.Bool("programs", true, "let the benchmark of pictures use cwebp and avifenc")
)

// wave is a field of random heights, so many pixels apart.
type wave struct {
	apart, columns int
	heights        []float32
}

// landscape makes a picture of 12 megapixels that is as hard to pack as a
// photograph: waves of all lengths, the shorter the weaker, and grain.
func landscape() *image.RGBA {
	const width, height = 4032, 3024
	r := rand.New(rand.NewPCG(5, 6))
	var waves []wave
	for apart := 1024; apart >= 4; apart /= 2 {
		w := wave{apart, width/apart + 2, make([]float32, 3*(width/apart+2)*(height/apart+2))}
		for i := range w.heights {
			w.heights[i] = (r.Float32() - .5) * 9 * float32(apart) / float32(16+apart/8)
		}
		waves = append(waves, w)
	}
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			at := m.PixOffset(x, y)
			for c := range 3 {
				v := 120 + 4*r.Float32()
				for _, w := range waves {
					v += w.at(x, y, c)
				}
				m.Pix[at+c] = uint8(max(0, min(255, v)))
			}
			m.Pix[at+3] = 255
		}
	}
	return m
}

// at gives the height of a wave between those that it has.
func (w wave) at(x, y, c int) float32 {
	i := 3*(y/w.apart*w.columns+x/w.apart) + c
	across, down := float32(x%w.apart)/float32(w.apart), float32(y%w.apart)/float32(w.apart)
	top := w.heights[i] + across*(w.heights[i+3]-w.heights[i])
	i += 3 * w.columns
	bottom := w.heights[i] + across*(w.heights[i+3]-w.heights[i])
	return top + down*(bottom-top)
}

// BenchmarkPhotographs builds a page of photographs of 12 megapixels, first without
// and then with what is kept. Times of processors do not depend on what else the
// machine does.
func BenchmarkPhotographs(b *testing.B) {
	file := picturetest.JPEG(b, landscape(), 90)
	blog := newBlog(b, 1)
	blog.config.Site.Theme = "blog"
	for i := range *photographs {
		blog.picture(1001, blog.upload(b, fmt.Sprintf("photo-%d.jpg", i), "image/jpeg", fmt.Appendf(bytes.Clone(file), "%d", i)))
	}
	var tools *picture.Tools
	if *programs {
		tools = picture.Find(b.Context())
	}
	for _, what := range []string{"cold", "kept"} {
		b.Run(what, func(b *testing.B) {
			for b.Loop() {
				if what == "cold" {
					if err := os.RemoveAll(filepath.Join(blog.config.Dir, derived.Folder)); err != nil {
						b.Fatal(err)
					}
				}
				if err := os.RemoveAll(blog.output()); err != nil {
					b.Fatal(err)
				}
				blog.options = func(o *Options) {
					o.Derived, o.Pictures = derived.Open(filepath.Join(blog.config.Dir, derived.Folder)), tools
				}
				before := processorTime(b)
				blog.build(b)
				b.ReportMetric((processorTime(b)-before).Seconds()/float64(*photographs), "cpu-s/photo")
			}
			report(b, blog.output())
			b.ReportMetric(float64(len(file))/1000, "kB-upload/photo")
		})
	}
}

// report adds what pages weigh, and the most memory that the process had.
func report(b *testing.B, dir string) {
	sizes := map[string]int{}
	for name, data := range tree(b, dir) {
		sizes[filepath.Ext(name)] += len(data)
	}
	for _, ext := range []string{".jpg", ".webp", ".avif"} {
		b.ReportMetric(float64(sizes[ext])/1000/float64(*photographs), "kB"+ext+"/photo")
	}
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(usage.Maxrss)/1000, "MB-peak")
}

// processorTime is what this process and its programs have used of processors.
func processorTime(b *testing.B) time.Duration {
	var sum int64
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var usage syscall.Rusage
		if err := syscall.Getrusage(who, &usage); err != nil {
			b.Fatal(err)
		}
		sum += usage.Utime.Nano() + usage.Stime.Nano()
	}
	return time.Duration(sum)
}
