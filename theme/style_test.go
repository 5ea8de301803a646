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

// palette reads the light and the dark value of every colour in colors.css.
func palette(t *testing.T) [2]map[string]float64 {
	t.Helper()
	data, err := os.ReadFile("builtin/base/assets/colors.css")
	if err != nil {
		t.Fatal(err)
	}
	luminances := [2]map[string]float64{{}, {}}
	for _, m := range regexp.MustCompile(`--([\w-]+): light-dark\(#(\w{6}), #(\w{6})\);`).FindAllStringSubmatch(string(data), -1) {
		for mode := range 2 {
			rgb, err := strconv.ParseUint(m[2+mode], 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			luminances[mode][m[1]] = luminance(uint32(rgb))
		}
	}
	return luminances
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(rgb uint32) float64 {
	linear := func(c uint32) float64 {
		v := float64(c&255) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(rgb>>16) + 0.7152*linear(rgb>>8) + 0.0722*linear(rgb)
}

func TestColoursHaveContrast(t *testing.T) {
	texts := append([]string{"ink", "muted", "accent"}, colourNames...)
	grounds := []string{"bg", "soft"}
	for _, name := range colourNames {
		grounds = append(grounds, name+"-bg")
	}
	code := []string{"keyword", "name", "type", "string", "number", "comment", "wrong"}
	for mode, colours := range palette(t) {
		least := func(text, ground string, want float64) {
			a, okA := colours[text]
			b, okB := colours[ground]
			if !okA || !okB {
				t.Fatalf("no colour %s or %s", text, ground)
			}
			ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05)
			if ratio < want {
				t.Errorf("%s: %s on %s is %.2f, less than %.1f", []string{"light", "dark"}[mode], text, ground, ratio, want)
			}
		}
		for _, ground := range grounds {
			for _, text := range texts {
				least(text, ground, 4.5)
			}
		}
		for _, part := range code {
			least("code-"+part, "soft", 4.5)
			least("code-"+part, "mark", 4.5)
		}
		least("accent", "mark", 4.5)
		least("edge", "bg", 3) // the border is all that shows an empty box
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
		css := asset(t, th, th.Stylesheet())
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
const vocabulary = `anchor audio bookmark bookmark-title bookmark-url callout callout-body callout-icon code
	column columns crumbs database database-title done download embed emoji facade facade-name file file-name file-size file-type h3 h4 h5 icon image indent math meeting
	meeting-title mention number page-link pdf placeholder spaced tab tab-body tab-label table tabs tag toc todo toggle video
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

// Left and right change sides in languages that are written from right to left.
func TestStylesKnowNoLeftAndRight(t *testing.T) {
	physical := regexp.MustCompile(`[\s;{](?:(?:margin|padding|border)-(?:left|right)|left|right|float)\s*:|text-align:\s*(?:left|right)`)
	for _, name := range builtinNames {
		th := load(t, name)
		if m := physical.FindString(asset(t, th, th.Stylesheet())); m != "" {
			t.Errorf("%s: %s", name, m)
		}
	}
}
