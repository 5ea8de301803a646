package diagram

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"
)

const ink = "#1f2326"

// roles are the colours that draw.js gives to Mermaid, and the colours of themes
// that they stand for.
var roles = map[string]string{
	ink: "ink", "#f6f7f7": "soft", "#868d92": "edge", "#565d63": "muted", "#ffffff": "bg", "#e4f1f2": "mark", "#f1f2f2": "gray-bg", "#fbf5dc": "yellow-bg",
}

// counterpart gives a colour of a light page together with the one that a dark
// page has in its place; "" for what is none. A colour that stands for one of the
// theme is that one.
func counterpart(value string) string {
	value = strings.ToLower(strings.TrimSpace(value))
	switch value {
	case "none", "transparent":
		return "none"
	case "currentcolor":
		return "currentColor"
	case "context-stroke", "context-fill", "inherit":
		return value
	}
	c, ok := readColour(value)
	if !ok {
		return ""
	}
	light := c.String()
	if role := roles[light]; role != "" {
		return "var(--" + role + "," + light + ")"
	}
	if dark := c.inverse().String(); dark != light {
		return "light-dark(" + light + "," + dark + ")"
	}
	return light
}

// colour has hue in degrees, and saturation, lightness and alpha from 0 to 1.
type colour struct{ h, s, l, a float64 }

// readColour reads a colour of CSS: a name, hexadecimal digits, rgb() or hsl().
func readColour(value string) (colour, bool) {
	if named, ok := colornames.Map[value]; ok {
		return fromRGB(float64(named.R)/255, float64(named.G)/255, float64(named.B)/255, 1), true
	}
	if digits, ok := strings.CutPrefix(value, "#"); ok {
		return fromDigits(digits)
	}
	name, rest, _ := strings.Cut(value, "(")
	parts := numbers.FindAllString(rest, -1)
	if len(parts) < 3 || len(parts) > 4 || !strings.HasSuffix(rest, ")") {
		return colour{}, false
	}
	v := [4]float64{3: 1}
	for i, part := range parts {
		v[i], _ = strconv.ParseFloat(part, 64) // it is one
	}
	v[3] = min(max(v[3], 0), 1)
	switch name {
	case "rgb", "rgba":
		return fromRGB(v[0]/255, v[1]/255, v[2]/255, v[3]), true
	case "hsl", "hsla":
		return colour{math.Mod(math.Mod(v[0], 360)+360, 360), min(max(v[1]/100, 0), 1), min(max(v[2]/100, 0), 1), v[3]}, true
	}
	return colour{}, false
}

func fromDigits(digits string) (colour, bool) {
	if len(digits) == 3 || len(digits) == 4 {
		var doubled strings.Builder
		for _, d := range digits {
			doubled.WriteString(string(d) + string(d))
		}
		digits = doubled.String()
	}
	value, err := strconv.ParseUint(digits, 16, 32)
	alpha := 1.0
	switch {
	case err != nil || len(digits) != 6 && len(digits) != 8:
		return colour{}, false
	case len(digits) == 8:
		alpha = float64(value&0xff) / 255
		value >>= 8
	}
	return fromRGB(float64(value>>16)/255, float64(value>>8&0xff)/255, float64(value&0xff)/255, alpha), true
}

func fromRGB(r, g, b, alpha float64) colour {
	r, g, b = min(max(r, 0), 1), min(max(g, 0), 1), min(max(b, 0), 1)
	high, low := max(r, g, b), min(r, g, b)
	c := colour{l: (high + low) / 2, a: alpha}
	spread := high - low
	if spread == 0 {
		return c
	}
	c.s = spread / (1 - math.Abs(2*c.l-1))
	switch high {
	case r:
		c.h = math.Mod((g-b)/spread+6, 6) * 60
	case g:
		c.h = ((b-r)/spread + 2) * 60
	default:
		c.h = ((r-g)/spread + 4) * 60
	}
	return c
}

// inverse gives the colour that is as far from a dark page as this is from a
// light one. White becomes the colour of a dark page, and black nearly white.
func (c colour) inverse() colour {
	c.l = 0.1 + 0.8*(1-c.l)
	c.s = min(c.s, 0.6) // bright colours glare in the dark
	return c
}

// String writes the colour as hexadecimal digits.
func (c colour) String() string {
	channel := func(n float64) int {
		k := math.Mod(n+c.h/30, 12)
		return int(math.Round(255 * (c.l - c.s*min(c.l, 1-c.l)*max(-1, min(k-3, 9-k, 1)))))
	}
	text := fmt.Sprintf("#%02x%02x%02x", channel(0), channel(8), channel(4))
	if c.a < 1 {
		text += fmt.Sprintf("%02x", int(math.Round(255*c.a)))
	}
	return text
}
