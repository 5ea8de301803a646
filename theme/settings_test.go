package theme

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"galley/internal/oklch"
)

// accents are colours that people choose: dark, bright, pale, without a hue.
var accents = []string{"#8a1c4a", "#ffcc00", "#0f0", "#ffffff", "#000000", "#777", "#e6f0ff", "#ff4500", "#1a237e", "#c0ffee"}

func TestEveryAccentCanBeReadOnEveryGround(t *testing.T) {
	for _, name := range builtinNames {
		for _, wish := range accents {
			th, err := Load(name, "", Settings{Accent: wish})
			if err != nil {
				t.Fatal(err)
			}
			css := asset(t, th, th.Stylesheet())
			rules := regexp.MustCompile(`:root\{--accent:light-dark\((#\w+),(#\w+)\);--mark:light-dark\((#\w+),(#\w+)\)\}`).FindStringSubmatch(css)
			if rules == nil {
				t.Fatalf("%s, %s: the stylesheet does not set the accent", name, wish)
			}
			light, dark := grounds(css)
			if len(light) < 11 || len(dark) != len(light) {
				t.Fatalf("found %d and %d grounds", len(light), len(dark))
			}
			for mode, on := range [][]oklch.RGB{append(light, mustColor(t, rules[3])), append(dark, mustColor(t, rules[4]))} {
				for _, ground := range on {
					if ratio := oklch.Contrast(mustColor(t, rules[1+mode]), ground); ratio < enough {
						t.Errorf("%s, accent %s: %s on %s is %.2f", name, wish, rules[1+mode], ground, ratio)
					}
				}
			}
		}
	}
}

func mustColor(t *testing.T, s string) oklch.RGB {
	t.Helper()
	c, ok := oklch.Parse(s)
	if !ok {
		t.Fatalf("%s is not a colour", s)
	}
	return c
}

func TestAnAccentStaysAsItIsWhereItCan(t *testing.T) {
	for wish, warns := range map[string]bool{"#8a1c4a": false, "#1a237e": false, "#ffcc00": true, "#fff": true} {
		th, err := Load("blog", "", Settings{Accent: wish})
		if err != nil {
			t.Fatal(err)
		}
		kept := strings.Contains(asset(t, th, th.Stylesheet()), "--accent:light-dark("+mustColor(t, wish).String())
		if kept == warns {
			t.Errorf("%s is kept: %v", wish, kept)
		}
		if got := warnings(th); (got != "") != warns || warns && !strings.Contains(got, "too light for text: it is darkened to #") {
			t.Errorf("%s: warnings %q", wish, got)
		}
	}
}

func TestTheAccentOfAThemeIsThatOfItsLinks(t *testing.T) {
	for wish, want := range map[string]string{"": "#0b6670", "#8a1c4a": "#8a1c4a", "#81c": "#8811cc"} {
		th, err := Load("docs", "", Settings{Accent: wish})
		if err != nil {
			t.Fatal(err)
		}
		if got := th.Accent(); got != want {
			t.Errorf("with the accent %q it is %q, want %q", wish, got, want)
		}
	}
	th := loadMine(t, folder(t, "-- theme.toml --\nextends = \"blog\"\n-- assets/z.css --\n:root { --accent: light-dark(#123456, #abcdef); }\n"))
	if got := th.Accent(); got != "#123456" {
		t.Errorf("a stylesheet says #123456, and the accent is %q", got)
	}
}

func TestColoursSurviveTheirWayThroughOKLCH(t *testing.T) {
	for _, c := range accents {
		want := mustColor(t, c).String()
		if got := mustColor(t, c).LCH().RGB().String(); got != want {
			t.Errorf("%s came back as %s", want, got)
		}
	}
	for _, wrong := range []string{"", "teal", "#12", "#12345", "8a1c4a", "#8a1c4g"} {
		if IsColor(wrong) {
			t.Errorf("%q is taken for a colour", wrong)
		}
	}
}

func TestDensityIsAFactorInTheStylesheet(t *testing.T) {
	for density, want := range map[string]bool{"": false, "normal": false, "compact": true, "airy": true} {
		th, err := Load("docs", "", Settings{Density: density})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(asset(t, th, th.Stylesheet()), "--density:") == 2; got != want {
			t.Errorf("density %q sets the factor: %v", density, got)
		}
	}
}

func TestThemesDeclareSettings(t *testing.T) {
	dir := folder(t, `
-- theme.toml --
extends = "docs"
[settings]
motto = "Slow is smooth"
columns = 2
wide = false
-- partials/footer.html --
<p>{{setting "motto"}}, {{setting "columns"}}, {{setting "wide"}}</p>
`)
	for want, own := range map[string]map[string]any{
		"<p>Slow is smooth, 2, false</p>": nil,
		"<p>Fast &amp; true, 3, true</p>": {"motto": "Fast & true", "columns": int64(3), "wide": true},
	} {
		th, err := Load("mine", dir, Settings{Own: own})
		if err != nil {
			t.Fatal(err)
		}
		if got := execute(t, th, minimalPage(KindPage)); !strings.Contains(got, want) {
			t.Errorf("no %s with %v", want, own)
		}
		if th.Extends() != "docs" || th.Settings().Own["columns"] == nil {
			t.Errorf("the theme extends %s and has the settings %v", th.Extends(), th.Settings())
		}
	}
	for want, own := range map[string]map[string]any{
		`the theme has no setting "moto"; did you mean "motto"?`:              {"moto": "x"},
		`the theme has no setting "x"; its settings are columns, motto, wide`: {"x": "x"},
		`the theme's setting columns has to be a whole number`:                {"columns": "two"},
	} {
		_, err := Load("mine", dir, Settings{Own: own})
		var wrong *SettingError
		if !errors.As(err, &wrong) || wrong.Error() != want {
			t.Errorf("%v: got %v", own, err)
		}
	}
}

func TestSettingsCountForTheDigest(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range []Settings{{}, {Accent: "#123"}, {Density: "airy"}, {List: "cards"}, {EditLinks: true}} {
		th, err := Load("blog", "", s)
		if err != nil {
			t.Fatal(err)
		}
		if seen[th.Digest()] {
			t.Errorf("the digest does not show the settings %s", fmt.Sprint(s))
		}
		seen[th.Digest()] = true
	}
}
