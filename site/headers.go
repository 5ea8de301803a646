package site

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"slices"
)

// headersFile is where Netlify, Cloudflare and hosts like them read what to send
// with files. Elsewhere it does nothing.
// https://docs.netlify.com/manage/routing/headers/
// https://developers.cloudflare.com/pages/configuration/headers/
const headersFile = "_headers"

// headers writes that file, when all pages were written.
func (r *run) headers() error {
	return r.stage.put(headersFile, r.headerLines())
}

// forEver is for files that are named by their content.
const forEver = "Cache-Control: public, max-age=31536000, immutable"

// drawingPolicy is that of drawings which are opened by themselves: nothing in
// them runs or reaches out.
const drawingPolicy = "Content-Security-Policy: sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"

// headerLines gives the content of the file. Hosts join what several rules say of
// one header, so each is said once but for drawings, which keep to both policies.
func (r *run) headerLines() []byte {
	var b bytes.Buffer
	rule := func(pattern string, headers ...string) {
		fmt.Fprintf(&b, "%s%s\n", r.site.config.base.Path, pattern)
		for _, h := range headers {
			fmt.Fprintf(&b, "  %s\n", h)
		}
	}
	every := []string{"X-Content-Type-Options: nosniff", "Referrer-Policy: strict-origin-when-cross-origin"}
	if r.site.config.Policy.Mode == policyStrict {
		every = append(every, "Content-Security-Policy: "+r.policy.ofSite())
	}
	rule("*", every...)
	rule("*.svg", drawingPolicy)
	rule("files/*", forEver)
	for _, name := range r.hashedAssets() {
		rule(name, forEver)
	}
	return b.Bytes()
}

var hashedName = regexp.MustCompile(`\.[0-9a-f]{8}\.(?:css|js)$`)

// hashedAssets are the files of the theme that are named by their content.
func (r *run) hashedAssets() []string {
	var names []string
	for _, asset := range r.site.opts.Theme.Assets() {
		if path.Dir(asset.Name) == "assets" && hashedName.MatchString(asset.Name) {
			names = append(names, asset.Name)
		}
	}
	slices.Sort(names)
	return names
}
