package render

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Provider is a service whose pages can be shown within others, in a frame.
type Provider struct {
	Name   string   // as it calls itself: "YouTube"
	Match  []string // patterns of the addresses of its pages: "video.example.com/w/{id}"
	URL    string   // template of the address of the frame: "https://video.example.com/embed/{id}"
	Aspect string   // width and height of the frame in proportion, "16/9" when empty
	Height int      // of the frame, in pixels, in place of a proportion
	Allow  []string // features of the browser that the frame may use besides fullscreen: "autoplay"
}

// Providers are services in the order in which they are looked for. A nil
// *Providers has the built-in ones.
type Providers struct {
	byHost map[string][]*service
	others []*service // whose hosts differ
}

// service is a provider that was read.
type service struct {
	*Provider
	order    int
	pattern  *pattern
	template *template
}

// ProviderError says which key of a provider is wrong.
type ProviderError struct {
	Provider int    // its index
	Key      string // "name", "match", "url", "aspect", "height" or "allow"
	Element  int    // of a list: the index of the wrong one
	Err      error
}

// Error implements error.
func (e *ProviderError) Error() string { return e.Key + ": " + e.Err.Error() }

// Unwrap gives what is wrong with the value.
func (e *ProviderError) Unwrap() error { return e.Err }

// NewProviders puts providers of a site before the built-in ones. The error joins
// a *ProviderError for each mistake.
func NewProviders(own []Provider) (*Providers, error) {
	p := &Providers{byHost: map[string][]*service{}}
	var mistakes []error
	for i, provider := range slices.Concat(own, builtInProviders()) {
		mistakes = append(mistakes, p.add(i, &provider)...)
	}
	return p, errors.Join(mistakes...)
}

var sharedProviders = sync.OnceValue(func() *Providers {
	p, err := NewProviders(nil)
	if err != nil {
		panic(err) // the table is part of the program, and a test reads it
	}
	return p
})

// add reads a provider and files its patterns.
func (p *Providers) add(index int, provider *Provider) (mistakes []error) {
	wrong := func(key string, element int, err error) {
		if err != nil {
			mistakes = append(mistakes, &ProviderError{index, key, element, err})
		}
	}
	wrong("name", 0, checkName(provider.Name))
	var patterns []*pattern
	for i, text := range provider.Match {
		pattern, err := parsePattern(text)
		wrong("match", i, err)
		if err == nil {
			patterns = append(patterns, pattern)
		}
	}
	if len(provider.Match) == 0 {
		wrong("match", 0, errors.New("it says no address; give at least one pattern, such as video.example.com/w/{id}"))
	}
	template, err := parseTemplate(provider.URL, patterns)
	if len(patterns) > 0 || provider.URL == "" { // else nobody knows what it may hold
		wrong("url", 0, err)
	}
	wrong("aspect", 0, checkAspect(provider.Aspect))
	wrong("height", 0, checkHeight(provider))
	for i, feature := range provider.Allow {
		wrong("allow", i, checkFeature(feature))
	}
	if len(mistakes) == 0 {
		for _, pattern := range patterns {
			p.file(&service{provider, index, pattern, template})
		}
	}
	return mistakes
}

// file puts a service where it is looked for.
func (p *Providers) file(s *service) {
	if s.pattern.host == "" {
		p.others = append(p.others, s)
	} else {
		p.byHost[s.pattern.host] = append(p.byHost[s.pattern.host], s)
	}
}

func checkName(name string) error {
	if strings.TrimSpace(name) == "" {
		return errors.New("it has no name")
	}
	return nil
}

var aspectForm = regexp.MustCompile(`^[1-9][0-9]{0,3}/[1-9][0-9]{0,3}$`)

func checkAspect(aspect string) error {
	if aspect != "" && !aspectForm.MatchString(aspect) {
		return errors.New(`it is not a proportion such as "16/9"`)
	}
	return nil
}

func checkHeight(p *Provider) error {
	const least, most = 40, 4000
	switch {
	case p.Height == 0:
	case p.Aspect != "":
		return errors.New("aspect says it already; give one of both")
	case p.Height < least || p.Height > most:
		return fmt.Errorf("it is not a number of pixels from %d to %d", least, most)
	}
	return nil
}

// features are those of the Permissions Policy that a frame may ask for.
var features = []string{
	"accelerometer", "autoplay", "camera", "clipboard-write", "display-capture", "encrypted-media", "fullscreen", "gamepad",
	"geolocation", "gyroscope", "microphone", "midi", "picture-in-picture", "screen-wake-lock", "web-share", "xr-spatial-tracking",
}

func checkFeature(name string) error {
	if !slices.Contains(features, name) {
		return fmt.Errorf("no feature %q can be allowed; there are %s", name, strings.Join(features, ", "))
	}
	return nil
}

// frame is how a page of a service is shown.
type frame struct {
	*Provider
	url     string // of the frame, https
	page    string // the address that was given, safe
	pattern string // that it fits
}

// find looks for the service that an address is of.
func (p *Providers) find(address string) (frame, bool) {
	if p == nil {
		p = sharedProviders()
	}
	address, ok := safeURL(address)
	page, err := url.Parse(address)
	if !ok || err != nil || page.Scheme != "https" && page.Scheme != "http" || page.Port() != "" {
		return frame{}, false
	}
	host := bareHost(strings.ToLower(page.Hostname()))
	path := strings.TrimSuffix(page.EscapedPath(), "/")
	if path == "" {
		path = "/"
	}
	query := page.Query()
	for _, s := range p.candidates(host) {
		if values, ok := s.pattern.match(host, path, query); ok {
			return frame{s.Provider, s.template.expand(values, page), address, s.pattern.text}, true
		}
	}
	return frame{}, false
}

// bareHost takes from a host what says that it is the web, or for telephones.
func bareHost(host string) string {
	for _, prefix := range [...]string{"www.", "m."} {
		if rest, ok := strings.CutPrefix(host, prefix); ok && strings.Contains(rest, ".") {
			return rest
		}
	}
	return host
}

// candidates are the services that a host may be of, in their order.
func (p *Providers) candidates(host string) []*service {
	return slices.SortedStableFunc(slices.Values(slices.Concat(p.byHost[host], p.others)), func(a, b *service) int { return a.order - b.order })
}

// origin is the scheme and host of the frame.
func (f *frame) origin() string {
	u, err := url.Parse(f.url)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// size gives the frame's width in heights, or else its height in pixels; both are
// "" for what is usual.
func (f *frame) size() (aspect, height string) {
	if f.Height > 0 {
		return "", strconv.Itoa(f.Height)
	}
	width, high, ok := strings.Cut(f.Aspect, "/")
	if !ok {
		return "", ""
	}
	w, _ := strconv.ParseFloat(width, 64) // both were checked
	h, _ := strconv.ParseFloat(high, 64)
	return strconv.FormatFloat(w/h, 'g', 5, 64), ""
}
