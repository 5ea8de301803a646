package site

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"galley/site/lettering"
)

// SocialConfig is [social].
type SocialConfig struct {
	Cards bool   `toml:"cards"` // pages without a cover have a picture for links to them; true by default
	Font  string `toml:"font"`  // a file, joined to Config.Dir; "" for the embedded font
}

func (c *Config) checkSocial() {
	s := &c.Social
	if _, set := c.doc.places["social.cards"]; !set {
		s.Cards = true
	}
	if s.Font != "" {
		s.Font = c.inDir(s.Font)
		if data, err := os.ReadFile(s.Font); err != nil {
			c.problem("social.font", "the path is relative to this file", "the font cannot be read: %v", reason(err))
		} else if _, err := lettering.New(data, nil); err != nil {
			c.problem("social.font", "it has to be TrueType or OpenType: .ttf, .otf or .ttc", "this is not a font")
		}
	}
	c.checkIcon()
}

// iconTypes are the extensions that the icon of a site may have.
var iconTypes = []string{".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg"}

func (c *Config) checkIcon() {
	s := &c.Site
	if s.Icon == "" {
		return
	}
	s.Icon = c.inDir(s.Icon)
	if kind := strings.ToLower(filepath.Ext(s.Icon)); !slices.Contains(iconTypes, kind) {
		c.problem("site.icon", "it has to be PNG, JPEG, WebP, GIF or SVG, and square", "%q is not a picture", kind)
	} else if m := fileMark(s.Icon); m.err != nil {
		c.problem("site.icon", "the path is relative to this file", "the icon cannot be used: %v", m.err)
	}
}

// inDir gives a path of the configuration as the program needs it.
func (c *Config) inDir(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(c.Dir, path)
}

// LoadFonts gives the fonts that social cards and the icons of the site are drawn
// with; machine may be nil.
func (c *Config) LoadFonts(machine *lettering.Machine) (*lettering.Fonts, error) {
	var own []byte
	if c.Social.Font != "" {
		var err error
		if own, err = os.ReadFile(c.Social.Font); err != nil {
			return nil, fmt.Errorf("reading the font of [social]: %w", err)
		}
	}
	return lettering.New(own, machine)
}
