package favicon

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"strings"
	"testing"

	"galley/site/lettering"
)

func fonts(t *testing.T) *lettering.Fonts {
	t.Helper()
	f, err := lettering.New(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func decode(t *testing.T, data []byte) image.Image {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func picture() image.Image {
	m := image.NewRGBA(image.Rect(0, 0, 90, 60))
	for i := range m.Pix {
		m.Pix[i] = 200
	}
	return m
}

var marks = map[string]Mark{
	"a letter":  {Name: "“tidewater” notes", Accent: "#8a1c4a"},
	"no letter": {Name: "東京", Accent: "#8a1c4a"},
	"an emoji":  {Name: "Tidewater", Emoji: "🌊"},
	"a drawing": {Name: "Tidewater", Drawing: []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)},
	"a picture": {Name: "Tidewater", Picture: picture()},
}

func TestEveryMarkHasAllIcons(t *testing.T) {
	if testing.Short() {
		t.Skip("draws in one goroutine")
	}
	for name, mark := range marks {
		files, err := Make(mark, fonts(t))
		if err != nil {
			t.Fatal(err)
		}
		for file, size := range map[string]int{Touch: 180, Small: 192, Large: 512, Maskable: 512} {
			if got := decode(t, files[file]).Bounds(); got != image.Rect(0, 0, size, size) {
				t.Errorf("%s: %s is %v", name, file, got)
			}
		}
		for _, file := range []string{Touch, Maskable} {
			if m := decode(t, files[file]); !opaque(m) {
				t.Errorf("%s: %s is transparent", name, file)
			}
		}
		if _, _, _, a := decode(t, files[Large]).At(0, 0).RGBA(); a != 0 {
			t.Errorf("%s: a corner of %s is not transparent", name, Large)
		}
		svg := files[SVG]
		if (svg == nil) != (mark.Picture != nil) || svg != nil && !isXML(svg) {
			t.Errorf("%s: the drawing is %q", name, svg)
		}
	}
}

func opaque(m image.Image) bool {
	for y := range m.Bounds().Dy() {
		for x := range m.Bounds().Dx() {
			if _, _, _, a := m.At(x, y).RGBA(); a != 0xffff {
				return false
			}
		}
	}
	return true
}

func isXML(data []byte) bool {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := d.Token(); err != nil {
			return errors.Is(err, io.EOF)
		}
	}
}

// https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
func TestTheICOHoldsThreeSizes(t *testing.T) {
	files, err := Make(marks["a letter"], fonts(t))
	if err != nil {
		t.Fatal(err)
	}
	file := files[ICO]
	word := func(at int) int { return int(binary.LittleEndian.Uint16(file[at:])) }
	long := func(at int) int { return int(binary.LittleEndian.Uint32(file[at:])) }
	if word(0) != 0 || word(2) != 1 || word(4) != 3 {
		t.Fatalf("the header is %v", file[:6])
	}
	for i, size := range []int{16, 32, 48} {
		entry := 6 + 16*i
		start, length := long(entry+12), long(entry+8)
		m := decode(t, file[start:start+length])
		if int(file[entry]) != size || int(file[entry+1]) != size || m.Bounds() != image.Rect(0, 0, size, size) {
			t.Errorf("entry %d is %v, of %v", i, file[entry:entry+16], m.Bounds())
		}
	}
}

func TestAMonogramIsTheFirstLetterOnTheAccent(t *testing.T) {
	files, err := Make(marks["a letter"], fonts(t))
	if err != nil {
		t.Fatal(err)
	}
	m := decode(t, files[Maskable])
	if got := color.NRGBAModel.Convert(m.At(0, 0)); got != (color.NRGBA{0x8a, 0x1c, 0x4a, 255}) {
		t.Errorf("the ground is %v", got)
	}
	white := 0
	for x := range 512 { // the bar of the T
		if r, g, _, _ := m.At(x, 140).RGBA(); r > 0xf000 && g > 0xf000 {
			white++
		}
	}
	if white < 150 {
		t.Errorf("the letter has %d white pixels where its bar should be", white)
	}
	same, err := Make(Mark{Name: "T", Accent: "#8a1c4a"}, fonts(t))
	if err != nil || !bytes.Equal(same[Large], files[Large]) || !bytes.Equal(same[SVG], files[SVG]) {
		t.Errorf("the letter is not T (%v)", err)
	}
	if svg := string(files[SVG]); !strings.Contains(svg, `fill="#8a1c4a"`) || !strings.Contains(svg, `<path fill="#ffffff" d="M`) {
		t.Errorf("the drawing is %s", svg)
	}
}

func TestTheMonogramCanBeReadOnAnyAccent(t *testing.T) {
	for accent, ink := range map[string]string{"#8a1c4a": "#ffffff", "#000": "#ffffff", "#ffee00": "#000000", "#fff": "#000000"} {
		if svg := string(Draw(Mark{Name: "T", Accent: accent}, fonts(t))); !strings.Contains(svg, `<path fill="`+ink) {
			t.Errorf("on %s the letter is not %s: %.200s", accent, ink, svg)
		}
	}
}

func TestAnEmojiStaysTextInTheDrawing(t *testing.T) {
	if svg := string(Draw(Mark{Emoji: "<&>"}, nil)); !strings.Contains(svg, ">&lt;&amp;&gt;</text>") {
		t.Errorf("the drawing is %s", svg)
	}
}

func TestNamesAreShortenedBetweenWords(t *testing.T) {
	for name, want := range map[string]string{
		"Tidewater": "Tidewater", "Tidewater field notes": "Tidewater", "Field notes of a coast": "Field notes",
		"Donaudampfschifffahrt": "Donaudampfsc", "観測所の手引き": "観測所の手引き",
	} {
		if got := shorten(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}
