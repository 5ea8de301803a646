package site

import (
	"fmt"
	"slices"
	"time"

	"galley/internal/picture"
)

// ImagesConfig is [images].
type ImagesConfig struct {
	Enabled bool     `toml:"enabled"` // make other sizes and formats of pictures; true by default
	Widths  []int    `toml:"widths"`  // pixels, rising
	Formats []string `toml:"formats"` // "avif" and "webp", which need programs; both by default
	Quality int      `toml:"quality"` // 1 to 100, 80 by default
	Time    string   `toml:"time"`    // that one build takes for pictures: "10m" by default
}

const (
	defaultQuality   = 80
	defaultImageTime = "10m"
	maxWidth         = 8192
)

func defaultWidths() []int { return []int{480, 800, 1200, 1600, 2400} }

// imageTypes are the values of formats, the best first.
var imageTypes = []struct{ name, contentType string }{{"avif", picture.TypeAVIF}, {"webp", picture.TypeWebP}}

func (c *Config) checkImages() {
	i := &c.Images
	if _, set := c.doc.places["images.enabled"]; !set {
		i.Enabled = true
	}
	if _, set := c.doc.places["images.widths"]; !set {
		i.Widths = defaultWidths()
	}
	if _, set := c.doc.places["images.quality"]; !set {
		i.Quality = defaultQuality
	}
	if i.Quality < 1 || i.Quality > 100 {
		c.problem("images.quality", fmt.Sprintf("the default is %d", defaultQuality), "quality has to be from 1 to 100")
	}
	i.Time = orDefault(i.Time, defaultImageTime)
	if limit, err := time.ParseDuration(i.Time); err != nil || limit < time.Second {
		c.problem("images.time", fmt.Sprintf("write seconds, minutes or hours, such as \"90s\": the default is %q", defaultImageTime), "%q is not a time of a second or more", i.Time)
	}
	c.checkWidths()
	c.checkImageFormats()
}

func (c *Config) checkWidths() {
	widths := c.Images.Widths
	if len(widths) == 0 {
		c.problem("images.widths", "write enabled = false for pictures as they were uploaded", "there are no widths")
	}
	for i, width := range widths {
		switch {
		case width < 16 || width > maxWidth:
			c.problem(element("images.widths", i), fmt.Sprintf("a width is a number of pixels from 16 to %d", maxWidth), "%d is not the width of a picture", width)
		case i > 0 && width <= widths[i-1]:
			c.problem(element("images.widths", i), "write the narrowest first", "the width %d follows %d", width, widths[i-1])
		}
	}
}

func (c *Config) checkImageFormats() {
	var names []string
	for _, t := range imageTypes {
		names = append(names, t.name)
	}
	c.checkFormats("images.formats", &c.Images.Formats, names, "pictures", fmt.Sprintf("the formats are %q; every browser gets one that it reads besides", names))
}

// pictureSettings gives what pictures are made in.
func (i ImagesConfig) pictureSettings() picture.Settings {
	s := picture.Settings{Widths: i.Widths, Quality: i.Quality}
	for _, t := range imageTypes {
		if slices.Contains(i.Formats, t.name) {
			s.Types = append(s.Types, t.contentType)
		}
	}
	return s
}
