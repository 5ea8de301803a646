package theme

import (
	"fmt"
	"math"
	"regexp"
)

// enough is the contrast that text needs: WCAG 2.2, level AA.
const enough = 4.5

// ground is a declaration of a colour that text stands on, in a stylesheet.
var ground = regexp.MustCompile(`--(bg|soft|[a-z]+-bg):\s*light-dark\((#[0-9a-fA-F]{3,6}),\s*(#[0-9a-fA-F]{3,6})\)`)

// grounds collects the colours that text stands on, in light and in dark, from
// the text of a stylesheet.
func grounds(css string) (light, dark []rgb) {
	last := map[string][]string{} // later declarations win
	for _, m := range ground.FindAllStringSubmatch(css, -1) {
		last[m[1]] = m[2:]
	}
	for _, pair := range last {
		if c, ok := parseColor(pair[0]); ok {
			light = append(light, c)
		}
		if c, ok := parseColor(pair[1]); ok {
			dark = append(dark, c)
		}
	}
	return light, dark
}

// accent is a colour for links and for what is current, as both modes need it,
// with the faint ground that marks what is current.
type accent struct {
	light, lightMark rgb
	dark, darkMark   rgb
}

// newAccent makes the colours of an accent that can be read on every ground of a
// stylesheet. The light one is the accent itself, unless that is too light.
func newAccent(wish rgb, css string) accent {
	light, dark := grounds(css)
	c := wish.lch()
	faint := func(lightness, chroma float64) rgb { return lch{lightness, min(c.c, chroma), c.h}.rgb() }
	a := accent{lightMark: faint(0.955, 0.025), darkMark: faint(0.29, 0.05)}
	a.light = readable(c, wish, append(light, a.lightMark), -1)
	bright := lch{max(c.l, 0.78), min(c.c, 0.12), c.h}
	a.dark = readable(bright, bright.rgb(), append(dark, a.darkMark), +1)
	return a
}

// readable changes the lightness of a colour, as little as it can, until it has
// enough contrast to all grounds.
func readable(c lch, asItIs rgb, grounds []rgb, direction float64) rgb {
	worst := func(v rgb) float64 {
		least := math.Inf(1)
		for _, g := range grounds {
			least = min(least, contrast(v, g))
		}
		return least
	}
	v := asItIs
	for worst(v) < enough && c.l > 0 && c.l < 1 {
		c.l = min(1, max(0, c.l+direction*0.005))
		v = parsed(c.rgb())
	}
	return v
}

// parsed rounds a colour as writing it does.
func parsed(c rgb) rgb {
	v, _ := parseColor(c.String())
	return v
}

// css declares the colours.
func (a accent) css() string {
	return fmt.Sprintf(":root{--accent:light-dark(%s,%s);--mark:light-dark(%s,%s)}\n", a.light, a.dark, a.lightMark, a.darkMark)
}
