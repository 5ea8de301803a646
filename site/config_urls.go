package site

import (
	"fmt"
	"slices"
	"strings"

	"galley/internal/nearest"
)

// URLsConfig is [urls].
type URLsConfig struct {
	Titles    string `toml:"titles"`    // "ascii" (the default) or "unicode"
	Redirects string `toml:"redirects"` // "auto" (the default), "pages" or "file"
	Outside   string `toml:"outside"`   // "link" (the default) or "text"
}

// What the keys of [urls] may say; the first is the default.
const (
	titlesTransliterated = "ascii"
	titlesKept           = "unicode"

	redirectsAuto  = "auto"  // a file where the host is known to read one, else pages
	redirectsPages = "pages" // an HTML page at each former address
	redirectsFile  = "file"  // _redirects, which Netlify and Cloudflare read

	outsideLink = "link" // links to what is not on the site lead to where Notion publishes it
	outsideText = "text" // they are text
)

func (c *Config) checkURLs() {
	u := &c.URLs
	c.oneOf("urls.titles", &u.Titles, titlesTransliterated, titlesKept)
	c.oneOf("urls.redirects", &u.Redirects, redirectsAuto, redirectsPages, redirectsFile)
	c.oneOf("urls.outside", &u.Outside, outsideLink, outsideText)
}

// oneOf sees that a key has one of some values; the first is the default.
func (c *Config) oneOf(key string, value *string, values ...string) {
	*value = orDefault(*value, values[0])
	if slices.Contains(values, *value) {
		return
	}
	hint := fmt.Sprintf("the values are %q", values)
	if near, ok := nearest.Name(*value, values); ok {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	name := key[strings.LastIndexByte(key, '.')+1:]
	c.problem(key, hint, "%s cannot be %q", name, *value)
}
