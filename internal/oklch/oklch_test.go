package oklch

import (
	"math"
	"testing"
)

// Values from CSS Color 4 and WCAG 2.2.
func TestColoursHaveTheValuesOfTheStandards(t *testing.T) {
	for text, want := range map[string]LCH{
		"#ffffff": {1, 0, 0}, "#000": {0, 0, 0}, "#ff0000": {0.628, 0.2577, 29.23}, "#0000ff": {0.452, 0.3132, 264.05},
	} {
		c, ok := Parse(text)
		if !ok {
			t.Fatalf("%s cannot be read", text)
		}
		got := c.LCH()
		hue := math.Mod(got.H*180/math.Pi+360, 360)
		if math.Abs(got.L-want.L) > 0.001 || math.Abs(got.C-want.C) > 0.001 || want.C > 0 && math.Abs(hue-want.H) > 0.1 {
			t.Errorf("%s is %v with the hue %.2f, want %v", text, got, hue, want)
		}
		if back := got.RGB().String(); back != c.String() {
			t.Errorf("%s comes back as %s", text, back)
		}
	}
	black, _ := Parse("#000")
	white, _ := Parse("#fff")
	if got := Contrast(black, white); math.Abs(got-21) > 1e-9 {
		t.Errorf("the contrast of black and white is %v", got)
	}
	if _, ok := Parse("red"); ok {
		t.Error("a word is read as a colour")
	}
}

func TestWhatAScreenCannotShowBecomesGreyer(t *testing.T) {
	wish := LCH{L: 0.7, C: 0.4, H: 2.5}
	got := wish.RGB().LCH()
	if got.C >= wish.C || math.Abs(got.L-wish.L) > 0.01 || math.Abs(got.H-wish.H) > 0.05 {
		t.Errorf("%v becomes %v", wish, got)
	}
}
