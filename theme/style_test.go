package theme

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
)

var colourNames = []string{"gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red"}

// srgb is a colour in sRGB, each part from 0 to 1.
type srgb [3]float64

// palette reads the light and the dark value of every colour that is a property
// of the stylesheet.
func palette(t *testing.T, css string) [2]map[string]srgb {
	t.Helper()
	colours := [2]map[string]srgb{{}, {}}
	pair := regexp.MustCompile(`--([\w-]+):\s*light-dark\(\s*(#\w+|oklch\([^)]*\))\s*,\s*(#\w+|oklch\([^)]*\))\s*\)`)
	for _, m := range pair.FindAllStringSubmatch(css, -1) {
		for mode := range 2 {
			colours[mode][m[1]] = readColour(t, m[2+mode])
		}
	}
	return colours
}

// readColour reads a colour as hexadecimal digits, or as oklch(L C H) with L from
// 0 to 1 or in percent. CSS Color 4.
func readColour(t *testing.T, s string) srgb {
	t.Helper()
	var c srgb
	if digits, ok := strings.CutPrefix(s, "#"); ok {
		if len(digits) == 3 {
			digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
		}
		for i := range c {
			v, err := strconv.ParseUint(digits[2*i:2*i+2], 16, 8)
			if err != nil {
				t.Fatalf("%s: %v", s, err)
			}
			c[i] = float64(v) / 255
		}
		return c
	}
	var l, chroma, hue float64
	inner := strings.TrimSuffix(strings.TrimPrefix(s, "oklch("), ")")
	if n, err := fmt.Sscanf(strings.ReplaceAll(inner, "%", ""), "%g %g %g", &l, &chroma, &hue); n != 3 {
		t.Fatalf("%s: %v", s, err)
	}
	if strings.Contains(inner, "%") {
		l /= 100
	}
	a, b := chroma*math.Cos(hue*math.Pi/180), chroma*math.Sin(hue*math.Pi/180)
	cube := func(x float64) float64 { return x * x * x }
	lms := [3]float64{cube(l + 0.3963377774*a + 0.2158037573*b), cube(l - 0.1055613458*a - 0.0638541728*b), cube(l - 0.0894841775*a - 1.2914855480*b)}
	for i, row := range [3][3]float64{{4.0767416621, -3.3077115913, 0.2309699292}, {-1.2684380046, 2.6097574011, -0.3413193965}, {-0.0041960863, -0.7034186147, 1.7076147010}} {
		v := min(max(row[0]*lms[0]+row[1]*lms[1]+row[2]*lms[2], 0), 1)
		if v <= 0.0031308 {
			c[i] = 12.92 * v
		} else {
			c[i] = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
	}
	return c
}

// over lays a share of a colour on another one.
func (c srgb) over(ground srgb, share float64) srgb {
	var mixed srgb
	for i := range mixed {
		mixed[i] = c[i]*share + ground[i]*(1-share)
	}
	return mixed
}

// luminance is the relative luminance of WCAG 2.2.
func (c srgb) luminance() float64 {
	linear := func(v float64) float64 {
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c[0]) + 0.7152*linear(c[1]) + 0.0722*linear(c[2])
}

func contrastOf(c, d srgb) float64 {
	a, b := c.luminance(), d.luminance()
	return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

func TestColoursAreRead(t *testing.T) {
	for css, want := range map[string]float64{"#fff": 21, "#ffffff": 21, "#777": 4.69, "oklch(1 0 0)": 21, "oklch(62.8% 0.2577 29.23)": 5.25 /* red */} {
		if got := contrastOf(readColour(t, css), srgb{}); math.Abs(got-want) > 0.05 {
			t.Errorf("%s on black is %.2f, want %.2f", css, got, want)
		}
	}
}

// Every text that a page can have is readable on every ground that it can stand on,
// in light and in dark: texts of each colour, links and remarks on the page and on each
// background, and code, which has a ground of its own on top of that. WCAG 2.2, 1.4.3.
func TestColoursHaveContrast(t *testing.T) {
	for _, name := range builtinNames {
		th := load(t, name)
		css := asset(t, th, th.Stylesheet())
		veil := regexp.MustCompile(`code\{[^}]*background:color-mix\(in srgb,var\(--ink\) (\d+)%,\s*transparent\)`).FindStringSubmatch(css)
		if veil == nil {
			t.Fatalf("%s: code in a line has no ground", name)
		}
		share, err := strconv.ParseFloat(veil[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		for mode, colours := range palette(t, css) {
			checkContrast(t, name+", "+[]string{"light", "dark"}[mode], colours, share/100)
		}
	}
}

func checkContrast(t *testing.T, where string, colours map[string]srgb, veil float64) {
	t.Helper()
	colour := func(name string) srgb {
		c, ok := colours[name]
		if !ok {
			t.Fatalf("%s: no colour %s", where, name)
		}
		return c
	}
	least := func(text, ground string, on srgb, want float64) {
		if ratio := contrastOf(colour(text), on); ratio < want {
			t.Errorf("%s: %s on %s is %.2f, less than %.1f", where, text, ground, ratio, want)
		}
	}
	grounds := []string{"bg", "soft"}
	for _, name := range colourNames {
		grounds = append(grounds, name+"-bg")
	}
	for _, ground := range grounds {
		for _, text := range append([]string{"ink", "muted", "accent"}, colourNames...) {
			least(text, ground, colour(ground), 4.5)
			least(text, "code on "+ground, colour("ink").over(colour(ground), veil), 4.5)
		}
	}
	for _, part := range []string{"keyword", "name", "type", "string", "number", "comment", "wrong"} {
		least("code-"+part, "soft", colour("soft"), 4.5)
		least("code-"+part, "mark", colour("mark"), 4.5)
	}
	least("accent", "mark", colour("mark"), 4.5)
	least("bg", "accent", colour("accent"), 3) // the tick in a box
	for _, ground := range grounds {
		least("edge", ground, colour(ground), 3) // the border is all that shows an empty box
	}
}

func TestBrowserBarHasTheColourOfThePage(t *testing.T) {
	colours, err := os.ReadFile("builtin/base/assets/colors.css")
	if err != nil {
		t.Fatal(err)
	}
	bg := regexp.MustCompile(`--bg: light-dark\((#\w+), (#\w+)\)`).FindStringSubmatch(string(colours))
	page := execute(t, load(t, "blog"), minimalPage(KindHome))
	for i, mode := range []string{"light", "dark"} {
		want := fmt.Sprintf(`<meta name="theme-color" content="%s" media="(prefers-color-scheme: %s)">`, bg[i+1], mode)
		if !strings.Contains(page, want) {
			t.Errorf("the head lacks %s", want)
		}
	}
}

func TestEveryClassOfTheVocabularyIsStyled(t *testing.T) {
	body, err := os.ReadFile("testdata/body.html")
	if err != nil {
		t.Fatal(err)
	}
	classes := map[string]bool{}
	for _, n := range elements(parseHTML(t, string(body))) {
		for _, class := range strings.Fields(attr(n, "class")) {
			classes[class] = true
		}
	}
	for _, name := range builtinNames {
		th := load(t, name)
		css := asset(t, th, th.Stylesheet()) + asset(t, th, th.ModuleStyle("math"))
		for class := range classes {
			if strings.HasPrefix(class, "language-") || chromaClass(class) {
				continue
			}
			if !regexp.MustCompile(`\.` + regexp.QuoteMeta(class) + `\b`).MatchString(css) {
				t.Errorf("%s: .%s has no style", name, class)
			}
		}
	}
	for _, class := range strings.Fields(vocabulary) {
		if !classes[class] {
			t.Errorf("testdata/body.html has no .%s", class)
		}
	}
}

// vocabulary is what the renderer may write into a body.
const vocabulary = `anchor audio bookmark bookmark-icon bookmark-image bookmark-text bookmark-title bookmark-url callout callout-body callout-icon code
	column columns crumbs database database-title diagram done drawing download embed emoji facade facade-image facade-name file file-name file-size file-type h3 h4 h5 icon image indent math meeting
	meeting-title mention number page-link pdf placeholder spaced tab tab-body tab-label table tabs tag toc todo toggle video zoom
	c-gray c-brown c-orange c-yellow c-green c-blue c-purple c-pink c-red
	bg-gray bg-brown bg-orange bg-yellow bg-green bg-blue bg-purple bg-pink bg-red`

func chromaClass(class string) bool {
	for _, standard := range chroma.StandardTypes {
		if class == standard {
			return true
		}
	}
	return false
}

// plain are chroma's classes for what is written in the colour of the text.
const plain = ` bg chroma line cl ln lnt lnlinks lntable lntd n p pi w x e l g o nx nv vc vg vi vm nnp nnu `

func TestCodeColoursKnowChromasClasses(t *testing.T) {
	css, err := os.ReadFile("builtin/base/assets/code.css")
	if err != nil {
		t.Fatal(err)
	}
	for token, class := range chroma.StandardTypes {
		if class == "" || strings.Contains(plain, " "+class+" ") {
			continue
		}
		if !regexp.MustCompile(`\.` + class + `\b`).Match(css) {
			t.Errorf("%v: .%s has no colour", token, class)
		}
	}
}

// Each kind of token has one colour, which can be read in code, also where a line
// is marked.
func TestEveryTokenOfCodeIsReadable(t *testing.T) {
	rule := regexp.MustCompile(`\.chroma :is\(([^)]*)\)\{color:var\(--([\w-]+)\)`)
	for _, name := range builtinNames {
		th := load(t, name)
		css := asset(t, th, th.Stylesheet())
		colour := map[string]string{}
		for _, m := range rule.FindAllStringSubmatch(css, -1) {
			for class := range strings.SplitSeq(m[1], ",") {
				if other := colour[class]; other != "" {
					t.Errorf("%s: %s has the colours %s and %s", name, class, other, m[2])
				}
				colour[class] = m[2]
			}
		}
		if len(colour) < 50 {
			t.Fatalf("%s: only %d classes have a colour: %v", name, len(colour), colour)
		}
		for mode, colours := range palette(t, css) {
			for token, class := range chroma.StandardTypes {
				text := colour["."+class]
				if text == "" {
					text = "ink"
				}
				for _, ground := range []string{"soft", "mark"} {
					if ratio := contrastOf(colours[text], colours[ground]); ratio < 4.5 {
						t.Errorf("%s, mode %d: %v (%s) on %s is %.2f", name, mode, token, text, ground, ratio)
					}
				}
			}
		}
	}
}

// Left and right change sides in languages that are written from right to left.
func TestStylesKnowNoLeftAndRight(t *testing.T) {
	physical := regexp.MustCompile(`[\s;{](?:(?:margin|padding|border)-(?:left|right)|left|right|float)\s*:|-(?:left|right)-radius|(?:text-align|justify-\w+|[\w-]+-origin|[\w-]+-position)\s*:[^;}]*\b(?:left|right)\b`)
	for _, name := range builtinNames {
		th := load(t, name)
		if m := physical.FindString(asset(t, th, th.Stylesheet())); m != "" {
			t.Errorf("%s: %s", name, m)
		}
	}
}
