package theme

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"galley/internal/nearest"
	"galley/internal/oklch"
)

// Densities are the values of Settings.Density, and Lists those of Settings.List;
// the first of each is the default.
func Densities() []string { return []string{"normal", "compact", "airy"} }

// Lists are the values of Settings.List.
func Lists() []string { return []string{"list", "cards"} }

// density is the factor by which the space between things is changed.
var density = map[string]string{"compact": ".8", "airy": "1.2"}

// IsColor tells whether text is a colour that Settings.Accent can be: "#8a1c4a"
// or "#81c".
func IsColor(text string) bool {
	_, ok := oklch.Parse(text)
	return ok
}

// A SettingError is a value of Settings.Own that the theme cannot take.
type SettingError struct {
	Name    string // of the setting
	Message string // what is wrong
	Hint    string // what to do, "" when the message says it all
}

// Error gives the message and the hint.
func (e *SettingError) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + "; " + e.Hint
}

// settle completes the settings of a site with the defaults of the theme.
func settle(s Settings, declared map[string]any) (Settings, error) {
	if s.Density == "" {
		s.Density = Densities()[0]
	}
	if s.List == "" {
		s.List = Lists()[0]
	}
	own := maps.Clone(declared)
	for _, name := range slices.Sorted(maps.Keys(s.Own)) {
		value := s.Own[name]
		standard, ok := declared[name]
		if !ok {
			return s, unknownSetting(name, declared)
		}
		if kindOfSetting(value) != kindOfSetting(standard) {
			return s, &SettingError{Name: name, Message: fmt.Sprintf("the theme's setting %s has to be %s", name, kindOfSetting(standard))}
		}
		own[name] = value
	}
	s.Own = own
	return s, nil
}

func unknownSetting(name string, declared map[string]any) *SettingError {
	e := &SettingError{Name: name, Message: fmt.Sprintf("the theme has no setting %q", name)}
	names := slices.Sorted(maps.Keys(declared))
	if near, ok := nearest.Name(name, names); ok {
		e.Hint = fmt.Sprintf("did you mean %q?", near)
	} else if len(names) > 0 {
		e.Hint = "its settings are " + strings.Join(names, ", ")
	} else {
		e.Hint = "it declares none: a theme does that in its theme.toml, below [settings]"
	}
	return e
}

// kindOfSetting says in words what a value is; "" for what no setting can be.
func kindOfSetting(value any) string {
	switch value.(type) {
	case string:
		return "text"
	case int64:
		return "a whole number"
	case bool:
		return "true or false"
	}
	return ""
}

// css gives the rules that the settings add to a stylesheet, and what there is
// to warn of.
func (s Settings) css(sheet string) (rules string, warnings []Warning) {
	if wish, ok := oklch.Parse(s.Accent); ok {
		a := newAccent(wish, sheet)
		rules += a.css()
		if a.light != wish {
			warnings = append(warnings, Warning{
				Text: fmt.Sprintf("the accent %s is too light for text: it is darkened to %s", wish, a.light),
				Hint: "choose another accent below [theme], or leave it as it is",
			})
		}
	}
	if factor, ok := density[s.Density]; ok {
		rules += ":root{--density:" + factor + "}\n"
	}
	return rules, warnings
}
