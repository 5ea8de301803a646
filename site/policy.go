package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	xhtml "golang.org/x/net/html"
)

// Every page says in a meta element what it may load and run, since not every host
// sends headers (Content Security Policy Level 3, 3.3). It is what the page needs
// and nothing else: files of the site, the theme's own small scripts by their
// hashes, pictures and media of other hosts and frames of services when it shows
// some. A mistake in what is written into the page cannot make scripts run then.

// policies makes the policies of pages, and remembers what the site needs as a whole.
type policies struct {
	config  *PolicyConfig
	scripts []hashed

	mu     sync.Mutex
	frames map[string]bool // origins of all pages
}

// hashed is an inline script with the source that allows it.
type hashed struct {
	text   []byte
	source string
}

func newPolicies(config *PolicyConfig, scripts []string) *policies {
	p := &policies{config: config, frames: map[string]bool{}}
	for _, text := range scripts {
		sum := sha256.Sum256([]byte(text))
		p.scripts = append(p.scripts, hashed{[]byte(text), "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"})
	}
	return p
}

// headStart is where a page's policy goes: before all that it is about, but behind
// the encoding, which has to be among the first 1024 bytes.
var headStart = regexp.MustCompile(`(?i)<head[^>]*>(?:\s*<meta charset=[^>]*>)?`)

// put gives a page its policy. One that has a policy of its own, or no head, stays
// as it is.
func (p *policies) put(page []byte) []byte {
	if p.config.Mode == policyOff {
		return page
	}
	const headLimit = 4 << 10
	at := headStart.FindIndex(page[:min(len(page), headLimit)])
	if at == nil || bytes.Contains(page, []byte(`http-equiv="Content-Security-Policy"`)) {
		return page
	}
	meta := "\n<meta http-equiv=\"Content-Security-Policy\" content=\"" + escapePolicy(p.ofPage(page)) + "\">"
	return slices.Concat(page[:at[1]], []byte(meta), page[at[1]:])
}

// escapePolicy leaves the quotes of sources as they are: the attribute has the other ones.
func escapePolicy(text string) string {
	return strings.ReplaceAll(html.EscapeString(text), "&#39;", "'")
}

// What policies say, in this order. The one of a page allows what it leaves out to
// the site itself. The one that a host sends is about what pages run, send and show
// of others: it has to suit drawings too, which hold styles of their own.
var (
	pageDirectives = []string{"script-src", "style-src", "font-src", "img-src", "media-src", "connect-src", "frame-src", "object-src", "form-action"}
	hostDirectives = []string{"script-src", "connect-src", "frame-src", "object-src", "form-action", "frame-ancestors"}
)

// ofPage gives the policy of a page.
func (p *policies) ofPage(page []byte) string {
	needs := needsOf(page)
	for _, s := range p.scripts {
		if bytes.Contains(page, s.text) {
			needs["script-src"] = append(needs["script-src"], s.source)
		}
	}
	needs["img-src"] = append([]string{"data:"}, needs["img-src"]...) // icons of a few bytes
	p.mu.Lock()
	for _, origin := range needs["frame-src"] {
		p.frames[origin] = true
	}
	p.mu.Unlock()
	parts := []string{"default-src 'self'"}
	for _, name := range pageDirectives {
		sources := p.sources(name, needs[name])
		if len(sources) > 1 || name == "form-action" { // which default-src is not about
			parts = append(parts, name+" "+strings.Join(sources, " "))
		}
	}
	return strings.Join(append(parts, "base-uri 'none'"), "; ")
}

// maxFrames is how many services the policy of a site names: hosts bound the
// length of a line.
const maxFrames = 20

// ofSite gives the policy that a host may send with everything, when all pages
// were written.
func (p *policies) ofSite() string {
	needs := map[string][]string{"frame-src": slices.Sorted(maps.Keys(p.frames))}
	for _, s := range p.scripts {
		needs["script-src"] = append(needs["script-src"], s.source)
	}
	if len(needs["frame-src"]) > maxFrames {
		needs["frame-src"] = []string{"https:"}
	}
	var parts []string
	for _, name := range hostDirectives {
		parts = append(parts, name+" "+strings.Join(p.sources(name, needs[name]), " "))
	}
	return strings.Join(append(parts, "base-uri 'none'"), "; ")
}

// sources are those of a directive: the site, what is needed, and what the
// configuration adds.
func (p *policies) sources(directive string, needed []string) []string {
	all := []string{"'self'"}
	for _, s := range slices.Concat(needed, p.config.extra(directive)) {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// reachesOut tells whether a page may take anything from another host.
func reachesOut(page []byte) bool {
	if bytes.Contains(page, []byte("data-frame=")) || bytes.Contains(page, []byte("poster=")) {
		return true
	}
	for {
		_, after, found := bytes.Cut(page, []byte("src"))
		if !found {
			return false
		}
		page = after
		value := bytes.TrimLeft(bytes.TrimPrefix(after[:min(len(after), 16)], []byte("set")), "=\"'")
		if bytes.HasPrefix(value, []byte("http")) || bytes.HasPrefix(value, []byte("//")) {
			return true
		}
	}
}

// needsOf finds what a page takes from other hosts, as sources of directives.
// Pictures and media may be redirected anywhere, so that their hosts say nothing;
// frames are loaded when somebody asks for them.
func needsOf(page []byte) map[string][]string {
	needs := map[string][]string{}
	if !reachesOut(page) {
		return needs
	}
	need := func(directive, source string) {
		if source != "" && !slices.Contains(needs[directive], source) {
			needs[directive] = append(needs[directive], source)
		}
	}
	z := xhtml.NewTokenizer(bytes.NewReader(page))
	for kind := z.Next(); kind != xhtml.ErrorToken; kind = z.Next() {
		if kind != xhtml.StartTagToken && kind != xhtml.SelfClosingTagToken {
			continue
		}
		tag := z.Token()
		for _, a := range tag.Attr {
			switch tag.Data + " " + a.Key {
			case "video src", "audio src", "source src", "track src":
				need("media-src", schemeOf(a.Val))
			case "img src", "img srcset", "source srcset", "video poster":
				need("img-src", schemeOf(a.Val))
			case "iframe src", "a data-frame":
				need("frame-src", frameOrigin(a.Val))
			}
		}
	}
	return needs
}

// schemeOf gives the scheme of an address on another host, as a source; "" for one
// of the site.
func schemeOf(address string) string {
	switch scheme, _, _ := strings.Cut(address, "//"); strings.ToLower(scheme) {
	case "http:":
		return "http:"
	case "https:", "":
		if strings.Contains(address, "//") {
			return "https:"
		}
	}
	return ""
}

var plainHost = regexp.MustCompile(`^[A-Za-z0-9.-]+(?::[0-9]+)?$`)

// frameOrigin gives scheme and host of the address of a frame; "" for one of the
// site.
func frameOrigin(address string) string {
	u, err := url.Parse(address)
	if err != nil || !plainHost.MatchString(u.Host) {
		return ""
	}
	return orDefault(u.Scheme, "https") + "://" + u.Host
}
