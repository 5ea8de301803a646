package site

// SearchConfig is [search].
type SearchConfig struct {
	Enabled bool `toml:"enabled"` // true by default
}

func (c *Config) checkSearch() {
	if _, set := c.doc.places["search.enabled"]; !set {
		c.Search.Enabled = true
	}
}
