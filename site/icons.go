package site

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"galley/site/favicon"
	"galley/theme"
)

// kindIcons is how the icons of the site are kept between builds.
const kindIcons = "icons"

// themeIcons says where the icons of the site will be.
func (s *Site) themeIcons() theme.Icons {
	at := func(name string, made bool) string {
		if !made && !s.brings(name) {
			return ""
		}
		return s.url(name)
	}
	drawn := s.opts.Fonts != nil
	return theme.Icons{
		SVG: at(favicon.SVG, !drawn || s.hasDrawing()), ICO: at(favicon.ICO, drawn), Touch: at(favicon.Touch, drawn),
		Manifest: at(favicon.ManifestName, drawn),
	}
}

// hasDrawing tells whether the icon of the site is given as SVG, too.
func (s *Site) hasDrawing() bool {
	return s.mark.data == nil || s.mark.svg
}

// brings tells whether the theme, or the folder of static files, has a file of its
// own.
func (s *Site) brings(name string) bool {
	return slices.ContainsFunc(s.opts.Theme.Assets(), func(a theme.Asset) bool { return a.Name == name }) ||
		slices.ContainsFunc(s.static(), func(f staticFile) bool { return f.name == name })
}

// icons writes the icons of the site and its manifest, but for those that the
// site has itself.
func (r *run) icons() error {
	files, err := r.site.drawIcons()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if r.site.brings(name) {
			continue
		}
		if err := r.stage.put(name, files[name]); err != nil {
			return err
		}
	}
	return nil
}

// drawIcons gives the icons and the manifest by name. Without fonts there is only
// a drawing.
func (s *Site) drawIcons() (map[string][]byte, error) {
	m, fonts := s.mark, s.opts.Fonts
	icon := favicon.Mark{Emoji: m.emoji, Name: s.config.Site.Title, Accent: s.opts.Theme.Accent()}
	if m.svg {
		var err error
		if icon.Drawing, err = m.data(); err != nil {
			return nil, fmt.Errorf("reading the icon of the site: %w", err)
		}
	}
	if fonts == nil {
		return map[string][]byte{favicon.SVG: favicon.Draw(icon, nil)}, nil
	}
	key, err := json.Marshal([]any{favicon.Version, m.emoji, m.id, icon.Name, icon.Accent, fonts.Digest(icon.Name, m.emoji)})
	if err != nil {
		return nil, err
	}
	var files map[string][]byte
	if kept, ok := s.opts.Derived.Get(kindIcons, string(key)); !ok || json.Unmarshal(kept, &files) != nil {
		icon.Picture = s.drawable(m)
		if files, err = favicon.Make(icon, fonts); err != nil {
			return nil, err
		}
		if data, err := json.Marshal(files); err == nil {
			s.opts.Derived.Put(kindIcons, string(key), data)
		}
	}
	files[favicon.ManifestName], err = favicon.Manifest(favicon.About{
		Name: icon.Name, Description: s.config.Site.Description, Language: s.config.Site.Language,
		Direction: direction(s.config.Site.Language), Home: s.url(""),
	})
	return files, err
}
