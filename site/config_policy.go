package site

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"galley/theme"
)

// PolicyConfig is [policy]: the Content-Security-Policy of the pages. What they
// show of Notion is allowed by itself; the lists add sources to it, as CSP level 3
// writes them: "https://stats.example.com".
type PolicyConfig struct {
	Mode           string   `toml:"mode"` // "strict" (the default), "pages" or "off"
	ScriptSrc      []string `toml:"script_src"`
	StyleSrc       []string `toml:"style_src"`
	FontSrc        []string `toml:"font_src"`
	ImgSrc         []string `toml:"img_src"`
	MediaSrc       []string `toml:"media_src"`
	ConnectSrc     []string `toml:"connect_src"`
	FrameSrc       []string `toml:"frame_src"`
	ObjectSrc      []string `toml:"object_src"`
	FormAction     []string `toml:"form_action"`
	FrameAncestors []string `toml:"frame_ancestors"` // who may show the site in a frame
}

// What [policy] mode may say; the first is the default.
const (
	policyStrict = "strict" // in every page, and in _headers
	policyPages  = "pages"  // in every page: other files that one puts on the site do as they like
	policyOff    = "off"
)

// extra gives what the configuration adds to a directive of the policy.
func (p *PolicyConfig) extra(directive string) []string {
	switch directive {
	case "script-src":
		return p.ScriptSrc
	case "style-src":
		return p.StyleSrc
	case "font-src":
		return p.FontSrc
	case "img-src":
		return p.ImgSrc
	case "media-src":
		return p.MediaSrc
	case "connect-src":
		return p.ConnectSrc
	case "frame-src":
		return p.FrameSrc
	case "object-src":
		return p.ObjectSrc
	case "form-action":
		return p.FormAction
	case "frame-ancestors":
		return p.FrameAncestors
	}
	return nil
}

func (c *Config) checkPolicy() {
	c.oneOf("policy.mode", &c.Policy.Mode, policyStrict, policyPages, policyOff)
	for _, directive := range append(pageDirectives, "frame-ancestors") {
		key := "policy." + strings.ReplaceAll(directive, "-", "_")
		for i, source := range c.Policy.extra(directive) {
			if hint := sourceHint(source); hint != "" {
				c.problem(element(key, i), hint, "%q is no source of a Content-Security-Policy", source)
			}
		}
	}
}

// source is what a list of a policy may have: a host with or without its scheme
// and path, a scheme, or a keyword (CSP 3, 2.3.1).
var source = regexp.MustCompile(`^(?:(?:[a-z][a-z0-9+.-]*://)?(?:\*|(?:\*\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)(?::(?:\d+|\*))?(?:/[!-~]*)?|[a-z][a-z0-9+.-]*:|'(?:unsafe-eval|wasm-unsafe-eval|sha(?:256|384|512)-[A-Za-z0-9+/_-]+=*)')$`)

// sourceHint says what to write in place of a source that cannot be; "" for one
// that can.
func sourceHint(text string) string {
	switch {
	case text == "'unsafe-inline'":
		return `browsers ignore it beside the hashes of the page's own scripts: put scripts and styles into files of the theme, or write mode = "off"`
	case !source.MatchString(text) || strings.ContainsAny(text, ";,"):
		return `write an address such as "https://stats.example.com"`
	}
	return ""
}

// allows tells whether the policy names an address, which is a scheme and a host.
func (p *PolicyConfig) allows(directive, address string) bool {
	return slices.ContainsFunc(p.extra(directive), func(source string) bool {
		if source == "*" || source == address || strings.HasSuffix(source, ":") && strings.HasPrefix(address, source) {
			return true
		}
		host := address
		if u, err := url.Parse(address); err == nil && u.Host != "" {
			host = u.Host
		}
		if _, rest, ok := strings.Cut(source, "://"); ok {
			source = rest
		}
		source, _, _ = strings.Cut(source, "/")
		below, wild := strings.CutPrefix(source, "*")
		return strings.EqualFold(source, host) || wild && strings.HasSuffix(host, strings.ToLower(below))
	})
}

// checkThemePolicy sees that the policy lets the theme do what it does.
func (c *Config) checkThemePolicy(look *theme.Theme) error {
	if c.Policy.Mode == policyOff {
		return nil
	}
	if err := look.CheckPolicy(c.Policy.allows); err != nil {
		return fmt.Errorf("loading theme %q: %w", c.Site.Theme, err)
	}
	return nil
}
