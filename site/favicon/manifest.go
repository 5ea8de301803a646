package favicon

import (
	"bytes"
	"encoding/json"
)

// ManifestName is the name of the manifest, at the top of a site.
const ManifestName = "site.webmanifest"

// About is what a manifest says of a site.
type About struct {
	Name        string
	Description string // "" for none
	Language    string // BCP 47
	Direction   string // "ltr" or "rtl"
	Home        string // path of the home page, with slashes at both ends
}

// https://www.w3.org/TR/appmanifest/
type manifest struct {
	Name        string         `json:"name"`
	ShortName   string         `json:"short_name"`
	Description string         `json:"description,omitempty"`
	Language    string         `json:"lang"`
	Direction   string         `json:"dir"`
	ID          string         `json:"id"`
	Start       string         `json:"start_url"`
	Scope       string         `json:"scope"`
	Display     string         `json:"display"`
	Theme       string         `json:"theme_color"`
	Background  string         `json:"background_color"`
	Icons       []manifestIcon `json:"icons"`
}

type manifestIcon struct {
	Source  string `json:"src"`
	Type    string `json:"type"`
	Sizes   string `json:"sizes"`
	Purpose string `json:"purpose"`
}

// white is the colour of the pages of the built-in themes.
const white = "#ffffff"

// Manifest gives the manifest of a site.
func Manifest(a About) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(manifest{
		Name: a.Name, ShortName: shorten(a.Name), Description: a.Description, Language: a.Language, Direction: a.Direction,
		ID: a.Home, Start: a.Home, Scope: a.Home, Display: "browser", Theme: white, Background: white,
		Icons: []manifestIcon{
			{a.Home + Small, "image/png", "192x192", "any"},
			{a.Home + Large, "image/png", "512x512", "any"},
			{a.Home + Maskable, "image/png", "512x512", "maskable"},
		},
	})
	return b.Bytes(), err
}

// shortLength is how many characters of a name most phones show below an icon.
const shortLength = 12

// shorten cuts a name between words, or in the first one.
func shorten(name string) string {
	runes := []rune(name)
	if len(runes) <= shortLength {
		return name
	}
	for i := shortLength; i > 0; i-- {
		if runes[i] == ' ' {
			return string(runes[:i])
		}
	}
	return string(runes[:shortLength])
}
