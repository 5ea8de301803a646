package theme

import (
	"fmt"
	"math"
	"regexp"

	"galley/internal/oklch"
)

// enough is the contrast that text needs: WCAG 2.2, level AA.
const enough = 4.5

// ground is a declaration of a colour that text stands on, in a stylesheet.
var ground = regexp.MustCompile(`--(bg|soft|[a-z]+-bg):\s*light-dark\((#[0-9a-fA-F]{3,6}),\s*(#[0-9a-fA-F]{3,6})\)`)

// grounds collects the colours that text stands on, in light and in dark, from
// the text of a stylesheet.
func grounds(css string) (light, dark []oklch.RGB) {
	last := map[string][]string{} // later declarations win
	for _, m := range ground.FindAllStringSubmatch(css, -1) {
		last[m[1]] = m[2:]
	}
	for _, pair := range last {
		if c, ok := oklch.Parse(pair[0]); ok {
			light = append(light, c)
		}
		if c, ok := oklch.Parse(pair[1]); ok {
			dark = append(dark, c)
		}
	}
	return light, dark
}

// accent is a colour for links and for what is current, as both modes need it,
// with the faint ground that marks what is current.
type accent struct {
	light, lightMark oklch.RGB
	dark, darkMark   oklch.RGB
}

// newAccent makes the colours of an accent that can be read on every ground of a
// stylesheet. The light one is the accent itself, unless that is too light.
func newAccent(wish oklch.RGB, css string) accent {
	light, dark := grounds(css)
	c := wish.LCH()
	faint := func(lightness, chroma float64) oklch.RGB {
		return oklch.LCH{L: lightness, C: min(c.C, chroma), H: c.H}.RGB()
	}
	a := accent{lightMark: faint(0.955, 0.025), darkMark: faint(0.29, 0.05)}
	a.light = readable(c, wish, append(light, a.lightMark), -1)
	bright := oklch.LCH{L: max(c.L, 0.78), C: min(c.C, 0.12), H: c.H}
	a.dark = readable(bright, bright.RGB(), append(dark, a.darkMark), +1)
	return a
}

// readable changes the lightness of a colour, as little as it can, until it has
// enough contrast to all grounds.
func readable(c oklch.LCH, asItIs oklch.RGB, grounds []oklch.RGB, direction float64) oklch.RGB {
	worst := func(v oklch.RGB) float64 {
		least := math.Inf(1)
		for _, g := range grounds {
			least = min(least, oklch.Contrast(v, g))
		}
		return least
	}
	v := asItIs
	for worst(v) < enough && c.L > 0 && c.L < 1 {
		c.L = min(1, max(0, c.L+direction*0.005))
		v = parsed(c.RGB())
	}
	return v
}

// parsed rounds a colour as writing it does.
func parsed(c oklch.RGB) oklch.RGB {
	v, _ := oklch.Parse(c.String())
	return v
}

// accentRule is the declaration of the accent, in a stylesheet.
var accentRule = regexp.MustCompile(`--accent:\s*light-dark\((#[0-9a-fA-F]{3,6}),`)

// Accent gives the colour of links on a light ground, "#rrggbb": what the settings
// make of it, or the stylesheet says; "" when it does not say it plainly.
func (t *Theme) Accent() string {
	for _, a := range t.assets {
		if a.Name != t.css {
			continue
		}
		rules := accentRule.FindAllSubmatch(a.Data, -1)
		if len(rules) == 0 {
			return ""
		}
		if c, ok := oklch.Parse(string(rules[len(rules)-1][1])); ok { // later declarations win
			return c.String()
		}
	}
	return ""
}

// css declares the colours.
func (a accent) css() string {
	return fmt.Sprintf(":root{--accent:light-dark(%s,%s);--mark:light-dark(%s,%s)}\n", a.light, a.dark, a.lightMark, a.darkMark)
}
