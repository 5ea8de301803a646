package tex

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// look is what an element looks like: colours that its author chose, and classes
// for what Temml writes as classes and inline styles. Pages have no inline
// styles, so that their policy can forbid them.
type look struct {
	color, background string
	classes           []string
}

// lookOf reads the classes, colours and styles of an element.
func lookOf(n *html.Node) look {
	var l look
	for class := range strings.FieldsSeq(attribute(n, "class")) {
		l.class(classes[class])
	}
	for declaration := range strings.SplitSeq(attribute(n, "style"), ";") {
		l.style(n.Data, strings.TrimSpace(declaration))
	}
	switch background := attribute(n, "mathbackground"); {
	case background == "black": // a rule: it is drawn in the colour of the text
		l.class("tml-rule")
	case isColor(background):
		l.background = background
		if l.color == "" {
			l.color = readableOn(background)
		}
	}
	return l
}

func (l *look) class(name string) {
	if name != "" && !slices.Contains(l.classes, name) {
		l.classes = append(l.classes, name)
	}
}

// style takes over a declaration of an inline style of an element.
func (l *look) style(element, declaration string) {
	property, value, _ := strings.Cut(declaration, ":")
	switch {
	case property == "color" && isColor(value):
		l.color = value
	case property == "margin-left":
		l.class(kern(value))
	case property == "border" && strings.HasPrefix(value, "0.0667em solid"):
		l.class("tml-fbox")
	case property == "padding" && element == "mpadded": // makes room for what is raised
	default:
		l.class(styles[declaration])
	}
}

var color = regexp.MustCompile(`^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)

func isColor(v string) bool { return color.MatchString(v) }

// readableOn gives black or white, whichever can be read on a colour, after the
// contrast of WCAG 2.2.
func readableOn(background string) string {
	digits := background[1:]
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	rgb, _ := strconv.ParseUint(digits, 16, 32) // isColor has seen it
	linear := func(c uint64) float64 { return math.Pow(float64(c&0xff)/0xff, 2.2) }
	if 0.2126*linear(rgb>>16)+0.7152*linear(rgb>>8)+0.0722*linear(rgb) > 0.18 {
		return "#000"
	}
	return "#fff"
}

// kern gives the class for space that is taken back: of the classes that there
// are, the nearest.
func kern(margin string) string {
	em, err := strconv.ParseFloat(strings.TrimSuffix(margin, "em"), 64)
	switch {
	case err != nil || em >= 0:
		return ""
	case em > -0.22:
		return "tml-k1"
	case em > -0.45:
		return "tml-k2"
	case em > -0.8:
		return "tml-k3"
	case em > -1.5:
		return "tml-k4"
	}
	return "tml-k5"
}
