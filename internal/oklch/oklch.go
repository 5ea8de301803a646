// Package oklch has colours as CSS writes them, and as people see them: their
// lightness, chroma and hue.
package oklch

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// RGB is a colour of sRGB, each part from 0 to 1.
type RGB [3]float64

var hexColor = regexp.MustCompile(`^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)

// Parse reads "#8a1c4a" or "#81c".
func Parse(s string) (RGB, bool) {
	if !hexColor.MatchString(s) {
		return RGB{}, false
	}
	digits := s[1:]
	if len(digits) == 3 {
		digits = strings.Join([]string{digits[:1], digits[:1], digits[1:2], digits[1:2], digits[2:], digits[2:]}, "")
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	return RGB{float64(n>>16) / 255, float64(n>>8&255) / 255, float64(n&255) / 255}, err == nil
}

// String writes the colour as CSS does.
func (c RGB) String() string {
	byte := func(v float64) int { return int(math.Round(min(1, max(0, v)) * 255)) }
	return fmt.Sprintf("#%02x%02x%02x", byte(c[0]), byte(c[1]), byte(c[2]))
}

func (c RGB) linear() RGB {
	for i, v := range c {
		if v <= 0.04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return c
}

func (c RGB) gamma() RGB {
	for i, v := range c {
		if v <= 0.0031308 {
			c[i] = v * 12.92
		} else {
			c[i] = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
	}
	return c
}

// Luminance is the relative luminance of WCAG 2.2.
func (c RGB) Luminance() float64 {
	l := c.linear()
	return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2]
}

// Contrast is the contrast ratio of WCAG 2.2, from 1 to 21.
func Contrast(a, b RGB) float64 {
	x, y := a.Luminance(), b.Luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// LCH is a colour of OKLCH (CSS Color 4): lightness from 0 to 1, chroma, and hue
// in radians. Colours of one hue and chroma look alike but for their lightness.
type LCH struct{ L, C, H float64 }

// LCH gives the colour in OKLCH.
func (c RGB) LCH() LCH {
	v := c.linear()
	l := math.Cbrt(0.4122214708*v[0] + 0.5363325363*v[1] + 0.0514459929*v[2])
	m := math.Cbrt(0.2119034982*v[0] + 0.6806995451*v[1] + 0.1073969566*v[2])
	s := math.Cbrt(0.0883024619*v[0] + 0.2817188376*v[1] + 0.6299787005*v[2])
	a := 1.9779984951*l - 2.4285922050*m + 0.4505937099*s
	b := 0.0259040371*l + 0.7827717662*m - 0.8086757660*s
	return LCH{0.2104542553*l + 0.7936177850*m - 0.0040720468*s, math.Hypot(a, b), math.Atan2(b, a)}
}

// RGB gives the colour in sRGB; what sRGB does not have becomes greyer until it
// does.
func (c LCH) RGB() RGB {
	for chroma := c.C; ; chroma -= 0.005 {
		a, b := max(0, chroma)*math.Cos(c.H), max(0, chroma)*math.Sin(c.H)
		l := math.Pow(c.L+0.3963377774*a+0.2158037573*b, 3)
		m := math.Pow(c.L-0.1055613458*a-0.0638541728*b, 3)
		s := math.Pow(c.L-0.0894841775*a-1.2914855480*b, 3)
		v := RGB{
			4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
			-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
			-0.0041960863*l - 0.7034186147*m + 1.7076147010*s,
		}
		const slack = 1e-4
		if chroma <= 0 || min(v[0], v[1], v[2]) > -slack && max(v[0], v[1], v[2]) < 1+slack {
			for i := range v {
				v[i] = min(1, max(0, v[i]))
			}
			return v.gamma()
		}
	}
}
