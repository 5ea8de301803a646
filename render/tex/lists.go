package tex

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// set makes a table of words, each its own value.
func set(words string) map[string]string {
	s := map[string]string{}
	for word := range strings.FieldsSeq(words) {
		s[word] = word
	}
	return s
}

// elements are those that may be in math: of MathML Core, and menclose, which
// browsers show as a row and the stylesheet draws.
var elements = set(`menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow
	mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none`)

// values are the attributes that elements may have, and what they may say.
// Colours, classes and styles are not among them: see lookOf.
var values = map[string]func(string) bool{
	"accent": isTruth, "displaystyle": isTruth, "fence": isTruth, "largeop": isTruth, "movablelimits": isTruth,
	"separator": isTruth, "stretchy": isTruth, "symmetric": isTruth,
	"depth": isLength, "height": isLength, "linethickness": isLength, "lspace": isLength, "mathsize": isLength,
	"maxsize": isLength, "minsize": isLength, "rspace": isLength, "voffset": isLength, "width": isLength,
	"form": words.MatchString, "mathvariant": words.MatchString, "notation": words.MatchString,
	"scriptlevel": level.MatchString,
}

// only are the elements that may have an attribute, of those that not all may.
var only = map[string]map[string]string{
	"displaystyle": set("mstyle mtable"), "scriptlevel": set("mstyle"), "lspace": set("mo mpadded"), "rspace": set("mo"),
	"mathsize": set("mi mn mo mstyle mtext"), "mathvariant": set("mi mn mo mstyle mtext"),
}

func mayHave(element, attribute string) bool {
	elements, limited := only[attribute]
	return values[attribute] != nil && (!limited || elements[element] != "")
}

// partsOf says how many children elements have whose children each mean
// something else.
var partsOf = map[string]int{"mfrac": 2, "mover": 2, "mroot": 2, "msub": 2, "msubsup": 3, "msup": 2, "munder": 2, "munderover": 3}

var (
	words = regexp.MustCompile(`^[a-z]+( [a-z]+)*$`)
	level = regexp.MustCompile(`^[+-]?\d$`)
)

func isTruth(v string) bool { return v == "true" || v == "false" }

// maxSize is how many ems math may be long where a length is given. No screen
// shows more.
const maxSize = 100

// units are the units of length, and how many ems one is, more or less.
var units = map[string]float64{"em": 1, "ex": 0.5, "px": 0.06, "pt": 0.08, "mu": 0.056, "%": 0.01, "in": 6, "cm": 2.4, "mm": 0.24, "pc": 1}

// isLength tells whether a value is a length of MathML Core that is not too long.
func isLength(v string) bool {
	number := strings.TrimRight(v, "abcdefghijklmnopqrstuvwxyz%")
	size, err := strconv.ParseFloat(number, 64)
	em := units[v[len(number):]]
	return err == nil && (v == "0" || em > 0 && size*em <= maxSize && size*em >= -maxSize)
}

// classes are those of Temml that the stylesheet knows, and theirs here. The
// others mend the accents and primes of single browsers, for a font that pages do
// not have.
var classes = set(`actuarial circle-pad downstrike longdiv-arc longdiv-top phasor-angle phasor-bottom sout textcircle
	tml-cancel tml-eqn tml-fbox tml-jot tml-left tml-overline tml-prime tml-right tml-small tml-underline tml-xcancel
	tml-hat-1 tml-hat-2 tml-hat-3 tml-hat-4 tml-tilde-2 tml-tilde-3 tml-tilde-4`)

// styles are the declarations that Temml writes as inline styles, and their
// classes; "" is for what the stylesheet has for all, and what does nothing.
var styles = map[string]string{
	"padding-left:5.9776pt": "tml-s2", "padding-right:5.9776pt": "tml-e2", // of a matrix
	"padding-left:0.4em": "tml-s2", "padding-right:0.4em": "tml-e2",
	"padding-left:0.25em": "tml-s1", "padding-right:0.25em": "tml-e1",
	"padding-left:0.1389em": "tml-s1", "padding-right:0.1389em": "tml-e1",
	"padding-left:1em": "tml-s3", "padding-right:1em": "tml-e3",
	"padding-left:0em": "", "padding-right:0em": "", "padding-left:0pt": "", "padding-right:0pt": "", "padding:0": "",

	"border-top:0.06em solid": "tml-ts", "border-top:0.06em dashed": "tml-td", "border-top:0.15em double": "tml-tt",
	"border-bottom:0.06em solid": "tml-bs", "border-bottom:0.06em dashed": "tml-bd", "border-bottom:0.15em double": "tml-bb",
	"border-left:0.06em solid": "tml-ls", "border-left:0.06em dashed": "tml-ld",
	"border-right:0.06em solid": "tml-rs", "border-right:0.06em dashed": "tml-rd",
	"border:1px solid": "tml-fbox", "padding:3pt": "", "padding:0.3em": "tml-pad",

	"width:50%": "tml-glue", "width:7.5%": "", "width:100%": "",
	"font-weight:bold": "tml-bold", "transform:scaleX(-1)": "tml-mirror",
	"text-align:left": "tml-left", "display:flex": "tml-center", "justify-content:center": "",
	"position:relative": "tml-lap", "position:absolute": "tml-over",
	"right:0": "", "bottom:0": "", "left:0.1em": "",

	"": "", "display:block math": "", "math-depth:0": "", "math-depth:2": "", "height:1em": "", "width:90%": "",
	"padding:0.5ex 0.1em 0 0": "", "padding-right:0.2em": "", "padding-top:0": "", "padding-bottom:0": "",
	"color:undefined": "", "font-style:italic": "", "font-family:Cambria, 'Times New Roman', serif": "", "font-family:Cambria, ": "",
	"font:": "", "font-family:": "", "font-weight:": "", "font-shape:": "", "font-size:1": "",
	"level:0": "", "level:1": "", "level:2": "", "max-size:Infinity,Infinity": "",
}

// Classes lists the classes that elements of math may have, for stylesheets.
func Classes() []string {
	all := []string{"tml-rule", "tml-k1", "tml-k2", "tml-k3", "tml-k4", "tml-k5"}
	for _, class := range classes {
		all = append(all, class)
	}
	for _, class := range styles {
		if class != "" {
			all = append(all, class)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
