package site

import (
	"errors"

	"galley/render"
)

// EmbedConfig is one [[embed]]: a service that pages are embedded from.
type EmbedConfig struct {
	Name   string   `toml:"name"`
	Match  []string `toml:"match"`  // patterns of addresses
	URL    string   `toml:"url"`    // template of the frame's address
	Aspect string   `toml:"aspect"` // "16/9"
	Height int      `toml:"height"` // pixels, in place of aspect
	Allow  []string `toml:"allow"`  // features of the browser
}

// checkEmbeds reads the services of the site.
func (c *Config) checkEmbeds() {
	var own []render.Provider
	for _, e := range c.Embed {
		own = append(own, render.Provider(e))
	}
	var err error
	c.providers, err = render.NewProviders(own)
	for _, mistake := range providerErrors(err) {
		key := join(element("embed", mistake.Provider), mistake.Key)
		if one := element(key, mistake.Element); c.doc.places[one].key.end > 0 {
			key = one
		}
		if _, set := c.doc.places[key]; set {
			c.problem(key, "docs/embeds.md in Galley's manual says what may stand here", "%v", mistake)
		} else {
			c.problem(key, embedHint(mistake.Key), "the embed has no %s", mistake.Key)
		}
	}
}

// embedHint shows what a key of [[embed]] that is missing looks like.
func embedHint(key string) string {
	switch key {
	case "match":
		return `write match = ["video.example.com/watch/{id}"]`
	case "url":
		return `write url = "https://video.example.com/embed/{id}"`
	}
	return `write name = "…", as the service calls itself`
}

func providerErrors(err error) []*render.ProviderError {
	var list []*render.ProviderError
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, one := range many.Unwrap() {
			var mistake *render.ProviderError
			if errors.As(one, &mistake) {
				list = append(list, mistake)
			}
		}
	}
	return list
}
