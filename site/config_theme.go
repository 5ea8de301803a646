package site

import (
	"errors"

	"galley/theme"
)

// ThemeConfig is [theme]: how the theme that [site] names is to look.
type ThemeConfig struct {
	Accent    string    `toml:"accent"`     // "#8a1c4a"; "" for the theme's own
	Density   string    `toml:"density"`    // one of theme.Densities
	List      string    `toml:"list"`       // one of theme.Lists
	EditLinks bool      `toml:"edit_links"` // pages link to where they are edited in Notion
	Settings  freeTable `toml:"settings"`   // what the theme itself declares
}

func (c *Config) checkThemeSettings() {
	t := &c.Theme
	if t.Accent != "" && !theme.IsColor(t.Accent) {
		c.problem("theme.accent", `write a colour such as "#8a1c4a"`, "%q is not a colour", t.Accent)
	}
	c.oneOf("theme.density", &t.Density, theme.Densities()...)
	c.oneOf("theme.list", &t.List, theme.Lists()...)
}

// LoadTheme reads the theme that the configuration names, with its settings. The
// error is a *ConfigError when the theme has no such setting, and wraps a
// *theme.Error when one of its files is wrong.
func (c *Config) LoadTheme() (*theme.Theme, error) {
	t := c.Theme
	look, err := theme.Load(c.Site.Theme, c.Dir, theme.Settings{
		Accent: t.Accent, Density: t.Density, List: t.List, EditLinks: t.EditLinks, Own: t.Settings,
	})
	var setting *theme.SettingError
	if errors.As(err, &setting) {
		at := c.doc.places["theme.settings."+setting.Name]
		return nil, &ConfigError{Problems: []Problem{c.doc.problem(at.key, setting.Message, setting.Hint)}}
	}
	if err == nil {
		err = c.checkThemePolicy(look)
	}
	return look, err
}
