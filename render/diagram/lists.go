package diagram

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

func set(words string) map[string]bool {
	s := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		s[word] = true
	}
	return s
}

// elements are those that a drawing may have, and the attributes that each may
// have besides those that all may. SVG 2.
var elements = map[string]map[string]bool{
	"a": set(""), "circle": set("cx cy r"), "defs": set(""), "ellipse": set("cx cy rx ry"), "g": set(""), "line": set("x1 x2 y1 y2"),
	"linearGradient": set("gradientTransform gradientUnits x1 x2 y1 y2"),
	"marker":         set("markerHeight markerUnits markerWidth orient refX refY viewBox"),
	"path":           set("d"), "polygon": set("points"), "polyline": set("points"), "rect": set("height rx ry width x y"), "stop": set("offset stop-color stop-opacity"),
	"svg": set("height viewBox width x y"), "symbol": set("height viewBox width"), "text": set("dx dy rotate textLength x y"), "tspan": set("dx dy x y"),
	"use": set("height href width x y"),
}

// everywhere are the attributes that say how something looks and where it is;
// ofText those of text and of what may be around it.
var (
	everywhere = set(`clip-rule display fill fill-opacity fill-rule marker-end marker-mid marker-start opacity stroke stroke-dasharray
		stroke-linecap stroke-linejoin stroke-opacity stroke-width transform visibility`)
	ofText     = set("dominant-baseline font-size font-style font-weight text-anchor text-decoration")
	aroundText = set("a g text tspan")
)

// baselines are the values of dominant-baseline; Mermaid invents others.
var baselines = set("alphabetic auto central hanging ideographic mathematical middle text-after-edge text-before-edge text-bottom text-top")

func mayHave(element, attribute string) bool {
	return elements[element][attribute] || everywhere[attribute] || ofText[attribute] && aroundText[element]
}

// colours are the attributes whose values are colours.
var colours = set("fill stop-color stroke")

// texts are the elements that hold text, and shapes those that show something
// without a child. ignored are not needed: names, shadows, what is for scripts.
var (
	texts   = set("text tspan")
	shapes  = set("circle ellipse line path polygon polyline rect stop use")
	ignored = set("desc filter metadata style script title")
)

// referred are the elements that only show where others refer to them.
var referred = set("linearGradient marker symbol")

// valid are the values that attributes may have: words and numbers.
var valid = regexp.MustCompile(`^[a-zA-Z0-9#%(),.\s+-]+$`)

// usual are values that need not be said.
var usual = map[string]string{"font-style": "normal", "font-weight": "normal", "transform": "translate(0, 0)", "stroke-width": "1px"}

var numbers = regexp.MustCompile(`[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?`)

// round writes a number with two digits after its point: more than a screen shows.
func round(number string) string {
	value, err := strconv.ParseFloat(number, 64)
	if err != nil || math.Abs(value) > 1e6 {
		return "0"
	}
	short := strconv.FormatFloat(math.Round(value*100)/100, 'f', -1, 64)
	if short == "-0" {
		return "0"
	}
	return short
}

func rounded(list []string) []string {
	short := make([]string, len(list))
	for i, number := range list {
		short[i] = round(number)
	}
	return short
}

func whole(number string) string {
	value, _ := strconv.ParseFloat(number, 64) // it is one
	return strconv.Itoa(int(math.Ceil(min(max(value, 1), 1e5))))
}
