package site

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
