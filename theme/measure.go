package theme

import (
	"regexp"
	"strconv"
)

// measureRule is the declaration of the width of the text, in a stylesheet.
var measureRule = regexp.MustCompile(`--measure:\s*([0-9.]+)rem`)

// Measure gives the width of the column of text in rem, as the stylesheet declares
// it; 0 when it does not say it plainly.
func (t *Theme) Measure() float64 { return t.measure }

func measureOf(css []byte) float64 {
	rules := measureRule.FindAllSubmatch(css, -1)
	if len(rules) == 0 {
		return 0
	}
	rem, _ := strconv.ParseFloat(string(rules[len(rules)-1][1]), 64) // later declarations win
	return rem
}
