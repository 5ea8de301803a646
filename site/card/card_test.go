package card

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"strings"
	"sync"
	"testing"

	"galley/site/lettering"
)

func painter(t testing.TB, accent string) *Painter {
	t.Helper()
	fonts, err := lettering.New(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return NewPainter(fonts, accent)
}

func drawn(t testing.TB, p *Painter, c Card) ([]byte, image.Image) {
	t.Helper()
	data, err := p.Draw(c)
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return data, m
}

// colourful is a picture of more colours than a card has.
func colourful() image.Image {
	m := image.NewRGBA(image.Rect(0, 0, 300, 200))
	for y := range 200 {
		for x := range 300 {
			m.Set(x, y, color.RGBA{uint8(x), uint8(y), uint8(x * y), 255})
		}
	}
	return m
}

var long = strings.Repeat("A very long title that goes on about stations at the coast ", 6)

func TestCardsAreSmallPicturesOfTheRightSize(t *testing.T) {
	if testing.Short() {
		t.Skip("draws in one goroutine")
	}
	p := painter(t, "#0b6670")
	for name, c := range map[string]Card{
		"a word": {Title: "Wind"}, "a title": {Title: "What the winter storm did", Site: "Field notes"},
		"a long title": {Title: long, Site: long}, "a long word": {Title: strings.Repeat("Donaudampfschiff", 20)},
		"icons": {Title: "Wind", Icon: colourful(), SiteIcon: colourful(), Round: true, RightToLeft: true},
	} {
		data, m := drawn(t, p, c)
		if m.Bounds() != image.Rect(0, 0, Width, Height) || len(data) > 60_000 {
			t.Errorf("%s: %v pixels, %d bytes", name, m.Bounds().Size(), len(data))
		}
	}
}

func TestNothingIsDrawnInTheMargins(t *testing.T) {
	if testing.Short() {
		t.Skip("draws in one goroutine")
	}
	p := painter(t, "#8a1c4a")
	_, ground := drawn(t, p, Card{Title: "."})
	for _, c := range []Card{{Title: long, Site: long}, {Title: long, Site: long, Icon: colourful(), SiteIcon: colourful()}, {Title: strings.Repeat("W", 200)}} {
		_, m := drawn(t, p, c)
		for y := range Height {
			for x := range Width {
				inside := x >= margin-4 && x < Width-margin+4 && y >= 40 && y < Height-40
				if !inside && m.At(x, y) != ground.At(x, y) {
					t.Fatalf("%.20s…: something is at %d, %d", c.Title, x, y)
				}
			}
		}
	}
}

func TestEqualCardsAreTheSameBytes(t *testing.T) {
	c := Card{Title: "What the winter storm did", Site: "Field notes", Icon: colourful(), SiteIcon: colourful()}
	p := painter(t, "#0b6670")
	want, _ := drawn(t, painter(t, "#0b6670"), c)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if got, err := p.Draw(c); err != nil || !bytes.Equal(got, want) {
				t.Errorf("another card came out (%v)", err)
			}
		})
	}
	group.Wait()
	if other, _ := drawn(t, painter(t, "#8a1c4a"), c); bytes.Equal(other, want) {
		t.Error("a card in another accent looks the same")
	}
}

func TestATitleThatCannotBeDrawnIsAnError(t *testing.T) {
	var missing *lettering.NoFontError
	if _, err := painter(t, "").Draw(Card{Title: "คู่มือ"}); !errors.As(err, &missing) {
		t.Errorf("the error is %v", err)
	}
	if _, err := painter(t, "").Draw(Card{Title: "Guide", Site: "คู่มือ"}); err != nil {
		t.Errorf("the name of the site is in the way: %v", err)
	}
}

// Which side the letters of a card are on.
func TestCardsAreMirroredForPagesFromRightToLeft(t *testing.T) {
	dark := func(m image.Image) (left, right int) {
		for y := range Height - 20 {
			for x := range Width {
				if r, _, _, _ := m.At(x, y).RGBA(); r < 0x5000 {
					if x < Width/2 {
						left++
					} else {
						right++
					}
				}
			}
		}
		return left, right
	}
	p := painter(t, "")
	_, plain := drawn(t, p, Card{Title: "2026"})
	_, turned := drawn(t, p, Card{Title: "2026", RightToLeft: true})
	if left, right := dark(plain); left == 0 || right > 0 {
		t.Errorf("a title has %d dark pixels on the left, %d on the right", left, right)
	}
	if left, right := dark(turned); right == 0 || left > 0 {
		t.Errorf("a title from right to left has %d dark pixels on the left, %d on the right", left, right)
	}
}

func TestPicturesShareTheColoursThatAreLeft(t *testing.T) {
	_, m := drawn(t, painter(t, ""), Card{Title: long, Icon: colourful(), SiteIcon: colourful()})
	colours := map[color.Color]bool{}
	for y := margin; y < margin+iconSize; y++ {
		for x := margin; x < margin+iconSize; x++ {
			colours[m.At(x, y)] = true
		}
	}
	if len(colours) < 50 || len(m.(*image.Paletted).Palette) > most {
		t.Errorf("the icon has %d colours, of %d", len(colours), len(m.(*image.Paletted).Palette))
	}
}
